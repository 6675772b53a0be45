"""Every layer in PyTorch's words: kind -> function of (layer, inputs, parameters, state, context), channels last outside.

Where PyTorch has a function for the layer, it is used; the rest (maxout, DropConnect, masks shared with ours, which its
own dropout cannot take) is composed of its operations. Autograd is what counts.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from engine.layers.base import Context
from engine.numerics import Array
from tests.parity.support import torch

F: Any = torch.nn.functional if torch else None

Tensors = Mapping[str, Any]


def first(image: Any) -> Any:
    """Channels last to channels first."""
    return image.permute(0, 3, 1, 2) if image.ndim == 4 else image


def last(image: Any) -> Any:
    """Channels first to channels last."""
    return image.permute(0, 2, 3, 1) if image.ndim == 4 else image


def masked(x: Any, shape: tuple[int, ...], rate: float, ctx: Context) -> Any:
    """x times the mask that our layer draws, scaled up; x itself where nothing is random."""
    if rate == 0 or not ctx.random:
        return x
    return x * torch.from_numpy(ctx.keep_mask(shape, 1 - rate)) / (1 - rate)


def dense(layer: Any, x: Any, p: Tensors, ctx: Context) -> Any:
    weight = masked(p["weight"], tuple(p["weight"].shape), layer.drop_connect, ctx)
    return F.linear(x, weight.T, p.get("bias"))


def conv2d(layer: Any, x: Any, p: Tensors, ctx: Context) -> Any:
    """PyTorch refuses "same" with a stride; there the padding is laid explicitly, the odd pixel below and right."""
    weight = masked(p["weight"], tuple(p["weight"].shape), layer.drop_connect, ctx).permute(3, 2, 0, 1)
    image, padding = first(x), layer.padding
    if padding == "same" and layer.stride > 1:
        reach = layer.dilation * (layer.kernel - 1) + 1
        margins: list[int] = []
        for extent in (image.shape[3], image.shape[2]):
            total = max((-(-extent // layer.stride) - 1) * layer.stride + reach - extent, 0)
            margins += [total // 2, total - total // 2]
        image, padding = F.pad(image, margins), 0
    with warnings.catch_warnings():  # it copies the image where "same" is uneven, and says so
        warnings.simplefilter("ignore")
        return last(F.conv2d(image, weight, p.get("bias"), layer.stride, padding, layer.dilation))


def fractional_max_pool2d(layer: Any, x: Any, p: Tensors, ctx: Context) -> Any:
    """PyTorch takes one pair of samples an image and channel, across before down; ours draws one pair a step."""
    down, across = ctx.rng.random(2) if ctx.random else (0.5, 0.5)
    samples = torch.tensor([across, down], dtype=x.dtype).expand(len(x), x.shape[3], 2)
    size = layer.output_shape([tuple(x.shape[1:])])[:2]
    return last(F.fractional_max_pool2d(first(x), layer.size, output_size=size, _random_samples=samples))


def maxout(layer: Any, x: Any, p: Tensors, ctx: Context) -> Any:
    z = F.linear(x, p["weight"].T, p["bias"])
    return z.reshape(len(x), layer.units, layer.pieces).amax(dim=2)


def batch_norm(layer: Any, x: Any, p: Tensors, state: Tensors, ctx: Context) -> Any:
    running = state["mean"], state["variance"]
    normed = F.batch_norm(first(x), *running, p["gain"], p["bias"], ctx.training, layer.momentum, layer.epsilon)
    return last(normed)


def dropout(layer: Any, x: Any, p: Tensors, ctx: Context) -> Any:
    """PyTorch's is the inverted kind; the vanilla one is scaled down in evaluation instead."""
    if layer.variant == "inverted":
        return masked(x, tuple(x.shape), layer.rate, ctx)
    return masked(x, tuple(x.shape), layer.rate, ctx) * (1 - layer.rate)


def gaussian_noise(layer: Any, x: Any, p: Tensors, ctx: Context) -> Any:
    if not ctx.random:
        return x
    draw: Array = ctx.rng.standard_normal(tuple(x.shape), dtype=np.float64 if x.dtype == torch.float64 else np.float32)
    return x + layer.deviation * torch.from_numpy(draw)


def product(xs: list[Any]) -> Any:
    return torch.stack(xs).prod(dim=0)


UNARY: dict[str, Callable[..., Any]] = {
    "dense": dense,
    "conv2d": conv2d,
    "max_pool2d": lambda layer, x, p, ctx: last(F.max_pool2d(first(x), layer.size, layer.stride)),
    "avg_pool2d": lambda layer, x, p, ctx: last(F.avg_pool2d(first(x), layer.size, layer.stride)),
    "global_avg_pool2d": lambda layer, x, p, ctx: F.adaptive_avg_pool2d(first(x), 1).flatten(1),
    "fractional_max_pool2d": fractional_max_pool2d,
    "flatten": lambda layer, x, p, ctx: x.flatten(1),
    "relu": lambda layer, x, p, ctx: F.relu(x),
    "leaky_relu": lambda layer, x, p, ctx: F.leaky_relu(x, layer.negative_slope),
    "prelu": lambda layer, x, p, ctx: last(F.prelu(first(x), p["slope"])),
    "elu": lambda layer, x, p, ctx: F.elu(x, layer.alpha),
    "gelu": lambda layer, x, p, ctx: F.gelu(x),
    "silu": lambda layer, x, p, ctx: F.silu(x),
    "softplus": lambda layer, x, p, ctx: F.softplus(x),
    "sigmoid": lambda layer, x, p, ctx: torch.sigmoid(x),
    "tanh": lambda layer, x, p, ctx: torch.tanh(x),
    "softmax": lambda layer, x, p, ctx: F.softmax(x, dim=-1),
    "maxout": maxout,
    "layer_norm": lambda layer, x, p, ctx: (
        F.layer_norm(x, x.shape[1:], eps=layer.epsilon) * p["gain"] + p["bias"]  # PyTorch's gain is one an element
    ),
    "group_norm": lambda layer, x, p, ctx: last(
        F.group_norm(first(x), layer.groups, p["gain"], p["bias"], layer.epsilon)
    ),
    "dropout": dropout,
    "spatial_dropout": lambda layer, x, p, ctx: masked(x, (len(x), 1, 1, x.shape[3]), layer.rate, ctx),
    "stochastic_depth": lambda layer, x, p, ctx: masked(x, (len(x),) + (1,) * (x.ndim - 1), layer.rate, ctx),
    "gaussian_noise": gaussian_noise,
}
"""Layers of one input without state."""

MERGES: dict[str, Callable[[list[Any]], Any]] = {
    "add": sum,
    "multiply": product,
    "concat": lambda xs: torch.cat(xs, dim=-1),
}

KINDS = frozenset(UNARY) | frozenset(MERGES) | {"batch_norm"}

NONE: dict[str, str] = {}
"""Layers that are not compared, and why."""


def forward(layer: Any, xs: list[Any], p: Tensors, state: Tensors, ctx: Context) -> Any:
    """A layer's output; `state` is updated in place where it keeps one."""
    kind = layer.kind_name()
    if kind in MERGES:
        return MERGES[kind](xs)
    if kind == "batch_norm":
        return batch_norm(layer, xs[0], p, state, ctx)
    return UNARY[kind](layer, xs[0], p, ctx)
