"""Who has a file open: a lock beside it, so that two windows do not save over each other."""

from __future__ import annotations

import os
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile

Stamp = tuple[int, int, int]


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
        self.path = written_at(path)
        self.holder: Holder | None = None
        """Who else has it; None where it is ours, or where the folder takes no lock and so no file either."""
        self._lock: QLockFile | None = None
        self.known = stamp(path)
        """The state of the file that this window knows; None where there is no file yet."""
        self.claim()

    def claim(self) -> bool:
        """Try to get the file for this window; whether nobody else has it."""
        if self._lock is None:
            lock = lock_of(self.path)
            if taken(lock):
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
        self.known = stamp(self.path)

    @property
    def changed(self) -> bool:
        """Whether another program has written the file since."""
        now = stamp(self.path)
        return now is not None and now != self.known


def written_at(path: Path) -> Path:
    """Where a file lies that is saved under a name: a link has no lock of its own."""
    return Path(os.path.realpath(path))


def stamp(path: Path) -> Stamp | None:
    """What tells one state of a file from another: when it was written, its size, and which one it is on the disk."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def lock_of(path: Path) -> QLockFile:
    """The lock beside a file. It is stale when the process that took it is gone, however young it is."""
    lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
    lock.setStaleLockTime(0)
    return lock


def taken(lock: QLockFile) -> bool:
    """Take a lock, if nobody has it. One without contents, as a power failure may leave it, is nobody's."""
    if lock.tryLock(0):
        return True
    process, _, _ = lock.getLockInfo()
    if process == 0 and lock.error() == QLockFile.LockError.LockFailedError and _rests(lock.fileName()):
        lock.removeStaleLockFile()
        return lock.tryLock(0)
    return False


def _rests(name: str) -> bool:
    """Whether a file has been as it is for a while: who creates a lock writes into it at once."""
    try:
        return time.time() - os.stat(name).st_mtime > 5
    except OSError:
        return False
