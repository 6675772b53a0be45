"""What the views of evaluation share: the split that is looked at, an evaluation of it, and samples as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from engine import Evaluated, Evaluation, Look, Shown
from engine import Pictures as PicturesLook
from gui.document import Document
from gui.plots.evaluation.gathering import gathering_of
from gui.plots.evaluation.verdicts import overall
from gui.plots.focus import focus_of, held_splits, split_names
from gui.plots.options import Options
from gui.plots.pictures import Pictures
from gui.plots.view import View
from gui.run_controller import RunController


class EvaluationView(View):
    """A view of an evaluation. A large split is evaluated in part, and where the network rests for a moment then as a
    whole, see `Gathering`."""

    hz = 2.0

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.focus = focus_of(controller)
        self.pictures = Pictures()
        self.found: Evaluated | None = None
        """What is shown."""
        self._quick: Evaluated | None = None  # the last evaluation that was made at once
        self._gathering = gathering_of(controller)
        self._gathering.finished.connect(self._take_whole)
        self.options = Options()
        self.choices.addWidget(self.options, 1000)
        self.split_option = self.options.add(
            self.tr("Split"),
            self.tr("Which samples are evaluated. The test samples are looked at only while you choose them here."),
        )
        self.split_option.chosen.connect(self.focus.choose_split)
        self.focus.changed.connect(self._follow)
        document.settled.connect(self._offer_splits)
        controller.state_changed.connect(self._offer_splits)
        self._offer_splits()

    # What a kind of view says for itself

    def show_evaluation(self, found: Evaluated) -> None:
        """Show another evaluation; it is in `found`, too."""
        raise AssertionError(f"{type(self).__name__} does not say what it shows")

    def show_pictures(self, shown: Shown) -> None:
        """Show samples that were waited for; they are in `pictures`."""

    def focus_changed(self) -> None:
        """Follow the focus: another cell, sample or split."""

    # What they share

    def actions_of_menu(self) -> list[QAction]:
        return self.options.actions_of_menu()

    def note(self) -> str:
        found = self.found
        return super().note() if found is None else f"{overall(found, self.split_name())} · {super().note()}"

    def split_name(self) -> str:
        """The split that is looked at, as the user reads it."""
        return split_names()[self.focus.split]

    def evaluation_looks(self, samples: Sequence[int]) -> tuple[Look[Any], ...]:
        """The evaluation, and those of some samples that have not been seen yet."""
        split = self.focus.split
        self.pictures.use(self.controller.experiment.data, split)
        looks: tuple[Look[Any], ...] = (Evaluation(split),)
        missing = self.pictures.missing(samples)
        return (*looks, PicturesLook(split, missing)) if missing else looks

    def show_answer(self, look: Look[Any], answer: Any) -> None:
        if isinstance(answer, Evaluated):
            if answer is not self._quick:
                self._quick = answer
                self.found = self._gathering.best(answer)
                self.show_evaluation(self.found)
        elif isinstance(answer, Shown):
            fresh = bool(self.pictures.missing(answer.index.tolist()))
            self.pictures.take(answer)
            if fresh:
                self.show_pictures(answer)
                self.ask_if_shown()

    def showEvent(self, event: QShowEvent) -> None:
        self._gathering.enter(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._gathering.leave(self)

    def _take_whole(self, found: Evaluated) -> None:
        if self.isVisible() and self.filled and found.split == self.focus.split:
            self.found = found
            self.show_evaluation(found)

    def ask_if_shown(self) -> None:
        """Ask anew, since other samples may have come into sight."""
        if self.isVisible():
            self.ask()

    def waiting_text(self) -> str:
        return self.tr("{split} samples are being evaluated…").format(split=self.split_name())

    def _offer_splits(self) -> None:
        names, held = split_names(), held_splits(self.controller.experiment.data)
        self.split_option.offer([(split, names[split]) for split in held], self.focus.split)
        self.options.setVisible(not self.unfit())
        self.options.fit()

    def _follow(self) -> None:
        self._offer_splits()
        if self.found is not None and self.found.split != self.focus.split:
            self.found = self._quick = None  # it is of other samples
        self.focus_changed()
        self.ask()
