"""Each kernel and each fused run beside the textbook: forward, backward, statistics, what is watched, evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from engine import Network, Node, chain
from engine.numerics import Shape
from engine.plan.compiler import Plan
from engine.plan.program import Workers
from tests.engine.support import make, node
from tests.parity.random_graphs import random_experiment
from tests.plan.support import Pair, conv, layer, names, pool, shared

RELU, NORM, FLAT, HEAD = layer("relu"), layer("batch_norm"), layer("flatten"), layer("dense", units=4)


def dense(units: int, **fields: Any) -> Any:
    return layer("dense", units=units, **fields)


def residual() -> Network:
    """A stem whose output is used three times; a block beside a strided one."""
    return Network(
        nodes=(
            node("stem", "conv2d", "input", filters=6), node("stem_norm", "batch_norm", "stem"),
            node("stem_bend", "relu", "stem_norm"),
            Node(id="a", layer=conv(6, bias=False), inputs=("stem_bend",)), node("a_norm", "batch_norm", "a"),
            node("a_bend", "relu", "a_norm"), Node(id="b", layer=conv(6), inputs=("a_bend",)),
            node("b_norm", "batch_norm", "b"), node("sum", "add", "stem_bend", "b_norm"), node("bend", "relu", "sum"),
            Node(id="down", layer=conv(8, stride=2), inputs=("bend",)), node("down_norm", "batch_norm", "down"),
            Node(id="side", layer=conv(8, 1, stride=2, padding="valid"), inputs=("bend",)),
            node("join", "add", "down_norm", "side"), node("end", "tanh", "join"),
            node("mean", "global_avg_pool2d", "end"), node("head", "dense", "mean", units=4),
        )
    )  # fmt: skip


def tangled() -> Network:
    """One node twice into a sum, a maximum alone, a concatenation of what lies differently, a layer used twice."""
    return Network(
        nodes=(
            Node(id="stem", layer=conv(6), inputs=("input",)), node("bend", "tanh", "stem"),
            node("sum", "add", "bend", "bend", "stem"), Node(id="small", layer=pool(), inputs=("sum",)),
            Node(id="wide", layer=conv(3, 5), inputs=("small",)), node("both", "concat", "wide", "small"),
            node("flat", "flatten", "both"), node("one", "dense", "flat", units=5), node("two", "relu", "one"),
            node("three", "add", "one", "two"), node("head", "dense", "three", units=4),
        )
    )  # fmt: skip


NETWORKS: dict[str, tuple[Network, Shape]] = {
    "tiny": (chain(dense(8), layer("tanh"), dense(8), layer("tanh"), dense(2)), (2,)),
    "rows": (chain(dense(70), RELU, dense(40, bias=False), RELU, dense(10)), (30,)),
    "rows without end": (chain(dense(70), layer("sigmoid"), layer("gelu"), dense(4), RELU), (30,)),
    "normalised rows": (
        chain(dense(70), NORM, RELU, layer("dropout", rate=0.2), dense(66), NORM, layer("leaky_relu"), dense(64), NORM,
              dense(8), layer("dropout", rate=0.3), dense(8), RELU, layer("dropout", rate=0.3), dense(4)), (30,),
    ),
    "mixed rows": (
        chain(dense(9), layer("layer_norm"), layer("sigmoid"), layer("dropout", rate=0.5), dense(9, bias=False),
              layer("softplus"), layer("maxout", units=5), layer("prelu"), dense(4)), (12,),
    ),
    "vanilla dropout": (chain(dense(9), RELU, layer("dropout", rate=0.4, variant="vanilla"), dense(4)), (12,)),
    "a flat leak": (chain(dense(9), layer("leaky_relu", negative_slope=0.0), dense(4)), (12,)),
    "digits": (chain(conv(16), RELU, conv(32), RELU, pool(), FLAT, HEAD), (8, 8, 1)),
    "normalised images": (
        chain(conv(8), NORM, RELU, conv(8), NORM, RELU, pool(), conv(12), NORM, RELU, pool(), FLAT, dense(16), RELU,
              layer("dropout", rate=0.3), HEAD), (12, 12, 3),
    ),
    "odd images": (
        chain(conv(5, 5), layer("tanh"), pool(), conv(6, 4), NORM, layer("sigmoid"), pool(3), conv(7, 1),
              layer("leaky_relu"), conv(4, 2), FLAT, HEAD), (13, 17, 5),
    ),
    "bare images": (
        chain(conv(5, bias=False), conv(6, 5, bias=False), NORM, pool(), conv(7, padding=1), layer("gelu"), pool(),
              layer("global_avg_pool2d"), HEAD), (12, 13, 6),
    ),
    "norm, pool, no bend": (chain(conv(18), NORM, pool(), conv(3), pool(), RELU, FLAT, HEAD), (9, 8, 17)),
    "strided": (
        chain(conv(5, stride=2), NORM, RELU, conv(6, padding="valid"), RELU, conv(4, dilation=2),
              layer("dropout", rate=0.4), FLAT, HEAD), (12, 13, 3),
    ),
    "wide padding": (chain(conv(17, 3, padding=3), RELU, conv(3, 1, padding=0), FLAT, HEAD), (5, 6, 2)),
    "LeNet": (
        chain(conv(6, 5), RELU, pool(), conv(16, 5, padding="valid"), RELU, pool(), FLAT, dense(12), RELU, HEAD),
        (18, 18, 1),
    ),
    "few channels": (
        chain(conv(5, 4), pool(3), layer("tanh"), conv(3, 2, padding=2, bias=False), conv(16), layer("sigmoid"), FLAT,
              HEAD), (13, 17, 2),
    ),
    "few channels, one wide": (chain(conv(3), RELU, conv(40), RELU, FLAT, HEAD), (6, 5, 2)),
    "drop connect": (chain(conv(4, drop_connect=0.3), FLAT, dense(6, drop_connect=0.3), HEAD), (5, 5, 2)),
    "residual": (residual(), (10, 9, 3)),
    "tangled": (tangled(), (10, 11, 3)),
    "dropout everywhere": (
        chain(layer("dropout", rate=0.2), conv(17), layer("dropout", rate=0.0), conv(3), RELU,
              layer("dropout", rate=0.5), FLAT, layer("dropout", rate=0.1), HEAD), (5, 4, 3),
    ),
    "no parameters": (chain(layer("flatten"), layer("relu")), (2, 2, 1)),
}  # fmt: skip

BATCHES = (1, 2, 3, 31, 64)
CONDITIONED = (31, 64)
"""Batches large enough for statistics in single precision: of two samples the variance may be next to nothing."""


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    pair = Workers(2)
    yield pair
    pair.close()


@pytest.mark.parametrize("parts", [False, True], ids=["whole", "parts"])
@pytest.mark.parametrize("name", NETWORKS)
def test_double_precision(name: str, parts: bool, workers: Workers) -> None:
    network, shape = NETWORKS[name]
    with shared(parts):
        for batch in BATCHES:
            Pair(network, shape).check(batch, watched=batch < 5, workers=workers if parts else None)


@pytest.mark.parametrize("parts", [False, True], ids=["whole", "parts"])
@pytest.mark.parametrize("name", NETWORKS)
def test_single_precision(name: str, parts: bool, workers: Workers) -> None:
    network, shape = NETWORKS[name]
    with shared(parts):
        for batch in CONDITIONED:
            Pair(network, shape, np.float32).check(batch, workers=workers if parts else None)


@pytest.mark.parametrize("kernel", [1, 2, 3, 4, 5, 7])
@pytest.mark.parametrize("channels", [1, 3, 8, 17])
def test_convolutions(kernel: int, channels: int) -> None:
    """Of every kernel size, with every number of channels that is treated in its own way, padded in every way."""
    rng = np.random.default_rng([kernel, channels])
    for padding in ("same", "valid", 1):
        for stride in (1, 2):
            height, width = (int(extent) for extent in rng.integers(kernel, kernel + 9, 2))
            first = conv(int(rng.integers(1, 20)), kernel, padding=padding, stride=stride)
            network = chain(first, RELU, conv(3, kernel), FLAT, HEAD)
            batch = int(rng.integers(1, 40))
            with shared(bool(rng.random() < 0.5)):
                Pair(network, (height, width, channels)).check(batch, steps=1, watched=True)


def test_every_batch_size(workers: Workers) -> None:
    """1 to 257, one after the other from the same memory, first up and then down."""
    network = chain(conv(17), NORM, RELU, pool(), FLAT, dense(64), RELU, HEAD)
    with shared(True):
        pair = Pair(network, (5, 4, 3))
        for batch in (*range(1, 258, 8), 257, 256, 255, 33, 7, 2, 1):
            pair.check(batch, steps=1, workers=workers)


@pytest.mark.parametrize("kind", ["rows", "images"])
@pytest.mark.parametrize("seed", range(20))
def test_random_graphs(kind: str, seed: int, workers: Workers) -> None:
    experiment = random_experiment(kind, seed)
    shape = experiment.data.input_shape()
    with shared(seed % 2 == 1):
        Pair(experiment.network, shape).check(5, watched=seed % 3 == 0, workers=workers if seed % 4 == 1 else None)


@pytest.mark.parametrize("kind", ["mean_squared_error", "hinge", "squared_hinge", "one_vs_all_hinge", "huber"])
def test_other_losses(kind: str) -> None:
    Pair(chain(dense(6), RELU, dense(3)), (4,), loss=make("losses", kind)).check(9)


@pytest.mark.parametrize("fields", [{"label_smoothing": 0.2}, {"class_weights": (1.0, 0.5, 2.0)}])
def test_settings_of_the_loss(fields: dict[str, Any]) -> None:
    Pair(chain(dense(6), RELU, dense(3)), (4,), loss=make("losses", "softmax_cross_entropy", **fields)).check(9)


def test_ties_go_to_the_first() -> None:
    """Where an image is of one colour, all of a window's pixels tie; only the first gets the gradient."""
    pair = Pair(chain(conv(16), RELU, pool(), conv(20), NORM, RELU, pool(), FLAT, HEAD), (8, 8, 2))
    plan = pair.plan(4)
    x, targets = pair.batch(4)
    x[:, 2:, 3:] = 0.5
    off = pair.step(plan, x, targets)
    assert max(off.values()) <= 1e-10


def test_negative_gains_before_pooling() -> None:
    pair = Pair(chain(conv(6), NORM, RELU, pool(), FLAT, HEAD), (6, 6, 17))
    for network in (pair.textbook, pair.network):
        network.parameters["batch_norm"]["gain"][...] = [-1, 1, -0.5, 0.5, -2, 2]
    pair.check(5, watched=True)


def test_variance_far_from_zero() -> None:
    """A mean a thousand deviations away: the variance is not worked out from squares."""
    for shape in ((6, 6, 2), (12,)):
        layers = (conv(4, 1), NORM, RELU, FLAT) if len(shape) == 3 else (dense(4), NORM, RELU)
        pair = Pair(chain(*layers, HEAD), shape, np.float32)
        plan = pair.plan(40)
        x, targets = pair.batch(40)
        for network in (pair.textbook, pair.network):
            network.states["batch_norm"]["variance"][...] = 0
        pair.step(plan, 1000 + x, targets)
        exact = pair.textbook.states["batch_norm"]["variance"]
        np.testing.assert_allclose(pair.network.states["batch_norm"]["variance"], exact, rtol=1e-3)


def test_what_larger_batches_left_behind_does_no_harm() -> None:
    """A sample that is no number is seen by a larger plan; a smaller one uses the same memory."""
    for shape in ((6, 6, 5), (6, 6, 20)):
        for layers in ((conv(6), RELU, conv(6)), (conv(6), NORM, RELU, conv(18), NORM)):
            pair = Pair(chain(*layers, FLAT, HEAD), shape)
            large = Plan(pair.network, pair.analysis, pair.store, 20)
            large.x[...], _ = pair.batch(20)
            large.x[8] = np.nan
            large.run()
            plan = pair.plan(8)
            assert max(pair.step(plan, *pair.batch(8)).values()) <= 1e-10


def test_many_kernels_do_not_crowd_one_grid() -> None:
    """Images would be rounded up to the least common multiple of all; some convolutions then unfold their windows."""
    for sizes in ((3, 5, 7, 9), (8, 9, 5, 7, 11), (3, 3, 7)):
        pair = Pair(chain(*(conv(4, size) for size in sizes), FLAT, HEAD), (8, 8, 16))
        pair.check(4, watched=True)
        assert max(kernel.target.grid.span for kernel in pair.plan(4).kernels) < 8 * 8 * 6


def test_planes_of_other_grids_are_others() -> None:
    """Grids of 19 and of 12 images that happen to have equally many positions."""
    wide = chain(conv(20), conv(3, 5), FLAT, HEAD)
    narrow = chain(conv(20), conv(3, 5, drop_connect=0.3), FLAT, HEAD)
    pair, other = Pair(wide, (5, 5, 3)), Pair(narrow, (5, 5, 3))
    other.store = pair.store
    for batch in (19, 12, 11):
        other.check(batch)
        pair.check(batch)


def test_which_kernels_are_used() -> None:
    """The runs that are meant to be done together are."""
    kernels = {name: names(Pair(*NETWORKS[name]).plan(8)) for name in ("tiny", "normalised images", "LeNet", "digits")}
    assert kernels["tiny"] == ["DenseKernel"] * 3
    assert kernels["normalised images"] == ["ConvolutionKernel"] * 3 + ["FlattenKernel"] + ["DenseKernel"] * 2
    assert kernels["LeNet"] == ["ThinKernel"] + ["DenseKernel"] * 2
    assert kernels["digits"] == ["ConvolutionKernel"] * 2 + ["FlattenKernel", "DenseKernel"]
