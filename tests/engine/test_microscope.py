"""Backpropagation under the microscope, against central differences, sums by hand and the steps that then come."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from engine import INPUT, LOSS_NODE, Anatomy, Data, Edited, Experiment, NodeFigures, Step, Trainer, Training, family
from engine.analysis.dry_run import DryRun, dry_run
from engine.layers.base import Context
from engine.spec import Network
from tests.engine.support import digits, experiment, layer, make, node, residual_network

MERGES = ("add", "multiply", "concat")


def at(trainer: Trainer, node_id: str, **asked: Any) -> NodeFigures:
    found = Anatomy(node_id, **asked).answer(trainer)
    assert found is not None
    return found


def steps(trainer: Trainer) -> Any:
    return (event for event in trainer.events() if isinstance(event, Step))


def rich(**fields: Any) -> Experiment:
    """Masks, running statistics, augmentation that is drawn and mixed, penalties: all that a step may consume."""
    data = Data(
        source=make("datasets", "two_spirals", samples=70),
        augmentations=(make("augmentations", "gaussian_noise"), make("augmentations", "mixup")),
    )
    layers = layer("dense", units=8), layer("batch_norm"), layer("relu"), layer("dropout"), layer("dense", units=2)
    return experiment(*layers, **{"data": data, "training": Training(epochs=2, batch_size=16), **fields})


def test_the_batch_is_the_one_that_then_comes() -> None:
    """Before the first step, within epochs, between them, and after the last; the loss tells batch and masks apart."""
    trainer = Trainer(rich(), planned=False)
    expected = [DryRun(trainer).loss]
    seen = []
    for event in steps(trainer):
        seen.append(event.loss)
        expected.append(DryRun(trainer).loss)
    assert len(seen) == 8
    assert seen == expected[:-1]
    assert np.isfinite(expected[-1])


def test_looking_changes_no_bit() -> None:
    for planned in (True, False):
        plain, watched = Trainer(rich(), planned=planned), Trainer(rich(), planned=planned)
        list(plain.events())
        for _ in watched.events():
            for node_id in (INPUT, *watched.network.order, LOSS_NODE):
                at(watched, node_id, sample=3)
            assert dry_run(watched).taken.counts
        assert plain.weights_sha256() == watched.weights_sha256()
        for node_id, states in plain.network.states.items():
            for name, state in states.items():
                np.testing.assert_array_equal(state, watched.network.states[node_id][name])


def test_edits_that_wait_are_in_the_step() -> None:
    trainer = Trainer(experiment(), planned=False)
    events = trainer.events()
    for _ in range(3):
        next(events)
    trainer.edit("training.batch_size", 7)
    ahead = trainer.ahead()
    assert len(ahead.samples) == len(ahead.batch.x) == 7
    assert isinstance(next(events), Edited)
    trial = dry_run(trainer)
    assert next(events).loss == trial.loss
    replay = Trainer(experiment(), edits=[Edited(0, "training.batch_size", 16, 5)])
    assert len(replay.ahead().samples) == 5


def test_a_dry_run_is_kept_while_nothing_moves() -> None:
    trainer = Trainer(experiment())
    events = steps(trainer)
    first = dry_run(trainer)
    assert dry_run(trainer) is first
    trainer.network.x[0] += 1
    second = dry_run(trainer)
    assert second is not first
    next(events)
    assert dry_run(trainer) is not second


def test_by_hand() -> None:
    """One input, two units, ReLU, one output, squares: every number worked out in the open."""
    value = experiment(
        layer("dense", units=2), layer("relu"), layer("dense", units=1, bias=False),
        data=Data(source=make("datasets", "sine")),
        loss=make("losses", "mean_squared_error"), training=Training(epochs=1, batch_size=4),
    )  # fmt: skip
    trainer = Trainer(value, dtype=np.float64)
    batch = trainer.ahead().batch
    x, t = batch.x, batch.targets
    parameters = trainer.network.parameters
    W, b, V = parameters["dense"]["weight"], parameters["dense"]["bias"], parameters["dense_2"]["weight"]
    W[...], b[...], V[...] = [[0.5, -1.0]] * len(W), [0.1, 0.2], [[2.0], [-3.0]]
    z = x @ W + b
    h = np.maximum(z, 0)
    ds = 2 * (h @ V - t) / 4
    sample = int(np.abs(h[:, 0]).argmax())

    loss = at(trainer, LOSS_NODE, sample=sample)
    assert loss.loss == pytest.approx(np.mean((h @ V - t) ** 2))
    assert loss.gradient is not None
    assert loss.gradient.value == pytest.approx(ds[sample, 0])
    assert loss.backward_line is not None
    assert loss.backward_line.code == "2 * (s - t) / size"
    assert loss.sample_loss == pytest.approx(((h @ V - t)[sample, 0]) ** 2)
    assert loss.probabilities is None
    head = at(trainer, "dense_2", sample=sample, input=0, parameter="weight", entry=0)
    assert head.upstream.value == pytest.approx(ds[sample, 0])
    assert head.local is not None
    assert head.product is not None
    np.testing.assert_allclose(head.local.values, [2.0, -3.0])
    np.testing.assert_allclose(head.product.values, ds[sample, 0] * V[:, 0])
    (weight,) = head.parameters
    assert weight.local.value == pytest.approx(h[sample, 0])
    assert weight.gradient.value == pytest.approx((h.T @ ds)[0, 0])
    np.testing.assert_allclose(weight.shares, h[:, 0] * ds[:, 0])
    assert head.forward_terms is not None
    assert head.forward_terms.total == pytest.approx((h @ V)[sample, 0])
    bend = at(trainer, "relu", sample=sample, output=0)
    assert bend.local is not None
    assert bend.local.value == float(z[sample, 0] > 0)
    assert bend.backward_line is not None
    assert bend.backward_line.value == bend.local.value
    first = at(trainer, "dense", sample=sample, output=0, input=0)
    dz = (ds @ V.T) * (z > 0)
    np.testing.assert_allclose(first.upstream.values, dz[sample])
    assert first.gradient is not None
    np.testing.assert_allclose(first.gradient.values, dz[sample] @ W.T)
    assert first.gradient_terms is not None
    assert first.gradient_terms.total == pytest.approx(dz[sample] @ W[0])
    assert first.gradient_terms.rest == pytest.approx(0, abs=1e-12)
    source = at(trainer, INPUT, sample=sample)
    np.testing.assert_array_equal(source.output.values, x[sample])
    np.testing.assert_allclose(source.upstream.values, dz[sample] @ W.T)


def small(kind: str) -> Experiment:
    """The layer on images of digits, or on rows where it takes those."""
    fields: dict[str, Any] = {"training": Training(epochs=1, batch_size=3)}
    asked = {"units": 4, "filters": 3, "rate": 0.3, "groups": 1}
    accepted = {name: value for name, value in asked.items() if name in family("layers")[kind].model_fields}
    try:
        tried = layer(kind, **accepted)
        shape = tried.output_shape([(8, 8, 2)] * tried.fewest_inputs)
    except Exception:
        shape = ()
    if kind in MERGES:
        nodes = (
            node("a", "conv2d", INPUT, filters=2), node("b", "conv2d", INPUT, filters=2), node("it", kind, "a", "b"),
            node("flat", "flatten", "it"), node("head", "dense", "flat", units=10),
        )  # fmt: skip
    elif shape:
        flat = (node("flat", "flatten", "it"), node("head", "dense", "flat", units=10))
        if len(shape) == 1:
            flat = (node("head", "dense", "it", units=10),)
        nodes = (node("a", "conv2d", INPUT, filters=2), node("it", kind, "a", **accepted), *flat)
    else:
        nodes = (
            node("flat", "flatten", INPUT), node("a", "dense", "flat", units=6), node("it", kind, "a", **accepted),
            node("head", "dense", "it", units=10),
        )  # fmt: skip
    return digits(network=Network(nodes=nodes), **fields)


@pytest.mark.parametrize("kind", list(family("layers")))
def test_local_gradients_of_every_layer(kind: str) -> None:
    trainer = Trainer(small(kind), dtype=np.float64)
    trial = dry_run(trainer)
    network, ran = trial.network, trial.run
    asked = network.nodes["it"]
    inputs = [ran.outputs[source] for source in asked.inputs]
    sample, h = 1, 1e-6
    figures = at(trainer, "it", sample=sample)
    assert figures.local is not None
    assert figures.product is not None
    assert figures.gradient is not None
    j, i = figures.output.chosen, figures.local.chosen
    begin = copy.deepcopy(Trainer(small(kind)).network.mask_stream("it"))

    def output(parameters: Any) -> np.ndarray:
        ctx = Context(True, copy.deepcopy(begin))
        state = {name: array.copy() for name, array in network.states["it"].items()}
        return asked.layer.forward(inputs, parameters, state, ctx)[0][sample].copy()

    def slope(place: np.ndarray, index: int) -> np.ndarray:
        kept = place[index]
        place[index] = kept + h
        above = output(network.parameters["it"])
        place[index] = kept - h
        below = output(network.parameters["it"])
        place[index] = kept
        return (above - below).reshape(-1) / (2 * h)

    np.testing.assert_allclose(output(network.parameters["it"]), ran.outputs["it"][sample])
    column = slope(inputs[0][sample].reshape(-1), i)
    assert figures.local.value == pytest.approx(column[j], abs=1e-6)
    assert figures.product.value == pytest.approx(figures.upstream.value * column[j], abs=1e-6)
    assert figures.output.value == ran.outputs["it"][sample].reshape(-1)[j]
    dy = ran.gradients["it"][sample].reshape(-1)
    if not figures.mixes:
        assert figures.gradient.value == pytest.approx(dy @ column, abs=1e-6)
    if figures.gradient_terms is not None:
        left, right = figures.gradient_terms.left, figures.gradient_terms.right
        assert left @ right + figures.gradient_terms.rest == pytest.approx(figures.gradient.value, abs=1e-12)
        if not figures.mixes:
            assert figures.gradient_terms.rest == pytest.approx(0, abs=1e-12)
    if figures.forward_terms is not None:
        terms = figures.forward_terms
        assert terms.left @ terms.right + terms.rest == pytest.approx(figures.output.value, abs=1e-9)
    for parameter in figures.parameters:
        flat = network.parameters["it"][parameter.name].reshape(-1)
        assert parameter.local.value == pytest.approx(slope(flat, parameter.local.chosen)[j], abs=1e-6)
        assert parameter.gradient.value == trial.network.gradients["it"][parameter.name][parameter.gradient.place]
        shares = at(trainer, "it", parameter=parameter.name, entry=parameter.values.chosen).parameters
        whole = next(each.shares for each in shares if each.name == parameter.name)
        assert whole is not None
        assert whole.sum() == pytest.approx(parameter.gradient.value, abs=1e-9)
    assert figures.forward_code
    assert figures.mixes == (kind == "batch_norm")


@pytest.mark.parametrize("kind", ["dense", "conv2d", "relu", "add", "avg_pool2d", "flatten", "max_pool2d"])
def test_sums_are_told_as_sums(kind: str) -> None:
    trainer = Trainer(small(kind))
    assert at(trainer, "it").forward_terms is not None


def test_what_is_no_sum_is_not_told_as_one() -> None:
    assert at(Trainer(small("sigmoid")), "it").forward_terms is None


def test_several_ways_meet() -> None:
    trainer = Trainer(experiment(network=residual_network()), dtype=np.float64)
    figures = at(trainer, "stem", sample=2)
    assert [taker for taker, _ in figures.arrivals] == ["inner", "sum"]
    assert sum(share for _, share in figures.arrivals) == pytest.approx(figures.upstream.value)
    assert at(trainer, "bend").arrivals == ()
    both = at(trainer, "sum", branch=1, input=2)
    assert both.sources == ("stem", "bend")
    assert both.branch == 1
    assert both.inputs[1].chosen == 2


def test_choices_out_of_range_are_brought_into_it() -> None:
    figures = at(
        Trainer(experiment()), "dense", sample=99, output=99, input=-5, branch=7, parameter="weight", entry=999
    )
    assert figures.sample == figures.samples - 1
    assert figures.output.chosen == 7
    assert figures.local is not None
    assert figures.local.chosen == 0
    assert figures.branch == 0
    assert figures.parameters[0].values.chosen == 15


def test_what_cannot_be_seen_is_not_answered() -> None:
    assert Anatomy("nowhere").answer(Trainer(experiment())) is None
    assert Anatomy("dense").answer(Trainer(experiment(model=make_neighbours()))) is None


def make_neighbours() -> Any:
    from engine import KNearestNeighbors

    return KNearestNeighbors()


def test_large_arrays_are_cut_around_the_chosen_number() -> None:
    value = experiment(layer("dense", units=300), layer("relu"), layer("dense", units=2))
    figures = at(Trainer(value), "dense_2", parameter="weight", entry=401)
    weight = figures.parameters[0]
    assert weight.values.values.shape == (32, 2)
    assert weight.values.place == (200, 1)
    assert weight.values.values[weight.values.cell] == weight.values.value
    assert weight.values.index(*weight.values.cell) == 401
    assert figures.inputs[0].values.shape == (64,)
    assert figures.inputs[0].size == 300
    assert at(Trainer(value), "dense").gradient_terms is None


def test_numbers_without_bound_are_shown_as_they_are() -> None:
    trainer = Trainer(experiment())
    trainer.network.parameters["dense_2"]["weight"][...] = np.nan
    for node_id in (INPUT, *trainer.network.order, LOSS_NODE):
        at(trainer, node_id)
    assert not dry_run(trainer).taken.counts


def test_the_loss_s_slope_is_told_where_it_is_a_short_formula() -> None:
    figures = at(Trainer(experiment()), LOSS_NODE, input=1)
    assert figures.backward_line is not None
    assert figures.backward_line.code == "(q - t) / N"
    assert figures.probabilities is not None
    assert figures.targets is not None
    assert (figures.probabilities.value - figures.targets.value) / 16 == pytest.approx(
        figures.backward_line.value, rel=1e-5
    )
    smoothed = experiment(loss=make("losses", "softmax_cross_entropy", label_smoothing=0.3))
    assert at(Trainer(smoothed), LOSS_NODE).backward_line is None
