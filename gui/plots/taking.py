"""The menu by which a view is taken away: copied, saved, or recorded as a film for slides."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QStandardPaths, QThreadPool, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from engine import DescentError, save_bytes
from gui.plots import export
from gui.plots.film import Film
from gui.texts import translate

if TYPE_CHECKING:
    from gui.plots.view import View

FRAME_SECONDS = 0.1
FILM_WIDTH = 480
"""Pixels that a film is wide at least; else it is as large as the view on the screen."""


class Taking(QObject):
    """What can be taken away of one view. `menu` is filled when it opens."""

    failed = Signal(str)
    """A sentence for the user: what could not be saved, and why."""
    told = Signal(str)
    """A short word on what was copied or saved."""
    recording_changed = Signal()

    _folder = ""  # where the user saved last, in this session

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view = view
        self.film: Film | None = None
        """What is being recorded."""
        self._timer = QTimer(self, interval=round(1000 * FRAME_SECONDS))
        self._timer.timeout.connect(self._take)
        self.writing: _Writing | None = None
        """The film that is being written; None where none is."""
        self.menu = QMenu(view, toolTipsVisible=True)
        self.menu.aboutToShow.connect(self._fill)

    @property
    def recording(self) -> bool:
        """Whether a film is being made."""
        return self._timer.isActive()

    @property
    def recorded(self) -> float:
        """Seconds of the film so far."""
        return 0.0 if self.film is None else self.film.seconds

    def copy_picture(self) -> None:
        """Put the view's picture on the clipboard."""
        QGuiApplication.clipboard().setImage(export.picture(self._view))
        self.told.emit(self.tr("Picture copied"))

    def copy_values(self) -> None:
        """Put the view's numbers on the clipboard, as a spreadsheet takes them."""
        table = self._view.table()
        if table is not None:
            QGuiApplication.clipboard().setText(export.csv_text(table, "\t"))
            self.told.emit(self.tr("Values copied"))

    def save_picture(self) -> None:
        """Let the user choose a file, and save the picture there; its suffix decides the format."""
        path = self._ask(
            self.tr("Save the picture"), (".png", ".svg"), self.tr("PNG picture (*.png);;SVG drawing (*.svg)")
        )
        if path is not None:
            self._write(path, export.svg if path.suffix.lower() == ".svg" else export.png)

    def save_values(self) -> None:
        """Let the user choose a file, and save the numbers there."""
        table = self._view.table()
        if table is None:
            return
        path = self._ask(self.tr("Save the values"), (".csv",), self.tr("CSV table (*.csv)"))
        if path is not None:
            self._write(path, lambda _: export.csv_bytes(table))

    def record(self) -> None:
        """Begin a film of the view."""
        self.film = Film()
        self._timer.start()
        self._take()
        self.recording_changed.emit()

    def end_recording(self) -> None:
        """End the film and let the user choose where it is written."""
        self._timer.stop()
        film, self.film = self.film, None
        self.recording_changed.emit()
        if film is None:
            return
        film.close()
        filters = self.tr("Animated GIF (*.gif);;PNG pictures, numbered (*.png)")
        path = self._ask(self.tr("Save the recording"), (".gif", ".png"), filters)
        if path is None or (path.suffix.lower() == ".png" and not self._may_replace(film.numbered(path))):
            return
        self.writing = _Writing(film, path)
        self.writing.signals.ended.connect(self._written)
        self.recording_changed.emit()
        QThreadPool.globalInstance().start(self.writing)

    def discard_recording(self) -> None:
        """End the film and throw it away."""
        self._timer.stop()
        film, self.film = self.film, None
        if film is not None:
            film.close()
        self.recording_changed.emit()

    def settle(self) -> None:
        """End a recording because the view goes; the user may save it."""
        if self.recording:
            self.end_recording()

    def cancel_writing(self) -> None:
        """Stop writing the film; nothing of it is left."""
        if self.writing is not None:
            self.writing.cancelled = True

    def _fill(self) -> None:
        menu, view = self.menu, self._view
        menu.clear()
        for action in view.actions_of_menu():
            menu.addAction(action)
        menu.addSeparator()
        table = view.has_table()
        for text, slot, possible in (
            (self.tr("&Copy picture"), self.copy_picture, view.filled),
            (self.tr("Copy &values"), self.copy_values, table),
            (self.tr("&Save picture..."), self.save_picture, view.filled),
            (self.tr("Save va&lues..."), self.save_values, table),
        ):
            menu.addAction(text, slot).setEnabled(possible)
        menu.addSeparator()
        if self.recording:
            seconds = f"{self.recorded:.0f}"
            menu.addAction(self.tr("&End recording ({n} s) and save...").format(n=seconds), self.end_recording)
            menu.addAction(self.tr("&Discard recording"), self.discard_recording)
        elif self.writing is not None:
            share = f"{100 * self.writing.share:.0f}"
            menu.addAction(self.tr("Ca&ncel writing the film ({n} %)").format(n=share), self.cancel_writing)
        else:
            menu.addAction(self.tr("&Record"), self.record).setEnabled(view.filled)

    def _take(self) -> None:
        """Take a picture of the view for the film."""
        if self.film is None or not self._view.isVisible():
            return
        try:
            scale = max(1.0, FILM_WIDTH / max(self._view.page.width(), 1))
            self.film.add(export.still(self._view, scale), FRAME_SECONDS)
        except Exception:
            self._timer.stop()  # or it would fail ten times a second
            raise
        if self.film.full:
            self.end_recording()
        else:
            self.recording_changed.emit()

    def _ask(self, title: str, suffixes: tuple[str, ...], filters: str) -> Path | None:
        """A file the user names, with a suffix that says what it is."""
        folder = Taking._folder or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = Path(folder, f"{self._view.title().lower()}{suffixes[0]}")
        name, chosen = QFileDialog.getSaveFileName(self._view.window(), title, str(proposed), filters)
        if not name:
            return None
        path = Path(name)
        Taking._folder = str(path.parent)
        if path.suffix.lower() in suffixes:
            return path
        path = path.with_name(path.name + (next((each for each in suffixes if each in chosen), suffixes[0])))
        return path if self._may_replace([path]) else None

    def _may_replace(self, paths: Sequence[Path]) -> bool:
        """The file dialog asked about the name as typed; ask about those that we made of it."""
        there = [path.name for path in paths if path.exists()]
        if not there:
            return True
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Replace"), "", parent=self._view.window())
        text = self.tr("{name} already exists.") if len(there) == 1 else self.tr("{name} and others already exist.")
        box.setText(text.format(name=there[0]))
        replace = box.addButton(self.tr("&Replace"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(self.tr("&Cancel"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        box.deleteLater()
        return box.clickedButton() is replace

    def _write(self, path: Path, make: Callable[[View], bytes]) -> None:
        try:
            save_bytes(path, make(self._view))
            self.told.emit(self.tr("Saved {file}").format(file=path.name))
        except DescentError as fault:
            self.failed.emit(translate(fault.message))

    def _written(self, fault: str) -> None:
        writing, self.writing = self.writing, None
        self.recording_changed.emit()
        if fault:
            self.failed.emit(fault)
        elif writing is not None and not writing.cancelled:
            self.told.emit(self.tr("Saved {file}").format(file=writing.path.name))


class _Signals(QObject):
    ended = Signal(str)


class _Writing(QRunnable):
    """Writes a film outside of the window's thread."""

    def __init__(self, film: Film, path: Path) -> None:
        super().__init__()
        self._film, self.path = film, path
        self.signals = _Signals()
        self.share = 0.0
        self.cancelled = False

    def run(self) -> None:
        fault = ""
        try:
            if self.path.suffix.lower() == ".gif":
                content = self._film.gif(self._progress)
                if content:
                    save_bytes(self.path, content)
            else:
                self._film.save_numbered(self.path, self._progress)
        except DescentError as error:
            fault = translate(error.message)
        except Exception as error:
            logging.getLogger(__name__).exception("a film cannot be written")
            text = QCoreApplication.translate("Taking", "{file}: the recording cannot be written ({reason}).")
            fault = text.format(file=self.path.name, reason=f"{type(error).__name__}: {error}")
        finally:
            self.signals.ended.emit(fault)

    def _progress(self, done: int) -> bool:
        self.share = done / max(len(self._film.frames), 1)
        return not self.cancelled
