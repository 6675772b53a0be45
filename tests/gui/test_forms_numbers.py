"""Numbers as forms show, read and step them."""

from __future__ import annotations

import pytest

from engine import FAMILIES, Hyperparameter, family, hyperparameters
from gui.forms.numbers import allowed, exact, nearest, read_count, read_real, slider_values, stepped
from gui.texts import equations
from tests.gui.forms_help import LAYERS, entry_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.001, "0.001"),
        (1e-5, "1e-05"),
        (1.0, "1"),
        (0.1 + 0.2, "0.30000000000000004"),
        (7, "7"),
        (2**32 - 1, "4294967295"),
    ],
)
def test_numbers_are_shown_exactly(value: float, text: str) -> None:
    assert exact(value) == text
    assert read_real(text) == value


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), (" 12 ", 12), ("1e3", 1000), ("1.5", "1.5"), ("abc", "abc"), ("-4", -4), ("nan", "nan")],
)
def test_counts_are_read_leniently(text: str, number: object) -> None:
    assert read_count(text) == number


def test_logarithmic_steps_go_one_two_five() -> None:
    entry = entry_of(family("optimizers")["adam"], "learning_rate")
    assert [stepped(entry, 0.001, steps) for steps in (1, 2, 3, -1, -2, -3)] == [
        0.002,
        0.005,
        0.01,
        0.0005,
        0.0002,
        0.0001,
    ]
    assert stepped(entry, 0.003, 1) == 0.005
    assert stepped(entry, 0.003, -1) == 0.002


def test_a_strength_steps_down_to_zero_and_up_again() -> None:
    entry = entry_of(family("regularizers")["l2"], "strength")
    assert stepped(entry, 1e-4, -100) == 0.0
    assert 0 < stepped(entry, 0.0, 1) < 1e-5


def test_linear_steps_stay_on_the_grid_and_within_bounds() -> None:
    entry = entry_of(LAYERS["dropout"], "rate")
    assert stepped(entry, 0.1, 4) == 0.3
    assert stepped(entry, 0.999, -1) == 0.95
    assert stepped(entry, 0.95, 1) == 0.95, "1 is excluded"
    assert stepped(entry, 0.05, -3) == 0.0


def test_sliders_offer_zero_where_it_is_allowed_and_only_there() -> None:
    strength, rate = (
        entry_of(family("regularizers")["l2"], "strength"),
        entry_of(family("optimizers")["adam"], "learning_rate"),
    )
    assert slider_values(strength)[0] == 0.0
    assert slider_values(rate)[0] > 0.0
    assert slider_values(entry_of(family("preprocessing")["scale"], "low")) == ()


@pytest.mark.parametrize("entry", [entry for name in FAMILIES for cls in family(name).values()
                                   for entry in hyperparameters(cls) if entry.editor == "real"])  # fmt: skip
def test_sliders_rise_within_bounds(entry: Hyperparameter) -> None:
    values = slider_values(entry)
    assert list(values) == sorted(set(values))
    assert all(allowed(entry, value) for value in values)
    assert all(nearest(values, value, log=entry.log) == index for index, value in enumerate(values))


def test_formulas_stand_one_equation_a_line() -> None:
    assert equations(family("optimizers")["adam"].formula()).splitlines()[:2] == [
        "m = beta1 m + (1 - beta1) g",
        "v = beta2 v + (1 - beta2) g^2",
    ]
