"""The update of a parameter under the microscope: what it foretells is what the next step does."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest

from engine import Experiment, Line, Step, Trainer, Training, UpdateAnatomy, UpdateFigures, family, replaced
from engine.analysis import source_lines
from engine.analysis.dry_run import DryRun, dry_run
from engine.analysis.source_lines import backward_lines, body_lines, forward_lines, traced
from engine.optimizers.base import Elementwise
from tests.engine.support import experiment, layer, make

OPTIMIZERS = family("optimizers")
ELEMENTWISE = [kind for kind, cls in OPTIMIZERS.items() if issubclass(cls, Elementwise)]
RULES = tuple(
    make("rules", kind, **fields)
    for kind, fields in {"warm_up": {}, "clip_norm": {"limit": 0.05}, "max_norm": {"limit": 0.8},
                         "weight_averaging": {}}.items()
)  # fmt: skip
SETTINGS: dict[str, dict[str, Any]] = {
    "plain": {},
    "schedule": {"schedule": make("schedules", "cosine")},
    "plateau": {"schedule": make("schedules", "reduce_on_plateau")},
    "penalties": {"regularizers": (make("regularizers", "l2", strength=0.1), make("regularizers", "l1"))},
    "rules": {"training": Training(epochs=2, batch_size=40, rules=RULES)},
    "value": {"training": Training(epochs=2, batch_size=40, rules=(make("rules", "clip_value", limit=0.01),))},
}
SMALL = layer("dense", units=3), layer("tanh"), layer("batch_norm"), layer("dense", units=2)


def built(kind: str, **fields: Any) -> Experiment:
    values = {"optimizer": make("optimizers", kind), "training": Training(epochs=2, batch_size=40), **fields}
    return experiment(*SMALL, **values)


def at(trainer: Trainer, node_id: str = "dense", parameter: str = "", entry: int | None = None) -> UpdateFigures:
    found = UpdateAnatomy(node_id, parameter, entry).answer(trainer)
    assert found is not None
    return found


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_what_is_foretold_comes(kind: str, setting: str) -> None:
    """By the textbook to the bit; by a plan to rounding."""
    for planned in (False, True):
        trainer = Trainer(built(kind, **SETTINGS[setting]), planned=planned)
        events = trainer.events()
        next(events)
        for _ in range(5 if kind in ELEMENTWISE else 2):
            trial = dry_run(trainer)
            taken = trial.taken
            told = at(trainer, "dense_2", "weight")
            event = next(each for each in events if isinstance(each, Step))
            if planned:
                np.testing.assert_allclose(taken.later_x, trainer.network.x, rtol=2e-4, atol=1e-6)
            else:
                np.testing.assert_array_equal(taken.later_x, trainer.network.x)
                assert taken.event == event
                for name, moment in taken.later_moments.items():
                    np.testing.assert_array_equal(moment, trainer.stepper.moments[name])
                assert told.after == trainer.network.parameters["dense_2"]["weight"][told.values.place]
            assert told.rate == event.rate
            assert told.base_rate * np.prod([part.value for part in told.rate_factors]) == pytest.approx(event.rate)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("kind", ELEMENTWISE)
def test_the_lines_lead_to_the_new_value(kind: str, setting: str) -> None:
    trainer = Trainer(built(kind, **SETTINGS[setting]), planned=False)
    for _ in zip(range(4), trainer.events(), strict=False):
        pass
    for slot in trainer.network.slots:
        told = at(trainer, slot.node_id, slot.parameter.name)
        last = told.lines[-1]
        assert last.target == "x"
        if not told.constraints:
            assert last.value == told.after
        for line in told.lines:
            assert line.code in inspect.getsource(type(trainer.experiment.optimizer)) + inspect.getsource(
                make("optimizers", "adam").__class__
            )
            check(line)
        assert set(told.moments) == set(trainer.stepper.moments)
        by_name = {line.target: line.value for line in told.lines}
        for name, (_, after) in told.moments.items():
            assert by_name[name] == after
        assert told.code
        assert told.equations
        g = told.data_gradient
        for part in told.penalties:
            assert part.lines[0].pieces[0] == g
            g = part.value
        if not told.clipping:
            assert told.gradient == pytest.approx(g, rel=1e-6, abs=1e-9)


def check(line: Line) -> None:
    """The numbers in a line give its value."""
    text = "".join(piece if isinstance(piece, str) else f"({piece!r})" for piece in line.pieces)
    names = {"sqrt": np.sqrt, "sign": np.sign, "max": max, "min": min}
    assert eval(text, names) == pytest.approx(line.value, rel=1e-4, abs=1e-7), line


def test_moments_kept_otherwise_are_told_as_the_optimizer_has_them() -> None:
    planned, textbook = (Trainer(built("adam"), planned=each) for each in (True, False))
    told = []
    for trainer in (planned, textbook):
        for _ in zip(range(5), trainer.events(), strict=False):
            pass
        told.append(at(trainer, "dense", "weight", 2).moments)
    for name in ("m", "v"):
        assert told[0][name] == pytest.approx(told[1][name], rel=1e-3)
        assert told[0][name][0] != 0


def test_frozen_layers_and_multipliers() -> None:
    value = replaced(built("sgd"), "model.nodes.dense.trainable", False)
    value = replaced(value, "model.nodes.dense_2.rate_multiplier", 0.5)
    trainer = Trainer(value)
    frozen, slow = at(trainer, "dense"), at(trainer, "dense_2")
    assert (frozen.trained, frozen.lines, frozen.constraints) == (False, (), ())
    assert frozen.after == frozen.before
    assert frozen.gradient != 0
    assert (slow.multiplier, slow.rate) == (0.5, 0.005)
    assert slow.lines[-1].pieces[2] == 0.005
    assert slow.changes.value == pytest.approx(slow.after - slow.before)


def test_penalties_spare_biases_and_who_is_spared() -> None:
    value = built("adamw", regularizers=(make("regularizers", "l2"),))
    trainer = Trainer(value)
    assert len(at(trainer, "dense", "weight").penalties) == 1
    assert at(trainer, "dense", "weight").lines[0].code == "w *= 1 - rate * self.weight_decay"
    assert at(trainer, "dense", "bias").penalties == ()
    assert at(trainer, "dense", "bias").lines[0].code == "m *= self.beta1"
    equations = at(trainer, "dense").equations
    assert equations[0].startswith("w = w (1 - rate decay)"), "its own first"
    assert any(each.startswith("m = beta1 m") for each in equations), "then those that it builds on"


def test_numerical_gradients_are_named() -> None:
    numerical = Training(epochs=1, batch_size=40, gradient="numerical")
    told = at(Trainer(built("sgd", training=numerical)))
    assert told.numerical
    assert told.gradient == pytest.approx(told.data_gradient, rel=1e-4)
    assert told.gradient != told.data_gradient


def test_evaluating_optimizers_show_gradient_step_and_code() -> None:
    told = at(Trainer(built("lbfgs")))
    assert not told.elementwise
    assert told.lines == ()
    assert told.moments == {}
    assert "f, g = evaluate(x, True)" in told.code
    assert told.equations[0].startswith("d = -B g")
    assert told.after != told.before


def test_after_the_end_the_rate_may_be_zero() -> None:
    trainer = Trainer(built("bfgs", schedule=make("schedules", "cosine")))
    list(trainer.events())
    told = at(trainer)
    assert told.rate == 0
    assert told.after == told.before


def test_what_has_no_parameters_has_no_update() -> None:
    assert UpdateAnatomy("tanh").answer(Trainer(built("sgd"))) is None
    assert UpdateAnatomy("nowhere").answer(Trainer(built("sgd"))) is None


def test_a_step_that_is_not_made() -> None:
    trainer = Trainer(built("sgd"))
    trainer.network.parameters["dense"]["weight"][0, 0] = np.nan
    told = at(trainer)
    assert not told.counts
    assert told.lines == ()


def test_local_gradients_are_exact_after_the_step_was_tried() -> None:
    """Closures read the parameters in place, so the trial has to leave them as they were."""
    trainer = Trainer(built("sgd", optimizer=make("optimizers", "sgd", learning_rate=5.0)))
    trial = DryRun(trainer)
    before, g = trial.network.x.copy(), trial.network.g.copy()
    assert (trial.taken.later_x != before).any()
    np.testing.assert_array_equal(trial.network.x, before)
    np.testing.assert_array_equal(trial.network.g, g)


class Branching(Elementwise):
    """Goes one way or the other."""

    def update(self, x: Any, g: Any, state: Any, step: int, rate: float) -> None:
        lead: float = np.maximum(g, 0).astype(g.dtype)
        if step > 1:
            x -= float(rate) * lead
        else:
            x -= g.dtype.type(2) * g
        for _ in range(2):
            x += 1


def test_only_what_runs_is_told() -> None:
    for step, code, left in ((1, "x -= g.dtype.type(2) * g", 8.0), (2, "x -= float(rate) * lead", 11.85)):
        x = np.full(1, 10.0)
        lines = traced(
            Branching().update, x=x, g=np.full(1, 2.0) if step == 1 else np.full(1, 1.5), state={}, step=step, rate=0.1
        )
        assert [line.code for line in lines] == ["lead: float = np.maximum(g, 0).astype(g.dtype)", code]
        assert x[0] == pytest.approx(left)
    assert lines[0].pieces == ("max(", 1.5, ", 0)")


def test_without_sources_the_numbers_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: object) -> str:
        raise OSError("could not get source code")

    for cached in (source_lines._parsed, source_lines._source):
        cached.cache_clear()
    monkeypatch.setattr(inspect, "getsource", none)
    try:
        told = at(Trainer(built("adam")))
        assert told.lines == ()
        assert told.code == ()
        assert told.after != told.before
        dense = type(layer("dense"))
        assert forward_lines(dense.forward) == backward_lines(dense.forward) == body_lines(dense.forward) == ()
    finally:
        for cached in (source_lines._parsed, source_lines._source):
            cached.cache_clear()
