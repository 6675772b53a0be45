"""Every loss against PyTorch: values and gradients at the scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest
from numpy.typing import DTypeLike

from engine.catalog import family
from engine.fields import hyperparameters
from engine.losses.base import Loss
from engine.numerics import Array
from tests.parity.support import Arrays, Family, array, draw, generator, named, tensor, torch

SAMPLES, CLASSES = 6, 4
WEIGHTS = (0.5, 2.0, 1.0, 0.25)

TABLE: list[tuple[str, list[dict[str, Any]], str]] = [
    ("softmax_cross_entropy", [{}, {"label_smoothing": 0.2}, {"class_weights": WEIGHTS},
                               {"label_smoothing": 0.2, "class_weights": WEIGHTS}], "classes shares large"),
    ("hinge", [{}], "classes ties"),
    ("squared_hinge", [{}], "classes ties"),
    ("one_vs_all_hinge", [{}], "classes ties"),
    ("binary_cross_entropy", [{}], "classes shares large"),
    ("mean_squared_error", [{}], "values"),
    ("mean_absolute_error", [{}], "values"),
    ("huber", [{}, {"delta": 0.3}], "values"),
    ("mean_absolute_error", [{}], "whole"),
    ("huber", [{"delta": 1.0}], "whole"),
]  # fmt: skip
"""Kind, settings, and the targets: class indices; rows of shares that add up to 1, as mixup makes; or any numbers. With
whole numbers (ties, whole) scores lie on the losses' kinks, where a derivative is a convention; large ones are up to 40
in size."""

F: Any = torch.nn.functional if torch else None


def cross_entropy(loss: Any, scores: Any, targets: Any) -> Any:
    weight = torch.tensor(loss.class_weights, dtype=scores.dtype) if loss.class_weights else None
    return F.cross_entropy(scores, targets, weight, label_smoothing=loss.label_smoothing)


def one_hot(targets: Any, scores: Any) -> Any:
    return F.one_hot(targets, scores.shape[1]).to(scores.dtype) if targets.ndim == 1 else targets


TORCH: dict[str, Callable[[Any, Any, Any], Any]] = {
    "softmax_cross_entropy": cross_entropy,
    # PyTorch's multiclass hinge is a mean over the classes too; ours, as in the lectures, is their sum.
    "hinge": lambda loss, scores, targets: F.multi_margin_loss(scores, targets) * scores.shape[1],
    "squared_hinge": lambda loss, scores, targets: F.multi_margin_loss(scores, targets, p=2) * scores.shape[1],
    # PyTorch has hinges for pairs only; this one is composed.
    "one_vs_all_hinge": lambda loss, scores, targets: (
        F.relu(1 - (2 * one_hot(targets, scores) - 1) * scores).sum(dim=1).mean()
    ),
    "binary_cross_entropy": lambda loss, scores, targets: F.binary_cross_entropy_with_logits(
        scores, one_hot(targets, scores)
    ),
    "mean_squared_error": lambda loss, scores, targets: F.mse_loss(scores, targets),
    "mean_absolute_error": lambda loss, scores, targets: F.l1_loss(scores, targets),
    "huber": lambda loss, scores, targets: F.huber_loss(scores, targets, delta=loss.delta),
}

NONE: dict[str, str] = {}
"""Losses that are not compared, and why."""


class Case(NamedTuple):
    name: str
    loss: Loss
    targets: str


def cases() -> dict[str, Case]:
    found: list[tuple[str, Case]] = []
    for kind, settings, targets in TABLE:
        for fields in settings:
            for given in targets.split():
                name = "-".join([kind, *fields, given])
                loss: Any = family("losses")[kind](**fields)
                found.append((name, Case(name, loss, given)))
    return named(found)


def data(case: Case, dtype: DTypeLike) -> tuple[Array, Array]:
    """Scores and targets."""
    rng = generator(case.name)
    scores = draw(rng, (SAMPLES, CLASSES), dtype)
    rows = draw(rng, (SAMPLES, CLASSES), np.float64)
    if case.targets in ("ties", "whole"):
        scores, rows = np.round(scores), np.round(rows)
    if case.targets in ("classes", "ties", "large"):
        return scores * (20 if case.targets == "large" else 1), np.arange(SAMPLES) % CLASSES
    if case.targets == "shares":
        rows = (np.abs(rows) / np.abs(rows).sum(axis=1, keepdims=True)).astype(np.float32)
    return scores, rows.astype(dtype)


def with_torch(case: Case, dtype: DTypeLike) -> Arrays:
    scores, targets = data(case, dtype)
    s = tensor(scores, gradient=True)
    value = TORCH[case.loss.kind_name()](case.loss, s, tensor(targets))
    value.backward()
    return {"value": array(value), "gradient": array(s.grad)}


LOSSES = Family("losses", cases(), with_torch)


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float64, 1e-10), (np.float32, 1e-5)], ids=["64", "32"])
@pytest.mark.parametrize("name", LOSSES.cases)
def test_loss(name: str, dtype: DTypeLike, tolerance: float) -> None:
    case: Case = LOSSES.cases[name]
    value, gradient = case.loss.value_and_gradient(*data(case, dtype))
    LOSSES.compare(name, {"value": np.array(value), "gradient": gradient}, tolerance, dtype)


def test_every_loss_and_setting_is_compared() -> None:
    assert set(family("losses")) == set(TORCH) | set(NONE)
    for kind in TORCH:
        losses = [case.loss for case in LOSSES.cases.values() if case.loss.kind_name() == kind]
        for entry in hyperparameters(family("losses")[kind]):
            assert any(getattr(loss, entry.name) != entry.default for loss in losses), f"{kind}.{entry.name}"
