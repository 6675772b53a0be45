from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from engine.fields import real
from engine.layers.base import Backward, Context, Group, Layer, Parameter
from engine.layers.group_norm import normalise
from engine.numerics import Array, Shape


class LayerNorm(Layer):
    """Layer normalisation: centres and scales all numbers of each sample together, then lets the network learn a scale
    and offset for each feature or channel. The same in training and evaluation.

        mu, var: mean and variance over one sample
        h = (x - mu) / sqrt(var + epsilon),  y = gain h + bias

    Ba et al., 2016. For images it is group normalisation with one group.
    """

    kind: Literal["layer_norm"] = "layer_norm"
    title: ClassVar[str] = "LayerNorm"
    group: ClassVar[Group] = "normalisation"

    epsilon: float = real(
        "Epsilon", "Added to the variance, against division by zero.", 1e-5, above=0.0, at_most=1.0, log=True
    )

    def parameters(self, inputs: Sequence[Shape]) -> tuple[Parameter, ...]:
        shape = inputs[0][-1:]
        return Parameter("gain", shape, "gain", initial=1.0), Parameter("bias", shape, "bias")

    def operations(self, inputs: Sequence[Shape]) -> int:
        return 2 * math.prod(inputs[0])

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        return normalise(x, 1, self.epsilon, p)
