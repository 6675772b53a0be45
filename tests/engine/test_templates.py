"""Templates on the data sets of the catalogue: they pass the check, train, and learn; what is particular to each."""

from __future__ import annotations

import math
from typing import Any

import pytest

from engine import Data, DescentError, Epoch, Experiment, Network, Step, Trainer, Training, analyse, check, family
from engine.numerics import Shape
from tests.engine.support import experiment, make

TEMPLATES: Any = family("templates")
SMALL = {"mlp": {"units": 8}, "linear_mlp": {"units": 8}, "regression": {"units": 8},
         "autoencoder": {"units": 8, "code": 3}, "vgg": {"filters": 2, "units": 8},
         "resnet": {"filters": 2}}  # fmt: skip
"""What keeps the networks small, where a template asks."""
LEAST = {"lenet": 12, "vgg": 4, "resnet": 4}
"""Pixels that images need on each side."""


def data_for(template: str, source: Any, **fields: Any) -> Data:
    steps = [make("preprocessing", "standardize", per="channel" if len(source.input_shape()) == 3 else "feature")]
    if template == "autoencoder":
        steps.append(make("preprocessing", "inputs_as_targets"))
    return Data(source=source, preprocessing=tuple(steps), **fields)


def fitted(template: Any, data: Data, **fields: Any) -> Experiment:
    loss = "softmax_cross_entropy" if data.targets == "classes" else "mean_squared_error"
    network = template.build(data.input_shape(), data.outputs())
    return experiment(network=network, data=data, loss=make("losses", loss),
                      **{"optimizer": make("optimizers", "adam", learning_rate=0.005), **fields})  # fmt: skip


def takes(kind: str, shape: Shape) -> bool:
    if kind == "autoencoder":
        return math.prod(shape) > 1
    return kind not in LEAST or (len(shape) == 3 and min(shape[:2]) >= LEAST[kind])


def final(value: Experiment) -> Epoch:
    return [event for event in Trainer(value).events() if isinstance(event, Epoch)][-1]


def kinds(network: Network) -> str:
    return " ".join(node.layer.kind_name() for node in network.nodes)


@pytest.mark.parametrize("source", list(family("datasets")))
@pytest.mark.parametrize("kind", list(TEMPLATES))
def test_each_trains_on_every_data_set_that_it_takes(kind: str, source: str) -> None:
    """A few steps on few samples: every loss a number, every weight a finite one."""
    members: Any = family("datasets")[source]
    few = members(samples=60) if "samples" in members.model_fields else members()
    data = data_for(kind, few, validation_fraction=0.0, test_fraction=max(0.0, 1 - 50 / few.size()))
    template = TEMPLATES[kind](**SMALL.get(kind, {}))
    if not takes(kind, few.input_shape()):
        with pytest.raises(DescentError, match="needs"):
            template.build(data.input_shape(), data.outputs())
        return
    value = fitted(template, data, training=Training(epochs=1, batch_size=16))
    assert check(value) == ()
    events = list(Trainer(value).events())
    losses = [event.loss for event in events if isinstance(event, Step)]
    assert len(losses) >= 3
    assert all(math.isfinite(loss) for loss in losses)
    assert events[-1].status == "finished"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "shape", "refusal"),
    [("lenet", (2,), "LeNet needs images of at least 12x12 pixels; the input is 2."),
     ("lenet", (28, 11, 1), "LeNet needs images of at least 12x12 pixels; the input is 28x11x1."),
     ("vgg", (3, 3, 1), "VGG-like needs images of at least 4x4 pixels; the input is 3x3x1."),
     ("resnet", (64,), "ResNet-like needs images of at least 4x4 pixels; the input is 64."),
     ("autoencoder", (1,), "Autoencoder needs samples of at least 2 numbers; the input is 1."),
     ("autoencoder", (1000, 1000, 3), "A Dense layer has at most 1,000,000 units; 3,000,000 are needed.")],
)  # fmt: skip
def test_the_least_it_needs_is_said(kind: str, shape: Shape, refusal: str) -> None:
    with pytest.raises(DescentError) as fault:
        TEMPLATES[kind]().build(shape, 3)
    assert str(fault.value) == refusal


def test_lenet_is_that_of_1998() -> None:
    """On images of 32 pixels, and of 28 pixels with a margin: the same 61,706 parameters."""
    for side in (28, 32):
        data = Data(source=make("datasets", "glyphs"))
        network = TEMPLATES["lenet"]().build((side, side, 1), 10)
        assert kinds(network) == ("conv2d relu max_pool2d conv2d relu max_pool2d flatten dense relu dense relu dense")
        if side == 28:
            analysis = analyse(experiment(network=network, data=data))
            assert analysis.nodes["flatten"].shape == (400,)
            assert analysis.parameter_count == 61_706
        assert network.node("conv2d").layer.padding == ("same" if side == 28 else "valid")  # type: ignore[attr-defined]


def test_small_images_are_pooled_less_often() -> None:
    pools = {side: kinds(TEMPLATES["vgg"]().build((side, side, 1), 10)).count("max_pool2d") for side in (4, 8, 15, 16)}
    assert pools == {4: 1, 8: 2, 15: 2, 16: 3}
    network = TEMPLATES["resnet"](filters=4).build((5, 5, 1), 10)
    assert [node.layer.stride for node in network.nodes if node.layer.kind_name() == "conv2d"] == [  # type: ignore[attr-defined]
        1, 1, 1, 2, 1, 2, 1, 1, 1,
    ]  # fmt: skip


def test_residual_blocks_skip() -> None:
    """The first stage adds its input as it is; where the filters double, a convolution of 1 pixel fits it."""
    network = TEMPLATES["resnet"](filters=4, stages=2, blocks=2).build((8, 8, 1), 10)
    adds = {node.id: node.inputs for node in network.nodes if node.layer.kind_name() == "add"}
    assert len(adds) == 4
    assert adds["add"] == ("batch_norm_3", "relu")
    assert adds["add_2"] == ("batch_norm_5", "relu_3")
    fit = network.node(network.node(adds["add_3"][1]).inputs[0])
    assert (fit.layer.kernel, fit.layer.stride, fit.inputs) == (1, 2, ("relu_5",))  # type: ignore[attr-defined]
    assert adds["add_4"] == ("batch_norm_10", "relu_7")


def test_the_code_is_narrower_than_the_input() -> None:
    for size, code in ((2, 1), (8, 7), (64, 8)):
        network = TEMPLATES["autoencoder"](units=20).build((size,), 3)
        assert [node.layer.units for node in network.nodes if node.layer.kind_name() == "dense"] == [  # type: ignore[attr-defined]
            20, code, 20, size,
        ]  # fmt: skip


def test_without_activations_nothing_bends() -> None:
    """The lesson: what no straight line parts, the MLP learns, and the one without activations does not."""
    data = Data(source=make("datasets", "circles", samples=400))
    training = Training(epochs=30, batch_size=32)
    accuracy = {kind: final(fitted(TEMPLATES[kind](), data, training=training)).validation_accuracy
                for kind in ("linear", "linear_mlp", "mlp")}  # fmt: skip
    assert accuracy["mlp"] is not None
    assert accuracy["mlp"] >= 0.95
    for kind in ("linear", "linear_mlp"):
        assert (accuracy[kind] or 0) <= 0.8
    assert kinds(TEMPLATES["linear_mlp"](layers=3).build((2,), 2)) == "dense dense dense dense"


@pytest.mark.parametrize(
    ("kind", "source", "least"),
    [("linear", "digits", 0.9), ("mlp", "digits", 0.93), ("linear_mlp", "digits", 0.9), ("lenet", "glyphs", 0.8),
     ("vgg", "digits", 0.9), ("resnet", "digits", 0.9)],
)  # fmt: skip
def test_classifiers_learn(kind: str, source: str, least: float) -> None:
    data = data_for(kind, make("datasets", source))
    epochs = {"vgg": 4, "resnet": 3, "lenet": 4}.get(kind, 8)
    accuracy = final(fitted(TEMPLATES[kind](), data, training=Training(epochs=epochs))).validation_accuracy
    assert accuracy is not None
    assert accuracy >= least


@pytest.mark.parametrize(
    ("kind", "source", "share"), [("regression", "sine", 0.1), ("autoencoder", "digits", 0.6), ("mlp", "sine", 0.1)]
)
def test_numbers_are_learned(kind: str, source: str, share: float) -> None:
    """The validation loss falls to less than a share of the targets' variance."""
    epochs = 25 if source == "digits" else 100
    value = fitted(TEMPLATES[kind](), data_for(kind, make("datasets", source)), training=Training(epochs=epochs))
    loss, spread = final(value).validation_loss, Trainer(value).splits.validation.targets.var(axis=0).mean()
    assert loss is not None
    assert loss < share * spread


@pytest.mark.parametrize(
    ("kind", "task", "shape", "refusal"),
    [("linear", "regression", (1,), "Linear classifier needs classes; the data have numbers to predict."),
     ("mlp", "reconstruction", (4,), "MLP needs classes or numbers to predict; the data have inputs as targets."),
     ("regression", "classification", None, "Regression needs numbers to predict; the data have classes."),
     ("autoencoder", "classification", (1,), "Autoencoder needs samples of at least 2 numbers; the input is 1."),
     ("lenet", None, (8, 8, 1), "LeNet needs images of at least 12x12 pixels; the input is 8x8x1."),
     ("lenet", "classification", (12, 12, 1), ""), ("mlp", "regression", (1,), ""), ("vgg", None, None, ""),
     *(("autoencoder", task, (2,), "") for task in ("classification", "regression", "reconstruction"))],
)  # fmt: skip
def test_what_it_serves_is_said(kind: str, task: str | None, shape: Shape | None, refusal: str) -> None:
    fault = TEMPLATES[kind].refuse(task, shape)
    assert ("" if fault is None else str(fault)) == refusal
