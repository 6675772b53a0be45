from __future__ import annotations

from typing import ClassVar, Literal

from engine.datasets.base import Task
from engine.layers.base import Layer
from engine.layers.tanh import Tanh
from engine.templates.base import Perceptron


class Regression(Perceptron):
    """Regression: dense hidden layers with tanh between them, whose smooth bends add up to a curve. Ends with the
    numbers to predict, as they are.

    h = tanh(x W1 + b1),  y = h W2 + b2          for one hidden layer
    """

    kind: Literal["regression"] = "regression"
    title: ClassVar[str] = "Regression"
    tasks: ClassVar[tuple[Task, ...]] = ("regression",)
    between: ClassVar[type[Layer] | None] = Tanh
