"""Runs the program as `python main.py` does, and answers questions from its standard input about what is on the screen.

Questions are answered in the window's thread between two of its events, so they see what a person sees.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QTreeWidgetItemIterator, QWidget

from gui.main_window import MainWindow


def window() -> MainWindow:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))


def bench() -> Any:
    return window().bench


def middle(widget: QWidget, rect: QRect | None = None) -> list[int]:
    """Where the middle of a widget, or of a part of it, is on the screen. It must be in sight."""
    rect = widget.rect() if rect is None else rect
    if not widget.isVisible() or not rect.isValid() or not widget.visibleRegion().contains(rect.center()):
        raise LookupError("not in sight")
    point: QPoint = widget.mapToGlobal(rect.center())
    return [point.x(), point.y()]


def ready() -> bool:
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    return bool(shown) and shown[0].bench is not None and shown[0].filing is not None and shown[0].isActiveWindow()


def palette(kind: str) -> list[int]:
    """An entry of the palette."""
    tree = bench().palette.tree
    walk = QTreeWidgetItemIterator(tree)
    while walk.value() is not None:
        item = walk.value()
        if item.data(0, Qt.ItemDataRole.UserRole) == kind:
            return middle(tree.viewport(), tree.visualItemRect(item))
        walk += 1
    raise LookupError("not in the palette")


def menu(title: str) -> list[int]:
    """An entry of the menu bar or of an open menu."""
    bars = [window().menuBar(), *(each for each in QApplication.allWidgets() if isinstance(each, QMenu))]
    for bar in bars:
        for action in bar.actions():
            if bar.isVisible() and action.isVisible() and plain(action.text()) == title:
                return middle(bar, bar.actionGeometry(action))
    raise LookupError("no such menu entry in sight")


def plain(text: str) -> str:
    return text.split("\t")[0].replace("&", "")


def label(field: str) -> list[int]:
    """The label of a field of the selected layer."""
    row = bench().properties.view.layer_form.rows[field]
    return middle(row.label)


def shown(field: str) -> Any:
    """What stands in a field of the selected layer."""
    return bench().properties.view.layer_form.rows[field].binding.value()


def node(key: str) -> list[int]:
    """A box of the canvas."""
    view = bench().canvas.view
    return middle(view.viewport(), view.node_rect(key))


def button(name: str) -> list[int]:
    """A button of the run bar."""
    return middle(window().run_bar.findChild(QWidget, f"{name}_button"))


def network() -> list[list[Any]]:
    """The layers as they are wired: id, what feeds it, its settings."""
    return [[each.id, list(each.inputs), each.layer.model_dump(mode="json")] for each in bench().document.network.nodes]


def facts() -> dict[str, Any]:
    document, controller = bench().document, bench().controller
    return {
        "data": document.experiment.data.source.kind_name(), "problems": len(document.analysis.problems),
        "parameters": document.analysis.parameter_count, "state": controller.state, "steps": controller.history.steps,
        "losses": controller.history.series("loss")[1][-3:].tolist(),
    }  # fmt: skip


def rest() -> None:
    QApplication.processEvents()


ANSWERS: dict[str, Callable[..., Any]] = {
    each.__name__: each for each in (ready, palette, menu, label, shown, node, button, network, facts, rest)
}


class Guest(QObject):
    """Reads questions in a thread of its own."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.asked.emit(line)

    def _answer(self, line: str) -> None:
        what, *about = json.loads(line)
        try:
            found: dict[str, Any] = {"value": ANSWERS[what](*about)}
        except (LookupError, AttributeError, StopIteration) as fault:
            found = {"fault": repr(fault)}
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    from gui.app import main

    application = QApplication([])
    guest = Guest()
    sys.exit(main(sys.argv[1:]))
