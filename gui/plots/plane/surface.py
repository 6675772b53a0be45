"""The decision surface: what the network answers all over the plane of its two inputs, and at one point exactly."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QComboBox, QToolButton, QWidget

from engine import DecisionSurface, Look, Neurons, Probe, Probed, Surface
from gui.document import Document
from gui.plots.options import refill
from gui.plots.plane.neurons import large_look
from gui.plots.plane.plane_canvas import Place, PlaneCanvas, draw_marker
from gui.plots.suited import is_row_of, unfit_text
from gui.plots.view import Table, View
from gui.ramps import (
    HUES,
    amount_picture,
    class_colour,
    class_picture,
    limit_of,
    signed_colour,
    signed_picture,
    strengths,
)
from gui.run_controller import RunController
from gui.standing import standing_name
from gui.texts import class_titles
from gui.theme import theme

SMOOTH, DISCRETE, CERTAINTY = "smooth", "discrete", "certainty"

CHOICE_WIDTH, ALL_WIDTH = 300, 390
"""Pixels from which on there is room for what can be chosen, and for the button beside it."""

SPOKEN_WIDTH = 330
"""Pixels from which on there is room to say what the number is that is read."""

LARGE = 200
"""Pixels of the plane's side from which on its picture is refined."""


class SurfaceView(View):
    """The answer as a picture with the samples on it; a neuron's own response while the pointer is on its thumbnail."""

    kind = "surface"

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.surface: Surface | None = None
        """What is shown."""
        self.probed: Probed | None = None
        """The answer at the point under the pointer, or else at the one that is kept."""
        self.response: np.ndarray | None = None
        """What is shown of a neuron in place of the surface."""
        self.show_choice = QComboBox(
            toolTip=self.tr("What the colours show"), sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents
        )
        self.show_choice.setAccessibleName(self.tr("Colours"))
        self.samples_button = QToolButton(
            text=self.tr("Samples"), checkable=True, checked=True, autoRaise=True,
            toolTip=self.tr("Show the samples: circles for training, squares for validation"),
        )  # fmt: skip
        self.choices.addWidget(self.show_choice)
        self.choices.addWidget(self.samples_button)
        self.canvas = PlaneCanvas(self.tr("Decision surface"))
        self.canvas.colour_of = self._sample_colours
        self.canvas.legend = self._paint_legend
        self.canvas.key = self._key
        self.canvas.hint = self.tr("Point to read, click to keep")
        self.set_page(self.canvas)
        self.canvas.hovered.connect(self._hover)
        self.canvas.kept.connect(controller.attention.keep)
        self.show_choice.currentIndexChanged.connect(self._draw)
        self.samples_button.toggled.connect(self._draw)
        controller.attention.probe_changed.connect(self._follow)
        controller.attention.neuron_changed.connect(self._follow)
        theme.changed.connect(self._draw)
        self._data = controller.experiment.data
        document.settled.connect(self._fill_choices)
        controller.state_changed.connect(self._fill_choices)
        self._fill_choices()

    def unfit(self) -> str:
        experiment = self.controller.experiment
        if is_row_of(experiment, 2):
            return ""
        text = self.tr("A decision surface needs two input numbers; this data set has {numbers}. {sets} have two.")
        return unfit_text(text, experiment, 2)

    def looks(self) -> tuple[Look[Any], ...]:
        point, neuron = self._point(), self.controller.attention.neuron
        looks: tuple[Look[Any], ...] = (DecisionSurface(),)
        if point is not None:
            looks += (Probe(point),)
        if neuron is not None:
            looks += (large_look(neuron),)
        return looks

    def show_answer(self, look: Look[Any], answer: Any) -> None:
        if isinstance(answer, Surface):
            if answer is self.surface:
                return
            self.surface = answer
        elif isinstance(answer, Probed):
            self.probed = answer
        elif isinstance(answer, Neurons) and self.controller.attention.neuron is not None:
            node_id, index = self.controller.attention.neuron
            found = answer.nodes.get(node_id)
            self.response = found.values[index] if found is not None and index < len(found.values) else None
        self._draw()

    def has_table(self) -> bool:
        return self.filled and self.surface is not None

    def table(self) -> Table | None:
        if self.surface is None:
            return None
        values = self.surface.values.reshape(-1, self.surface.values.shape[-1])
        x, y = np.meshgrid(self.surface.xs, self.surface.ys)
        columns = (self.tr("x"), self.tr("y"), *(self.name_of(index) for index in range(values.shape[1])))
        rows = np.column_stack([x.reshape(-1), y.reshape(-1), values]).tolist()
        return Table(columns, rows)

    def name_of(self, index: int) -> str:
        """What an output stands for: a class, or a number."""
        source = self.controller.experiment.data.source
        names = class_titles(source.class_names()) if self._classifies() else ()
        if index < len(names):
            name = names[index]
            return self.tr("Class {name}").format(name=name) if name.isdigit() else name
        return self.tr("Output {number}").format(number=index + 1)

    def _classifies(self) -> bool:
        return self.controller.experiment.data.task == "classification"

    def _fill_choices(self) -> None:
        """Offer what can be shown of the answers there are now, and keep the choice where it is still there."""
        data = self.controller.experiment.data
        entries: list[tuple[str, Any]] = []
        if self._classifies():
            entries = [
                (self.tr("Blended classes"), SMOOTH), (self.tr("Predicted class"), DISCRETE),
                (self.tr("Confidence"), CERTAINTY),
            ]  # fmt: skip
        if not self.unfit():
            entries += [(self.name_of(index), index) for index in range(data.outputs())]
        refill(self.show_choice, entries)
        self._make_room()
        if data != self._data:
            self._data = data
            self.surface = self.probed = None  # what is asked anew comes at once
        self.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._draw()

    def _make_room(self) -> None:
        """Show the choices where there is room, and something to choose for."""
        fits = not self.unfit()
        self.show_choice.setVisible(fits and self.width() >= CHOICE_WIDTH)
        self.samples_button.setVisible(fits and self.width() >= ALL_WIDTH)

    # what is looked at

    def _point(self) -> Place | None:
        here = self.canvas.here
        kept = self.controller.attention.probe
        return here if here is not None else (kept[0], kept[1]) if kept is not None and len(kept) == 2 else None

    def _hover(self, _place: object) -> None:
        self._follow()

    def _follow(self) -> None:
        """The pointer, the kept point or the neuron that is looked at changed."""
        kept = self.controller.attention.probe
        self.canvas.probe = (kept[0], kept[1]) if kept is not None and len(kept) == 2 else None
        point = self._point()
        if self.probed is not None and self.probed.point != point:
            self.probed = None
        if self.controller.attention.neuron is None:
            self.response = None
        self.ask()
        self._draw()

    # how it is drawn

    def _draw(self) -> None:
        canvas, surface = self.canvas, self.surface
        if surface is None:
            canvas.picture = None
            canvas.update()
            return
        canvas.bounds, canvas.colouring = surface.bounds, self.show_choice.currentData()
        shown = self.samples_button.isChecked() and self.response is None
        canvas.samples = ((surface.train, False), (surface.validation, True)) if shown else ()
        canvas.smooth = self.show_choice.currentData() != DISCRETE or self.response is not None
        canvas.picture = self._picture(surface)
        canvas.readout = self._readout()
        canvas.setAccessibleDescription(canvas.readout or canvas.hint)
        canvas.update()

    def _picture(self, surface: Surface) -> Any:
        if self.response is not None:
            return signed_picture(self.response, limit_of(self.response))
        choice, values = self.show_choice.currentData(), surface.values
        if choice == CERTAINTY:
            return amount_picture(strengths(values, surface.meaning), QColor(theme.tokens.accent))
        if isinstance(choice, int) and choice < values.shape[-1]:
            if surface.meaning in ("probability", "votes"):
                return amount_picture(values[..., choice], class_colour(choice))
            return signed_picture(values[..., choice], limit_of(values[..., choice]))
        discrete = choice == DISCRETE
        finer = discrete or self.canvas.plane().width() >= LARGE
        return class_picture(_finer(values) if finer else values, surface.meaning, discrete=discrete)

    def _sample_colours(self, targets: np.ndarray) -> list[QColor]:
        if targets.ndim == 1:
            palette = [class_colour(index) for index in range(len(HUES))]
            return [palette[int(each) % len(palette)] for each in targets]
        choice = self.show_choice.currentData()
        column = targets[:, choice if isinstance(choice, int) and choice < targets.shape[1] else 0]
        limit = limit_of(column)
        return [signed_colour(float(each), limit) for each in column]

    def _readout(self) -> str:
        neuron = self.controller.attention.neuron
        if neuron is not None and self.response is not None:
            name = standing_name(self.controller, neuron[0])
            return self.tr("{layer}, neuron {number}: from {low:.4g} to {high:.4g}").format(
                layer=name, number=neuron[1] + 1, low=float(self.response.min()), high=float(self.response.max())
            )
        point = self._point()
        if point is None or self.probed is None or self.surface is None:
            return ""
        values = self.probed.values
        if not self._classifies():
            said = ", ".join(f"{self.name_of(i)} {value!s}" for i, value in enumerate(values))
        else:
            winner = int(values.argmax())
            meaning = f"{self._meaning()} " if self.canvas.width() >= SPOKEN_WIDTH else ""
            said = f"{self.name_of(winner)}: {meaning}{values[winner]!s}"
        return self.tr("{answer} at ({x:.4g}, {y:.4g})").format(answer=said, x=point[0], y=point[1])

    def _meaning(self) -> str:
        assert self.surface is not None
        return {
            "probability": self.tr("probability"),
            "votes": self.tr("share of votes"),
            "score": self.tr("score"),
            "value": self.tr("value"),
        }[self.surface.meaning]

    def _key(self) -> list[tuple[QColor, str]]:
        """The classes' colours."""
        if self.surface is None or self.response is not None or not self._classifies():
            return []
        return [(class_colour(index), self.name_of(index)) for index in range(self.surface.values.shape[-1])]

    def _paint_legend(self, painter: QPainter, area: QRectF) -> None:
        """The classes with what they get at the point, and what the samples' marks are."""
        surface, metrics = self.surface, QFontMetricsF(self.canvas.font())
        if surface is None:
            return
        tokens, line = theme.tokens, metrics.height() + 4
        y = area.top()
        if self.response is not None:
            return
        values = None if self.probed is None else self.probed.values
        most = 1.0 if surface.meaning in ("probability", "votes") else limit_of(surface.values)
        marks = 2 if self.samples_button.isChecked() else 0
        for index in range(surface.values.shape[-1]):
            if y + 2 * line > area.bottom() - marks * line:
                break
            painter.setPen(QColor(tokens.text))
            painter.fillRect(QRectF(area.left(), y + 3, 10, line - 8), class_colour(index))
            name = metrics.elidedText(self.name_of(index), Qt.TextElideMode.ElideRight, area.width() - 16)
            painter.drawText(QPointF(area.left() + 16, y + metrics.ascent() + 1), name)
            y += line
            track = QRectF(
                area.left() + 16, y + line / 2 - 4, area.width() - 16 - metrics.horizontalAdvance("-0.0000 "), 6
            )
            painter.fillRect(track, QColor(tokens.raised))
            if values is not None and index < len(values):
                share = min(max(float(values[index]) / most, 0.0), 1.0) if most else 0.0
                painter.fillRect(QRectF(track.left(), track.top(), share * track.width(), 6), class_colour(index))
                text = f"{values[index]:.4f}"
                painter.setPen(QColor(tokens.text))
                painter.drawText(
                    QPointF(area.right() - metrics.horizontalAdvance(text), y + metrics.ascent() + 1), text
                )
            y += line
        if not marks:
            return
        y = area.bottom() - 2 * line
        for points, square, template in (
            (surface.train, False, self.tr("{shown} training")),
            (surface.validation, True, self.tr("{shown} validation")),
        ):
            of = points.of
            shown = str(of) if len(points.x) == of else self.tr("{some} of {all}").format(some=len(points.x), all=of)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.text), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            draw_marker(painter, QPointF(area.left() + 5, y + line / 2), 4, square=square)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawText(QPointF(area.left() + 16, y + metrics.ascent() + 1), template.format(shown=shown))
            y += line


def _finer(values: np.ndarray, times: int = 3) -> np.ndarray:
    """Answers at places closer together, linearly between those that are known: smoother edges of what is discrete."""
    for axis in (0, 1):
        count = values.shape[axis]
        at = np.clip((np.arange(count * times) + 0.5) / times - 0.5, 0, count - 1)
        below = np.minimum(at.astype(np.intp), max(count - 2, 0))
        share = (at - below).astype(values.dtype).reshape([-1 if each == axis else 1 for each in range(3)])
        above = np.minimum(below + 1, count - 1)
        values = values.take(below, axis) * (1 - share) + values.take(above, axis) * share
    return values
