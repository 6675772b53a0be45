"""What the program takes of the machine: processors kept busy, and memory held."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from gui.amounts import in_bytes
from gui.theme import tabular, theme

EVERY = 1_000
"""Milliseconds between two looks."""

_STATM = Path("/proc/self/statm")


class DeviceUse(QLabel):
    """One line, renewed once a second while it is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "dim")
        self.setAccessibleName(self.tr("Processors and memory in use"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tabular(self)
        self._processors = os.cpu_count() or 1
        self._last = (0.0, 0.0)
        self._timer = QTimer(self, interval=EVERY, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.refresh)
        theme.changed.connect(self._keep_room)
        self._keep_room()

    def refresh(self) -> None:
        """Show what was in use since the last look."""
        from engine import cores  # not before the first paint

        self._processors = cores()
        now, worked = time.monotonic(), time.process_time()
        (before, done), self._last = self._last, (now, worked)
        busy = min((worked - done) / max(now - before, 1e-3), float(self._processors))
        memory = resident_bytes()
        self.setText(self._said(busy, memory))
        text = self.tr("This program kept {busy} of {count} processors busy in the last second, and holds {memory}.")
        self.setToolTip(text.format(busy=f"{busy:.2f}", count=self._processors, memory=in_bytes(memory or 0)))

    def _said(self, busy: float, memory: int | None) -> str:
        text = self.tr("CPU {busy} of {count}").format(busy=f"{busy:.1f}", count=self._processors)
        return text if memory is None else f"{text}   {in_bytes(memory)}"

    def _keep_room(self) -> None:
        """Be as wide as the widest figures, so that nothing beside it jumps."""
        widest = self._said(float(self._processors), None if resident_bytes() is None else 888 << 20)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(widest) + 4)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._last = (time.monotonic(), time.process_time())
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()


def resident_bytes() -> int | None:
    """Memory that this program holds in the machine; None where the system does not say it cheaply."""
    if sys.platform == "win32":
        return _working_set()
    try:
        return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None


def _working_set() -> int | None:
    """The same of Windows, whose counters are a structure of sizes after two 32-bit words."""
    import ctypes

    counters = (ctypes.c_size_t * 10)()
    size = ctypes.sizeof(counters)
    ctypes.cast(counters, ctypes.POINTER(ctypes.c_uint32))[0] = size
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    done = kernel.K32GetProcessMemoryInfo(ctypes.c_void_p(kernel.GetCurrentProcess()), counters, size)
    return int(counters[2]) if done else None
