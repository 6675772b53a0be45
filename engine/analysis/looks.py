"""What the views ask of a network: questions that are values, answered between two steps of training."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from engine.training.trainer import Trainer

A = TypeVar("A")


class Look(Generic[A]):
    """A question about a network as it stands between two steps. A kind of question is a frozen dataclass, so that
    equal questions are asked once.

    Whoever owns the trainer answers. An answer is a value of its own, never a window on the network's arrays, and
    looking changes nothing: not a bit of what is trained afterwards.
    """

    def watched(self) -> frozenset[str]:
        """The nodes whose outputs, and the gradients there, the next training step has to keep for the answer."""
        return frozenset()

    def moved(self) -> frozenset[str]:
        """The nodes for which the next training step has to keep what it adds to their parameters."""
        return frozenset()

    def answer(self, trainer: Trainer) -> A | None:
        """The answer; None where the question does not apply."""
        raise AssertionError
