"""The experiment: model, data, loss, optimizer, schedule, regularizers, training, each to fold away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine import Member, hyperparameters
from gui.document import Document
from gui.forms import MemberForm, MemberPicker, MembersList, ModelPicker, Section, VerticalScroll
from gui.forms.binding import problems_under
from gui.forms.form import Controller
from gui.forms.numbers import exact
from gui.texts import catalogue, explain

OPEN_AT_FIRST = ("optimizer", "training")
LEARNING = ("loss", "optimizer", "schedule", "regularizers")
"""The sections that say how a network learns; where the model is none they play no part."""


class ExperimentPanel(QWidget):
    """Everything of an experiment but its network."""

    def __init__(self, document: Document, controller: Controller | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.sections: dict[str, Section] = {}
        self._summaries: dict[str, Callable[[], str]] = {}
        self._paths: dict[str, tuple[str, ...]] = {}
        self.scroll = VerticalScroll(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroll)
        picker = ModelPicker(document, controller=controller)
        self._add("model", self.tr("Model"), picker, picker.summary)
        self._add("data", self.tr("Data"), MemberForm(document, "data", controller=controller), self._data)
        self._add("loss", self.tr("Loss"), MemberPicker(document, "loss", "losses", controller=controller),
                  lambda: brief(document.experiment.loss))  # fmt: skip
        self._add("optimizer", self.tr("Optimizer"),
                  MemberPicker(document, "optimizer", "optimizers", controller=controller),
                  lambda: brief(document.experiment.optimizer))  # fmt: skip
        self._add("schedule", self.tr("Schedule"),
                  MemberPicker(document, "schedule", "schedules", controller=controller),
                  lambda: brief(document.experiment.schedule))  # fmt: skip
        self._add("regularizers", self.tr("Regularizers"),
                  MembersList(document, "regularizers", "regularizers", controller=controller),
                  self._regularizers)  # fmt: skip
        self._add("training", self.tr("Training"), self._training_form(controller), self._training,
                  paths=("training", "seed", "name"))  # fmt: skip
        self.scroll.column.addStretch(1)
        document.settled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Bring the sections' headers up to date. The forms within refresh themselves."""
        for key, section in self.sections.items():
            problems = problems_under(self.document, self._paths[key])
            text = explain(problems[0]) if problems else self._summaries[key]()
            section.header.show_summary(text, faulty=bool(problems))
        learns = self.document.learns
        for key in LEARNING:
            self.sections[key].setVisible(learns)
        self._learning.setVisible(learns)

    def reveal(self, key: str) -> None:
        """Unfold a section and bring it into sight."""
        section = self.sections[key]
        section.fold(False)
        self.scroll.ensureWidgetVisible(section)

    def folded(self) -> tuple[str, ...]:
        """The keys of the folded sections, to be remembered."""
        return tuple(key for key, section in self.sections.items() if section.folded)

    def fold(self, keys: tuple[str, ...]) -> None:
        """Fold just these sections."""
        for key, section in self.sections.items():
            section.fold(key in keys)

    def _add(
        self, key: str, title: str, body: QWidget, summary: Callable[[], str], *, paths: tuple[str, ...] = ()
    ) -> None:
        section = Section(title, body, self.scroll.widget(), folded=key not in OPEN_AT_FIRST)
        self.sections[key], self._summaries[key], self._paths[key] = section, summary, paths or (key,)
        self.scroll.column.addWidget(section)

    def _training_form(self, controller: Controller | None) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole, spacing=4)
        column.setContentsMargins(0, 0, 0, 0)
        self._learning = MemberForm(self.document, "training", controller=controller, parent=whole)
        column.addWidget(self._learning)
        column.addWidget(MemberForm(self.document, "", only=("name", "seed"), controller=controller, parent=whole))
        return whole

    def _data(self) -> str:
        data = self.document.experiment.data
        steps = [catalogue(step.title) for step in (*data.augmentations, *data.preprocessing)]
        return ", ".join([catalogue(data.source.title), *steps])

    def _regularizers(self) -> str:
        return "; ".join(brief(each) for each in self.document.experiment.regularizers) or self.tr("none")

    def _training(self) -> str:
        training = self.document.experiment.training
        if not self.document.learns:
            return self.tr("none")
        text = self.tr("{epochs} epochs, batches of {batch}").format(epochs=training.epochs, batch=training.batch_size)
        return ", ".join([text, *(catalogue(rule.title) for rule in training.rules)])


def brief(member: Member) -> str:
    """A member in a few words: its title and the first of its numbers, as in "Adam, 0.001"; none that is off at 0."""
    title = catalogue(member.title)
    for entry in hyperparameters(type(member)):
        if entry.editor in ("count", "real"):
            value = getattr(member, entry.name)
            return title if value == entry.default == 0 else f"{title}, {exact(value)}"
    return title
