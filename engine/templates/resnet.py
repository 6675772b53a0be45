from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from engine.fields import count
from engine.layers.add import Add
from engine.layers.batch_norm import BatchNorm
from engine.layers.convolution import Conv2D
from engine.layers.global_average_pooling import GlobalAvgPool2D
from engine.layers.relu import ReLU
from engine.numerics import Shape
from engine.templates.base import Sketch, Template

if TYPE_CHECKING:
    from engine.spec import Network


class ResNet(Template):
    """ResNet-like: residual blocks, whose input is added to their output, so that gradients reach the first layers
    however deep the network is. Every stage has twice the filters of the one before, at half the size of image.

    block(x) = ReLU(F(x) + shortcut(x)),  F = [conv 3, batch norm, ReLU, conv 3, batch norm]

    The shortcut is x itself, or a convolution of 1 pixel where filters or size change. Convolutions have no bias, as
    batch norm takes it away. A stage halves the image only where at least 2 pixels remain.

    He, Zhang, Ren and Sun, 2015.
    """

    kind: Literal["resnet"] = "resnet"
    title: ClassVar[str] = "ResNet-like"
    least_side: ClassVar[int] = 4

    filters: int = count(
        "Filters", "Filters of the first stage; each further stage has twice as many.", 16, at_most=512
    )
    stages: int = count("Stages", "How many sizes of image there are.", 3, at_most=5)
    blocks: int = count("Blocks", "Residual blocks of each stage.", 1, at_most=20)

    def build(self, input_shape: Shape, outputs: int) -> Network:
        sketch = self.sketch(input_shape)
        sketch.extend(Conv2D(filters=self.filters, bias=False), BatchNorm(), ReLU())
        for stage in range(self.stages):
            for block in range(self.blocks):
                halves = stage > 0 and block == 0 and sketch.side >= 4
                _residual_block(sketch, self.filters * 2**stage, 2 if halves else 1)
        sketch.add(GlobalAvgPool2D())
        return sketch.end(outputs)


def _residual_block(sketch: Sketch, filters: int, stride: int) -> None:
    start, shape = sketch.last, sketch.shape
    sketch.extend(Conv2D(filters=filters, stride=stride, bias=False), BatchNorm(), ReLU())
    sketch.extend(Conv2D(filters=filters, bias=False), BatchNorm())
    branch, shortcut = sketch.last, start
    if sketch.shape != shape:
        sketch.add(Conv2D(filters=filters, kernel=1, stride=stride, bias=False), [start])
        shortcut = sketch.add(BatchNorm())
    sketch.add(Add(), [branch, shortcut])
    sketch.add(ReLU())
