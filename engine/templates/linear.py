from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from engine.numerics import Shape
from engine.templates.base import Template

if TYPE_CHECKING:
    from engine.spec import Network


class LinearClassifier(Template):
    """Linear classifier: one dense layer, so that each class has a weight for every input. The baseline that every
    other network has to beat.

    scores = x W + b
    """

    kind: Literal["linear"] = "linear"
    title: ClassVar[str] = "Linear classifier"

    def build(self, input_shape: Shape, outputs: int) -> Network:
        return self.sketch(input_shape).end(outputs)
