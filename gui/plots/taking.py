"""The menu by which a view is taken away: copied, saved, or recorded as a film for slides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QStandardPaths, QThreadPool, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu

from engine import DescentError, save_bytes
from gui.plots import export
from gui.texts import translate

if TYPE_CHECKING:
    from gui.plots.view import View

FRAME_SECONDS = 0.1
MOST_FRAMES = 1200
"""Two minutes; then the film ends by itself."""

FILM_SCALE = 1.0


class Taking(QObject):
    """What can be taken away of one view. `menu` is filled when it opens."""

    failed = Signal(str)
    """A sentence for the user: what could not be saved, and why."""
    recording_changed = Signal()

    _folder = ""  # where the user saved last, in this session

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view = view
        self.frames: list[QImage] = []
        self._timer = QTimer(self, interval=round(1000 * FRAME_SECONDS))
        self._timer.timeout.connect(self._film)
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
        return len(self.frames) * FRAME_SECONDS

    def copy_picture(self) -> None:
        """Put the view's picture on the clipboard."""
        QGuiApplication.clipboard().setImage(export.picture(self._view))

    def copy_values(self) -> None:
        """Put the view's numbers on the clipboard, as a spreadsheet takes them."""
        table = self._view.table()
        if table is not None:
            QGuiApplication.clipboard().setText(export.csv_text(table, "\t"))

    def save_picture(self) -> None:
        """Let the user choose a file, and save the picture there; its suffix decides the format."""
        path = self._ask(self.tr("Save the picture"), ".png", self.tr("PNG picture (*.png);;SVG drawing (*.svg)"))
        if path is not None:
            self._write(path, export.svg if path.suffix.lower() == ".svg" else export.png)

    def save_values(self) -> None:
        """Let the user choose a file, and save the numbers there."""
        table = self._view.table()
        if table is None:
            return
        path = self._ask(self.tr("Save the values"), ".csv", self.tr("CSV table (*.csv)"))
        if path is not None:
            self._write(path, lambda _: export.csv_bytes(table))

    def record(self) -> None:
        """Begin a film of the view."""
        self.frames.clear()
        self._timer.start()
        self._film()
        self.recording_changed.emit()

    def end_recording(self) -> None:
        """End the film and let the user choose where it is written."""
        self._timer.stop()
        self.recording_changed.emit()
        filters = self.tr("Animated GIF (*.gif);;PNG pictures, numbered (*.png)")
        path = self._ask(self.tr("Save the recording"), ".gif", filters)
        if path is not None:
            self._start_writing(path)
        else:
            self.frames.clear()

    def discard_recording(self) -> None:
        """End the film and throw it away."""
        self._timer.stop()
        self.frames.clear()
        self.recording_changed.emit()

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
        table = view.filled and view.table() is not None
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
            menu.addAction(self.tr("&Record..."), self.record).setEnabled(view.filled)

    def _film(self) -> None:
        """Take a picture of the view; a film keeps the size it began with."""
        if not self._view.isVisible():
            return
        frame = export.picture(self._view, FILM_SCALE)
        if self.frames and frame.size() != self.frames[0].size():
            frame = frame.scaled(self.frames[0].size())
        self.frames.append(frame)
        if len(self.frames) >= MOST_FRAMES:
            self.end_recording()
        else:
            self.recording_changed.emit()

    def _ask(self, title: str, suffix: str, filters: str) -> Path | None:
        """A file the user names, with a suffix that says what it is."""
        folder = Taking._folder or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = Path(folder, f"{self._view.title().lower()}{suffix}")
        name, chosen = QFileDialog.getSaveFileName(self._view.window(), title, str(proposed), filters)
        if not name:
            return None
        path = Path(name)
        Taking._folder = str(path.parent)
        return path if path.suffix else path.with_suffix(chosen.rpartition("*")[2].rstrip(")") or suffix)

    def _write(self, path: Path, make: Callable[[View], bytes]) -> None:
        try:
            save_bytes(path, make(self._view))
        except DescentError as fault:
            self.failed.emit(translate(fault.message))

    def _start_writing(self, path: Path) -> None:
        self.writing = _Writing(self.frames, path)
        self.frames = []
        self.writing.signals.ended.connect(self._written)
        self.recording_changed.emit()
        QThreadPool.globalInstance().start(self.writing)

    def _written(self, fault: str) -> None:
        self.writing = None
        self.recording_changed.emit()
        if fault:
            self.failed.emit(fault)


class _Signals(QObject):
    ended = Signal(str)


class _Writing(QRunnable):
    """Writes a film outside of the window's thread."""

    def __init__(self, frames: list[QImage], path: Path) -> None:
        super().__init__()
        self._frames, self._path = frames, path
        self.signals = _Signals()
        self.share = 0.0
        self.cancelled = False

    def run(self) -> None:
        fault = ""
        try:
            (self._write_gif if self._path.suffix.lower() == ".gif" else self._write_pictures)()
        except DescentError as error:
            fault = translate(error.message)
        self.signals.ended.emit(fault)

    def _progress(self, done: int) -> bool:
        self.share = done / max(len(self._frames), 1)
        return not self.cancelled

    def _write_gif(self) -> None:
        content = export.gif(self._frames, FRAME_SECONDS, self._progress)
        if content:
            save_bytes(self._path, content)

    def _write_pictures(self) -> None:
        digits = len(str(len(self._frames)))
        written: list[Path] = []
        for number, frame in enumerate(self._frames, start=1):
            path = self._path.with_stem(f"{self._path.stem}_{number:0{digits}}")
            save_bytes(path, export.png_of(frame))
            written.append(path)
            if not self._progress(number):
                for each in written:
                    each.unlink(missing_ok=True)
                return
