from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from engine.layers.convolution import Conv2D
from engine.layers.dense import Dense
from engine.layers.pooling import MaxPool2D
from engine.layers.relu import ReLU
from engine.numerics import Shape
from engine.templates.base import Template

if TYPE_CHECKING:
    from engine.spec import Network


class LeNet(Template):
    """LeNet-5: two convolutions with pooling find strokes and their arrangement, three dense layers tell the digits
    apart. With ReLU and max pooling, as it is built today.

    scores = [conv 6 5, ReLU, pool 2, conv 16 5, ReLU, pool 2, dense 120, ReLU, dense 84, ReLU, dense] (x)

    The first convolution keeps the image's size where it has less than 32 pixels. LeCun, Bottou, Bengio and Haffner,
    1998.
    """

    kind: Literal["lenet"] = "lenet"
    title: ClassVar[str] = "LeNet"
    least_side: ClassVar[int] = 12

    def build(self, input_shape: Shape, outputs: int) -> Network:
        sketch = self.sketch(input_shape)
        first = Conv2D(filters=6, kernel=5, padding="valid" if sketch.side >= 32 else "same")
        sketch.extend(first, ReLU(), MaxPool2D(), Conv2D(filters=16, kernel=5, padding="valid"), ReLU(), MaxPool2D())
        sketch.flatten()
        sketch.extend(Dense(units=120), ReLU(), Dense(units=84), ReLU())
        return sketch.end(outputs)
