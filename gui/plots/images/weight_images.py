"""Weight images: the kernels of a convolution, or what each unit of a Dense layer looks for in a picture."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from engine import ClassTemplates, Filters, Look, template_shapes, times
from gui.document import Document
from gui.plots.images.loupe import Loupe
from gui.plots.images.pane import Pane
from gui.plots.images.tiles import ARROWS, Block, Frames, Spot, Tiles, shortest
from gui.plots.options import refill
from gui.plots.scale_bar import ScaleBar
from gui.plots.view import Table, View
from gui.ramps import Ramp
from gui.run_controller import RunController
from gui.standing import standing_analysis, standing_name
from gui.texts import plain
from gui.theme import theme

if TYPE_CHECKING:
    from engine import WeightImages

MOST_SINGLE, MOST_MATRIX = 256, 64
"""Units that are shown where each has one picture, and units and inputs where each has one for each input."""

LARGEST_PIXEL = 40
"""Pixels of the screen that a weight takes at most."""

NARROWEST_CHOICE = 52
"""Pixels of the choice of a layer, at least."""

CHOOSING, ROOMY = 270, 320
"""Pixels from which on there is room beside the title for the choice of a layer, and for all; the menu has both."""

GAPS = ((6, 48), (3, 9), (2, 1))
"""Pixels between pictures, and how large pictures are at least for that."""


class WeightImagesView(View):
    """The weights of one layer as pictures on one scale: of the selected layer, or of one that is chosen."""

    kind = "weight_images"

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.layer_choice = QComboBox(
            toolTip=self.tr("Which layer's weights to show"),
            sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents,
        )  # fmt: skip
        self.layer_choice.setAccessibleName(self.tr("Layer"))
        self.layer_choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.layer_choice.setMinimumWidth(NARROWEST_CHOICE)
        self.mean_action = QAction(self.tr("Mean over inputs"), self, checkable=True)
        self.mean_button = QToolButton(text=self.tr("Mean of inputs"), checkable=True, autoRaise=True)
        self.mean_button.setToolTip(self.tr("Show the mean over a filter's inputs, not a picture for each"))
        self.mean_button.setAccessibleName(self.tr("Mean over inputs"))
        self.layer_menu = QMenu(self.tr("Layer"), self)
        self.choices.addWidget(self.layer_choice)
        self.choices.addWidget(self.mean_button)
        self.canvas = WeightTiles()
        self.canvas.setAccessibleName(self.tr("Weight images"))
        self.scroll = Pane(self.canvas)
        self.scale = ScaleBar()
        page = QWidget()
        column = QVBoxLayout(page, spacing=2)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.scroll, 1)
        column.addWidget(self.scale)
        self.canvas.loupe = Loupe(page)
        self.set_page(page)
        self.layer_choice.currentIndexChanged.connect(self._choose)
        self.mean_action.toggled.connect(self.mean_button.setChecked)
        self.mean_button.toggled.connect(self.mean_action.setChecked)
        self.mean_button.toggled.connect(self.ask)
        self.canvas.clicked.connect(self._select)
        self.scroll.resized.connect(lambda: self.canvas.arrange(self.scroll.room))
        for bar in (self.scroll.verticalScrollBar(), self.scroll.horizontalScrollBar()):
            bar.valueChanged.connect(lambda: self.canvas.read(None))
        document.settled.connect(self._fill_layers)
        controller.state_changed.connect(self._fill_layers)
        self._fill_layers()

    def layers(self) -> list[str]:
        """The layers whose weights can be seen as images, in the order of execution."""
        analysis, network = standing_analysis(self.controller), self.controller.experiment.network
        dense = template_shapes(network, analysis.input_shape)
        return [each for each in analysis.order if each in dense or network.node(each).layer.kind == "conv2d"]

    def layer(self) -> str | None:
        """The layer that is shown: the one chosen; else the selected one if it has images, else the first that has."""
        layers = self.layers()
        chosen = self.layer_choice.currentData()
        wanted = [chosen] if chosen is not None else list(self.document.selection)
        return next((each for each in (*wanted, *layers) if each in layers), None)

    def unfit(self) -> str:
        if not self.controller.learns:
            return self.tr("k nearest neighbours has no weights. Choose a network on picture data.")
        if self.layer() is None:
            return self.tr(
                "Weights are seen as images where a layer reads pixels: Conv2D anywhere, or Dense behind Flatten on "
                "picture data such as Digits. This network has neither."
            )
        return ""

    def looks(self) -> tuple[Look[Any], ...]:
        node_id = self.layer()
        if node_id is None:
            return ()
        analysis = standing_analysis(self.controller)
        facts = analysis.nodes[node_id]
        templates = template_shapes(self.controller.experiment.network, analysis.input_shape)
        inputs = templates[node_id][2] if node_id in templates else facts.inputs[0][2] if facts.inputs else 1
        self._offer_mean(inputs > 1)
        averaged = self.mean_button.isChecked() and inputs > 1
        most = MOST_SINGLE if averaged or inputs in (1, 3) else MOST_MATRIX
        return ((ClassTemplates if node_id in templates else Filters)(node_id, most, averaged),)

    def show_answer(self, look: Look[Any], answer: WeightImages) -> None:
        self.canvas.show_images(answer, self._name(answer.node_id), filters=isinstance(look, Filters))
        self._offer_mean(answer.inputs > 1 and not answer.colour)
        self.scale.show_scale(answer.limit, colour=answer.colour, text=self._summary(answer))

    def table(self) -> Table | None:
        images = self.canvas.images
        if images is None:
            return None
        height, width, inputs, units = images.weights.shape
        places = product(range(units), range(inputs), range(height), range(width))
        return Table(("unit", "input", "row", "column", "weight"), [
            (images.names[o] if images.names else o, "mean" if images.averaged else c, u, v,
             shortest(images.weights[u, v, c, o]))
            for o, c, u, v in places
        ])  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def actions_of_menu(self) -> list[QAction]:
        return [self.layer_menu.menuAction(), self.mean_action]

    def heading(self) -> str:
        images = self.canvas.images
        return self.title() if images is None else f"{self.title()}: {self._name(images.node_id)}"

    def _offer_mean(self, possible: bool) -> None:
        self.mean_action.setEnabled(possible)
        self._make_room()

    def _make_room(self) -> None:
        """Show the choices where there is room, and something to choose for."""
        fits = bool(self.layers())
        self.layer_choice.setVisible(fits and self.width() >= CHOOSING)
        self.mean_button.setVisible(fits and self.mean_action.isEnabled() and self.width() >= ROOMY)

    def _name(self, node_id: str) -> str:
        return standing_name(self.controller, node_id)

    def _summary(self, answer: WeightImages) -> str:
        height, width, _, shown = answer.weights.shape
        counts = f"{shown:,}" if shown == answer.units else self.tr("{shown} of {all}").format(
            shown=f"{shown:,}", all=f"{answer.units:,}")  # fmt: skip
        size = times((height, width))
        if answer.names:
            return self.tr("{n} classes, {size}").format(n=counts, size=size)
        if self.canvas.matrix:
            if self.canvas.turned:
                return self.tr("{n} filters {size} (columns), {inputs} inputs (rows)").format(
                    n=counts, size=size, inputs=answer.inputs
                )
            return self.tr("{n} filters {size} (rows), {inputs} inputs (columns)").format(
                n=counts, size=size, inputs=answer.inputs
            )
        if answer.averaged:
            return self.tr("{n} filters {size}, mean of {inputs} inputs").format(
                n=counts, size=size, inputs=answer.inputs
            )
        filters = isinstance(self._asked[0], Filters) if self._asked else False
        return (self.tr("{n} filters, {size}") if filters else self.tr("{n} units, {size}")).format(n=counts, size=size)

    def _fill_layers(self) -> None:
        """Offer the layers that have images now, and keep the choice where it is still there."""
        followed = self.tr("Selected layer")
        if self.layer_choice.currentData() is None and (shown := self.layer()) is not None:
            followed = self._name(shown)
        entries = [(followed, None), *((self._name(each), each) for each in self.layers())]
        if refill(self.layer_choice, entries):
            self.layer_choice.setItemData(0, self.tr("The selected layer"), Qt.ItemDataRole.ToolTipRole)
        self._fill_menu()
        self._make_room()

    def _fill_menu(self) -> None:
        self.layer_menu.clear()
        for index in range(self.layer_choice.count()):
            name = self.layer_choice.itemText(index) if index else self.tr("The selected layer")
            action = self.layer_menu.addAction(plain(name))
            action.setCheckable(True)
            action.setChecked(index == self.layer_choice.currentIndex())
            action.triggered.connect(lambda _, index=index: self.layer_choice.setCurrentIndex(index))

    def _choose(self) -> None:
        self._fill_menu()
        self.ask()

    def _select(self) -> None:
        if self.canvas.images is not None:
            self.document.select((self.canvas.images.node_id,))


class WeightTiles(Tiles):
    """The pictures of one layer's weights: side by side, or where units and inputs make pairs, as a table of both."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.images: WeightImages | None = None
        self.turned = False
        """Whether units are columns, which gives larger pictures in a wide place."""
        self._layer, self._filters = "", False
        self._room = QSize(200, 100)
        self._layout: tuple[Any, ...] = ()
        self._frames = Frames([QRect()])

    @property
    def matrix(self) -> bool:
        """Whether there is a picture for each pair of unit and input."""
        return self.images is not None and self.images.weights.shape[2] > 1 and not self.images.colour

    def show_images(self, images: WeightImages, layer: str, *, filters: bool) -> None:
        """Show other weights: those of a convolution's filters, or of a Dense layer's units."""
        self.images, self._layer, self._filters = images, layer, filters
        self._arrange()
        limit = images.limit
        weights = images.weights.transpose(3, 0, 1, 2)  # units first
        if images.colour:
            pictures, ramp = weights, Ramp("colour", -limit, limit)
        else:
            pictures, ramp = weights.transpose(0, 3, 1, 2), Ramp.signed(limit)
            pictures = np.ascontiguousarray(pictures).reshape(-1, *images.weights.shape[:2])
        self.set_blocks([Block(images.node_id, pictures, ramp, self._frames)])

    def arrange(self, room: QSize) -> None:
        """Lay the pictures out in a place of that size."""
        self._room = room
        if self.images is not None:
            self._arrange()
            for block in self.blocks:
                block.frames = self._frames
            self._show_loupe()
            self.update()

    def describe(self, spot: Spot) -> str:
        images = self.images
        assert images is not None
        unit, channel = divmod(spot.picture, images.weights.shape[2]) if self.matrix else (spot.picture, 0)
        if images.names:
            of = self.tr("class {name}").format(name=images.names[unit])
        elif self.matrix:
            of = self.tr("filter {unit}, input {channel}").format(unit=unit, channel=channel)
        elif images.averaged:
            of = self.tr("filter {unit}, mean over inputs").format(unit=unit)
        else:
            of = (self.tr("filter {unit}") if self._filters else self.tr("unit {unit}")).format(unit=unit)
        return self.tr("{layer}, {of}, row {row}, column {column}").format(
            layer=self._layer, of=of, row=spot.row, column=spot.column
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.images is None or not self.images.names:
            return
        painter = QPainter(self)
        font = self._small()
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens.text))
        metrics = QFontMetricsF(font)
        for name, frame in zip(self.images.names, self._frames, strict=False):
            place = QRectF(frame.left() - 1, frame.bottom() + 2, frame.width() + 2, metrics.height())
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = ARROWS.get(Qt.Key(event.key()))
        if direction is not None:
            self.move_reading(direction)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.spot_at(event.position()) is not None:
            self.clicked.emit()

    def _arrange(self) -> None:
        images = self.images
        assert images is not None
        key = (images.weights.shape, images.colour, images.names, self._room)
        if key == self._layout:
            return
        self._layout = key
        height, width, inputs, units = images.weights.shape
        label = round(QFontMetricsF(self._small()).height()) if images.names else 0
        room = self._room - QSize(4, 4)
        if self.matrix:
            sides = [_fitting(room, cells, (height, width), 0) for cells in ((inputs, units), (units, inputs))]
            self.turned = sides[1] > sides[0]
            columns, (side, gap) = (units if self.turned else inputs), max(sides)
        else:
            self.turned = False
            columns, side, gap = self._columns(room, label)
            if side < 1:  # nothing fits as a whole: as many columns as do, and the rest below
                columns = max((room.width() + gap) // (width + gap), 1)
        scale = max(side, min(1.0, room.width() / width))
        size = QSize(max(round(scale * width), 1), max(round(scale * height), 1))
        count = units * inputs if self.matrix else units
        places = (
            ((index // inputs, index % inputs) if self.turned else (index % inputs, index // inputs))
            if self.matrix else (index % columns, index // columns)
            for index in range(count)
        )  # fmt: skip
        self._frames = Frames(
            QRect(QPoint(2 + x * (size.width() + gap), 2 + y * (size.height() + gap + label)), size) for x, y in places
        )
        self.setMinimumSize(self._frames.area.right() + 2, self._frames.area.bottom() + 2 + label)

    def _columns(self, room: QSize, label: int) -> tuple[int, int, int]:
        """In how many columns pictures are largest, the pixels of a weight then, and the gap between pictures; rather a
        little smaller than with a last row half empty."""
        assert self.images is not None
        height, width, _, units = self.images.weights.shape
        sides = {n: _fitting(room, (n, -(-units // n)), (height, width), label) for n in range(1, units + 1)}
        best = max(side for side, _ in sides.values())
        good = [n for n, (side, _) in sides.items() if side >= 0.85 * best]
        columns = min(good, key=lambda n: (n * -(-units // n), -sides[n][0]))
        return columns, *sides[columns]

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        return font


def _fitting(room: QSize, cells: tuple[int, int], shape: tuple[int, int], label: int) -> tuple[int, int]:
    """The most whole pixels a weight can take so that so many columns and rows fit (0 where they do not), and the gap
    between pictures then."""
    (columns, rows), (height, width) = cells, shape
    side = gap = 0
    for gap, least in GAPS:
        across = ((room.width() + gap) // columns - gap) // width
        down = ((room.height() + gap) // rows - gap - label) // height
        side = min(across, down, LARGEST_PIXEL)
        if side * min(shape) >= least:
            return side, gap
    return 0, gap
