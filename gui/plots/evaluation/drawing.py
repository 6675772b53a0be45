"""A digit drawn by hand, and what the network answers to it, live."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from engine import Answer, Look, Reply
from gui.document import Document
from gui.plots.evaluation.answer_bars import AnswerBars
from gui.plots.evaluation.pad import Pad
from gui.plots.line import Line
from gui.plots.thumbnail import Thumbnail
from gui.plots.view import Table, View
from gui.resources import icon
from gui.run_controller import RunController
from gui.texts import catalogue, class_titles

LOW = 240
"""Pixels of height below which there is no room for the small picture."""

PAUSE_MS = 60
"""Least time between two pictures made of a drawing."""


class DrawingView(View):
    """Pad, the small picture that is made of the drawing, and the answer. It is asked anew while training goes on."""

    kind = "drawing"
    hz = 10.0

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.pad, self.bars, self.small, self.line = Pad(), AnswerBars(), Thumbnail(), Line()
        self.small.setAccessibleName(self.tr("The picture that the network is given"))
        self.small.setToolTip(
            self.tr("Your drawing as a sample of this data set: moved, scaled and drawn as its samples are")
        )
        self.picture: np.ndarray | None = None
        """The drawing as a raw sample."""
        self.undo_button = self._button("undo", self.tr("Take the last stroke back (Backspace)"), self.pad.undo_stroke)
        self.clear_button = self._button("delete", self.tr("Clear the pad (Delete)"), self.pad.clear)
        self._side = QVBoxLayout(spacing=4)
        self._side.addWidget(self.small, 2)
        self._side.addWidget(self.bars, 3)
        row = QHBoxLayout(spacing=8)
        row.addWidget(self.pad, 1)
        row.addLayout(self._side, 1)
        page = QWidget()
        column = QVBoxLayout(page, spacing=2)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row, 1)
        column.addWidget(self.line)
        self.set_page(page)
        self.setFocusProxy(self.pad)
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._digest)
        self.pad.drawn.connect(self._drawn)
        self._source = controller.experiment.data.source
        self._digest()

    def unfit(self) -> str:
        if self.controller.experiment.data.source.drawn([]) is None:
            return self.tr(
                "The samples of this data set cannot be drawn. Digits and Glyphs can: choose one of them under Data."
            )
        if self.controller.experiment.data.task != "classification":
            return self.tr("This network gives its input back and names no class. Take Inputs as targets away.")
        return ""

    def ask(self) -> None:
        super().ask()
        if not (self.unfit() or self._hindrance()):
            self._pages.setCurrentIndex(1)  # one draws before there is an answer

    def looks(self) -> tuple[Look[Any], ...]:
        if self._source != self.controller.experiment.data.source:
            self._show_picture()
        return () if self.picture is None else (Answer.to(self.picture),)

    def show_answer(self, look: Look[Any], answer: Any) -> None:
        if isinstance(answer, Reply) and self.picture is not None:
            self.bars.show_reply(answer)
            best = answer.predicted
            self.line.say(
                self.tr("Answer: {name}, {value}").format(
                    name=catalogue(answer.class_names[best]), value=self.bars.text_of(float(answer.answers[best]))
                )
            )

    def has_table(self) -> bool:
        return self.bars.reply is not None

    def table(self) -> Table | None:
        reply = self.bars.reply
        if reply is None:
            return None
        return Table(
            (self.tr("Class"), self.tr("Answer")),
            list(zip(class_titles(reply.class_names), reply.answers.tolist(), strict=True)),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() < 1.9 * self.height()
        self.small.setVisible(self.height() >= LOW)  # else the bars need all the room
        self.small.setMaximumHeight(max(self.height() // (3 if beside else 2), 24))
        self._side.setDirection(QBoxLayout.Direction.TopToBottom if beside else QBoxLayout.Direction.LeftToRight)

    def _button(self, picture: str, hint: str, act: Any) -> QToolButton:
        button = QToolButton(icon=icon(picture), iconSize=QSize(14, 14), autoRaise=True, toolTip=hint)
        button.setAccessibleName(hint)
        button.clicked.connect(act)
        self.choices.addWidget(button)
        return button

    def _drawn(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _digest(self) -> None:
        """Make a sample of the drawing, and ask for its answer."""
        self._show_picture()
        self.ask()

    def _show_picture(self) -> None:
        self.undo_button.setEnabled(bool(self.pad.strokes))
        self.clear_button.setEnabled(bool(self.pad.strokes))
        source = self._source = self.controller.experiment.data.source
        self.picture = source.drawn(self.pad.lines) if self.pad.strokes else None
        if self.picture is None:
            self.bars.show_reply(None)
            self.small.show_values(None)
            self.line.say(self.tr("Draw one of: {names}").format(names=", ".join(class_titles(source.class_names()))))
        else:
            self.small.show_values(self.picture)
