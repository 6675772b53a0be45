from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from engine.fields import count
from engine.layers.convolution import Conv2D
from engine.layers.dense import Dense
from engine.layers.pooling import MaxPool2D
from engine.layers.relu import ReLU
from engine.numerics import Shape
from engine.templates.base import Template

if TYPE_CHECKING:
    from engine.spec import Network


class VGG(Template):
    """VGG-like: blocks of two small convolutions and a pooling, each with twice the filters of the one before, then two
    dense layers. Small images are pooled less often.

    block = [conv 3, ReLU, conv 3, ReLU, pool 2],  scores = [block, block, ..., dense, ReLU, dense] (x)

    A block pools only where at least 2 pixels remain. Simonyan and Zisserman, 2014.
    """

    kind: Literal["vgg"] = "vgg"
    title: ClassVar[str] = "VGG-like"
    least_side: ClassVar[int] = 4

    filters: int = count(
        "Filters", "Filters of the first block; each further block has twice as many.", 16, at_most=512
    )
    blocks: int = count("Blocks", "How many blocks there are.", 3, at_most=5)
    units: int = count("Units", "Units of the hidden dense layer.", 128, at_most=100_000)

    def build(self, input_shape: Shape, outputs: int) -> Network:
        sketch = self.sketch(input_shape)
        for block in range(self.blocks):
            filters = self.filters * 2**block
            sketch.extend(Conv2D(filters=filters), ReLU(), Conv2D(filters=filters), ReLU())
            if sketch.side >= 4:
                sketch.add(MaxPool2D())
        sketch.flatten()
        sketch.extend(Dense(units=self.units), ReLU())
        return sketch.end(outputs)
