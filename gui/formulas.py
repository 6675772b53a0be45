"""Formulas as people write them: rich text from the plain text in which the catalogue declares them.

Italic variables, Greek letters for their names, indices below and powers above. Words stay as they are. No Qt here.

    typeset("v = beta2 v + (1 - beta2) g^2")        <i>v</i> = <i>β</i><sub>2</sub> <i>v</i> + ... <i>g</i><sup>2</sup>
"""

from __future__ import annotations

import functools
import re
from html import escape

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η", "lambda": "λ", "mu": "μ",
    "pi": "π", "rho": "ρ", "sigma": "σ",
}  # fmt: skip
SIGNS = {
    "...": "…", "+=": "+=", "-=": "−=", "<=": "≤", ">=": "≥", "!=": "≠", "-": "−", "*": "·", "~": "∼", "`": "",
}  # fmt: skip
HAT = "\N{COMBINING CIRCUMFLEX ACCENT}"
NO_ARTICLE = ("and", "for", "where", "over")
"""Words before which "a" is a variable; other long words make it an article."""

_TOKEN = re.compile(
    r"(?P<prose>[A-Za-z]+(?:-[A-Za-z]+)+|[A-Za-z]+'s\b)"  # two-loop, group's
    r"|(?P<symbol>[A-Za-z]+(?:_[A-Za-z]+)?(?:\d+(?![A-Za-z]))?)(?P<hat>\^(?![\w(-]))?(?P<prime>'*)(?P<index>\[)?"
    r"|\^(?P<power>-?\w+(?:\([^()]*\))?|\([^()]*\)|\(\([^()]*\)[^()]*\))"
    r"|(?P<sign>\.\.\.|[-+]=|[<>!]=|[-*~`])"
    r"|(?P<other>.)"
)


@functools.cache
def typeset(formula: str) -> str:
    """One line or several of a formula as rich text, a line each."""
    return "<br>".join(_line(line) for line in formula.splitlines())


def _line(text: str) -> str:
    parts: list[str] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        assert found is not None
        at = found.end()
        if found["symbol"]:
            parts.append(_symbol(found["symbol"], text[at:], bool(found["hat"])) + "′" * len(found["prime"]))
            opened = bool(found["index"])
            while opened:
                end = _closing(text, at)
                parts.append(f"<sub>{_line(text[at:end])}</sub>")
                opened = text[end + 1 : end + 2] == "["
                at = end + 2 if opened else end + 1
        elif found["power"]:
            power = found["power"]
            whole = power.startswith("(") and power.endswith(")")
            parts.append(f"<sup>{'T' if power == 'T' else _line(power[1:-1] if whole else power)}</sup>")
        elif found["sign"]:
            parts.append(escape(SIGNS[found["sign"]]))
        else:
            parts.append(escape(found["prose"] or found["other"], quote=False))
    return "".join(parts)


def _symbol(symbol: str, behind: str, hat: bool) -> str:
    """A variable in italics, with what stands below it; a word as it is. `behind` is what follows on the line."""
    stem, _, below = symbol.partition("_")
    name, digits = _split(stem)
    if not below and _is_article(symbol, behind):
        return symbol
    if name in GREEK:
        shown = f"<i>{GREEK[name]}</i>"
    elif len(name) == 1 or (re.fullmatch(r"d[A-Za-z]", name) and name != "do"):
        shown = f"<i>{name}{HAT if hat else ''}</i>"
    elif name == "sqrt" and behind.startswith("("):
        shown = "√"
    else:
        shown = name
    lower = digits + (_symbol(below, "", False) if below else "")
    return f"{shown}<sub>{lower}</sub>" if lower else shown


def _split(name: str) -> tuple[str, str]:
    letters = name.rstrip("0123456789")
    return letters, name[len(letters) :]


def _is_article(symbol: str, behind: str) -> bool:
    word = re.match(r" ([a-z]{3,})", behind)
    return symbol == "a" and word is not None and word[1] not in NO_ARTICLE


def _closing(text: str, at: int) -> int:
    """Where the bracket closes that was opened before `at`; the end where it does not."""
    depth = 1
    for place in range(at, len(text)):
        depth += (text[place] == "[") - (text[place] == "]")
        if depth == 0:
            return place
    return len(text)
