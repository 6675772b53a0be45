"""What previews say must be what a run does."""

from __future__ import annotations

import time

import numpy as np
import pytest

from engine import Data, Experiment, Trainer, chain, family, penalty_curve, rate_curve, replaced
from engine.analysis.previews import training_samples
from engine.schedules.base import Controller
from engine.training.events import Step
from engine.training.samples import load_splits

DATASETS, SCHEDULES, REGULARIZERS = family("datasets"), family("schedules"), family("regularizers")


def experiment(**changed: object) -> Experiment:
    """Points in three classes, a network of one layer, four epochs of uneven batches."""
    made = Experiment(
        data=Data(source=DATASETS["blobs"](samples=100)), model=chain(family("layers")["dense"](units=3)),
        loss=family("losses")["softmax_cross_entropy"](), optimizer=family("optimizers")["sgd"](learning_rate=0.3),
    )  # fmt: skip
    for path, value in {"training.epochs": 4, "training.batch_size": 32, **changed}.items():
        made = replaced(made, path.replace("__", "."), value)
    return made


def rates_of_a_run(experiment: Experiment) -> list[float]:
    return [event.rate for event in Trainer(experiment).events() if isinstance(event, Step)]


@pytest.mark.parametrize("kind", [kind for kind, cls in SCHEDULES.items() if not issubclass(cls, Controller)])
@pytest.mark.parametrize("warm", [False, True])
def test_the_curve_is_what_the_run_does(kind: str, warm: bool) -> None:
    rules = (family("rules")["warm_up"](epochs=1.5),) if warm else ()
    asked = experiment(schedule=SCHEDULES[kind](), training__rules=rules)
    curve = rate_curve(asked)
    assert curve is not None
    epochs, rates = curve
    assert rates.tolist() == rates_of_a_run(asked)
    assert epochs[0] == 0
    assert len(epochs) == 4 * 3


def test_an_optimizer_that_evaluates_takes_one_step_an_epoch() -> None:
    asked = experiment(schedule=SCHEDULES["cosine"](), optimizer=family("optimizers")["bfgs"]())
    curve = rate_curve(asked)
    assert curve is not None
    assert curve[0].tolist() == [0, 1, 2, 3]
    assert curve[1].tolist() == rates_of_a_run(asked)


def test_what_waits_for_the_loss_is_not_known_beforehand() -> None:
    assert rate_curve(experiment(schedule=SCHEDULES["reduce_on_plateau"]())) is None


def test_long_runs_are_sampled_from_first_to_last() -> None:
    asked = experiment(schedule=SCHEDULES["cosine"](low=0.01), training__epochs=100_000)
    curve = rate_curve(asked, 200)
    assert curve is not None
    epochs, rates = curve
    assert len(epochs) == 200
    assert (np.diff(epochs) > 0).all()
    assert (np.diff(rates) < 0).all()
    assert rates[0] == 0.3
    assert rates[-1] == pytest.approx(0.003)


def test_a_swing_too_fast_to_follow_is_a_band_and_no_slower_swing() -> None:
    restarts = SCHEDULES["cosine_restarts"](first=1, growth=1)
    curve = rate_curve(experiment(schedule=restarts, training__epochs=200, training__batch_size=1), 200)
    assert curve is not None
    for tenth in np.split(curve[1], 10):
        assert tenth.max() > 0.27
        assert tenth.min() < 0.03


@pytest.mark.parametrize("name", ["blobs", "digits", "sine", "two_spirals", "wine"])
@pytest.mark.parametrize(("validation", "test"), [(0.2, 0.0), (0.0, 0.0), (0.33, 0.25), (0.7, 0.3)])
def test_the_split_is_known_without_loading(name: str, validation: float, test: float) -> None:
    data = Data(source=DATASETS[name](), validation_fraction=validation, test_fraction=test)
    if validation + test == 1.0:
        assert training_samples(data) >= 1
        return
    uneven = {"digits": 10, "wine": 3}.get(name, 0)
    assert abs(training_samples(data) - len(load_splits(data).train)) <= uneven


@pytest.mark.parametrize("kind", list(REGULARIZERS))
def test_the_slope_is_the_slope_of_the_penalty(kind: str) -> None:
    w, penalties, slopes = penalty_curve(REGULARIZERS[kind](strength=0.3))
    assert (w[0], w[100], w[-1]) == (-1.0, 0.0, 1.0)
    assert penalties[100] == slopes[100] == 0.0
    inside = np.abs(w) > 0.02
    central = (np.roll(penalties, -1) - np.roll(penalties, 1)) / (np.roll(w, -1) - np.roll(w, 1))
    inside[[0, -1]] = False
    np.testing.assert_allclose(slopes[inside], central[inside], rtol=1e-9)


def test_penalties_differ_as_they_should() -> None:
    l1, l2, net = (penalty_curve(REGULARIZERS[kind](strength=1.0))[1:] for kind in ("l1", "l2", "elastic_net"))
    quarter = 125  # w = 0.25
    assert (l1[0][quarter], l2[0][quarter], net[0][quarter]) == (0.25, 0.03125, 0.140625)
    assert (l1[1][quarter], l2[1][quarter], net[1][quarter]) == (1.0, 0.25, 0.625)


def test_an_even_number_of_points_leaves_zero_out() -> None:
    assert penalty_curve(REGULARIZERS["l2"](), 2.0, 4)[0].tolist() == [-2.0, -1.0, 1.0, 2.0]


def test_a_curve_is_quick() -> None:
    asked = experiment(schedule=SCHEDULES["one_cycle"](), training__epochs=1000)
    rate_curve(asked)
    started = time.perf_counter()
    for _ in range(20):
        rate_curve(asked, 200)
    assert (time.perf_counter() - started) / 20 < 0.005
