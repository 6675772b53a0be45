"""The microscope: a walk through the network, forward and back, node by node, with the numbers of the next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStackedLayout,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from engine import INPUT, LOSS_NODE, Anatomy, Look, NodeFigures, UpdateAnatomy, UpdateFigures
from gui.document import Document
from gui.plots.microscope.bar import MicroscopeBar, PausePage, SmallPage, Target, tool
from gui.plots.microscope.choice import Choice
from gui.plots.microscope.figures import figure
from gui.plots.microscope.number_board import NumberBoard
from gui.plots.microscope.pages import Page, as_html, as_rows, backward_page, forward_page, update_page
from gui.plots.options import refill
from gui.plots.view import Table, View
from gui.run_controller import RunController
from gui.texts import catalogue, node_title
from gui.theme import theme

SLOW = 4.0
"""Steps a second up to which the numbers are followed while training; else the view asks for a pause."""

LOW, TINY = 340, 200
"""Pixels of height below which the explanation comes after the calculation, and there are no grids."""

NARROW = 380
"""Pixels of width below which there are none. Where there are no grids, the view says in short what it would show."""


class MicroscopeView(View):
    """One node at a time. Left and Right walk through the network; the node is selected on the canvas as well."""

    kind = "microscope"
    hz = SLOW

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.walk: tuple[str, ...] = ()
        """The nodes in the order of the walk, from the input to the loss."""
        self.node_id = ""
        self.mode = "backward"
        self.figures: NodeFigures | None = None
        self.updates: UpdateFigures | None = None
        self.content: Page | None = None
        """What is shown."""
        self._chosen: dict[str, Choice] = {}
        self._build_walk()
        self._build_page()
        document.settled.connect(self._fill_walk)
        document.selection_settled.connect(self._follow_selection)
        controller.pace_changed.connect(self.ask)
        theme.changed.connect(self._show)
        self._fill_walk()
        self._follow_selection()

    # Building

    def _build_walk(self) -> None:
        self.back_button = tool("chevron_left", self.tr("Previous node (Left)"), lambda: self.go(-1))
        self.on_button = tool("chevron_right", self.tr("Next node (Right)"), lambda: self.go(1))
        self.node_choice = QComboBox(
            toolTip=self.tr("Which node to look at"), sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents,
            minimumContentsLength=5, focusPolicy=Qt.FocusPolicy.TabFocus,
        )  # fmt: skip
        self.node_choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.node_choice.setAccessibleName(self.tr("Node"))
        self.node_choice.activated.connect(lambda at: self.go_to(self.node_choice.itemData(at)))
        for widget in (self.back_button, self.node_choice, self.on_button):
            self.choices.addWidget(widget)

    def _build_page(self) -> None:
        self.bar = MicroscopeBar()
        self.bar.check(self.mode)
        self.bar.page_chosen.connect(self.show_page)
        self.bar.target_chosen.connect(self._choose_target)
        self.bar.sample_choice.valueChanged.connect(self.ask)
        self.bar.strongest_button.clicked.connect(self.choose_strongest)
        self.bar.step_button.clicked.connect(self.controller.step)
        self.board = NumberBoard()
        self.board.setAccessibleName(self.tr("Numbers"))
        self.board.picked.connect(self._pick)
        self.text = QTextBrowser(
            openLinks=False, frameShape=QTextBrowser.Shape.NoFrame, focusPolicy=Qt.FocusPolicy.ClickFocus
        )
        self.text.setAccessibleName(self.tr("Calculation"))
        self.text.setMinimumHeight(24)
        looked = QWidget()
        column = QVBoxLayout(looked, spacing=2)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addWidget(self.board, 3)
        column.addWidget(self.text, 2)
        page = QWidget()
        self._stack = QStackedLayout(page)
        self._stack.addWidget(looked)
        pause_page = PausePage()
        self.pause_button = pause_page.button
        self.pause_button.clicked.connect(self.controller.pause)
        self._stack.addWidget(pause_page)
        self.small_page = SmallPage()
        self.small_page.button.clicked.connect(self.enlarge_asked)
        self._stack.addWidget(self.small_page)
        self.set_page(page)

    # What is looked at

    @property
    def choice(self) -> Choice:
        """What is chosen at the present node."""
        return self._chosen.get(self.node_id, Choice())

    def go(self, by: int) -> None:
        """Walk so many nodes towards the loss, or back."""
        if self.node_id in self.walk:
            at = self.walk.index(self.node_id) + by
            self.go_to(self.walk[max(0, min(at, len(self.walk) - 1))])

    def go_to(self, node_id: str) -> None:
        """Look at a node, and select it on the canvas."""
        if node_id not in self.walk or node_id == self.node_id:
            return
        self.node_id = node_id
        self._mark_walk()
        self.document.select(() if node_id == LOSS_NODE else (node_id,))
        self.ask()

    def show_page(self, name: str) -> None:
        """Look at the forward pass, the backward pass, or the update."""
        chosen = self.choice
        if name == "update" and self.mode == "backward" and chosen.toward and chosen.entry is not None:
            self._chosen[self.node_id] = replace(chosen, parameter=chosen.toward, updated=chosen.entry)
        self.mode = name
        self.bar.check(name)
        self.ask()
        self._show()

    def choose_strongest(self) -> None:
        """Go to where most happens in this sample."""
        self._choose(self.choice.strongest())

    def _choose(self, choice: Choice) -> None:
        self._chosen[self.node_id] = choice
        self.ask()

    def _pick(self, key: str, flat: int) -> None:
        """A number was chosen in a grid."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(self.choice.picked(key, flat, self.figures))

    def _choose_target(self, target: Target) -> None:
        kind, value = target
        if self.mode == "update":
            self._choose(replace(self.choice, parameter=value, updated=None))
        elif kind == "branch":
            self._choose(replace(self.choice, branch=value, input=None, toward="", entry=None))
        else:
            self._choose(replace(self.choice, toward=value, entry=None))

    # The walk

    def _fill_walk(self) -> None:
        """Take over the nodes of the network; of the run's, where there is one that differs."""
        walk = (INPUT, *self.document.analysis.order, LOSS_NODE)
        if self.figures is not None and self.controller.state != "idle":
            walk = self.figures.walk
        names = self.names()
        entries = [(names.get(each, each), each) for each in walk]
        self.walk = walk
        refill(self.node_choice, entries)
        if self.node_id not in walk:
            self.node_id = walk[-2]
        self._mark_walk()

    def names(self) -> dict[str, str]:
        """What the nodes are called."""
        names = {node.id: node_title(node) for node in self.document.network.nodes} if self.document.learns else {}
        return {INPUT: self.tr("Input"), **names, LOSS_NODE: catalogue(self.document.experiment.loss.title)}

    def _mark_walk(self) -> None:
        at = self.walk.index(self.node_id)
        self.node_choice.setCurrentIndex(at)
        self.back_button.setEnabled(at > 0)
        self.on_button.setEnabled(at < len(self.walk) - 1)

    def _follow_selection(self) -> None:
        if len(self.document.selection) == 1 and self.document.selection[0] in self.walk:
            self.node_id = self.document.selection[0]
            self._mark_walk()
            self.ask()

    # Asking and showing

    def unfit(self) -> str:
        if self.document.learns:
            return ""
        return self.tr("k nearest neighbours has no gradients to look at. A network of layers has.")

    def looks(self) -> tuple[Look[Any], ...]:
        self._turn()
        self.bar.step_button.setEnabled(self.controller.can("step"))
        if self._too_fast():
            return ()
        chosen = self.choice
        anatomy = Anatomy(
            self.node_id, self.bar.sample_choice.value() - 1, chosen.output, chosen.branch, chosen.input,
            chosen.toward, chosen.entry,
        )  # fmt: skip
        if self.mode != "update":
            return (anatomy,)
        return anatomy, UpdateAnatomy(self.node_id, chosen.parameter, chosen.updated)

    def ask(self) -> None:
        super().ask()
        if self._too_fast() and not self.unfit() and self.isVisible():
            self._pages.setCurrentIndex(1)

    def _tiny(self) -> bool:
        """Whether there is no room for grids and a calculation."""
        return self.height() < TINY or self.width() < NARROW

    def _turn(self) -> None:
        """Turn to the page that there is time and room for."""
        self._stack.setCurrentIndex(1 if self._too_fast() else 2 if self._tiny() else 0)

    def _too_fast(self) -> bool:
        """Whether the network is trained so fast that no eye could follow."""
        return self.controller.state == "running" and not 0 < self.controller.pace <= SLOW

    def show_answer(self, look: Look[Any], answer: Any) -> None:
        if isinstance(answer, UpdateFigures):
            self.updates = answer
            pinned = self.choice.pinned_update(answer)
        else:
            self.figures = answer
            pinned = self.choice.pinned(answer)
            if answer.walk != self.walk:
                self._fill_walk()
        self._show()
        if pinned != self.choice:  # so that a step does not make the eye jump to another number
            self._chosen[self.node_id] = pinned
            self.ask()

    def _show(self) -> None:
        """Show what is known."""
        f = self.figures
        if f is None or f.node_id != self.node_id:
            return
        wanted = self.choice.parameter if self.mode == "update" else self.choice.toward
        self.bar.show_targets(self._targets(f), ("parameter", wanted), ("branch", f.branch))
        self.bar.show_sample(f.samples, of_batch=self.mode != "update")
        self.bar.step_label.setText(self.tr("Step {n} comes next · L = {loss}").format(n=f.step, loss=figure(f.loss)))
        self.content = self._content(f)
        self.board.show_panels(self.content.panels)
        self.small_page.show_node(self.names().get(f.node_id, f.node_id), f)
        self._write()

    def _content(self, f: NodeFigures) -> Page:
        if self.mode == "forward":
            return forward_page(f, self.names())
        if self.mode == "backward":
            return backward_page(f, self.names(), self.choice.toward)
        if not f.parameters:
            note = self.tr("{node} has no parameters, so there is nothing to update here. Left and Right lead on.")
            return Page((), note.format(node=self.names().get(f.node_id, f.node_id)), ())
        if self.updates is None or self.updates.node_id != f.node_id:
            return Page((), self.tr("One moment…"), ())
        return update_page(self.updates)

    def _write(self) -> None:
        """Share the room between grids and calculation, and write that down."""
        if self.content is None:
            return
        self._turn()
        small = self.height() < LOW
        self.board.setVisible(bool(self.content.panels))
        most = 0.4 if self.mode == "update" else 0.5
        roomy = max(1.0, min(self.width() / 660, self.height() / 440, 1.6))
        self.board.roomy = self.board.scale = roomy
        self.board.setMaximumHeight(min(self.board.natural_height(), round(most * self.height())))
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * (0.92 if small else 0.9 * roomy))
        self.text.setFont(font)
        self.text.document().setDocumentMargin(0 if small else 4)
        place = self.text.verticalScrollBar().value()
        self.text.setHtml(as_html(self.content, small))
        self.text.verticalScrollBar().setValue(place)

    def _targets(self, f: NodeFigures) -> list[tuple[str, Target]]:
        """The inputs and parameters to which the gradient is carried, or the parameters that are updated."""
        if self.mode == "update":
            return [(p.name, ("parameter", p.name)) for p in f.parameters]
        if self.mode == "forward" or f.node_id in (INPUT, LOSS_NODE):
            return []
        names, targets = self.names(), list[tuple[str, Target]]()
        for number, source in enumerate(f.sources):
            text = self.tr("to the input") if len(f.sources) < 2 else self.tr("to {source}")
            targets.append((text.format(source=names.get(source, source)), ("branch", number)))
        return targets + [(self.tr("to {source}").format(source=p.name), ("parameter", p.name)) for p in f.parameters]

    def has_table(self) -> bool:
        return self.content is not None

    def table(self) -> Table | None:
        if self.content is None:
            return None
        return Table((self.tr("Array"), self.tr("Place"), self.tr("Value")), as_rows(self.content))

    # Events

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does here."""
        key, control = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        moves = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        if control and key in moves:
            return partial(self.board.move, *moves[Qt.Key(key)])
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return None
        return {
            Qt.Key.Key_Left: partial(self.go, -1),
            Qt.Key.Key_Right: partial(self.go, 1),
            Qt.Key.Key_Up: partial(self.board.go_to_grid, -1),
            Qt.Key.Key_Down: partial(self.board.go_to_grid, 1),
            Qt.Key.Key_PageUp: self.bar.sample_choice.stepDown,
            Qt.Key.Key_PageDown: self.bar.sample_choice.stepUp,
            Qt.Key.Key_BracketLeft: partial(self.board.turn, -1),
            Qt.Key.Key_BracketRight: partial(self.board.turn, 1),
            Qt.Key.Key_F: partial(self.show_page, "forward"),
            Qt.Key.Key_B: partial(self.show_page, "backward"),
            Qt.Key.Key_U: partial(self.show_page, "update"),
            Qt.Key.Key_S: self.choose_strongest,
            Qt.Key.Key_Space: self.controller.step,
        }.get(Qt.Key(key))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._act_of(event) is not None:
            event.accept()  # these keys are the microscope's while it has the focus
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def mousePressEvent(self, event: Any) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.node_choice.setVisible(self.width() >= NARROW)
        self._turn()
        self.bar.fit(self.width())
        self._write()
