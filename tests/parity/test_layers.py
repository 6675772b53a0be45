"""Every layer against PyTorch: outputs, gradients at inputs and parameters, running statistics."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pytest
from numpy.typing import DTypeLike

from engine.catalog import family
from engine.fields import hyperparameters
from engine.layers.base import Context, Layer
from engine.numerics import Array, Purpose, Shape, stream
from tests.parity import torch_layers
from tests.parity.support import Arrays, Family, array, draw, generator, named, tensor

ROW, IMAGE, WIDE = (5,), (3, 4, 2), (7, 5, 2)
BATCH = 3

PLAIN: list[dict[str, Any]] = [{}]

TABLE: list[tuple[str, list[dict[str, Any]], tuple[tuple[Shape, ...], ...]]] = [
    ("dense", [{"units": 4}, {"units": 2, "bias": False}, {"units": 4, "drop_connect": 0.4}], ((ROW,),)),
    ("conv2d", [{"filters": 2, "kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}
                for kernel, stride, padding, dilation in (
                    (1, 1, "valid", 1), (2, 1, "same", 1), (3, 1, "same", 1), (3, 2, "same", 1), (4, 3, "same", 1),
                    (2, 2, "valid", 1), (3, 1, "valid", 2), (3, 1, "same", 2), (3, 2, "same", 2), (3, 1, 2, 1),
                    (3, 2, 1, 1), (5, 1, 2, 1), (2, 3, 1, 3))]
               + [{"filters": 3, "bias": False}, {"filters": 3, "drop_connect": 0.4}], ((WIDE,),)),
    ("max_pool2d", [{}, {"size": 3}, {"size": 3, "stride": 1}, {"size": 2, "stride": 3}], ((WIDE,),)),
    ("avg_pool2d", [{}, {"size": 3}, {"size": 3, "stride": 1}, {"size": 2, "stride": 3}], ((WIDE,),)),
    ("global_avg_pool2d", [{}], ((IMAGE,),)),
    ("fractional_max_pool2d", [{}, {"size": 3}, {"ratio": 1.8}, {"ratio": 3.5}], ((WIDE,),)),
    ("flatten", [{}], ((IMAGE,),)),
    *((kind, PLAIN, ((ROW,), (IMAGE,)))
      for kind in ("relu", "prelu", "gelu", "silu", "softplus", "sigmoid", "tanh", "softmax")),
    ("leaky_relu", [{}, {"negative_slope": 0.3}], ((IMAGE,),)),
    ("elu", [{}, {"alpha": 0.7}], ((IMAGE,),)),
    ("maxout", [{"units": 3}, {"units": 2, "pieces": 3}], ((ROW,),)),
    ("batch_norm", [{}, {"momentum": 0.4}, {"epsilon": 0.1}], ((ROW,), (IMAGE,))),
    ("layer_norm", [{}, {"epsilon": 0.1}], ((ROW,), (IMAGE,))),
    ("group_norm", [{}, {"groups": 2, "epsilon": 0.1}], (((6,),), (IMAGE,))),
    ("dropout", [{}, {"rate": 0.2}, {"variant": "vanilla"}], ((ROW,), (IMAGE,))),
    ("spatial_dropout", [{}, {"rate": 0.5}], ((IMAGE,),)),
    ("stochastic_depth", [{}, {"rate": 0.5}], ((ROW,), (IMAGE,))),
    ("add", [{}], ((ROW, ROW), (IMAGE, IMAGE, IMAGE))),
    ("multiply", [{}], ((ROW, ROW), (IMAGE, IMAGE, IMAGE))),
    ("concat", [{}], ((ROW, (2,)), (IMAGE, (*IMAGE[:2], 1), IMAGE))),
]  # fmt: skip
"""Kind, settings, and the shapes of the inputs: every setting with every shape."""

MODAL = {"batch_norm", "dropout", "spatial_dropout", "stochastic_depth", "fractional_max_pool2d"}
"""Layers that evaluate otherwise than they train."""

BENT = {"relu", "leaky_relu", "prelu", "elu", "max_pool2d", "fractional_max_pool2d", "maxout"}
"""Layers with kinks or ties, where a derivative is a convention: compared there too."""


class Case(NamedTuple):
    name: str
    layer: Layer
    shapes: tuple[Shape, ...]
    training: bool
    numbers: str = ""
    """"ties": all are whole, so that zeros and ties abound; "large": up to 40 in size."""


def cases() -> dict[str, Case]:
    found: list[tuple[str, Case]] = []
    for kind, settings, inputs in TABLE:
        for fields in settings:
            for shapes in inputs:
                layer: Any = family("layers")[kind](**fields)
                name = "-".join([kind, *(f"{key}={value}" for key, value in fields.items()), f"{len(shapes[0])}d"])
                found.append((name, Case(name, layer, shapes, True)))
                if kind in MODAL:
                    found.append((f"{name}-evaluation", Case(name, layer, shapes, False)))
                if kind in BENT:
                    found.append((f"{name}-ties", Case(name, layer, shapes, True, "ties")))
                if layer.group == "activation":
                    found.append((f"{name}-large", Case(name, layer, shapes, True, "large")))
    return named(found)


class Bench:
    """A case's arrays, the same for us and for PyTorch."""

    def __init__(self, case: Case, dtype: DTypeLike) -> None:
        rng, layer, shapes = generator(case.name), case.layer, case.shapes
        self.xs = [draw(rng, (BATCH, *shape), dtype) for shape in shapes]
        self.p = {entry.name: draw(rng, entry.shape, dtype) for entry in layer.parameters(shapes)}
        self.state = {
            entry.name: np.abs(draw(rng, entry.shape, dtype)) + entry.initial for entry in layer.states(shapes)
        }
        self.dy = draw(rng, (BATCH, *layer.output_shape(shapes)), dtype)
        for each in (*self.xs, *self.p.values()) if case.numbers == "ties" else ():
            np.round(each, out=each)
        for x in self.xs if case.numbers == "large" else ():
            x *= 20
        self.ctx = Context(case.training, stream(1, Purpose.MASK, "parity"))


def results(y: Array, dxs: list[Array], gradients: Arrays, state: Arrays) -> Arrays:
    inputs = {f"dx{index}": dx for index, dx in enumerate(dxs)}
    return {"y": y, **inputs, **{f"d.{n}": g for n, g in gradients.items()}, **{f"s.{n}": a for n, a in state.items()}}


def with_torch(case: Case, dtype: DTypeLike) -> Arrays:
    bench = Bench(case, dtype)
    xs = [tensor(x, gradient=True) for x in bench.xs]
    p = {name: tensor(a, gradient=True) for name, a in bench.p.items()}
    state = {name: tensor(a) for name, a in bench.state.items()}
    y = torch_layers.forward(case.layer, xs, p, state, bench.ctx)
    y.backward(tensor(bench.dy))
    gradients = {name: array(a.grad) for name, a in p.items()}
    return results(array(y), [array(x.grad) for x in xs], gradients, {name: array(a) for name, a in state.items()})


LAYERS = Family("layers", cases(), with_torch)


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float64, 1e-10), (np.float32, 1e-5)], ids=["64", "32"])
@pytest.mark.parametrize("name", LAYERS.cases)
def test_layer(name: str, dtype: DTypeLike, tolerance: float) -> None:
    case: Case = LAYERS.cases[name]
    bench = Bench(case, dtype)
    y, backward = case.layer.forward(bench.xs, bench.p, bench.state, bench.ctx)
    dxs, gradients = backward(bench.dy)
    LAYERS.compare(name, results(y, list(dxs), gradients, bench.state), tolerance, dtype)


def test_every_layer_and_setting_is_compared() -> None:
    assert set(family("layers")) == torch_layers.KINDS | set(torch_layers.NONE)
    assert not torch_layers.KINDS & set(torch_layers.NONE)
    for kind in torch_layers.KINDS:
        layers = [case.layer for case in LAYERS.cases.values() if case.layer.kind_name() == kind]
        for entry in hyperparameters(family("layers")[kind]):
            assert any(getattr(layer, entry.name) != entry.default for layer in layers), f"{kind}.{entry.name}"
