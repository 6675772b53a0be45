"""Opening and saving: never loses unsaved edits without asking, never leaves half an experiment open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engine import SUFFIX, Data, DescentError, Experiment, Network, StoredExperiment, family, load_document, times
from gui.actions import commit_typing
from gui.holding import Holder, Holding, stamp, written_at
from gui.resources import FIRST_PRESET
from gui.texts import catalogue, translate

if TYPE_CHECKING:
    from gui.document import Document
    from gui.recovery import Leftover
    from gui.settings import Settings


class Filing(QObject):
    """Files of one document, with the questions a person must be asked. Methods return whether the thing was done."""

    told = Signal(str)
    """A sentence that the user has to know, though nothing was refused."""

    def __init__(self, window: QWidget, document: Document, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._document, self._settings = window, document, settings

    def hold(self) -> None:
        """Claim the file that the document has, in place of any other; say so where another window has it."""
        self.release()
        path = self._document.path
        if path is None:
            return
        self._document.holding = Holding(path)
        holder = self._document.holding.holder
        if holder is not None:
            text = self.tr("{file} is open in {holder}. Here it can be looked at, and saved under another name.")
            self.told.emit(text.format(file=path.name, holder=self._named(holder)))
        self._document.file_changed.emit()

    def release(self) -> None:
        """Let others have the file."""
        if self._document.holding is not None:
            self._document.holding.release()
            self._document.holding = None

    @property
    def read_only(self) -> bool:
        """Whether another window has the file."""
        holding = self._document.holding
        return holding is not None and holding.holder is not None

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
        if path is None:
            return catalogue(self._document.experiment.name) or self.tr("Untitled")
        return self.tr("{name} (read-only)").format(name=path.stem) if self.read_only else path.stem

    def open(self) -> bool:
        """Let the user choose a file, and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open an experiment"), str(self._folder()), self._filter()
        )
        return bool(name) and self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Open a file in place of what is open, unless it cannot be read or the user wants to keep unsaved edits."""
        path = path.absolute()
        stored, before = self._loaded(path), stamp(path)
        if stored is None or not self.may_leave():
            return False
        if stamp(path) != before:  # it was saved meanwhile, after that question or by another program
            stored = self._loaded(path)
            if stored is None:
                return False
        self._document.start(stored.experiment, path=path, view=stored.view)
        self.hold()
        self._settings.add_recent(path)
        return True

    def _loaded(self, path: Path) -> StoredExperiment | None:
        """What a file holds; None where it cannot be read, which is said."""
        try:
            return load_document(path)
        except DescentError as fault:
            if not path.exists():
                self._settings.forget_recent(path)
            self.explain(self.tr("Cannot open"), fault)
            return None

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
        self.hold()
        return True

    def new_empty(self, kind: str = "") -> bool:
        """Start from a network without layers, on a data set of that kind."""
        if not self.may_leave():
            return False
        self._document.start(empty_experiment(kind) if kind else empty_experiment())
        self.hold()
        return True

    def recover(self, leftover: Leftover) -> bool:
        """Go on with edits that a crash left unsaved."""
        if not self.may_leave():
            return False
        stored = leftover.stored
        self._document.start(stored.experiment, path=leftover.path, view=stored.view, unsaved=True)
        self.hold()
        if self._document.holding is not None and leftover.known is not None:
            self._document.holding.known = leftover.known  # what was written since then is not replaced without a word
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
        """Save into a file. What another window has, or another program has changed meanwhile, is not written over
        without a word."""
        path = path.absolute()
        holding = self._document.holding
        if holding is None or holding.path != written_at(path):
            holding = Holding(path)
        if not holding.claim():
            text = self.tr("{file} is open in {holder}. Close it there, or save under another name.")
            self._warn(self.tr("Cannot save"), text.format(file=path.name, holder=self._named(holding.holder)))
            return False
        ours = holding is self._document.holding
        if ours and holding.changed and not self._may_replace(path, self._changed_meanwhile(path)):
            return False
        try:
            self._document.save(path)
        except DescentError as fault:
            if not ours:
                holding.release()
            self.explain(self.tr("Cannot save"), fault)
            return False
        if not ours:
            self.release()
            self._document.holding = holding
        holding.note()
        self._document.file_changed.emit()
        self._settings.add_recent(path)
        return True

    def explain(self, title: str, fault: DescentError) -> None:
        """Say in a dialog what went wrong with a file."""
        self._warn(title, translate(fault.message))

    def _warn(self, title: str, text: str) -> None:
        ok = QMessageBox.StandardButton.Ok
        box = QMessageBox(QMessageBox.Icon.Warning, title, text, ok, self._window)
        box.button(ok).setText(self.tr("&OK"))
        box.setTextFormat(Qt.TextFormat.PlainText)  # it may quote a file, which may hold anything
        box.exec()
        box.deleteLater()

    def _named(self, holder: Holder | None) -> str:
        """Another window, as the user can find it."""
        if holder is None or holder.here:
            process = 0 if holder is None else holder.process
            return self.tr("another Descent (process {process})").format(process=process)
        return self.tr("another Descent on {host} (process {process})").format(host=holder.host, process=holder.process)

    def _changed_meanwhile(self, path: Path) -> str:
        return self.tr("{name} was changed by another program since it was opened. Replace it?").format(name=path.name)

    def _may_replace(self, path: Path, text: str = "") -> bool:
        """Ask before a file is replaced: one that the file dialog has not asked about, since it knew the name as typed,
        where we have added the suffix; or where there is a reason, which `text` says."""
        if not text and not path.exists():
            return True
        button = QMessageBox.StandardButton
        text = text or self.tr("{name} already exists. Replace it?").format(name=path.name)
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
