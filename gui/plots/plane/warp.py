"""The input plane as a layer bends it: a regular grid and the samples, where the layer's outputs take them."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from engine import Look, Warp, WarpedPlane
from gui.document import Document
from gui.plots.plane.layer_choice import LayerChoice
from gui.plots.plane.plane_canvas import draw_marker
from gui.plots.scale_bar import paint_names
from gui.plots.suited import is_row_of, unfit_text
from gui.plots.view import Table, View
from gui.ramps import class_colour, limit_of, signed_colour
from gui.run_controller import RunController
from gui.standing import standing_name
from gui.texts import class_titles
from gui.theme import tabular, theme

NEAR = 9.0
"""Pixels from a sample within which the pointer reads it."""

CALM = 0.6
"""The drawing is made larger only when it takes up less than this share of its room."""

CHOICE_WIDTH = 320
"""Pixels from which on there is room for the choice of a layer."""


class WarpView(View):
    """What one layer makes of the plane."""

    kind = "warp"
    hz = 5.0

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.layer = LayerChoice(document, controller, with_input=True)
        self.choices.addWidget(self.layer)
        self.canvas = WarpCanvas(self)
        self.set_page(self.canvas)
        self.layer.chosen.connect(self._choose)
        theme.changed.connect(self.canvas.update)

    def unfit(self) -> str:
        experiment = self.controller.experiment
        if not self.controller.learns:
            return self.tr("k nearest neighbours has no layers that could bend the plane.")
        if is_row_of(experiment, 2):
            return ""
        text = self.tr(
            "The plane of two input numbers is shown as a layer bends it; this data set has {numbers}. {sets} have two."
        )
        return unfit_text(text, experiment, 2)

    def looks(self) -> tuple[Look[Any], ...]:
        node_id = self.layer.node_id()
        return () if node_id is None else (WarpedPlane(node_id),)

    def show_answer(self, look: Look[Any], answer: Warp) -> None:
        self.canvas.show_warp(answer)

    def waiting_text(self) -> str:
        return self.tr("The layer's outputs will be shown here, for rows of numbers.")

    def has_table(self) -> bool:
        return self.filled and self.canvas.warp is not None

    def table(self) -> Table | None:
        warp = self.canvas.warp
        if warp is None:
            return None
        names = [self.tr("Axis {number}").format(number=index + 1) for index in range(warp.train.x.shape[1])]
        targets = warp.train.targets.reshape(len(warp.train.x), -1)
        return Table((*names, self.tr("Target")), np.column_stack([warp.train.x, targets[:, :1]]).tolist())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.layer.setVisible(self.width() >= CHOICE_WIDTH)

    def _choose(self) -> None:
        self.canvas.forget()
        self.ask()


class WarpCanvas(QWidget):
    """Draws the bent grid and the samples on it, both axes in the same measure."""

    def __init__(self, view: WarpView) -> None:
        super().__init__(view, focusPolicy=Qt.FocusPolicy.StrongFocus, mouseTracking=True)
        self.view = view
        self.setAccessibleName(view.title())
        tabular(self)
        self.warp: Warp | None = None
        self.sample: int | None = None
        """Which sample is read."""
        self._range: tuple[np.ndarray, np.ndarray] | None = None

    def show_warp(self, warp: Warp) -> None:
        """Show another answer; the scale follows calmly."""
        if self.warp is not None and warp.node_id != self.warp.node_id:
            self.forget()
        self.warp = warp
        if self.sample is not None and self.sample >= len(warp.train.x):
            self.sample = None
        low, high = self._extent(warp)
        if self._range is not None:
            old_low, old_high = self._range
            inside = bool((low >= old_low).all() and (high <= old_high).all())
            if inside and float((high - low).max()) >= CALM * float((old_high - old_low).max()):
                low, high = old_low, old_high
        self._range = low, high
        self.setAccessibleDescription(self.readout())
        self.update()

    def forget(self) -> None:
        """Another layer is to be shown."""
        self.warp, self._range, self.sample = None, None, None
        self.update()

    def readout(self, *, short: bool = False) -> str:
        """What is said of the sample that is read, or of the axes; in short where there is little room."""
        warp = self.warp
        if warp is None:
            return ""
        if self.sample is not None:
            at = ", ".join(f"{each:.{3 if short else 6}g}" for each in warp.train.x[self.sample])
            if short:
                return self.tr("{target}: {at}").format(target=self._target(self.sample), at=at)
            return self.tr("Sample {number}, {target}: {at}").format(
                number=self.sample + 1, target=self._target(self.sample), at=at
            )
        name = self._layer_name(warp.node_id)
        if warp.axes == "principal" and short:
            return self.tr("{layer}: {share:.0%} of variance").format(layer=name, share=warp.variance)
        if warp.axes == "principal":
            return self.tr("{layer}: {share:.1%} of the variance of {units} units, on two principal axes").format(
                layer=name, units=warp.units, share=warp.variance
            )
        if warp.axes == "line":
            return self.tr("{layer}: its only unit").format(layer=name)
        return self.tr("{layer}: its two units").format(layer=name)

    def frame(self) -> QRectF:
        """Where the drawing goes."""
        return QRectF(self.rect()).adjusted(8, 8, -8, -QFontMetricsF(self.font()).height() - 8)

    def to_screen(self, points: np.ndarray) -> np.ndarray:
        """Where outputs (..., d) lie, in pixels (..., 2)."""
        assert self._range is not None
        frame, (low, high) = self.frame(), self._range
        scale = min(frame.width() / (high[0] - low[0]), frame.height() / (high[1] - low[1]))
        x, y = points[..., 0], points[..., 1] if points.shape[-1] > 1 else np.zeros(points.shape[:-1])
        middle = (low + high) / 2
        return np.stack(
            [frame.center().x() + (x - middle[0]) * scale, frame.center().y() - (y - middle[1]) * scale], -1
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        warp = self.warp
        if warp is None:
            return
        painter, tokens, metrics = QPainter(self), theme.tokens, QFontMetricsF(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if warp.axes == "line":
            self._paint_line(painter)
        else:
            for lines, token in ((warp.horizontal, "node_line"), (warp.vertical, "dim")):
                colour = QColor(getattr(tokens, token))
                colour.setAlphaF(0.6)
                painter.setPen(QPen(colour, 1))
                for line in self.to_screen(lines).tolist():
                    painter.drawPolyline(QPolygonF([QPointF(*each) for each in line]))
        marks: dict[int, QPixmap] = {}
        for place, colour in zip(self._places().tolist(), self._colours(), strict=True):
            if self.view.taken:
                self._paint_mark(painter, QPointF(*place), colour)
                continue
            mark = marks.get(colour.rgb())
            if mark is None:
                mark = marks[colour.rgb()] = self._mark(colour)
            painter.drawPixmap(QPointF(place[0] - 5, place[1] - 5), mark)
        if self.sample is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawEllipse(QPointF(*self._places()[self.sample].tolist()), 7, 7)
        painter.setPen(QColor(tokens.text if self.sample is not None else tokens.dim))
        below = QRectF(2, self.height() - metrics.height() - 1, self.width() - 4, metrics.height())
        text = self.readout()
        if metrics.horizontalAdvance(text) > below.width():
            text = self.readout(short=True)
        free = below.width() - metrics.horizontalAdvance(text) - 12
        below.setWidth(below.width() - paint_names(painter, below, self._key(), free))
        painter.setPen(QColor(tokens.text if self.sample is not None else tokens.dim))
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -metrics.height() - 3))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.warp is None or not len(self.warp.train.x):
            return
        here = np.array(event.position().toTuple())
        distances = np.hypot(*(self._places() - here).T)
        nearest = int(distances.argmin())
        self._read(nearest if distances[nearest] <= NEAR else None)

    def leaveEvent(self, event: QEvent) -> None:
        self._read(None)

    def keyPressEvent(self, event: Any) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(event.key())
        if step is None or self.warp is None:
            super().keyPressEvent(event)
            return
        self._read(0 if self.sample is None else (self.sample + step) % len(self.warp.train.x))

    def _read(self, sample: int | None) -> None:
        if sample != self.sample:
            self.sample = sample
            self.setAccessibleDescription(self.readout())
            self.update()

    def _paint_line(self, painter: QPainter) -> None:
        """The only unit from left to right: where the grid's crossings go, and the samples apart by class."""
        assert self.warp is not None
        frame, tokens = self.frame(), theme.tokens
        painter.setPen(QPen(QColor(tokens.dim), 1))
        y = frame.bottom() - 6
        painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        for x, _ in self.to_screen(self.warp.horizontal.reshape(-1, 1)).tolist():
            painter.drawLine(QPointF(x, y - 5), QPointF(x, y))

    def _mark(self, colour: QColor) -> QPixmap:
        """A sample's mark: painted once for each colour."""
        ratio = self.devicePixelRatioF()
        mark = QPixmap(QSize(10, 10) * ratio)
        mark.setDevicePixelRatio(ratio)
        mark.fill(Qt.GlobalColor.transparent)
        painter = QPainter(mark)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_mark(painter, QPointF(5, 5), colour)
        painter.end()
        return mark

    def _paint_mark(self, painter: QPainter, place: QPointF, colour: QColor) -> None:
        painter.setPen(QPen(QColor(theme.tokens.panel), 1))
        painter.setBrush(colour)
        draw_marker(painter, place, 3.2, square=False)

    def _places(self) -> np.ndarray:
        """Where the samples are drawn."""
        assert self.warp is not None
        places = self.to_screen(self.warp.train.x)
        if self.warp.axes == "line":
            targets, frame = self.warp.train.targets, self.frame()
            rows = targets if targets.ndim == 1 else np.zeros(len(targets), dtype=np.int64)
            places[:, 1] = frame.top() + (rows + 0.5) / (rows.max() + 1) * (frame.height() - 16)
        return places

    def _colours(self) -> list[QColor]:
        assert self.warp is not None
        targets = self.warp.train.targets
        if targets.ndim == 1:
            palette = [class_colour(index) for index in range(int(targets.max(initial=0)) + 1)]
            return [palette[int(each)] for each in targets]
        limit = limit_of(targets)
        return [signed_colour(float(each[0]), limit) for each in targets]

    def _key(self) -> list[tuple[QColor, str]]:
        """The classes' colours."""
        names = class_titles(self.view.controller.experiment.data.source.class_names())
        digits = self.tr("Class {name}")
        return [
            (class_colour(index), digits.format(name=name) if name.isdigit() else name)
            for index, name in enumerate(names)
        ]

    def _target(self, sample: int) -> str:
        assert self.warp is not None
        target = self.warp.train.targets[sample]
        names = class_titles(self.view.controller.experiment.data.source.class_names())
        return names[int(target)] if np.ndim(target) == 0 and int(target) < len(names) else f"{np.ravel(target)[0]:.4g}"

    def _layer_name(self, node_id: str) -> str:
        return standing_name(self.view.controller, node_id, self.tr("Input"))

    @staticmethod
    def _extent(warp: Warp) -> tuple[np.ndarray, np.ndarray]:
        """The range of samples and grid on two axes, with a margin."""
        every = np.concatenate(
            [each.reshape(-1, each.shape[-1]) for each in (warp.horizontal, warp.vertical, warp.train.x)]
        )
        if every.shape[1] == 1:
            every = np.column_stack([every, np.zeros(len(every))])
        low, high = every.min(axis=0), every.max(axis=0)
        margin = 0.04 * max(float((high - low).max()), 1e-6)
        return low - margin, high + margin
