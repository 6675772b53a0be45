"""What every layer declares and does.

Arrays are batch first and channels last: dense (N, features), images (N, height, width, channels). Shapes in the
declarations leave the batch out. Weights are (in, out) for dense and (kernel height, kernel width, in, out) for
convolution.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from engine.fields import Member
from engine.messages import Fix, ShapeError, say
from engine.numerics import Array, Shape, keep_mask

BEFORE_FLATTEN = "before_flatten"
"""The edit that mends a layer which needs images and gets none."""

Role = Literal["weight", "bias", "gain"]
Group = Literal["core", "activation", "normalisation", "regularisation", "merge"]
Backward = Callable[[Array], tuple[tuple[Array, ...], dict[str, Array]]]
"""Takes the gradient at the layer's output; returns those at its inputs, and at its parameters by name."""


@dataclass(frozen=True)
class Parameter:
    """A learned array: its shape, what it is for, and how many inputs and outputs each unit connects. Biases and gains
    start as `initial`, weights as an initializer draws them."""

    name: str
    shape: Shape
    role: Role
    fan_in: int = 1
    fan_out: int = 1
    initial: float = 0.0


@dataclass(frozen=True)
class State:
    """An array a layer keeps without learning it by gradient, such as a running mean, and its initial value."""

    name: str
    shape: Shape
    initial: float


@dataclass
class Context:
    """What a forward pass may know besides its arrays: the mode, and the layer's own stream for random masks.

    `sampling` asks layers that are random in training to stay so in evaluation, for averages over many passes.
    """

    training: bool
    rng: np.random.Generator
    sampling: bool = False

    @property
    def random(self) -> bool:
        """Whether masks are drawn."""
        return self.training or self.sampling

    def keep_mask(self, shape: Shape, keep: float) -> NDArray[np.bool_]:
        """A mask over the whole batch, True with probability `keep`; drawn once per step."""
        return keep_mask(self.rng, shape, keep)

    def dropped(self, weight: Array, rate: float) -> tuple[Array, Array | np.floating[Any]]:
        """DropConnect: the weights with a random share set to zero and the rest scaled up, and the factor on each."""
        one: np.floating[Any] = weight.dtype.type(1)
        if rate == 0 or not self.random:
            return weight, one
        mask: Array = self.keep_mask(weight.shape, 1 - rate) * weight.dtype.type(1 / (1 - rate))
        return weight * mask, mask


class Layer(Member):
    """A layer: frozen hyperparameters, and the textbook code of its forward and backward pass."""

    group: ClassVar[Group]
    fewest_inputs: ClassVar[int] = 1
    most_inputs: ClassVar[int | None] = 1
    headline: ClassVar[str | None] = None
    """The field shown beside the name on the canvas."""

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        """The output's shape, without the batch. Raises ShapeError where the inputs do not fit."""
        return inputs[0]

    def parameters(self, inputs: Sequence[Shape]) -> tuple[Parameter, ...]:
        """The learned arrays, in the order in which they are stored."""
        return ()

    def states(self, inputs: Sequence[Shape]) -> tuple[State, ...]:
        """The arrays kept beside the learned ones."""
        return ()

    def operations(self, inputs: Sequence[Shape]) -> int:
        """Multiply-adds of one forward pass of one sample."""
        return 0

    def scratch(self, inputs: Sequence[Shape]) -> int:
        """Numbers that a pass of one sample keeps besides its output, where they are many."""
        return 0

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        """The output and the closure that carries a gradient back. In training mode `state` may be updated in place."""
        raise AssertionError(f"{type(self).__name__} does not say how it computes")


def need_image(shape: Shape) -> Shape:
    """The shape itself where it is (height, width, channels); raises ShapeError otherwise. Whether images come in
    anywhere before it, the layer cannot know: `graph.shape_remedy` tells."""
    if len(shape) != 3:
        raise ShapeError(
            say("It needs images (height x width x channels), but gets {shape}.", shape=times(shape)),
            say("Choose image data."),
            fix=Fix(BEFORE_FLATTEN),
        )
    return shape


def times(shape: Shape) -> str:
    """A shape as people write it: 8x8x16."""
    return "x".join(str(extent) for extent in shape)
