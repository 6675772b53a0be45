from __future__ import annotations

from typing import ClassVar, Literal

from engine.templates.base import Perceptron


class LinearMLP(Perceptron):
    """MLP without activations: hidden layers in vain. However many there are, the whole is a single linear map, and
    does no better than a linear classifier. Compare it with the MLP on data that no straight line parts.

    scores = ((x W1 + b1) W2 + b2) W3 + b3 = x W + b          W = W1 W2 W3
    """

    kind: Literal["linear_mlp"] = "linear_mlp"
    title: ClassVar[str] = "MLP without activations"
