"""Feature maps: one sample on its way through all layers, chosen by its picture, with the network's answer."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QToolButton, QVBoxLayout, QWidget

from engine import FeatureMaps, Gallery, Look, Maps, SampleGallery
from gui.document import Document
from gui.plots.focus import focus_of
from gui.plots.images.loupe import Loupe
from gui.plots.images.map_tiles import MapTiles
from gui.plots.images.pane import Pane
from gui.plots.images.sample_header import SampleHeader
from gui.plots.images.sample_picker import PAGE, SamplePicker
from gui.plots.images.tiles import shortest
from gui.plots.view import Table, View
from gui.resources import icon
from gui.run_controller import RunController

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

MOST_CHANNELS = 64
"""Maps of a layer that are shown."""

STEPS, ROOMY = 290, 400
"""Pixels from which on there is room beside the title for two buttons, and for all choices; the menu has them too."""


class FeatureMapsView(View):
    """The outputs of all layers for one sample of the training, validation or test samples."""

    kind = "feature_maps"

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.focus = focus_of(controller)
        self.index = 0
        """The number of the sample in its split."""
        self._count = 0
        self.split_choice = QComboBox(toolTip=self.tr("Which samples to choose from"))
        self.split_choice.setAccessibleName(self.tr("Samples"))
        self.back_button = self._button(icon("chevron_left"), self.tr("Previous sample (Left)"))
        self.on_button = self._button(icon("chevron_right"), self.tr("Next sample (Right)"))
        self.random_button = self._button(icon("random"), self.tr("A sample at random"))
        self.pick_button = self._button(icon("gallery"), self.tr("Choose a sample by its picture"))
        for each in (self.split_choice, self.back_button, self.on_button, self.random_button, self.pick_button):
            self.choices.addWidget(each)
        self._steps = []
        for text, slot in (
            (self.tr("Previous sample"), lambda: self.step_by(-1)), (self.tr("Next sample"), lambda: self.step_by(1)),
            (self.tr("A sample at random"), self.go_anywhere), (self.tr("Choose a sample…"), self._open_picker),
        ):  # fmt: skip
            action = QAction(text, self)
            action.triggered.connect(slot)
            self._steps.append(action)
        self.header = SampleHeader(self.split_names())
        self.canvas = MapTiles(document, controller)
        self.scroll = Pane(self.canvas)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        column = QVBoxLayout(page, spacing=2)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.header)
        column.addWidget(self.scroll, 1)
        self.canvas.loupe = Loupe(page)
        self.set_page(page)
        self.picker = SamplePicker(self)

        self.split_choice.currentIndexChanged.connect(self._change_split)
        self.picker.split_choice.currentIndexChanged.connect(self.split_choice.setCurrentIndex)
        self.back_button.clicked.connect(lambda: self.step_by(-1))
        self.on_button.clicked.connect(lambda: self.step_by(1))
        self.random_button.clicked.connect(self.go_anywhere)
        self.pick_button.clicked.connect(self._open_picker)
        self.picker.wanted.connect(self.ask)
        self.picker.closed.connect(self.ask)
        self.picker.picked.connect(self.go_to)
        self.canvas.stepped.connect(self.step_by)
        self.scroll.resized.connect(lambda: self.canvas.arrange(self.scroll.room, self.scroll.bar))
        self.scroll.verticalScrollBar().valueChanged.connect(lambda: self.canvas.read(None))
        self.focus.changed.connect(self._follow_focus)
        document.settled.connect(self._fill_splits)
        controller.state_changed.connect(self._fill_splits)
        document.replaced.connect(self._begin_anew)
        document.selection_settled.connect(self._follow_selection)
        self._followed: tuple[str, int] | None = None
        self._fill_splits()
        self._follow_focus()

    def split_names(self) -> dict[str, str]:
        """The splits as the user reads them."""
        return {"train": self.tr("Training"), "validation": self.tr("Validation"), "test": self.tr("Test")}

    @property
    def split(self) -> Any:
        """The split whose samples are shown."""
        return self.split_choice.currentData()

    def step_by(self, count: int) -> None:
        """Show a sample so many further on; after the last comes the first."""
        self.go_to(self.index + count)

    def go_anywhere(self) -> None:
        """Show a sample at random, another than this one."""
        if self._count > 1:
            self.step_by(random.randrange(1, self._count))

    def go_to(self, index: int) -> None:
        """Show the sample of that number."""
        self.index = index % self._count if self._count else max(index, 0)
        self.ask()

    def unfit(self) -> str:
        if not self.controller.learns:
            return self.tr(
                "k nearest neighbours has no layers. What a sample becomes on its way is shown of a network."
            )
        if not self.controller.experiment.network.nodes:
            return self.tr("There are no layers yet. Add some, and see what a sample becomes on its way through them.")
        return ""

    def looks(self) -> tuple[Look[Any], ...]:
        asked: list[Look[Any]] = [FeatureMaps(self.split, self.index, MOST_CHANNELS)]
        if self.picker.isVisible():
            asked.append(SampleGallery(self.split, self.picker.start, PAGE))
        return tuple(asked)

    def show_answer(self, look: Look[Any], answer: Maps | Gallery) -> None:
        if isinstance(answer, Gallery):
            self.picker.show_gallery(answer)
            return
        self.index, self._count = answer.index, answer.count
        self.pick_button.setVisible(answer.picture.ndim == 3)
        self.header.show_maps(answer)
        self.canvas.show_maps(answer)

    def table(self) -> Table | None:
        maps = self.canvas.maps
        if maps is None:
            return None
        rows: list[tuple[Any, ...]] = []
        for node in (maps.fed, *maps.nodes):
            name = node.node_id
            if node.values.ndim == 3:
                height, width, channels = node.values.shape
                rows += [(name, c, i, j, shortest(node.values[i, j, c]))
                         for c in range(channels) for i in range(height) for j in range(width)]  # fmt: skip
            else:
                rows += [(name, "", "", index, shortest(value)) for index, value in enumerate(node.values)]
        return Table(("layer", "map", "row", "column", "value"), rows)

    def heading(self) -> str:
        maps = self.canvas.maps
        return self.title() if maps is None else f"{self.title()}: {self.header.place()}"

    def actions_of_menu(self) -> list[QAction]:
        return list(self._steps)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for width, choices in (
            (STEPS, (self.back_button, self.on_button)), (ROOMY, (self.split_choice, self.random_button)),
        ):  # fmt: skip
            for each in choices:
                each.setVisible(self.width() >= width)
        self.header.fit(self.height())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.picker.hide()

    def _button(self, face: QIcon, name: str) -> QToolButton:
        button = QToolButton(icon=face, iconSize=QSize(16, 16), autoRaise=True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _fill_splits(self) -> None:
        """Offer the splits that have samples, and keep the choice where it is still there."""
        data = self.controller.experiment.data
        shares = {"train": 1.0, "validation": data.validation_fraction, "test": data.test_fraction}
        splits = [name for name, share in shares.items() if share > 0]
        old = [self.split_choice.itemData(index) for index in range(self.split_choice.count())]
        if splits != old:
            chosen = self.split if self.split in splits else "validation" if "validation" in splits else "train"
            for choice in (self.split_choice, self.picker.split_choice):
                choice.blockSignals(True)
                choice.clear()
                for name in splits:
                    choice.addItem(self.split_names()[name], name)
                choice.setCurrentIndex(splits.index(chosen))
                choice.blockSignals(False)
            self.ask()

    def _change_split(self, place: int) -> None:
        self.picker.split_choice.setCurrentIndex(place)
        self.index = self._count = 0
        if self.picker.isVisible():
            self.picker.open_at(0)
        self.ask()

    def _follow_focus(self) -> None:
        """Show the sample that was chosen in a view of evaluation; the split that is looked at stays where none is."""
        sample = self.focus.sample
        chosen = None if sample is None else (self.focus.split, sample)
        if chosen == self._followed:
            return
        self._followed = chosen
        if sample is None:
            return
        place = self.split_choice.findData(self.focus.split)
        if place >= 0 and place != self.split_choice.currentIndex():
            self.split_choice.setCurrentIndex(place)
        self.index = sample
        self.ask()

    def _begin_anew(self) -> None:
        self.index = self._count = 0

    def _open_picker(self) -> None:
        self.picker.open_at(self.index)
        below = self.pick_button.mapToGlobal(QPoint(self.pick_button.width(), self.pick_button.height()))
        room = self.screen().availableGeometry()
        size = self.picker.size()
        left = min(max(below.x() - size.width(), room.left()), room.right() - size.width())
        top = below.y() if below.y() + size.height() <= room.bottom() else below.y() - size.height() - 28
        self.picker.move(left, max(top, room.top()))

    def _follow_selection(self) -> None:
        self.canvas.update()
        selection = self.document.selection
        frame = self.canvas.place_of_row(selection[0]) if len(selection) == 1 else None
        if frame is not None:
            self.scroll.ensureVisible(0, frame.center().y(), 0, frame.height() // 2)
