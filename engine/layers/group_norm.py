from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np

from engine.fields import count, real
from engine.layers.base import Backward, Context, Group, Layer, Parameter
from engine.messages import Fix, ShapeError, say
from engine.numerics import Array, Shape


class GroupNorm(Layer):
    """Group normalisation: centres and scales groups of channels within each sample, so it needs no batch and is the
    same in training and evaluation.

        mu, var: mean and variance over a group's channels and all pixels of one sample
        h = (x - mu) / sqrt(var + epsilon),  y = gain h + bias          gain, bias: one per channel

        dh = gain dy,  dx = (dh - mean(dh) - h mean(dh h)) / sqrt(var + epsilon)

    Wu and He, 2018.
    """

    kind: Literal["group_norm"] = "group_norm"
    title: ClassVar[str] = "GroupNorm"
    group: ClassVar[Group] = "normalisation"
    headline: ClassVar[str | None] = "groups"

    groups: int = count("Groups", "Number of groups the channels are divided into.", 1, at_most=65_536)
    epsilon: float = real(
        "Epsilon", "Added to the variance, against division by zero.", 1e-5, above=0.0, at_most=1.0, log=True
    )

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        (shape,) = inputs
        if shape[-1] % self.groups:
            raise ShapeError(
                say("{channels} channels cannot be divided into {groups} equal groups.", channels=shape[-1],
                    groups=self.groups),
                say("Choose a number of groups that divides the channels."),
                "layer.groups",
                Fix("set", math.gcd(shape[-1], self.groups)),
            )  # fmt: skip
        return shape

    def parameters(self, inputs: Sequence[Shape]) -> tuple[Parameter, ...]:
        shape = inputs[0][-1:]
        return Parameter("gain", shape, "gain", initial=1.0), Parameter("bias", shape, "bias")

    def operations(self, inputs: Sequence[Shape]) -> int:
        return 2 * math.prod(inputs[0])

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        return normalise(x, self.groups, self.epsilon, p)


def normalise(x: Array, groups: int, epsilon: float, p: Mapping[str, Array]) -> tuple[Array, Backward]:
    """Normalise each sample's groups of channels and apply gain and bias; the output and its backward pass."""
    channels = x.shape[-1]

    def grouped(a: Array) -> Array:
        """(N, ..., C) as (N, pixels, groups, channels a group)."""
        return a.reshape(len(a), -1, groups, channels // groups)

    def mean(a: Array) -> Array:
        average: Array = a.mean(axis=(1, 3), keepdims=True)
        return average

    centred = grouped(x) - mean(grouped(x))
    scale = 1 / np.sqrt(mean(centred * centred) + x.dtype.type(epsilon))
    h = centred * scale

    def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
        flat = h.reshape(-1, channels)
        rows = dy.reshape(-1, channels)
        dh = grouped(dy * p["gain"])
        dx = (dh - mean(dh) - h * mean(dh * h)) * scale
        return (dx.reshape(x.shape),), {"gain": (rows * flat).sum(axis=0), "bias": rows.sum(axis=0)}

    y: Array = h.reshape(x.shape) * p["gain"] + p["bias"]
    return y, backward
