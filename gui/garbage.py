"""Garbage of Python is collected in the window's thread alone, when there is time."""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

COLLECT_MS = 1000


class Collector(QObject):
    """Takes over from Python's collector until `stop`. `busy` tells when there is no time for thorough work, `painting`
    when there is none for any."""

    def __init__(self, busy: Callable[[], bool], painting: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._busy, self._painting = busy, painting
        gc.disable()  # see collect_garbage
        self._timer = QTimer(self, interval=COLLECT_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        if not self._painting():
            collect_garbage(thoroughly=not self._busy())


def collect_garbage(thoroughly: bool) -> None:
    """What Python does by itself where its collector is on; for the window to call now and then while it is off.

    The collector runs in whichever thread happens to allocate. In the training thread it would destroy widgets there.
    A full collection, which takes tens of milliseconds, is made only `thoroughly`.
    """
    if not gc.isenabled():
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[2] and thoroughly:
            gc.collect()
        elif due[1]:
            gc.collect(1)
        elif due[0]:
            gc.collect(0)
