"""A view of the network's drawing: what of it is in sight, and how large."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from gui.canvas.scene import NetworkScene
from gui.theme import theme

ZOOM_LEAST, ZOOM_MOST = 0.1, 3.0
FIT_LEAST, FIT_MOST = 0.4, 1.5
ZOOM_STEP = 1.2
MARGIN = 12
"""Pixels left free around the drawing when it is fitted."""
PATCHES = 16
"""Of more rectangles to be painted, it takes longer to find the boxes in them than to paint those between."""


class Camera(QGraphicsView):
    """Looks at a network's drawing.

    While `follows`, the drawing is fitted whenever the view's size or the network's structure changes; zooming or
    panning by hand ends that, `fit` starts it again.
    """

    fitted = Signal()
    moved = Signal()
    """Something else is in view, or at another size."""

    def __init__(self, network: NetworkScene, parent: QWidget | None = None) -> None:
        super().__init__(parent, frameShape=QFrame.Shape.NoFrame)
        network.setParent(self)
        self.network = network
        self.follows = True
        self.buttons = QRect()
        """What buttons cover, in viewport coordinates; a fitted drawing stays clear of it."""
        self.keep_free = 0
        """Pixels at the bottom that a fitted drawing leaves free."""
        self._density = theme.density
        self._painted = self._scrolled = False
        """Whether all items are on the screen where they lie, and whether what is there was moved since."""
        self.setScene(network)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        network.rearranged.connect(self._rearranged)
        network.redrawn.connect(self.outdate)
        theme.changed.connect(self._repaint)
        self._repaint()

    def zoom(self) -> float:
        """Pixels per scene unit."""
        return self.transform().m11()

    def shown_area(self) -> QRectF:
        """What is in view, in scene coordinates."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def fit(self) -> None:
        """Bring the whole drawing into view, as large as is readable, and keep it so."""
        self.follows = True
        width, height = self.width() - 2.0 * MARGIN, self.height() - self.keep_free - 2.0 * MARGIN
        self.network.view_size = width / theme.density.box, height / theme.density.box  # boxes of that size are wanted
        self.network.rearrange()
        self._limit_paper()
        room = QRectF(MARGIN, MARGIN, width, height)
        low = room.adjusted(0, 0, 0, -self.buttons.height() - MARGIN)
        for area, aside in ((room, 0.5), (room, 0.0), (low, 0.5)):
            self._fit_into(area, aside)
            if not self.network.any_box_in(self.mapToScene(self.buttons).boundingRect()):
                break
        self.fitted.emit()

    def _fit_into(self, room: QRectF, aside: float) -> None:
        """`aside` is the share of spare width that is left on the left."""
        area = self.network.content()
        if area.isEmpty() or room.width() < 1 or room.height() < 1:
            return
        zoom = min(room.width() / area.width(), room.height() / area.height())
        box = theme.density.box
        self._set_zoom(min(max(zoom, FIT_LEAST * box), FIT_MOST * box))
        shown = self.mapFromScene(area).boundingRect()
        left = room.left() + max(room.width() - shown.width(), 0) * aside
        top = room.top() + max(room.height() - shown.height(), 0) / 2
        self.pan(QPoint(round(shown.left() - left), round(shown.top() - top)))

    def zoom_by(self, factor: float, around: QPoint | None = None) -> None:
        """Zoom, keeping what is under a point of the viewport (its centre where None) in place."""
        self.follows = False
        point = self.viewport().rect().center() if around is None else around
        before = self.mapToScene(point)
        self._set_zoom(min(max(self.zoom() * factor, ZOOM_LEAST), ZOOM_MOST))
        self.pan(self.mapFromScene(before) - point, by_hand=False)

    def pan(self, away: QPoint, *, by_hand: bool = False) -> None:
        """Move the view over the paper, in pixels."""
        if by_hand:
            self.follows = False
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + away.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + away.y())

    def node_rect(self, key: str) -> QRect:
        """Where a box lies, or that of the group in which a layer is, in viewport coordinates."""
        return self.mapFromScene(self.network.nodes[self.network.folding.key(key)].scene_box()).boundingRect()

    def show_node(self, key: str) -> None:
        """Bring a box into view if it is not."""
        if not self.viewport().rect().contains(self.node_rect(key)):
            self.ensureVisible(self.network.nodes[self.network.folding.key(key)].scene_box(), 24, 24)

    def _set_zoom(self, zoom: float) -> None:
        self.network.pictures.zoomed()
        self._painted = False
        self.resetTransform()
        self.scale(zoom, zoom)
        self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if event.region().rectCount() <= PATCHES:
            self.network.pictures.exposed = [self.mapToScene(rect).boundingRect() for rect in event.region()]
        super().paintEvent(event)
        self.network.pictures.exposed = None
        self._painted, self._scrolled = True, False

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is on the screen and paint only what comes in, and what lies over it: much quicker than painting
        all. Qt itself does so only where nothing lies over the view. Where items moved since they were painted, all is
        painted, for what they left behind is not known here."""
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.NoViewportUpdate)
        super().scrollContentsBy(dx, dy)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        viewport = self.viewport()
        if self._painted:
            self._scrolled = True
            viewport.scroll(dx, dy, viewport.rect())
            for child in viewport.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                if child.isVisible():
                    viewport.update(child.geometry())
                    viewport.update(child.geometry().translated(dx, dy))
        else:
            viewport.update()
        self.moved.emit()

    def outdate(self) -> None:
        """Items lie elsewhere than on the screen."""
        self._painted = False
        if self._scrolled:
            self.viewport().update()

    def _limit_paper(self) -> None:
        """Let the paper reach a view beyond the drawing on all sides: any place can be brought to the middle."""
        reach = max(self.width(), self.height()) / FIT_LEAST
        self.setSceneRect(self.network.content().adjusted(-reach, -reach, reach, reach))

    def _rearranged(self) -> None:
        if self.follows:
            self.fit()
        else:
            self._limit_paper()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.follows:
            self.fit()
        self.moved.emit()

    def _repaint(self) -> None:
        self.setBackgroundBrush(QColor(theme.tokens.canvas))
        if theme.density is not self._density:
            self._density = theme.density
            if self.follows:
                self.fit()
