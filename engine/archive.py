"""Zip archives as Descent writes them: few members, the large ones stored as they are, nothing ever put on the disk.

Reading bounds everything before it allocates: a directory of a few kilobytes, members no larger than the caller allows,
and only stored ones where they may be large, which cannot hold more than the file itself.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable
from typing import IO

from engine.messages import Message, say

MOST_BYTES = 2 * 10**9
"""Of a member; a larger one needs extensions of the format that hide its directory from a first look."""

_MOST_DIRECTORY = 4096
_BLOCK = 2**20
_TAIL = 22
_LOCATOR = b"PK\x06\x07"
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, LookupError, OverflowError,
)  # fmt: skip


class ArchiveFault(Exception):
    """An archive or a member that cannot be read: `text` says why, `path` which member."""

    def __init__(self, text: Message, path: str = "") -> None:
        super().__init__(text)
        self.text, self.path = text, path


class Writer:
    """An archive being written, to be used in a `with`: its directory is written at the end."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=False)

    def add(self, name: str, pieces: Iterable[bytes | memoryview], *, pack: bool = False) -> tuple[int, str]:
        """Add a member, packed or as it is; returns its size and SHA-256. The same pieces give the same bytes."""
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(entry, "w") as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                size += len(piece)
        return size, digest.hexdigest()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        with contextlib.nullcontext() if fault is None else contextlib.suppress(OSError, ValueError):
            self._zip.close()


class Reader:
    """An archive in an open file. Raises ArchiveFault where it is none, or none of ours."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._size = file.seek(0, os.SEEK_END)
            file.seek(max(self._size - _TAIL - 20, 0))
            tail = file.read(_TAIL + 20)
            end = tail[-_TAIL:]
            directory = int.from_bytes(end[12:16], "little")
            if end[:4] != b"PK\x05\x06" or tail[:4] == _LOCATOR or directory > _MOST_DIRECTORY:
                raise ArchiveFault(say("it breaks off or is damaged; restore it from a copy."))
            self._zip = zipfile.ZipFile(file)
        except (*_DAMAGE, OSError) as fault:
            raise _explained(fault) from fault
        self.names = frozenset(self._zip.namelist())
        if len(self.names) < len(self._zip.namelist()):
            raise ArchiveFault(say("a member stands twice in it; restore it from a copy."))

    def read(self, name: str, most: int, *, packed: bool = True) -> bytearray:
        """A member of at most so many bytes; one that is stored as it is, unless it may be `packed`."""
        try:
            entry = self._zip.getinfo(name)
            kinds = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) if packed else (zipfile.ZIP_STORED,)
            stored = entry.compress_type == zipfile.ZIP_STORED
            if entry.compress_type not in kinds or (stored and entry.file_size > self._size):
                raise ArchiveFault(
                    say("it is packed in a way that Descent does not use; restore it from a copy."), name
                )
            if entry.file_size > most:
                raise ArchiveFault(say("it is too large; restore it from a copy."), name)
            content = bytearray(entry.file_size)
            window, done = memoryview(content), 0
            with self._zip.open(entry) as member:
                while piece := member.read(_BLOCK):
                    window[done : done + len(piece)] = piece
                    done += len(piece)
        except (*_DAMAGE, OSError) as fault:
            raise _explained(fault, name) from fault
        if done < len(content):
            raise ArchiveFault(say("it breaks off or is damaged; restore it from a copy."), name)
        return content


def _explained(fault: BaseException, name: str = "") -> ArchiveFault:
    if isinstance(fault, OSError) and fault.errno not in (None, errno.EINVAL):
        return ArchiveFault(say("it cannot be read ({reason}).", reason=fault.strerror or str(fault)), name)
    return ArchiveFault(say("it breaks off or is damaged; restore it from a copy."), name)
