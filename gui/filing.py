"""Opening and saving: never loses unsaved edits without asking, never leaves half an experiment open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engine import SUFFIX, Data, DescentError, Experiment, Network, StoredExperiment, family, load_document, times
from gui.actions import commit_typing
from gui.resources import FIRST_PRESET
from gui.texts import catalogue, translate

if TYPE_CHECKING:
    from gui.document import Document
    from gui.settings import Settings


class Filing(QObject):
    """Files of one document, with the questions a person must be asked. Methods return whether the thing was done."""

    def __init__(self, window: QWidget, document: Document, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._document, self._settings = window, document, settings

    def may_leave(self) -> bool:
        """Ask what to do with unsaved edits, if there are any; False where the user wants to stay."""
        commit_typing()
        if not self._document.dirty:
            return True
        button = QMessageBox.StandardButton
        question = QMessageBox(
            QMessageBox.Icon.Question, self.tr("Unsaved changes"),
            self.tr("Save the changes to {name}?").format(name=self.title()),
            button.Save | button.Discard | button.Cancel, self._window,
        )  # fmt: skip
        question.button(button.Save).setText(self.tr("&Save"))
        question.button(button.Discard).setText(self.tr("&Discard"))
        question.button(button.Cancel).setText(self.tr("&Cancel"))
        question.setTextFormat(Qt.TextFormat.PlainText)  # the name may hold anything
        question.setInformativeText(self.tr("Otherwise they are lost."))
        question.setDefaultButton(button.Save)
        question.setEscapeButton(button.Cancel)
        answer = question.exec()
        question.deleteLater()
        return self.save() if answer == button.Save else answer == button.Discard

    def title(self) -> str:
        """What the open experiment is called: by its file, or by its name while it has none."""
        path = self._document.path
        return path.stem if path is not None else catalogue(self._document.experiment.name) or self.tr("Untitled")

    def open(self) -> bool:
        """Let the user choose a file, and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open an experiment"), str(self._folder()), self._filter()
        )
        return bool(name) and self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Open a file in place of what is open, unless it cannot be read or the user wants to keep unsaved edits."""
        path = path.absolute()
        try:
            stored = load_document(path)
        except DescentError as fault:
            if not path.exists():
                self._settings.forget_recent(path)
            self.explain(self.tr("Cannot open"), fault)
            return False
        if not self.may_leave():
            return False
        self._document.start(stored.experiment, path=path, view=stored.view)
        self._settings.add_recent(path)
        return True

    def new_from(self, path: Path) -> bool:
        """Start from a preset: an experiment without a file of its own."""
        try:
            stored = load_document(path)
        except DescentError as fault:
            self.explain(self.tr("Cannot open"), fault)
            return False
        if not self.may_leave():
            return False
        self._document.start(stored.experiment, view=stored.view)
        return True

    def new_empty(self, kind: str = "") -> bool:
        """Start from a network without layers, on a data set of that kind."""
        if not self.may_leave():
            return False
        self._document.start(empty_experiment(kind) if kind else empty_experiment())
        return True

    def save(self) -> bool:
        """Save into the document's file, asking for a name where there is none."""
        path = self._document.path
        return self.save_as() if path is None else self.save_path(path)

    def save_as(self) -> bool:
        """Let the user choose a file, and save into it."""
        path = self._document.path or self._folder() / f"{_file_name(self.title())}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save the experiment"), str(path), self._filter())
        if not name:
            return False
        chosen = Path(name)
        if chosen.suffix.lower() in (SUFFIX, ".json"):
            return self.save_path(chosen)
        chosen = chosen.with_name(chosen.name + SUFFIX)
        return self._may_replace(chosen) and self.save_path(chosen)

    def save_path(self, path: Path) -> bool:
        """Save into a file."""
        path = path.absolute()
        try:
            self._document.save(path)
        except DescentError as fault:
            self.explain(self.tr("Cannot save"), fault)
            return False
        self._settings.add_recent(path)
        return True

    def explain(self, title: str, fault: DescentError) -> None:
        """Say in a dialog what went wrong with a file."""
        ok = QMessageBox.StandardButton.Ok
        box = QMessageBox(QMessageBox.Icon.Warning, title, translate(fault.message), ok, self._window)
        box.button(ok).setText(self.tr("&OK"))
        box.setTextFormat(Qt.TextFormat.PlainText)  # it may quote a file, which may hold anything
        box.exec()
        box.deleteLater()

    def _may_replace(self, path: Path) -> bool:
        """The file dialog asked about the name as typed; ask again where we have added the suffix."""
        if not path.exists():
            return True
        button = QMessageBox.StandardButton
        text = self.tr("{name} already exists. Replace it?").format(name=path.name)
        question = QMessageBox(QMessageBox.Icon.Question, self.tr("Save the experiment"), text,
                               button.Yes | button.Cancel, self._window)  # fmt: skip
        question.button(button.Yes).setText(self.tr("&Replace"))
        question.button(button.Cancel).setText(self.tr("&Cancel"))
        question.setDefaultButton(button.Cancel)
        question.setTextFormat(Qt.TextFormat.PlainText)
        answer = question.exec()
        question.deleteLater()
        return answer == button.Yes

    def _folder(self) -> Path:
        """Where files were last, or else the user's home."""
        if self._document.path is not None:
            return self._document.path.parent
        return next((path.parent for path in self._settings.recent if path.parent.is_dir()), Path.home())

    def _filter(self) -> str:
        return self.tr("Descent experiments (*{suffix});;All files (*)").format(suffix=SUFFIX)


def first_document(path: Path | None) -> tuple[StoredExperiment, DescentError | None]:
    """What to show at the start: the file asked for; where it cannot be read, Digits and the reason."""
    fault: DescentError | None = None
    for each in (path, FIRST_PRESET):
        if each is not None:
            try:
                return load_document(each), fault
            except DescentError as error:
                fault = fault or error
    return StoredExperiment(empty_experiment()), fault


def empty_experiment(kind: str = "digits") -> Experiment:
    """A data set, a network without layers, and a loss that fits the task. Pixels and measured quantities are
    standardised, for they come in units of their own; points on a plane or a curve are there to be seen as they are."""
    source: Any = family("datasets")[kind]()
    loss = "softmax_cross_entropy" if source.task == "classification" else "mean_squared_error"
    shape = source.input_shape()
    per = {1: "feature", 3: "channel"}[len(shape)]
    steps = (family("preprocessing")["standardize"](per=per),) if shape[0] > 2 else ()
    return Experiment(
        data=Data(source=source, preprocessing=steps), model=Network(),
        loss=family("losses")[loss](), optimizer=family("optimizers")["adam"](),
    )  # fmt: skip


def data_sets() -> list[tuple[str, str, str]]:
    """The kinds of data sets, their titles in the user's language, and the shape of a sample."""
    sources: dict[str, Any] = {kind: cls() for kind, cls in family("datasets").items()}
    return [(kind, catalogue(source.title), times(source.input_shape())) for kind, source in sources.items()]


def _file_name(title: str) -> str:
    """A title as a file name that every system takes."""
    kept = "".join(each if each.isalnum() or each in " -_." else "_" for each in title).strip(" .")
    return kept[:80] or "experiment"
