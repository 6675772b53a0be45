from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar, Literal

from engine.datasets.base import Task
from engine.fields import count
from engine.layers.base import times
from engine.layers.dense import Dense
from engine.layers.relu import ReLU
from engine.messages import DescentError, say, titled
from engine.numerics import Shape
from engine.templates.base import Template

if TYPE_CHECKING:
    from engine.spec import Network


class Autoencoder(Template):
    """Autoencoder: squeezes each sample into a few numbers, its code, and gives it back from them, so that the code has
    to keep what matters. Add "Inputs as targets" to the preprocessing, and choose mean squared error.

    code = max(0, x W1 + b1) W2 + b2,  x' = max(0, code W3 + b3) W4 + b4          as many numbers as the input

    The code has no activation, and always fewer numbers than the input. Hinton and Salakhutdinov, 2006.
    """

    kind: Literal["autoencoder"] = "autoencoder"
    title: ClassVar[str] = "Autoencoder"
    tasks: ClassVar[tuple[Task, ...]] = ("classification", "regression", "reconstruction")
    """Whatever the data have besides their inputs: those are its targets."""

    units: int = count("Units", "Units of the hidden layer on each side of the code.", 64, at_most=100_000)
    code: int = count("Code", "Numbers that a sample is squeezed into; fewer where the input is small.", 8,
                      at_most=100_000)  # fmt: skip

    @classmethod
    def refuse(cls, task: Task | None, shape: Shape | None) -> DescentError | None:
        if shape is None or math.prod(shape) >= 2:
            return super().refuse(task, shape)
        return DescentError(
            say("{template} needs samples of at least 2 numbers; the input is {shape}.", template=titled(cls.title),
                shape=times(shape))
        )  # fmt: skip

    def build(self, input_shape: Shape, outputs: int) -> Network:
        size = math.prod(input_shape)  # what it ends with, whatever the data set's own targets are
        sketch = self.sketch(input_shape)
        sketch.flatten()
        sketch.extend(Dense(units=self.units), ReLU(), Dense(units=min(self.code, size - 1)))
        sketch.extend(Dense(units=self.units), ReLU())
        return sketch.end(size)
