"""Reading a plot exactly: a vertical line under the cursor, and the values of all curves there to their last digit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.plots.header import NO_VALUE
from gui.theme import theme

if TYPE_CHECKING:
    from gui.plots.curves import CurvesPlot


class Readout(QLabel):
    """Lies over the plot, on the side where the cursor is not."""

    def __init__(self, owner: CurvesPlot, over: QWidget, *, low: bool) -> None:
        super().__init__(over, textFormat=Qt.TextFormat.RichText, margin=4)
        self._owner, self._low = owner, low
        self.epoch: float | None = None
        """Where on the axis of epochs values are read; None where they are not."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Values under the cursor"))
        super().hide()

    def show_at(self, epoch: float) -> None:
        """Read the values at a place on the axis of epochs."""
        self.epoch = epoch
        self.refresh()

    def hide(self) -> None:
        self.epoch = None
        self._owner.line.hide()
        super().hide()

    def move_by(self, direction: int, *, steps: bool) -> None:
        """Move the reading to the next epoch or step; it begins at the newest."""
        controller = self._owner.controller
        end = controller.progress.epoch
        if self.epoch is None:
            self.show_at(end)
            return
        if steps:
            step = self._step_at(self.epoch) + direction
            target = float(controller.history.places(np.array([step]))[0])
        else:
            target = float(round(self.epoch) + direction)
        self.show_at(min(max(target, 0.0), end))

    def refresh(self) -> None:
        """Read again: the run may have gone on."""
        owner, history = self._owner, self._owner.controller.history
        if self.epoch is None or not (history.steps or len(history.epoch_series("loss")[0])):
            return
        lines = self.lines()
        tokens = theme.tokens
        rows = "".join(
            f"<tr><td style='color:{getattr(tokens, token)}'>{name}&nbsp;</td><td align='right'>{value}</td></tr>"
            for name, value, token in lines
        )
        self.setText(f"<table cellspacing='0'>{rows}</table>")
        self.setStyleSheet(f"color: {tokens.text}; background: {tokens.raised}; border: 1px solid {tokens.line};")
        self.adjustSize()
        owner.line.setPos(self.epoch)
        owner.line.show()
        place = owner.plot.mapFromScene(owner.view.mapViewToScene(QPointF(self.epoch, 0)))
        frame = owner.plot.mapFromScene(owner.view.sceneBoundingRect()).boundingRect()
        left = place.x() > frame.center().x()
        x = frame.left() + 4 if left else frame.right() - self.width() - 4
        x = max(min(x, owner.plot.width() - self.width()), 0)
        self.move(x, max(frame.bottom() - self.height() - 4, 0) if self._low else frame.top() + 4)
        self.raise_()
        super().show()

    def lines(self) -> list[tuple[str, str, str]]:
        """What is read: (name, value, colour token)."""
        assert self.epoch is not None
        owner, history = self._owner, self._owner.controller.history
        found = []
        step = self._step_at(self.epoch)
        if step > 0:
            place = history.places(np.array([step]))[0]
            found.append((self.tr("Epoch {epoch}").format(epoch=f"{place:.4g}"),
                          self.tr("step {step}").format(step=f"{step:,}"), "text"))  # fmt: skip
            found += [(name, value, "training") for name, value in self._batch_lines(step)]
        for title, name, token in (
            (self.tr("Training"), owner.series, "training"),
            (self.tr("Validation"), f"validation_{owner.series}", "validation"),
        ):
            epochs, _, values = history.epoch_series(name)
            epochs, values = epochs[np.isfinite(values)], values[np.isfinite(values)]
            if len(epochs):
                nearest = int(np.abs(epochs - self.epoch).argmin())
                epoch = self.tr("{name}, epoch {epoch}").format(name=title, epoch=int(epochs[nearest]))
                found.append((epoch, owner.exact_text(values[nearest]), token))
        return found

    def _step_at(self, epoch: float) -> int:
        """The step nearest to a place on the axis; 0 where there is none yet."""
        controller = self._owner.controller
        step = round(float(controller.history.steps_at(np.array([epoch]))[0]))
        return min(max(step, 1), controller.history.steps)

    def _batch_lines(self, step: int) -> list[tuple[str, str]]:
        """A batch's figure; of long ago, where only the extremes of some batches are kept, these and their mean."""
        owner, history = self._owner, self._owner.controller.history
        steps, values = history.series(owner.series)
        if len(steps) and step >= steps[0]:
            value = float(values[step - int(steps[0])])
            return [(self.tr("Batch"), owner.exact_text(value) if math.isfinite(value) else NO_VALUE)]
        starts, low, high, mean = history.old_series(owner.series)
        place = int(np.searchsorted(starts, step, side="right")) - 1
        lowest, highest, middle = (f"{each[place] * owner.scale:.5g}" for each in (low, high, mean))
        unit = " %" if owner.scale == 100.0 else ""
        return [
            (self.tr("Batches from step {step}").format(step=f"{starts[place]:,.0f}"), f"{lowest} – {highest}{unit}"),
            (self.tr("Their mean"), f"{middle}{unit}"),
        ]
