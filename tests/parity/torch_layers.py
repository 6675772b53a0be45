"""Every layer in PyTorch's words: kind -> function of (layer, inputs, parameters, state, context).

Where PyTorch has a function for the layer, it is used; the rest (maxout, DropConnect, masks shared with ours, which its
own dropout cannot take) is composed of its operations. Arrays are channels last outside, channels first within.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any

from engine.layers.base import Context
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
    weight = masked(p["weight"], tuple(p["weight"].shape), layer.drop_connect, ctx)
    weight = weight.permute(3, 2, 0, 1).clone(memory_format=torch.contiguous_format)  # some of its backward demands it
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
    return z.reshape(len(x), layer.units, layer.pieces).max(dim=2).values


def batch_norm(layer: Any, x: Any, p: Tensors, state: Tensors, ctx: Context) -> Any:
    running = state["mean"], state["variance"]
    normed = F.batch_norm(first(x), *running, p["gain"], p["bias"], ctx.training, layer.momentum, layer.epsilon)
    return last(normed)


def dropout(layer: Any, x: Any, p: Tensors, ctx: Context) -> Any:
    """PyTorch's is the inverted kind; the vanilla one is scaled down in evaluation instead."""
    if layer.variant == "inverted":
        return masked(x, tuple(x.shape), layer.rate, ctx)
    return masked(x, tuple(x.shape), layer.rate, ctx) * (1 - layer.rate)


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
    "softplus": lambda layer, x, p, ctx: F.softplus(x, threshold=40.0),  # above it, 20 by default, PyTorch takes x
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
}
"""Layers of one input without state."""

MERGES: dict[str, Callable[[list[Any]], Any]] = {
    "add": sum,
    "multiply": product,
    "concat": lambda xs: torch.cat(xs, dim=-1),
}

KINDS = frozenset(UNARY) | frozenset(MERGES) | {"batch_norm"}

NONE = {"gaussian_noise": "PyTorch has none; its numbers are our own stream's, and what remains is an addition."}
"""Layers that are not compared, and why."""


def forward(layer: Any, xs: list[Any], p: Tensors, state: Tensors, ctx: Context) -> Any:
    """A layer's output; `state` is updated in place where it keeps one."""
    kind = layer.kind_name()
    if kind in MERGES:
        return MERGES[kind](xs)
    if kind == "batch_norm":
        return batch_norm(layer, xs[0], p, state, ctx)
    return UNARY[kind](layer, xs[0], p, ctx)
