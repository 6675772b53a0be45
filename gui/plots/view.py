"""What all live views share: a title with choices beside it, a page that says what is missing, and how they are fed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from engine import Look
from gui.document import Document
from gui.plots.registry import view_kind
from gui.plots.taking import Taking
from gui.resources import icon
from gui.run_controller import RunController
from gui.texts import explain, translate
from gui.theme import theme

SMALLEST = QSize(220, 140)
"""The least size of a view, in pixels."""

SPACIOUS = 200
"""Pixels from which on an empty page has wide margins."""

NOTICE_SIZES = (1.0, 0.92, 0.85, 0.78)
"""Sizes of what an empty page says, of that of the font."""

_CENTRED = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value


@dataclass(frozen=True)
class Table:
    """The numbers of a view, as it saves them: the names of the columns, and rows of as many values."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


class View(QWidget):
    """One live view. It asks its questions only while it is in sight, and draws what is answered.

    A kind of view sets `kind` (a row of `gui.plots.registry`), builds its widgets and gives them to `set_page`, and
    says by `looks` what it asks, by `show_answer` what it makes of answers, by `table` which numbers it shows.
    """

    kind: ClassVar[str]
    hz: ClassVar[float] = 10.0
    """How often answers are wanted while training."""

    enlarge_asked = Signal()
    """The user wants this view large, or back in its place."""

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(parent, autoFillBackground=True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.document, self.controller = document, controller
        self.step: int | None = None
        """After how many steps what is shown was so; None before the first answer."""
        self.taken = False
        """Whether a picture of it is being taken: then there are no hints on what can be done with it, marks are drawn
        one by one as shapes, and text as text."""
        self._asked: tuple[Look[Any], ...] = ()
        self._unanswered: set[Look[Any]] = set()  # what has no answer
        self._asking = self._ask_again = False
        self.setAccessibleName(self.title())
        self.setMinimumSize(SMALLEST)

        self.title_button = _Title(self.title())
        self.choices = QHBoxLayout(spacing=4)
        """What can be chosen, beside the title; at the right, unless it takes all the room."""
        self.choices.addStretch(1)
        self.enlarge_button = QToolButton(icon=icon("enlarge", "dim"), iconSize=QSize(14, 14), autoRaise=True)
        self.enlarge_button.clicked.connect(self.enlarge_asked)
        self.set_enlarged(False)
        top = QHBoxLayout(spacing=4)
        top.addWidget(self.title_button)
        top.addLayout(self.choices, 1)
        self.taking = Taking(self)
        self.more_button = QToolButton(
            icon=icon("more", "dim"), iconSize=QSize(14, 14), autoRaise=True, objectName="more_button",
            popupMode=QToolButton.ToolButtonPopupMode.InstantPopup, toolTip=self.tr("Copy, save or record this view"),
        )  # fmt: skip
        self.more_button.setAccessibleName(self.tr("Copy, save or record this view"))
        self.more_button.setMenu(self.taking.menu)
        self.more_button.clicked.connect(self._end_recording)
        self.taking.recording_changed.connect(self._show_recording)
        top.addWidget(self.more_button)
        top.addWidget(self.enlarge_button)
        self.empty = Notice(self)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.empty)
        layout = QVBoxLayout(self, spacing=4)
        layout.setContentsMargins(8, 4, 4, 4)
        layout.addLayout(top)
        layout.addLayout(self._pages, 1)

        document.settled.connect(self.ask)
        controller.state_changed.connect(self.ask)

    # What a kind of view says for itself

    def title(self) -> str:
        """What the view is called."""
        found = view_kind(self.kind)
        assert found is not None, f"{self.kind} has no row in the registry"
        return found.title

    def unfit(self) -> str:
        """Why this view has nothing to show of the document's experiment, and what would fit; empty where it has."""
        return ""

    def looks(self) -> tuple[Look[Any], ...]:
        """What to ask for now."""
        raise AssertionError(f"{type(self).__name__} does not say what it asks")

    def show_answer(self, look: Look[Any], answer: Any) -> None:
        """Show the answer to one of the questions."""
        raise AssertionError(f"{type(self).__name__} does not say what it shows")

    def actions_of_menu(self) -> list[QAction]:
        """What the menu of the view offers besides taking it away."""
        return []

    def heading(self) -> str:
        """What stands above a picture that is taken away."""
        return self.title()

    def note(self) -> str:
        """What a picture that is taken away says of its moment."""
        return "" if self.step is None else self.tr("step {step}").format(step=f"{self.step:,}")

    def table(self) -> Table | None:
        """The numbers that are shown, exact; None where there are none yet."""
        return None

    def has_table(self) -> bool:
        """Whether `table` would give one; asked when a menu opens, so it must be cheap."""
        return self.filled

    def paint_into(self, painter: QPainter, frame: QRect) -> None:
        """Paint the view for a picture file; by default what is on the screen, without what is pressed or chosen."""
        page = self.page
        painter.save()
        painter.translate(frame.topLeft())
        if page.width() and page.height():
            painter.scale(frame.width() / page.width(), frame.height() / page.height())
        flags = QWidget.RenderFlag.DrawChildren
        QWidget.render(page, painter, QPoint(), QRegion(), flags)  # a page may have a `render` of another meaning
        painter.restore()

    # What they share

    @property
    def page(self) -> QWidget:
        """What is shown below the title."""
        return self._pages.currentWidget()

    @property
    def filled(self) -> bool:
        """Whether there is something to see; else the view says why not."""
        return self._pages.currentIndex() > 0

    def set_page(self, page: QWidget) -> None:
        """What is shown once there is an answer."""
        self._pages.addWidget(page)

    def set_enlarged(self, enlarged: bool) -> None:
        """Learn whether the view is shown large, and say how to change that."""
        hint = self.tr("Back to its place (Esc)") if enlarged else self.tr("Show this view large")
        self.enlarge_button.setIcon(icon("shrink" if enlarged else "enlarge", "dim"))
        self.enlarge_button.setToolTip(hint)
        self.enlarge_button.setAccessibleName(hint)

    def ask(self) -> None:
        """Ask what is to be asked now: after a choice, an edit, or when the view comes into sight. What an answer that
        is known already brings up to ask is asked after it, so that the latest questions stand."""
        if self._asking:
            self._ask_again = True
            return
        self._asking = self._ask_again = True
        try:
            while self._ask_again:
                self._ask_again = False
                self._ask()
        finally:
            self._asking = False

    def _ask(self) -> None:
        reason = self.unfit() or self._hindrance()
        if reason:
            self.empty.setText(reason)
            self._pages.setCurrentIndex(0)
        asked = self.looks() if self.isVisible() and not reason else ()
        self._asked = asked
        self._unanswered &= set(asked)
        self.controller.looks.want(self, *asked, hz=self.hz, hear=self._hear)
        for look in asked:  # another view may have asked the same
            known = self.controller.looks.last(look)
            if known is not None:
                self._hear(look, known, self.controller.looks.last_step(look))
        if not reason and self._pages.currentIndex() == 0:
            self.empty.setText(self.waiting_text())

    def waiting_text(self) -> str:
        """What is said until the first answer comes."""
        return self.tr("One moment…")

    def nothing_text(self) -> str:
        """What is said where the network has no answer."""
        return self.tr("This network has nothing to show here.")

    def _hindrance(self) -> str:
        """What stands in the way of any answer; empty where nothing does."""
        problems = self.document.analysis.problems
        if self.controller.state != "idle":
            return ""
        if not problems:
            return "" if self.controller.obstacle is None else translate(self.controller.obstacle)
        return self.tr("{title} will appear here as soon as the network has no problems. {problem}").format(
            title=self.title(), problem=explain(problems[0])
        )

    def _hear(self, look: Look[Any], answer: Any, step: int) -> None:
        if look not in self._asked:
            return
        if answer is None:
            self._unanswered.add(look)
            if self._unanswered.issuperset(self._asked):
                self.empty.setText(self.nothing_text())
                self._pages.setCurrentIndex(0)
            return
        self._unanswered.discard(look)
        self.step = step
        self._pages.setCurrentIndex(1)
        self.show_answer(look, answer)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.taking.menu.popup(event.globalPos())

    def _show_recording(self) -> None:
        """A red dot while the view is recorded or its film is written, and how far that is."""
        taking = self.taking
        busy = taking.recording or taking.writing is not None
        hint = self.tr("Copy, save or record this view")
        if taking.recording:
            hint = self.tr("Recording: {n} s so far. Click to end it.").format(n=f"{taking.recorded:.0f}")
        elif busy:
            hint = self.tr("The recording is being written.")
        button, modes = self.more_button, QToolButton.ToolButtonPopupMode
        button.setPopupMode(modes.DelayedPopup if taking.recording else modes.InstantPopup)
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        button.setToolButtonStyle(beside if taking.recording else alone)
        button.setText(self.tr("{n} s").format(n=f"{taking.recorded:.0f}") if taking.recording else "")
        self.more_button.setIcon(icon("record", "problem") if busy else icon("more", "dim"))
        self.more_button.setToolTip(hint)
        self.more_button.setAccessibleName(hint)

    def _end_recording(self) -> None:
        """A click on the red button; else the button opens the menu."""
        if self.taking.recording:
            self.taking.end_recording()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.controller.follow(self, in_sight=True)
        self.ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._asked = ()
        self.controller.follow(self, in_sight=False)
        self.controller.looks.drop(self)


def is_taken(part: QWidget) -> bool:
    """Whether a picture is being taken of the view that a widget is a part of."""
    whole: QWidget | None = part
    while whole is not None and not isinstance(whole, View):
        whole = whole.parentWidget()
    return whole is not None and whole.taken


class Notice(QLabel):
    """A sentence in the middle of an empty page; in smaller letters, closer to the edges, where it has little room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, wordWrap=True, textFormat=Qt.TextFormat.PlainText, minimumSize=QSize(1, 1))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def setText(self, text: str) -> None:
        """Say something else."""
        super().setText(text)
        self.setToolTip(text)

    def fitting(self) -> tuple[QFont, QRect]:
        """The largest font in which the text fits, and where it goes."""
        font, flags = QFont(self.font()), _CENTRED
        margin = 16 if min(self.width(), self.height()) >= SPACIOUS else 4
        frame = self.rect().adjusted(margin, margin, -margin, -margin)
        for factor in NOTICE_SIZES:
            font.setPointSizeF(factor * self.font().pointSizeF())
            if frame.contains(QFontMetrics(font).boundingRect(frame, flags, self.text())):
                break
        return font, frame

    def paintEvent(self, event: QPaintEvent) -> None:
        font, frame = self.fitting()
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens.dim))
        painter.drawText(frame, _CENTRED, self.text())


class _Title(QToolButton):
    """The title of a view, which is also where another one is chosen."""

    def __init__(self, text: str) -> None:
        super().__init__(text=text, autoRaise=True, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setProperty("role", "title")
