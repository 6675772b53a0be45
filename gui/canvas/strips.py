"""What live strips under the boxes of the canvas share: where they are, and when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtWidgets import QGraphicsObject

from gui.afterwards import Afterwards
from gui.canvas.fonts import LEGIBLE
from gui.canvas.layout import CAPTION, HEIGHT, WIDTH
from gui.canvas.pictures import EVERYWHERE
from gui.looks import SHARE

if TYPE_CHECKING:
    from engine import Look
    from gui.canvas.view import NetworkView
    from gui.run_controller import RunController

WAIT_MS = 150
"""How long nothing is asked after the user was seen dragging something."""


class Strips(QGraphicsObject):
    """All strips of one kind, as one item. Only those in sight are asked for; none while the canvas is hidden or too
    small to make them out, or while the user drags something.

    A kind says which layers wear a strip (`layers`), what is asked for some of them (`look_at`) and what becomes of the
    answer (`show_answer`).
    """

    height: ClassVar[float]
    """In scene units, as is `gap`, the distance from the shape above."""
    gap: ClassVar[float]
    hz: ClassVar[float]
    """How often they are asked for at most."""
    share: ClassVar[float] = SHARE
    """The share of the training thread's time that this may take."""

    def __init__(self, view: NetworkView, controller: RunController) -> None:
        super().__init__()
        self.view, self.controller = view, controller
        self.document = view.document
        self._look: Look[Any] | None = None
        self._later = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._later.timeout.connect(self.ask)
        self._afterwards = Afterwards(self)
        self._afterwards.due.connect(self.ask)
        self.setZValue(1.5)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        view.network.addItem(self)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.moved.connect(self.ask_soon)
        view.network.redrawn.connect(self.ask_soon)
        controller.looks.answered.connect(self._hear)

    def layers(self) -> tuple[str, ...]:
        """The layers that wear a strip."""
        raise AssertionError(f"{type(self).__name__} does not say who wears it")

    def look_at(self, node_ids: tuple[str, ...]) -> Look[Any]:
        """What to ask for these layers."""
        raise AssertionError(f"{type(self).__name__} does not say what it asks")

    def show_answer(self, answer: Any) -> None:
        """Show the answer."""
        raise AssertionError(f"{type(self).__name__} does not say what it shows")

    def strip(self, node_id: str) -> QRectF:
        """Where a layer's strip is, in scene coordinates; empty where the layer is not on the canvas by itself."""
        place = self.view.network.places.get(node_id)
        if place is None:
            return QRectF()
        return QRectF(place[0], place[1] + HEIGHT + CAPTION + self.gap, WIDTH, self.height)

    def ask_soon(self) -> None:
        """Ask for the strips in sight when they are painted where they lie now."""
        self._afterwards.ask()

    def ask(self) -> None:
        """Ask for the strips in sight."""
        shown: tuple[str, ...] = ()
        if self.view.dragging:
            self._later.start()
        elif self.view.isVisible() and self.view.zoom() >= LEGIBLE and self.view.network.below:
            area = self.view.shown_area()
            shown = tuple(each for each in self.layers() if self.strip(each).intersects(area))
        look = self.look_at(shown) if shown else None
        if look == self._look:
            return
        self._look = look
        looks = self.controller.looks
        if look is None:
            looks.drop(self)
        else:
            looks.want(self, look, hz=self.hz, share=self.share)
            self._hear(look, looks.last(look), 0)

    def boundingRect(self) -> QRectF:
        return EVERYWHERE

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.ask()
        return False

    def _hear(self, look: Any, answer: Any, _step: int) -> None:
        if answer is None or look != self._look:
            return
        if self.view.dragging:  # nothing is painted now, and nothing asked until that is over
            self.ask()
        else:
            self.show_answer(answer)
