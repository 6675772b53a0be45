"""Typed-in weights as undo steps: edits of the run, not of the experiment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.commands import WeightEdit

if TYPE_CHECKING:
    from engine import Edited
    from gui.document import Document
    from gui.run_controller import RunController


class TypedWeights(QObject):
    """Sets weights of the network that stands, each as one undo step."""

    def __init__(self, document: Document, controller: RunController) -> None:
        super().__init__(controller)
        self._document, self._controller = document, controller
        self._sent: list[WeightEdit] = []  # on their way, in order
        controller.weight_set.connect(self._hear)

    def set(self, name: str, path: str, old: float, new: float) -> None:
        """Set the weight called `name` at a path, see `weight_path`; `old` is what is seen there now."""
        begun: list[int] = []  # the number of the run, once it is known

        def send(path: str, value: float) -> bool:
            if (begun and self._controller.run_number != begun[0]) or not self._controller.set_weight(path, value):
                return False
            begun[:] = [self._controller.run_number]
            return True

        text = self.tr("Set {weight} to {value}").format(weight=name, value=f"{new:.6g}")
        command = WeightEdit(text, path, old, new, send)
        self._sent.append(command)
        self._document.undo_stack.push(command)
        if not begun:  # refused, and the controller has said why
            self._sent.remove(command)

    def _hear(self, edit: Edited) -> None:
        """A weight has been set: training may have moved it between the look at it and now."""
        for command in self._sent:
            if (command.path, command.new) == (edit.path, edit.new):
                command.old = edit.old
                self._sent.remove(command)
                break
