"""Optimizers and schedules against PyTorch: 300 steps in float64; and the minimum that quasi-Newton methods reach."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import DTypeLike

from engine import Experiment, Trainer, Training, chain
from engine.catalog import family
from engine.fields import hyperparameters
from engine.numerics import Array
from engine.schedules.base import Controller
from engine.training.events import Step
from tests.engine.support import layer, make
from tests.parity.support import Arrays, Family, array, named, torch
from tests.parity.torch_training import OPTIMIZERS, SCHEDULES, Twin
from tests.parity.trajectories import RECORDED, STEPS, iris, ours, prepared, with_torch

OPTIMIZER_TABLE: list[tuple[str, list[dict[str, Any]]]] = [
    ("sgd", [{"learning_rate": 0.3}]),
    ("momentum", [{"learning_rate": 0.1}, {"learning_rate": 0.1, "rho": 0.5}]),
    ("nesterov", [{"learning_rate": 0.1}, {"learning_rate": 0.1, "rho": 0.5}]),
    ("adagrad", [{"learning_rate": 0.1}, {"learning_rate": 0.1, "epsilon": 0.1}]),
    ("rmsprop", [{"learning_rate": 0.01}, {"learning_rate": 0.01, "decay": 0.8, "epsilon": 0.1}]),
    ("adam", [{"learning_rate": 0.02}, {"learning_rate": 0.02, "beta1": 0.7, "beta2": 0.9, "epsilon": 0.1}]),
    ("adamw", [{"learning_rate": 0.02, "weight_decay": 0.3},
               {"learning_rate": 0.02, "beta1": 0.7, "beta2": 0.9, "epsilon": 0.1}]),
]  # fmt: skip

SCHEDULE_TABLE: list[tuple[str, list[dict[str, Any]]]] = [
    ("constant", [{}]),
    ("step_decay", [{"every": 9, "drop": 0.4}]),
    ("exponential_decay", [{"k": 0.1}]),
    ("inverse_time_decay", [{"k": 0.3}]),
    ("cosine", [{}, {"low": 0.1}]),
    ("cosine_restarts", [{"first": 5}, {"first": 9, "growth": 1, "low": 0.1}]),
    ("one_cycle", [{}, {"rise": 0.4, "start": 10.0, "end": 100.0}]),
    ("reduce_on_plateau", [{"patience": 1, "threshold": 0.2, "drop": 0.5}]),
]

EVALUATING: dict[str, tuple[str, dict[str, Any]]] = {
    "newton": ("newton", {}),
    "bfgs": ("bfgs", {}),
    "lbfgs": ("lbfgs", {}),
    "lbfgs-short": ("lbfgs", {"history": 3, "learning_rate": 0.8}),
}
"""Optimizers that use the objective on all samples: name -> kind and settings."""

NONE = {
    "random_search": "PyTorch has no search without gradients.",
    "random_local_search": "PyTorch has no search without gradients.",
}
"""Optimizers that are not compared, and why. Newton and BFGS, which PyTorch lacks, meet the minimum of its L-BFGS."""


@pytest.mark.parametrize("total", [1, 2, 3, 10, 20])
def test_one_cycle_of_any_length(total: int) -> None:
    """PyTorch divides by zero where the rise is over at once (10 steps, a tenth of them); ours starts at the top."""
    for rise in (0.1, 0.3, 0.5):
        schedule: Any = make("schedules", "one_cycle", rise=rise)
        factors = [schedule.factor(step, total, total) for step in range(total)]
        assert all(0 < factor <= 1 for factor in factors)
        assert total < 2 or factors[-1] == pytest.approx(1 / (schedule.start * schedule.end))


STRENGTH = 0.05
"""L2 penalty of the problem that has one minimum."""

LOCKSTEP = 15
"""Steps in which L-BFGS is compared place by place; nearer to the minimum, rounding decides."""


def l2(strength: float) -> tuple[Any, ...]:
    return (make("regularizers", "l2", strength=strength),)


def trajectories() -> dict[str, Experiment]:
    """Every optimizer at a constant rate, with a ragged last batch, alone and with L2; every schedule with momentum
    and with Adam, in even batches: after a ragged one our time in epochs, which counts samples, is not PyTorch's."""
    found: list[tuple[str, Experiment]] = []
    for kind, settings in OPTIMIZER_TABLE:
        for fields in settings:
            found += [(kind, iris(make("optimizers", kind, **fields), batch=40))]
        found.append((f"{kind}-l2", iris(make("optimizers", kind, **settings[0]), batch=40, regularizers=l2(0.05))))
    for kind, settings in SCHEDULE_TABLE:
        for fields in settings:
            for optimizer, rate in (("momentum", 0.1), ("adam", 0.02)):
                schedule = make("schedules", kind, **fields)
                moved = make("optimizers", optimizer, learning_rate=rate)
                found.append((f"{optimizer}-{kind}", iris(moved, schedule=schedule)))
    return named(found)


CASES = trajectories()
TRAJECTORIES = Family("optimizers", {name: (name, run) for name, run in CASES.items()}, with_torch, 1e-8)


@pytest.mark.parametrize("name", CASES)
def test_trajectory(name: str) -> None:
    TRAJECTORIES.compare(name, ours(name, CASES[name]))


def convex(optimizer: Any) -> Experiment:
    """Softmax regression with L2 has one minimum (but for a constant on all biases, which gradients leave alone)."""
    network = chain(layer("dense", units=3))
    return iris(optimizer, network=network, regularizers=l2(STRENGTH), training=Training(epochs=50, shuffle=False))


def minimum(case: str, dtype: DTypeLike) -> Arrays:
    """Where PyTorch's L-BFGS ends, and its first steps. One of its calls makes one step; it remembers between them."""
    fields = EVALUATING[case][1]
    twin = Twin(prepared("minimum", convex(make("optimizers", "sgd")), dtype))
    values = [value for value, _, _ in twin.net.slots()]
    rate, history = fields.get("learning_rate", 1.0), fields.get("history", 10)

    def lbfgs(steps: int) -> Any:
        """Steps a call, without PyTorch's own limits to accuracy."""
        limits = {"tolerance_grad": 1e-14, "tolerance_change": 0.0}
        return torch.optim.LBFGS(values, rate, steps, history_size=history, line_search_fn="strong_wolfe", **limits)

    def objective() -> Any:
        twin.net.zero_gradients()
        scores = twin.net(torch.from_numpy(twin.train.x), training=True)
        value = twin.loss(scores, twin.train.targets) + STRENGTH / 2 * (values[0] ** 2).sum()
        value.backward()
        return value

    places, method = [], lbfgs(1)
    for _ in range(LOCKSTEP):
        method.step(objective)
        places.append(twin.net.flat())
    lbfgs(300).step(objective)
    return {"steps": np.stack(places), "f": array(objective()), "x": twin.net.flat()}


MINIMA = Family("minima", {name: name for name, (kind, _) in EVALUATING.items() if kind == "lbfgs"}, minimum, 1e-8,
                {"x": 1e-6})  # fmt: skip


@pytest.mark.parametrize("name", EVALUATING)
def test_minimum(name: str) -> None:
    """In 50 steps to the same place, as exactly as an objective that is flat there allows. PyTorch has no Newton or
    BFGS; they go where its L-BFGS goes. Ours makes the very same steps as PyTorch's, line searches included."""
    kind, fields = EVALUATING[name]
    trainer = prepared("minimum", convex(make("optimizers", kind, **fields)), np.float64)
    places = [trainer.network.x.copy() for event in trainer.events() if isinstance(event, Step)]
    reference = MINIMA.reference(name if kind == "lbfgs" else "lbfgs")
    assert objective(trainer) == pytest.approx(float(reference["f"]), abs=1e-10)
    np.testing.assert_allclose(places[-1], reference["x"], rtol=0, atol=MINIMA.flat["x"])
    if kind == "lbfgs":
        MINIMA.compare(name, {**reference, "steps": np.stack(places[:LOCKSTEP])})


def objective(trainer: Trainer) -> float:
    loss, _ = trainer.evaluate("train")
    assert loss is not None
    weights: Array = trainer.network.parameters["dense"]["weight"]
    return loss + STRENGTH / 2 * float((weights**2).sum())


def test_every_optimizer_and_schedule_is_compared() -> None:
    evaluating = {kind for kind, _ in EVALUATING.values()}
    assert set(family("optimizers")) == set(OPTIMIZERS) | evaluating | set(NONE)
    assert set(family("schedules")) == set(SCHEDULES)
    for name, table in (("optimizers", OPTIMIZER_TABLE), ("schedules", SCHEDULE_TABLE)):
        for kind, settings in table:
            for entry in hyperparameters(family(name)[kind]):
                values = [fields.get(entry.name, entry.default) for fields in settings]
                assert any(value != entry.default for value in values), f"{kind}.{entry.name}"


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].schedule.kind_name() != "constant"])
def test_schedule_alone(name: str) -> None:
    """Rates agree to rounding, and do change; those of controllers, which wait for losses, are seen in trajectories."""
    schedule, rates = CASES[name].schedule, TRAJECTORIES.reference(name)["rate"]
    assert np.ptp(rates) > 0
    if not isinstance(schedule, Controller):
        factors = np.array([schedule.factor(step, 5, STEPS) for step in range(STEPS)])
        np.testing.assert_allclose(CASES[name].optimizer.learning_rate * factors[RECORDED], rates, rtol=1e-10, atol=0)
