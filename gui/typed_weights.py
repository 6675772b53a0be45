"""Typed-in weights as undo steps: edits of the run, not of the experiment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.commands import WeightEdit

if TYPE_CHECKING:
    from engine import Edited
    from gui.document import Document
    from gui.mailbox import Refused
    from gui.run_controller import RunController


class TypedWeights(QObject):
    """Sets weights of the network that stands, each as one undo step. Steps whose weight was refused, or whose run is
    gone, leave the undo stack."""

    def __init__(self, document: Document, controller: RunController) -> None:
        super().__init__(controller)
        self._document, self._controller = document, controller
        self._sent: list[WeightEdit] = []  # on their way, in order
        self._pushing = False
        controller.weight_set.connect(self._hear)
        controller.weight_refused.connect(self._drop)
        controller.state_changed.connect(self._tidy)

    def set(self, name: str, path: str, old: float, new: float) -> None:
        """Set the weight called `name` at a path, see `weight_path`; `old` is what is seen there now."""

        def send(path: str, value: float) -> bool:
            if self._document.dropping:
                return True
            if command.run not in (None, self._controller.run_number) or not self._controller.set_weight(path, value):
                return False
            command.run = self._controller.run_number
            return True

        text = self.tr("Set {weight} to {value}").format(weight=name, value=f"{new:.6g}")
        command = WeightEdit(text, path, old, new, send)
        self._sent.append(command)
        self._pushing = True
        try:
            self._document.undo_stack.push(command)
        finally:
            self._pushing = False
        self._tidy()  # a run that was over is gone, now that one began

    def _hear(self, edit: Edited) -> None:
        """A weight has been set: training may have moved it between the look at it and now."""
        for command in self._sent:
            if (command.path, command.new) == (edit.path, edit.new):
                command.old = edit.old
                self._sent.remove(command)
                break

    def _drop(self, refused: Refused) -> None:
        """A weight cannot be set; why is said by the run."""
        sent = (each for each in self._sent if (each.path, each.new) == (refused.path, refused.value))
        command = next(sent, None)
        if command is not None:
            self._sent.remove(command)
            self._document.drop_steps(lambda each: each is command)

    def _tidy(self) -> None:
        """Leave what belongs to runs that are gone."""
        if self._pushing:
            return
        run = self._controller.run_number
        self._sent = [command for command in self._sent if command.run == run]
        self._document.drop_steps(lambda each: isinstance(each, WeightEdit) and each.run != run)
