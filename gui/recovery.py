"""Unsaved edits outlive a crash: a copy lies in the user's data folder, and is offered at the next start."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLockFile, QObject, QTimer

from engine import DescentError, StoredExperiment, load_document, save_document
from gui.holding import Stamp, lock_of, taken

if TYPE_CHECKING:
    from gui.document import Document

DELAY_MS = 2_000
"""How long after an edit the copy is written; edits that follow within this time come with it."""

ABOUT = "recovery"
"""Where, in the view of a copy, it is said what it is a copy of."""


class Recovery(QObject):
    """Keeps a copy of a document while it has unsaved edits. A lock beside the copy says that its owner lives."""

    def __init__(self, document: Document, folder: Path) -> None:
        super().__init__(document)
        self._document, self._folder = document, folder
        self.path = folder / f"{uuid.uuid4().hex}.descent"
        """Where the copy lies while there is one."""
        self._lock: QLockFile | None = None
        self._timer = QTimer(self, interval=DELAY_MS, singleShot=True)
        self._timer.timeout.connect(self.write)
        document.changed.connect(self._follow)
        document.file_changed.connect(self._follow)

    def write(self) -> bool:
        """Write the copy now, if something is unsaved; whether there is one then. A folder that takes none is noted in
        the log, and tried again after an edit."""
        self._timer.stop()
        document = self._document
        if not document.dirty:
            self.remove()
            return False
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._lock is None:
                self._lock = lock_of(self.path)
                self._lock.tryLock(0)
            about: dict[str, Any] = {
                "path": None if document.path is None else str(document.path),
                "time": datetime.now().astimezone().isoformat(timespec="minutes"),
                "known": None if document.holding is None else document.holding.known,
            }
            stored = document.stored()
            save_document(self.path, StoredExperiment(stored.experiment, {**stored.view, ABOUT: about}))
        except (DescentError, OSError) as fault:
            logging.getLogger(__name__).warning("no copy of unsaved edits could be written: %s", fault)
            return False
        return True

    def remove(self) -> None:
        """Take the copy away: everything is saved, or given up on purpose."""
        self._timer.stop()
        if self._lock is not None:
            with suppress(OSError):  # a folder that is no longer there, or read-only by now
                self.path.unlink(missing_ok=True)
            self._lock.unlock()
            self._lock = None

    def _follow(self) -> None:
        if not self._document.dirty:
            self.remove()
        elif not self._timer.isActive():
            self._timer.start()


@dataclass(frozen=True)
class Leftover:
    """A copy whose owner is gone, held for whoever found it. `path` is the file it was of, None for one without, and
    `known` the state of that file when it was opened or saved last."""

    copy: Path
    stored: StoredExperiment
    path: Path | None
    time: datetime | None
    known: Stamp | None
    lock: QLockFile

    def discard(self) -> None:
        """Delete the copy."""
        with suppress(OSError):
            self.copy.unlink(missing_ok=True)
        self.lock.unlock()


def leftovers(folder: Path) -> Iterator[Leftover]:
    """The copies whose owners are gone, the latest first; one that cannot be read is put aside under another name."""
    for copy in sorted(folder.glob("*.descent"), key=_age):
        lock = lock_of(copy)
        if not taken(lock):
            continue  # its owner lives
        try:
            stored = load_document(copy)
        except DescentError as fault:
            logging.getLogger(__name__).warning("a copy of unsaved edits cannot be read: %s", fault)
            with suppress(OSError):  # its owner may have ended just now
                copy.rename(copy.with_suffix(".damaged"))
            lock.unlock()
            continue
        view = dict(stored.view)
        about = view.pop(ABOUT, None)
        about = about if isinstance(about, dict) else {}
        path = about.get("path")
        yield Leftover(
            copy, StoredExperiment(stored.experiment, view), Path(path) if isinstance(path, str) else None,
            _time(about.get("time")), _stamp(about.get("known")), lock,
        )  # fmt: skip


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def _stamp(found: object) -> Stamp | None:
    if isinstance(found, list) and len(found) == 3 and all(type(each) is int for each in found):
        return found[0], found[1], found[2]
    return None


def _time(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
