"""What a person does with groups on the canvas: make and dissolve them, fold and open, rename; all of it undoable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu

from engine import INPUT
from gui.canvas.frames import GroupFrame
from gui.document import Document
from gui.groups import Group, group_title, tidy_title, why_not_group, with_group
from gui.resources import icon

if TYPE_CHECKING:
    from gui.canvas.view import NetworkView


class GroupEdits(QObject):
    """Edits the groups of a document. What cannot be one box is refused: the document says why."""

    rename_asked = Signal(object)
    """The title of this Group is to be typed."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document

    def chosen(self) -> tuple[Group, ...]:
        """The groups that hold a selected layer."""
        selection = set(self.document.selection)
        return tuple(group for group in self.document.groups if selection.intersection(group.nodes))

    def foldable(self) -> Group | None:
        """The opened group within which all selected layers lie."""
        layers = self._layers()
        groups = (group for group in self.document.groups if not group.collapsed and layers)
        return next((group for group in groups if layers.issubset(group.nodes)), None)

    def may_group(self) -> bool:
        """Whether what is selected can be tried to be made one box: several layers that are not one already."""
        layers = self._layers()
        alone = any(group.collapsed and layers.issubset(group.nodes) for group in self.document.groups)
        return self.foldable() is not None or (len(layers) > 1 and not alone)

    def group(self) -> None:
        """Show the selected layers as one box: fold the group within which they lie, or make a new one."""
        opened, layers = self.foldable(), self._layers()
        if opened is not None:
            self.fold(opened)
            return
        network = self.document.network
        reason = why_not_group(network, layers, self.document.groups)
        if reason is not None:
            self.document.refused.emit(reason)
            return
        group = Group(tuple(node.id for node in network.nodes if node.id in layers))
        text = self.tr("Group {count} layers").format(count=len(layers))
        self.document.set_groups(text, with_group(self.document.groups, group))
        self.document.select(group.nodes)

    def ungroup(self) -> None:
        """Dissolve the groups that hold a selected layer; the layers stay."""
        groups = self.chosen()
        if not groups:
            return
        if len(groups) == 1:
            text = self.tr("Ungroup {group}").format(group=self.title(groups[0]))
        else:
            text = self.tr("Ungroup {count} groups").format(count=len(groups))
        self.document.set_groups(text, [each for each in self.document.groups if each not in groups])

    def fold(self, group: Group) -> None:
        """Show an opened group as one box."""
        others = [each for each in self.document.groups if each != group]
        reason = why_not_group(self.document.network, group.nodes, others)
        if reason is not None:
            self.document.refused.emit(reason)
            return
        self._change(self.tr("Fold {group}"), group, replace(group, collapsed=True))
        self.document.select(group.nodes)

    def open(self, group: Group) -> None:
        """Show the layers of a collapsed group, within a frame."""
        self._change(self.tr("Open {group}"), group, replace(group, collapsed=False))

    def rename(self, group: Group, title: str) -> None:
        """Call a group otherwise; by what is in it where the title is empty."""
        title = tidy_title(title)
        if group in self.document.groups and title != group.title:
            self._change(self.tr("Rename {group}"), group, replace(group, title=title))

    def title(self, group: Group) -> str:
        """What a group is called."""
        return group_title(group, self.document.network)

    def offer(self, menu: QMenu) -> None:
        """Put what can be done with the selection's groups into a context menu; the keys are only named there."""
        groups = self.chosen()
        if groups or self.may_group():
            menu.addSeparator()
        if len(groups) == 1:
            group = groups[0]
            if group.collapsed:
                self._offer(menu, self.tr("Open group"), "Return", lambda: self.open(group), icon("chevron_down"))
            key = "F2" if len(self._layers()) > 1 else ""  # it renames a single layer
            self._offer(menu, self.tr("Rename group..."), key, lambda: self.rename_asked.emit(group))
        if self.may_group():
            fold = self.foldable() is not None
            text = self.tr("Fold group") if fold else self.tr("Group")
            self._offer(menu, text, "Ctrl+G", self.group, icon("group"))
        if groups:
            self._offer(menu, self.tr("Ungroup"), "Ctrl+Shift+G", self.ungroup)

    def _layers(self) -> set[str]:
        return set(self.document.selection) - {INPUT}

    def _change(self, text: str, old: Group, new: Group) -> None:
        groups = [new if each == old else each for each in self.document.groups]
        self.document.set_groups(text.format(group=self.title(old)), groups)

    @staticmethod
    def _offer(menu: QMenu, text: str, keys: str, do: Callable[[], object], symbol: QIcon | None = None) -> None:
        action = menu.addAction(f"{text}\t{keys}" if keys else text)
        if symbol is not None:
            action.setIcon(symbol)
        action.triggered.connect(lambda _checked=False: do())


class GroupHand(QObject):
    """What the pointer and the keys do with the groups that a view shows."""

    def __init__(self, view: NetworkView) -> None:
        super().__init__(view)
        self._view = view
        self.edits = GroupEdits(view.document, self)
        self.folded = False
        """Whether the last press folded a group."""

    def fold_at(self, frame: GroupFrame, point: QPointF) -> bool:
        """Fold the group if that point of the scene is on its arrow; whether it is."""
        self.folded = frame.fold_box.contains(point)
        if self.folded:
            self.edits.fold(frame.group)
        return self.folded

    def double_click(self, point: QPointF) -> bool:
        """Open the collapsed group at a point of the scene, or rename the opened one whose title it is; whether there
        is one. The second click on a folding arrow is none of its own: what lies there now was not meant."""
        if self.folded:
            return True
        scene = self._view.network
        group, frame = scene.folding.groups.get(scene.node_at(point) or ""), scene.frames.at(point)
        if group is not None:
            self.edits.open(group)
        elif frame is not None:
            self._view.renaming.rename(frame.group)
        return group is not None or frame is not None

    def open_chosen(self) -> None:
        """Open the collapsed groups of the selection."""
        for group in self.edits.chosen():
            if group.collapsed:
                self.edits.open(group)
