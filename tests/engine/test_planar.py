"""Looks into networks on few inputs: their figures against hand-made ones, and that looking changes nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import (
    INPUT,
    Data,
    DecisionSurface,
    Experiment,
    FittedCurve,
    KNearestNeighbors,
    Look,
    NeuronResponses,
    Probe,
    Step,
    Trainer,
    WarpedPlane,
    WireWeights,
    replaced,
)
from tests.engine.support import digits, experiment, layer, make, residual_network


def planar(*layers: Any, **fields: Any) -> Experiment:
    """Two spirals, standardized, so that raw and fed coordinates differ."""
    source = make("datasets", "two_spirals", samples=200)
    data = Data(source=source, preprocessing=(make("preprocessing", "standardize"),))
    return experiment(*layers, **{"data": data, **fields})


def regression(**fields: Any) -> Experiment:
    return experiment(
        layer("dense", units=8), layer("tanh"), layer("dense", units=1), loss=make("losses", "mean_squared_error"),
        **{"data": Data(source=make("datasets", "sine"), preprocessing=(make("preprocessing", "standardize"),)),
           **fields},
    )  # fmt: skip


def trained(value: Experiment, steps: int = 7, **options: Any) -> Trainer:
    trainer = Trainer(value, **options)
    for event in trainer.events():
        if isinstance(event, Step) and event.step == steps:
            break
    return trainer


def by_hand(trainer: Trainer, raw: np.ndarray) -> list[np.ndarray]:
    """What the three nodes of the small network give for raw points, in float64."""
    train = trainer.splits.raw["train"].x.astype(float)
    x = (raw - train.mean(axis=0)) / train.std(axis=0)
    p = {node: {name: each.astype(float) for name, each in own.items()} for node, own in
         trainer.network.parameters.items()}  # fmt: skip
    z = x @ p["dense"]["weight"] + p["dense"]["bias"]
    return [z, np.tanh(z), np.tanh(z) @ p["dense_2"]["weight"] + p["dense_2"]["bias"]]


def shares(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores)
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def test_the_surface_is_the_networks_answer_at_raw_points() -> None:
    trainer = trained(planar())
    surface = DecisionSurface(16).answer(trainer)
    assert surface is not None
    assert surface.meaning == "probability"
    assert surface.values.shape == (16, 16, 2)
    for row, column in ((0, 0), (3, 12), (15, 7)):
        point = np.array([[surface.xs[column], surface.ys[row]]])
        np.testing.assert_allclose(surface.values[row, column], shares(by_hand(trainer, point)[2])[0], atol=1e-5)
    left, right, bottom, top = surface.bounds
    assert surface.xs[0] == pytest.approx(left + (right - left) / 32)
    assert surface.ys[-1] == pytest.approx(top - (top - bottom) / 32)
    assert right - left == pytest.approx(top - bottom)


def test_the_surface_brings_the_samples() -> None:
    trainer = trained(planar())
    surface = DecisionSurface(8).answer(trainer)
    assert surface is not None
    assert (surface.train.of, surface.validation.of) == (160, 40)
    np.testing.assert_array_equal(surface.train.x, trainer.splits.raw["train"].x)
    np.testing.assert_array_equal(surface.train.targets, trainer.splits.train.targets)
    back = trainer.splits.pipeline(surface.validation.x)
    np.testing.assert_allclose(back, trainer.splits.validation.x, atol=1e-6)
    inside = (surface.bounds[0] < surface.train.x[:, 0]) & (surface.train.x[:, 0] < surface.bounds[1])
    assert inside.all()


def test_of_many_samples_evenly_spread_ones_are_shown() -> None:
    value = planar(layer("dense", units=3), data=Data(source=make("datasets", "blobs", samples=4000)))
    surface = DecisionSurface(8).answer(Trainer(value))
    assert surface is not None
    assert (len(surface.train.x), surface.train.of) == (1000, 3199)
    assert (len(surface.validation.x), surface.validation.of) == (801, 801)


@pytest.mark.parametrize(
    ("loss", "meaning"),
    [("softmax_cross_entropy", "probability"), ("binary_cross_entropy", "probability"), ("hinge", "score"),
     ("squared_hinge", "score"), ("one_vs_all_hinge", "score")],
)  # fmt: skip
def test_what_the_numbers_of_a_surface_are(loss: str, meaning: str) -> None:
    trainer = Trainer(planar(loss=make("losses", loss)))
    surface = DecisionSurface(6).answer(trainer)
    assert surface is not None
    assert surface.meaning == meaning
    raw = np.stack(np.meshgrid(surface.xs, surface.ys), axis=-1).reshape(-1, 2)
    scores = by_hand(trainer, raw)[2]
    wanted = {"softmax_cross_entropy": shares(scores), "binary_cross_entropy": 1 / (1 + np.exp(-scores))}
    np.testing.assert_allclose(surface.values.reshape(-1, 2), wanted.get(loss, scores), atol=1e-5)


def test_the_surface_of_neighbours_and_of_an_average() -> None:
    votes = DecisionSurface(6).answer(Trainer(planar(model=KNearestNeighbors(k=4))))
    assert votes is not None
    assert votes.meaning == "votes"
    np.testing.assert_allclose(votes.values.sum(axis=-1), 1, atol=1e-6)
    assert set(np.unique(votes.values)) <= {0, 0.25, 0.5, 0.75, 1}
    for kind in ("weight_averaging", "monte_carlo"):
        rule = make("rules", kind)
        value = planar(layer("dense", units=8), layer("dropout"), layer("dense", units=2),
                       training=replaced(planar(), "training.rules", (rule,)).training)  # fmt: skip
        trainer = trained(value)
        surface = DecisionSurface(6).answer(trainer)
        assert surface is not None
        raw = np.stack(np.meshgrid(surface.xs, surface.ys), axis=-1).reshape(-1, 2)
        np.testing.assert_allclose(
            surface.values.reshape(-1, 2), shares(trainer.scores(trainer.splits.pipeline(raw))), atol=1e-6
        )
        assert surface.meaning == "probability"


def test_a_large_network_is_asked_at_fewer_places() -> None:
    value = planar(layer("dense", units=2000), layer("relu"), layer("dense", units=50), layer("dense", units=2))
    surface = DecisionSurface(64).answer(Trainer(value))
    assert surface is not None
    assert surface.values.shape == (16, 16, 2)


def test_every_neurons_response() -> None:
    trainer = trained(planar())
    neurons = NeuronResponses(("dense", "tanh", "dense_2", "gone"), resolution=9, most=5).answer(trainer)
    assert neurons is not None
    assert set(neurons.nodes) == {"dense", "tanh", "dense_2"}
    raw = np.stack(np.meshgrid(neurons.xs, neurons.ys), axis=-1).reshape(-1, 2)
    for node_id, outputs in zip(("dense", "tanh", "dense_2"), by_hand(trainer, raw), strict=True):
        own = neurons.nodes[node_id]
        assert own.units == outputs.shape[1]
        assert own.left_out == max(outputs.shape[1] - 5, 0)
        for index, image in enumerate(own.values):
            np.testing.assert_allclose(image.reshape(-1), outputs[:, index], atol=1e-5)


def test_the_plane_as_two_units_bend_it() -> None:
    trainer = trained(planar())
    warp = WarpedPlane("dense_2", lines=3, places=5).answer(trainer)
    assert warp is not None
    assert (warp.units, warp.axes, warp.variance) == (2, "units", 1.0)
    left, right, bottom, top = DecisionSurface(2).answer(trainer).bounds  # type: ignore[union-attr]
    middle = np.stack([np.linspace(left, right, 5), np.full(5, (bottom + top) / 2)], axis=1)
    np.testing.assert_allclose(warp.horizontal[1], by_hand(trainer, middle)[2], atol=1e-5)
    edge = np.stack([np.full(5, right), np.linspace(bottom, top, 5)], axis=1)
    np.testing.assert_allclose(warp.vertical[2], by_hand(trainer, edge)[2], atol=1e-5)
    np.testing.assert_allclose(
        warp.train.x, by_hand(trainer, trainer.splits.raw["train"].x.astype(float))[2], atol=1e-5
    )
    np.testing.assert_array_equal(warp.train.targets, trainer.splits.train.targets)
    fed = WarpedPlane(INPUT).answer(trainer)
    assert fed is not None
    np.testing.assert_allclose(fed.train.x, trainer.splits.train.x, atol=1e-6)


def test_more_units_are_projected_on_their_principal_axes() -> None:
    trainer = trained(planar())
    warp = WarpedPlane("tanh").answer(trainer)
    assert warp is not None
    assert (warp.units, warp.axes) == (8, "principal")
    outputs = by_hand(trainer, trainer.splits.raw["train"].x.astype(float))[1]
    centred = outputs - outputs.mean(axis=0)
    _, powers, axes = np.linalg.svd(centred, full_matrices=False)
    axes = np.stack([each * np.sign(each[np.abs(each).argmax()]) for each in axes[:2]])
    np.testing.assert_allclose(warp.train.x, centred @ axes.T, atol=1e-4)
    assert warp.variance == pytest.approx((powers[:2] ** 2).sum() / (powers**2).sum(), abs=1e-5)


def test_one_unit_is_a_line_and_many_are_fitted_on_fewer_samples() -> None:
    trainer = Trainer(planar(layer("dense", units=300), layer("tanh"), layer("dense", units=1),
                             layer("dense", units=2)))  # fmt: skip
    line = WarpedPlane("dense_2").answer(trainer)
    assert line is not None
    assert (line.axes, line.train.x.shape[1]) == ("line", 1)
    many = WarpedPlane("tanh").answer(trainer)
    assert many is not None
    outputs = trainer.stepper.outputs(trainer.splits.train.x)["tanh"].astype(float)
    fitted = outputs[np.arange(128) * 160 // 128]
    _, powers, axes = np.linalg.svd(fitted - fitted.mean(axis=0), full_matrices=False)
    axes = np.stack([each * np.sign(each[np.abs(each).argmax()]) for each in axes[:2]])
    np.testing.assert_allclose(many.train.x, (outputs - fitted.mean(axis=0)) @ axes.T, atol=1e-3)
    assert many.variance == pytest.approx((powers[:2] ** 2).sum() / (powers**2).sum(), abs=1e-5)


def test_the_fitted_curve() -> None:
    trainer = trained(regression())
    curve = FittedCurve(50).answer(trainer)
    assert curve is not None
    np.testing.assert_allclose(curve.y, by_hand(trainer, curve.x[:, None])[2], atol=1e-5)
    low, high = trainer.splits.raw["train"].x.min(), trainer.splits.raw["train"].x.max()
    assert curve.x[0] == pytest.approx(low - 0.1 * (high - low))
    assert curve.x[-1] == pytest.approx(high + 0.1 * (high - low))
    np.testing.assert_array_equal(curve.train.x, trainer.splits.raw["train"].x)
    np.testing.assert_array_equal(curve.train.targets, trainer.splits.train.targets)


def test_the_probe() -> None:
    trainer = trained(planar())
    probed = Probe((0.3, -0.7)).answer(trainer)
    assert probed is not None
    outputs = by_hand(trainer, np.array([[0.3, -0.7]]))
    for node_id, output in zip(("dense", "tanh", "dense_2"), outputs, strict=True):
        np.testing.assert_allclose(probed.outputs[node_id], output[0], atol=1e-5)
    np.testing.assert_allclose(probed.values, shares(outputs[2])[0], atol=1e-5)
    np.testing.assert_array_equal(probed.outputs[INPUT], trainer.splits.pipeline(np.array([[0.3, -0.7]]))[0])
    line = Probe((0.25,)).answer(trained(regression()))
    assert line is not None
    assert (line.meaning, line.values.shape) == ("value", (1,))


def test_the_wires() -> None:
    trainer = trained(planar(layer("dense", units=4), layer("batch_norm"), layer("tanh"), layer("dense", units=20),
                             layer("dense", units=3, bias=False), layer("maxout", units=3), layer("dense", units=2),
                             data=Data(source=make("datasets", "xor"))))  # fmt: skip
    wires = WireWeights().answer(trainer)
    assert wires is not None
    assert [(each.node_id, each.source) for each in wires.layers] == [("dense", INPUT), ("dense_4", "maxout")]
    assert wires.left_out == (("dense_2", 80), ("dense_3", 60))
    np.testing.assert_array_equal(wires.layers[0].weight, trainer.network.parameters["dense"]["weight"])
    np.testing.assert_array_equal(wires.layers[0].bias, trainer.network.parameters["dense"]["bias"])
    more = WireWeights(32).answer(trainer)
    assert more is not None
    assert [each.source for each in more.layers] == [INPUT, "dense", "dense_2", "maxout"]
    assert more.layers[2].bias is None
    graph = WireWeights().answer(Trainer(experiment(network=residual_network())))
    assert graph is not None
    assert [(each.node_id, each.source) for each in graph.layers] == [
        ("stem", INPUT), ("inner", "stem"), ("head", "sum"),
    ]  # fmt: skip


LOOKS: tuple[Look[Any], ...] = (
    DecisionSurface(), NeuronResponses(("dense", "tanh")), WarpedPlane("tanh"), FittedCurve(), Probe((0.1, 0.2)),
    Probe((0.1,)), WireWeights(),
)  # fmt: skip


@pytest.mark.parametrize("value", [planar(), regression(), planar(loss=make("losses", "hinge"))],
                         ids=["planar", "regression", "hinge"])  # fmt: skip
@pytest.mark.parametrize("planned", [True, False])
def test_looking_changes_no_bit(value: Experiment, planned: bool) -> None:
    value = replaced(value, "training.rules", (make("rules", "weight_averaging"),))
    alone = Trainer(value, planned=planned)
    list(alone.events())
    watched = Trainer(value, planned=planned)
    seen = 0
    for _ in watched.events():
        seen += sum(look.answer(watched) is not None for look in LOOKS)
    assert seen
    assert watched.weights_sha256() == alone.weights_sha256()
    np.testing.assert_array_equal(watched.stepper.average, alone.stepper.average)  # type: ignore[arg-type]


def test_answers_are_nobody_elses_arrays() -> None:
    trainer = Trainer(planar())
    arrays = (
        trainer.network.x,
        trainer.splits.raw["train"].x,
        trainer.splits.train.targets,
        trainer.splits.raw["validation"].x,
    )
    for look in LOOKS:
        for array in _arrays_of(look.answer(trainer)):
            assert not any(np.shares_memory(array, each) for each in arrays), look


def _arrays_of(value: Any) -> list[np.ndarray]:
    if isinstance(value, np.ndarray):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else ()
    inner = vars(value).values() if hasattr(value, "__dataclass_fields__") else inner
    return [array for each in inner for array in _arrays_of(each)]


def test_looks_that_do_not_apply_say_so() -> None:
    trainer = Trainer(digits(layer("flatten"), layer("dense", units=10)))
    for look in LOOKS:
        answer = look.answer(trainer)
        assert answer is None or isinstance(look, WireWeights)
    assert FittedCurve().answer(Trainer(planar())) is None
    assert WarpedPlane("gone").answer(Trainer(planar())) is None
    neighbours = Trainer(planar(model=KNearestNeighbors()))
    assert NeuronResponses(("dense",)).answer(neighbours) is None
    assert WireWeights().answer(neighbours) is None
    assert Probe((0.0, 0.0)).answer(neighbours) is not None
    assert hash(DecisionSurface(32)) == hash(DecisionSurface(32))
