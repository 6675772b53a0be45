from __future__ import annotations

from typing import ClassVar, Literal

from engine.datasets.base import Task
from engine.layers.base import Layer
from engine.layers.relu import ReLU
from engine.templates.base import Perceptron


class MLP(Perceptron):
    """Multilayer perceptron: dense hidden layers with ReLU between them, which can bend the borders between classes.
    Images are laid out as rows.

    h = max(0, x W1 + b1),  scores = h W2 + b2          for one hidden layer
    """

    kind: Literal["mlp"] = "mlp"
    title: ClassVar[str] = "MLP"
    tasks: ClassVar[tuple[Task, ...]] = ("classification", "regression")
    between: ClassVar[type[Layer] | None] = ReLU
