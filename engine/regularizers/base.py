"""What every penalty does."""

from __future__ import annotations

from engine.fields import Member, names
from engine.numerics import Array


class Regularizer(Member):
    """A penalty on the weights. Biases and normalisation parameters are exempt; a node can exempt its weights too."""

    layers: tuple[str, ...] = names("Layers", "The layers whose weights it acts on; none for all.")

    def acts_on(self, node_id: str) -> bool:
        """Whether a node's weights are penalised."""
        return not self.layers or node_id in self.layers

    def penalty(self, w: Array) -> float:
        """The penalty of one flat array of weights."""
        raise AssertionError(f"{type(self).__name__} does not say what it penalises")

    def add_gradient(self, w: Array, g: Array) -> None:
        """Add the penalty's gradient at w to g, in place."""
        raise AssertionError(f"{type(self).__name__} does not say what it penalises")
