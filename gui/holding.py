"""Who has a file open: a lock beside it, so that two windows do not save over each other."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile

from gui.recovery import lock_of


@dataclass(frozen=True)
class Holder:
    """Another program that has a file open."""

    process: int
    host: str

    @property
    def here(self) -> bool:
        """Whether it runs on this computer."""
        return self.host == socket.gethostname()


class Holding:
    """The claim of one window on the file it has open, and what the file was like when it was read or written last."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.holder: Holder | None = None
        """Who else has it; None where it is ours, or where the folder takes no lock and so no file either."""
        self._lock: QLockFile | None = None
        self._stamp = stamp(path)
        self.claim()

    def claim(self) -> bool:
        """Try to get the file for this window; whether nobody else has it."""
        if self._lock is None:
            lock = lock_of(self.path)
            if lock.tryLock(0):
                self._lock, self.holder = lock, None
            elif lock.error() == QLockFile.LockError.LockFailedError:
                process, host, _ = lock.getLockInfo()
                self.holder = Holder(int(process), host)
        return self.holder is None

    def release(self) -> None:
        """Let others have the file."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def note(self) -> None:
        """Take the file as it is now for what this window knows of it."""
        self._stamp = stamp(self.path)

    @property
    def changed(self) -> bool:
        """Whether another program has written the file since."""
        now = stamp(self.path)
        return now is not None and now != self._stamp


def stamp(path: Path) -> tuple[int, int, int] | None:
    """What tells one state of a file from another: when it was written, its size, and which one it is on the disk."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
