from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.layers.base import Backward, Context, Group, Layer, Parameter, State
from engine.numerics import Array, Shape


class BatchNorm(Layer):
    """Batch normalisation: centres and scales each feature (each channel of an image) over the batch, then lets the
    network learn its own scale and offset. In evaluation it uses running statistics instead of the batch's.

        mu = mean(x),  var = mean((x - mu)^2)          over the batch, and over height and width
        h = (x - mu) / sqrt(var + epsilon),  y = gain h + bias

        dgain = sum(dy h),  dbias = sum(dy),  dx = gain / sqrt(var + epsilon) (dy - mean(dy) - h mean(dy h))

    running = (1 - momentum) running + momentum batch, the variance without bias, as in PyTorch.

    Ioffe and Szegedy, 2015.
    """

    kind: Literal["batch_norm"] = "batch_norm"
    title: ClassVar[str] = "BatchNorm"
    group: ClassVar[Group] = "normalisation"

    momentum: float = real(
        "Momentum", "Share of each batch in the running statistics.", 0.1, above=0.0, at_most=1.0, step=0.05
    )
    epsilon: float = real(
        "Epsilon", "Added to the variance, against division by zero.", 1e-5, above=0.0, at_most=1.0, log=True
    )

    def parameters(self, inputs: Sequence[Shape]) -> tuple[Parameter, ...]:
        shape = inputs[0][-1:]
        return Parameter("gain", shape, "gain", initial=1.0), Parameter("bias", shape, "bias")

    def states(self, inputs: Sequence[Shape]) -> tuple[State, ...]:
        shape = inputs[0][-1:]
        return State("mean", shape, 0.0), State("variance", shape, 1.0)

    def operations(self, inputs: Sequence[Shape]) -> int:
        return 2 * math.prod(inputs[0])

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        axes = tuple(range(x.ndim - 1))
        if ctx.training:
            mu, var = x.mean(axis=axes), x.var(axis=axes)
            self.remember(state, mu, var, samples=x.size // x.shape[-1])
        else:
            mu, var = state["mean"], state["variance"]
        scale = 1 / np.sqrt(var + self.epsilon)
        h = (x - mu) * scale

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            gradients = {"gain": (dy * h).sum(axis=axes), "bias": dy.sum(axis=axes)}
            if not ctx.training:
                return (dy * (p["gain"] * scale),), gradients
            centred = dy - dy.mean(axis=axes) - h * (dy * h).mean(axis=axes)
            return (centred * (p["gain"] * scale),), gradients

        y: Array = p["gain"] * h + p["bias"]
        return y, backward

    def remember(self, state: dict[str, Array], mu: Array, var: Array, samples: int) -> None:
        """Take a batch's mean and (biased) variance over so many samples into the running statistics, in place."""
        unbiased = var * (samples / max(samples - 1, 1))
        for name, batch in (("mean", mu), ("variance", unbiased)):
            state[name] *= 1 - self.momentum
            state[name] += self.momentum * batch
