"""Formulas as rich text, from the plain text that members declare."""

from __future__ import annotations

import re
from html import unescape

import pytest

from engine import FAMILIES, family
from gui.formulas import typeset
from gui.texts import equations

FORMULAS = [cls.formula() for name in FAMILIES for cls in family(name).values() if cls.formula()]


@pytest.mark.parametrize(
    ("plain", "rich"),
    [
        ("y = x W + b", "<i>y</i> = <i>x</i> <i>W</i> + <i>b</i>"),
        ("v = beta2 v + g^2", "<i>v</i> = <i>β</i><sub>2</sub> <i>v</i> + <i>g</i><sup>2</sup>"),
        ("dx = dy W^T", "<i>dx</i> = <i>dy</i> <i>W</i><sup>T</sup>"),
        ("m^ / (sqrt(v^) + epsilon)", "<i>m\u0302</i> / (√(<i>v\u0302</i>) + <i>ε</i>)"),
        ("1 - beta1^t", "1 − <i>β</i><sub>1</sub><sup><i>t</i></sup>"),
        ("drop^floor(t / every)", "drop<sup>floor(<i>t</i> / every)</sup>"),
        ("(1 + amount)^u, (H + damping I)^-1 g", "(1 + amount)<sup><i>u</i></sup>, "
         "(<i>H</i> + damping <i>I</i>)<sup>−1</sup> <i>g</i>"),
        ("x[n, s i + u]", "<i>x</i><sub><i>n</i>, <i>s</i> <i>i</i> + <i>u</i></sub>"),
        ("start[outputs - 1], counts[a][b]", "start<sub>outputs − 1</sub>, "
         "counts<sub><i>a</i></sub><sub><i>b</i></sub>"),
        ("y = [x1, x2, ...]", "<i>y</i> = [<i>x</i><sub>1</sub>, <i>x</i><sub>2</sub>, …]"),
        ("fan_in, e_i", "fan<sub>in</sub>, <i>e</i><sub><i>i</i></sub>"),
        ("x' where x <= 0, L(x') < L(x), j != y", "<i>x</i>′ where <i>x</i> ≤ 0, <i>L</i>(<i>x</i>′) &lt; "
         "<i>L</i>(<i>x</i>), <i>j</i> ≠ <i>y</i>"),
        ("x -= a d with a by a strong-Wolfe line search", "<i>x</i> −= <i>a</i> <i>d</i> with <i>a</i> by a "
         "strong-Wolfe line search"),
        ("over a group's channels, im2col, they do not", "over a group's channels, im2col, they do not"),
        ("a = 1\nb ~ 2 * c", "<i>a</i> = 1<br><i>b</i> ∼ 2 · <i>c</i>"),
        ("x[n", "<i>x</i><sub><i>n</i></sub>"), ("", ""), ("^ ] & 100 %", "^ ] &amp; 100 %"),
    ],
)  # fmt: skip
def test_it_reads_as_people_write_it(plain: str, rich: str) -> None:
    assert typeset(plain) == rich


@pytest.mark.parametrize("formula", FORMULAS)
def test_nothing_of_a_declared_formula_is_lost(formula: str) -> None:
    """Every word and number is there in its order; tags are in balance; nothing is left of the plain notation."""
    rich = typeset(equations(formula))
    for tag in ("i", "sub", "sup"):
        assert rich.count(f"<{tag}>") == rich.count(f"</{tag}>")
    seen = unescape(re.sub(r"<[^>]*>", "", rich.replace("<br>", "\n")))
    assert "^" not in seen
    assert "_" not in seen
    names = {"α": "alpha", "β": "beta", "δ": "delta", "ε": "epsilon", "λ": "lambda", "μ": "mu", "π": "pi", "ρ": "rho",
             "√": "sqrt"}  # fmt: skip
    seen = "".join(names.get(letter, letter) for letter in seen)
    assert re.findall(r"[a-z]|\d", seen.lower()) == re.findall(r"[a-z]|\d", formula.lower())
