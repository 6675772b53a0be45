"""Axes, an area for curves between them, and a line that follows the cursor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent, MouseDragEvent
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QGraphicsItem

from gui.plots.curves.axes import Axis, Box
from gui.plots.curves.lines import Lines
from gui.plots.curves.live import LiveCanvas
from gui.plots.curves.series import Range
from gui.theme import mixed, theme

TITLED_HEIGHT = 190
"""Pixels of a view from which on the value axis has a title; the header says it too."""


class Chart(pg.PlotWidget):
    """One pyqtgraph plot, set up so that moving curves cost little: axes are kept as pictures and have no automatic
    ranges, and all curves are painted by one item."""

    pointed = Signal(object)
    """The cursor is over this place on the axis below (None: it left)."""
    moved = Signal()
    """Somebody zoomed or moved what is seen."""
    pressed = Signal()
    reset_asked = Signal()
    menu_asked = Signal(object, float)
    """The right button was clicked: where on the screen, and on the axis below."""

    def __init__(self, name: str) -> None:
        self.box = Box()
        axes = {"left": Axis("left"), "bottom": Axis("bottom")}
        super().__init__(viewBox=self.box, focusPolicy=Qt.FocusPolicy.NoFocus, axisItems=axes)
        self.setAccessibleName(name)
        self.setCacheMode(self.CacheModeFlag.CacheNone)  # one colour needs no picture
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.disableAutoRange()
        item.setContentsMargins(0, 8, 12, 0)
        for axis in (self.left, self.bottom):
            axis.setStyle(maxTickLevel=1, tickLength=0, tickAlpha=0)  # the grid tells places well enough
            for part in (axis, axis.label):  # they seldom change; a title at a right angle takes long to paint
                part.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.box.sigRangeChangedManually.connect(self.moved)
        self.lines = Lines(self.box)
        self.cursor_line = pg.InfiniteLine(angle=90, movable=False)
        self.cursor_line.hide()
        item.addItem(self.cursor_line, ignoreBounds=True)
        self.live = LiveCanvas(self)
        self.box.framing.connect(self.live.frame)
        self.box.pressed_long.connect(self._clicked)
        self.scene().sigMouseMoved.connect(self._hover)
        self.scene().sigMouseClicked.connect(self._clicked)
        self.viewport().installEventFilter(self)

    @property
    def left(self) -> Axis:
        return self.getPlotItem().getAxis("left")

    @property
    def bottom(self) -> Axis:
        return self.getPlotItem().getAxis("bottom")

    @property
    def seen(self) -> Range:
        """What is seen: left, right, low, high; exponents on a logarithmic axis."""
        (left, right), (low, high) = self.box.viewRange()
        return left, right, low, high

    def show_range(self, wanted: Range) -> None:
        """See this; only a change costs."""
        if self.seen != wanted:
            self.box.setRange(xRange=wanted[:2], yRange=wanted[2:], padding=0, disableAutoRange=False)

    def place_grid(self) -> None:
        """Put lines behind the curves where the axes have numbers."""
        left, right, low, high = self.seen
        places = [
            axis.tickValues(start, stop, pixels)[0][1] if stop > start and pixels > 0 else []
            for axis, start, stop, pixels in (
                (self.bottom, left, right, self.box.width()), (self.left, low, high, self.box.height()),
            )
        ]  # fmt: skip
        self.lines.grid = tuple(tuple(float(each) for each in some) for some in places)

    def area(self) -> QRect:
        """Where the curves lie within the widget."""
        return self.mapFromScene(self.box.sceneBoundingRect()).boundingRect()

    def pixel_of(self, place: float) -> int:
        """Where a place on the axis below lies within the widget."""
        return self.mapFromScene(self.box.mapViewToScene(QPointF(place, 0))).x()

    def restyle(self, font: QFont) -> None:
        """Take on the colours of the look and a font."""
        tokens = theme.tokens
        self.setBackground(QColor(tokens.panel))
        for axis in (self.left, self.bottom):
            axis.setPen(QColor(tokens.line))
            axis.setTextPen(QColor(tokens.dim))
            axis.setTickFont(font)
            axis.label.setFont(font)
        self.cursor_line.setPen(pg.mkPen(QColor(tokens.dim), width=1))
        self.lines.background = QColor(tokens.panel)
        self.lines.stripe_colour = mixed(tokens.panel, tokens.text, 0.04)
        self.lines.grid_colour = mixed(tokens.panel, tokens.text, 0.1)

    def give_room(self, height: int) -> None:
        """Show titles of axes as far as a view of that height has room for them."""
        item = self.getPlotItem()
        item.showLabel("left", height >= TITLED_HEIGHT)
        item.showLabel("bottom", height >= TITLED_HEIGHT - 30)
        metrics = QFontMetrics(self.left.style["tickFont"] or self.font())
        title = metrics.height() if height >= TITLED_HEIGHT else 0
        self.left.setWidth(metrics.horizontalAdvance("0.0005") + title + 8)

    @contextmanager
    def at_its_best(self) -> Iterator[None]:
        """Meanwhile nothing is painted from pictures that were kept, and edges are smooth: for a drawing."""
        items: tuple[QGraphicsItem, ...] = (self.lines, *(part for axis in (self.left, self.bottom)
                                                          for part in (axis, axis.label)))  # fmt: skip
        before, smooth = [item.cacheMode() for item in items], self.lines.smooth
        for item in items:
            item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
        self.lines.smooth = True
        self.live.follow()
        try:
            yield
        finally:
            self.lines.smooth = smooth
            self.live.follow()
            for item, mode in zip(items, before, strict=True):
                item.setCacheMode(mode)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()  # a click with the right button opens the menu when it is let go: it may become a frame

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.pointed.emit(None)
        twice = event.type() == QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent)
        if twice and event.button() == Qt.MouseButton.LeftButton:
            self.reset_asked.emit()
        return False

    def _hover(self, place: QPointF) -> None:
        inside = self.box.sceneBoundingRect().contains(place)
        self.pointed.emit(self.box.mapSceneToView(place).x() if inside else None)

    def _clicked(self, event: MouseClickEvent | MouseDragEvent) -> None:
        self.pressed.emit()
        if event.button() == Qt.MouseButton.RightButton:
            point: QPoint = event.screenPos().toPoint()
            self.menu_asked.emit(point, self.box.mapSceneToView(event.scenePos()).x())
