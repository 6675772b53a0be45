"""How curves that change with every step go on: their last points, without those that stay as they are."""

from __future__ import annotations

from collections.abc import Callable

from engine import History
from gui.plots.curves.tracing import Few, Grain, Source

Placed = tuple[list[float], list[float], list[float]]
Place = Callable[[Few], Placed]
"""From steps and values to the steps that can be shown and their places in the units of the axes."""


class Growth:
    """What a line needs to be continued from where it was drawn last. `grain` and `source` are as `Tracer` has
    them; `calm` is the number of buckets from which on others may be larger."""

    def __init__(
        self, history: History, grain: Callable[[], Grain], source: Source, place: Place, *,
        calm: int, over: bool,
    ) -> None:  # fmt: skip
        self.over = over
        """Whether what is seen ends before the run does, so that nothing new is seen."""
        self._ask, self._source, self._place = grain, source, place
        self.grain = grain()
        """What the points depend on that were drawn."""
        self._history = history
        self._calm = (
            calm * self.grain[2] if self.grain[0] == 1 else 0
        )  # as long as there are no more steps, buckets stay

    def goes_on(self, step: int) -> bool:
        """Whether all points but the last remain, and those from a step on are known exactly."""
        if self._history.steps <= self._calm and self._history.exact_from == 1:
            return True
        return self._ask() == self.grain and step >= self.grain[0]

    @property
    def last_bucket(self) -> int:
        """The step with which the bucket of the last step begins."""
        first, _, width = self.grain
        return first + (max(self._history.steps, first) - first) // width * width

    def since(self, step: int) -> Placed:
        """The points from the bucket on that holds a step: their steps, and their places in the units of the axes."""
        return self._place(self._source(step, self.grain[2]))
