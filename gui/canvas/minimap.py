"""The network as a whole in a corner of the canvas, while it is not wholly in view; a click there moves the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from gui.canvas.layout import HEIGHT, WIDTH
from gui.theme import theme

if TYPE_CHECKING:
    from gui.canvas.camera import Camera

SIZE = QSize(180, 110)
ASIDE, MARGIN = 8, 5
"""Pixels around it, and within it around the drawing."""
ROOM = QSize(420, 240)
"""A smaller view has no room for it."""
PAUSE = 40
"""Milliseconds for which changes of the drawing are collected before it is drawn anew."""


class Minimap(QWidget):
    """Lies over the bottom left corner of a view. Hidden, it does nothing but look now and then whether it is needed;
    shown, it keeps a picture of the boxes and draws anew only the frame of what is in view."""

    switched = Signal(bool)
    """The user wants it, or does not."""

    def __init__(self, view: Camera) -> None:
        super().__init__(view.viewport(), visible=False)
        self._view = view
        self.wanted = True
        self.drawn = 0
        """How often the boxes were drawn."""
        self._boxes: QPixmap | None = None
        self._old = True
        """Whether the picture of the boxes is that of an older drawing: shown all the same, until the next is there."""
        self._content = self.area = QRectF()
        """The drawing, in the scene's coordinates and in ours."""
        self.scale = 1.0
        self._held: QPointF | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._look)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(self.tr("Minimap"))
        self.setToolTip(self.tr("Click or drag to move the view."))
        view.network.redrawn.connect(self.refresh)
        view.moved.connect(self.follow)
        theme.changed.connect(self.refresh)

    @property
    def is_current(self) -> bool:
        """Whether what it shows, if anything, is what there is."""
        return not self._timer.isActive()

    def switch(self, wanted: bool) -> None:
        """Let it be shown where it is needed, or never."""
        if wanted != self.wanted:
            self.wanted = wanted
            self.switched.emit(wanted)
            self._look()

    def offer(self, menu: QMenu) -> None:
        """Put the switch into a menu."""
        action = menu.addAction(self.tr("Minimap"))
        action.setCheckable(True)
        action.setChecked(self.wanted)
        action.triggered.connect(self.switch)

    def refresh(self) -> None:
        """The drawing changed."""
        self._old = True
        self.follow()

    def follow(self) -> None:
        """The view moved, or the drawing in it."""
        if self.isVisible() and self._boxes is not None:
            self.update()
        if not self._timer.isActive():
            self._timer.start()

    def _look(self) -> None:
        """Show what there is now, if it is needed."""
        view = self._view
        if not self.wanted:
            self.hide()
            return
        content = view.network.content()
        room = view.size().expandedTo(ROOM) == view.size()
        needed = room and bool(view.network.order[1:]) and not view.shown_area().contains(content)
        if needed:
            self.setGeometry(ASIDE, view.height() - SIZE.height() - ASIDE, SIZE.width(), SIZE.height())
            if self._old:
                self._draw_boxes(content)
            self.update()
        self.setVisible(needed)

    def _draw_boxes(self, content: QRectF) -> None:
        self.drawn += 1
        inner = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        self.scale = min(inner.width() / content.width(), inner.height() / content.height())
        size = content.size() * self.scale
        self.area = QRectF(inner.center() - QPointF(size.width() / 2, size.height() / 2), size)
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(theme.tokens.panel))
        painter = QPainter(picture)
        scene, hues = self._view.network, {}
        painter.translate(self.area.topLeft())
        painter.scale(self.scale, self.scale)
        painter.translate(-content.topLeft())
        for key, (x, y) in scene.places.items():
            item = scene.nodes[key]
            hue = "accent" if item.selected else "problem" if item.look.problem else item.look.group
            if hue not in hues:
                hues[hue] = QColor(getattr(theme.tokens, hue))
            painter.fillRect(QRectF(x, y, WIDTH, HEIGHT), hues[hue])
        painter.end()
        self._boxes, self._old = picture, False
        self._content = content

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.tokens
        if self._boxes is None:
            painter.fillRect(self.rect(), QColor(tokens.panel))
        else:
            painter.drawPixmap(0, 0, self._boxes)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shade = QColor(tokens.accent)
            shade.setAlphaF(0.12)
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.setBrush(shade)
            painter.drawRect(self._shown().intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1)))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(tokens.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            shown = self._shown()
            held = shown.contains(event.position())
            self._held = event.position() - shown.center() if held else QPointF()
            self._bring(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._bring(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.offer(menu)
        menu.popup(event.globalPos())

    def to_map(self, point: QPointF) -> QPointF:
        """Where a point of the scene lies in this widget."""
        return (point - self._content.topLeft()) * self.scale + self.area.topLeft()

    def to_scene(self, point: QPointF) -> QPointF:
        """What lies at a point of this widget."""
        return (point - self.area.topLeft()) / self.scale + self._content.topLeft()

    def _shown(self) -> QRectF:
        """What is in view, in this widget's coordinates."""
        shown = self._view.shown_area()
        return QRectF(self.to_map(shown.topLeft()), shown.size() * self.scale)

    def _bring(self, point: QPointF) -> None:
        """Bring what lies at a point of this widget to the middle of the view, less what is held aside of it."""
        if self._boxes is not None and self._held is not None:
            away = self._view.mapFromScene(self.to_scene(point - self._held)) - self._view.viewport().rect().center()
            self._view.pan(away, by_hand=True)
