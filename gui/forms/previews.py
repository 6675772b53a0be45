"""What a choice will do, as a curve beside it: the learning rate over the run, a penalty over a weight."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from engine import family, hyperparameter, penalty_curve, rate_curve
from gui.document import Document
from gui.forms.binding import Binding, Missing
from gui.forms.curves import CurveView, Line, Picture
from gui.texts import catalogue

DECADES = 2
"""Beyond so many powers of ten a rate is drawn on a logarithmic axis."""
BRIEF = 0.1
"""Share of a run that may lie deeper without it: the last stretch of a curve that ends at zero."""
POINTS = 240
"""About as many as the plot is wide, in pixels."""


class Preview(CurveView):
    """Follows the member at a dotted path and whatever else its curve depends on, while it is to be seen."""

    def __init__(self, name: str, document: Document, path: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.document = document
        self.binding = Binding(document, (path,))
        self._drawn: tuple[Any, ...] | None = None
        document.settled.connect(self.refresh)

    def refresh(self) -> None:
        """Draw what stands in the document, if it is to be seen and has changed."""
        if not self.isVisible() or self.binding.value() is Missing.GONE:
            return
        inputs = self.inputs()
        if self._drawn is None or any(new is not old for new, old in zip(inputs, self._drawn, strict=True)):
            self._drawn = inputs
            self.draw()

    def inputs(self) -> tuple[Any, ...]:
        """The values the curve depends on; an edit replaces those it changes."""
        raise AssertionError(f"{type(self).__name__} does not say what it depends on")

    def draw(self) -> None:
        """Work out the curve and show it."""
        raise AssertionError(f"{type(self).__name__} does not say what it shows")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


class RatePreview(Preview):
    """The learning rate over the whole run, warm-up included."""

    def __init__(self, document: Document, path: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Learning rate over the run"), document, path, parent)

    def inputs(self) -> tuple[Any, ...]:
        experiment = self.document.experiment
        return experiment.schedule, experiment.optimizer, experiment.training, experiment.data

    def draw(self) -> None:
        experiment = self.document.experiment
        curve = rate_curve(experiment, POINTS)
        if curve is None:
            self.show_sentence(self.tr("The rate depends on how the validation loss goes: not known beforehand."))
            return
        epochs, rates = curve
        log = spans_decades(rates)
        name = title = self.rate_title()
        if any(isinstance(rule, family("rules")["warm_up"]) for rule in experiment.training.rules):
            title = self.tr("{title}, with warm-up").format(title=title)
        title = self.tr("{title}, logarithmic").format(title=title) if log else title
        last = experiment.training.epochs
        ends = self.tr("epoch 0"), self.tr("epoch {n}").format(n=f"{last:,}")
        self.show_picture(
            Picture(
                np.append(epochs, last), (Line(title, np.append(rates, rates[-1]), "text"),), ends,
                lambda epoch: self.tr("epoch {n}").format(n=f"{epoch:,.2f}"), self.words(name, rates, last), log,
            )
        )  # fmt: skip

    def rate_title(self) -> str:
        """What the optimizer calls its rate."""
        entry = hyperparameter(type(self.document.experiment.optimizer), "learning_rate")
        return catalogue(entry.title) if entry is not None else self.tr("Learning rate")

    def words(self, name: str, rates: np.ndarray, epochs: int) -> str:
        """What the curve does, in a sentence."""
        first, last, low, high = (f"{value:.3g}" for value in (rates[0], rates[-1], rates.min(), rates.max()))
        changes = np.diff(rates)
        changes[np.abs(changes) <= 1e-9 * rates.max()] = 0.0
        top = int(rates.argmax())
        if not changes.any():
            text = self.tr("{name} stays at {first} for {epochs} epochs.")
        elif not (changes > 0).any():
            text = self.tr("{name} falls from {first} to {last} in {epochs} epochs.")
        elif not (changes < 0).any():
            text = self.tr("{name} rises from {first} to {last} in {epochs} epochs.")
        elif not ((changes[:top] < 0).any() or (changes[top:] > 0).any()):
            text = self.tr("{name} rises from {first} to {high}, then falls to {last}, in {epochs} epochs.")
        else:
            text = self.tr("{name} swings between {low} and {high}, from {first} to {last}, in {epochs} epochs.")
        return text.format(name=name, first=first, last=last, low=low, high=high, epochs=f"{epochs:,}")


class PenaltyPreview(Preview):
    """A penalty on one weight, and how hard it pulls the weight towards zero."""

    def __init__(self, document: Document, path: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Penalty over a weight"), document, path, parent)

    def inputs(self) -> tuple[Any, ...]:
        return (self.binding.value(),)

    def draw(self) -> None:
        regularizer = self.binding.value()
        w, penalties, pulls = penalty_curve(regularizer)
        lines = (
            Line(self.tr("Penalty"), penalties, "weights"),
            Line(self.tr("Pull"), pulls, "gradients", Qt.PenStyle.DashLine),
        )
        words = self.tr("{member} of a weight of 1: penalty {penalty}, pull {pull}; of 0.1: {small}, {small_pull}.")
        tenth = int(np.abs(w - 0.1).argmin())
        text = words.format(
            member=catalogue(regularizer.title), penalty=f"{penalties[-1]:.3g}", pull=f"{pulls[-1]:.3g}",
            small=f"{penalties[tenth]:.3g}", small_pull=f"{pulls[tenth]:.3g}",
        )  # fmt: skip
        ends = self.tr("weight {w}").format(w=f"{w[0]:g}"), f"{w[-1]:g}"
        self.show_picture(Picture(w, lines, ends, lambda at: self.tr("weight {w}").format(w=f"{at:.3g}"), text))


def spans_decades(rates: np.ndarray) -> bool:
    """Whether a good part of the rates is so small beside the largest that a linear axis would show it as zero."""
    return bool(np.mean(rates < rates.max() / 10**DECADES) > BRIEF)


PREVIEWS: Mapping[str, type[RatePreview | PenaltyPreview]] = MappingProxyType(
    {"schedules": RatePreview, "regularizers": PenaltyPreview}
)
"""The families whose members show what they will do."""
