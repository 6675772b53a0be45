"""Numbers as they are written: in running text, in cells, and with the operators between them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MINUS = "−"
OPERATORS = {" * ": " · ", " - ": f" {MINUS} ", " ** ": "^", " @ ": " · "}


def figure(value: float, digits: int = 4) -> str:
    """A number in so many significant digits: 0.08526, −1.649, 8.5e−6, and whole numbers as they are."""
    if isinstance(value, int):
        return str(value).replace("-", MINUS)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    if value == 0:
        return "0"
    text = f"{value:.{digits}g}" if 1e-3 <= abs(value) < 1e5 else f"{value:.{max(digits - 2, 1)}e}"
    if "e" in text:
        mantissa, _, exponent = text.partition("e")
        if "." in mantissa:
            mantissa = mantissa.rstrip("0").rstrip(".")
        text = f"{mantissa}e{int(exponent)}"
    return text.replace("-", MINUS)


@dataclass(frozen=True)
class CellFormat:
    """How the numbers of one grid are written: all divided by 10 to some power, each to so many significant digits;
    whole numbers as they are where all are whole."""

    power: int
    digits: int
    whole: bool = False

    def __call__(self, value: float) -> str:
        if not math.isfinite(value) or value == 0:
            return figure(value)
        if self.whole:
            return f"{value:.0f}".replace("-", MINUS)
        value /= 10.0**self.power
        magnitude = math.floor(math.log10(abs(float(f"{value:.{self.digits - 1}e}"))))
        if magnitude < -3:
            mantissa, _, exponent = f"{value:.{self.digits - 1}e}".partition("e")
            return f"{mantissa}e{int(exponent)}".replace("-", MINUS)
        return f"{value:.{max(0, self.digits - 1 - magnitude)}f}".replace("-", MINUS)

    @property
    def unit(self) -> str:
        """What all numbers are to be multiplied by; empty for 1."""
        return f"·1e{self.power}".replace("-", MINUS) if self.power else ""


def cell_format(values: Sequence[float], largest: float, digits: int) -> CellFormat:
    """A format that writes numbers of up to the largest magnitude, each in so many digits."""
    if not math.isfinite(largest) or largest == 0:
        return CellFormat(0, digits)
    power = 0 if 0.005 <= largest < 1e5 else math.floor(math.log10(largest))
    whole = power == 0 and all(not math.isfinite(value) or value == int(value) for value in values)
    return CellFormat(power, digits, whole)


def exact(value: float) -> str:
    """A number to its last digit."""
    return repr(float(value)).replace("-", MINUS)


def factor(value: float, digits: int = 4) -> str:
    """A number that stands after an operator: in brackets where it is negative."""
    text = figure(value, digits)
    return f"({text})" if text.startswith(MINUS) else text


def expression(pieces: Iterable[str | float]) -> str:
    """Code with numbers in it, as it is written by hand: 0.9 · 0.2 + (1 − 0.9) · (−0.5)."""
    text = ""
    for piece in pieces:
        if isinstance(piece, str):
            for code, sign in OPERATORS.items():
                piece = piece.replace(code, sign)
            text += piece
        else:
            text += factor(piece) if text and not text.endswith("(") else figure(piece)
    return text


def sum_of_products(left: Iterable[float], right: Iterable[float], rest: float, most: int) -> str:
    """a · b + c · d + …; of many terms the largest, in their order. `rest` is added where it is worth writing."""
    terms = list(zip(left, right, strict=True))
    ranked = sorted(range(len(terms)), key=lambda at: -abs(terms[at][0] * terms[at][1]))
    shown = sorted(ranked[:most])
    texts = [
        f"{factor(terms[at][0]) if at != shown[0] else figure(terms[at][0])} · {factor(terms[at][1])}" for at in shown
    ]
    if len(shown) < len(terms):
        texts.append("…")
    if rest and abs(rest) > 1e-6 * max((abs(a * b) for a, b in terms), default=0.0):
        texts.append(factor(rest) if texts else figure(rest))
    return " + ".join(texts) or "0"


def indexed(name: str, place: Iterable[int]) -> str:
    """An element's name: y[3], weight[1, 0]."""
    return f"{name}[{', '.join(str(each) for each in place)}]"
