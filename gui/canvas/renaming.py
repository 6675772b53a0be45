"""Names typed in their place on the canvas, of layers and of groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.canvas.fonts import canvas_font
from gui.groups import LONGEST, Group
from gui.texts import default_title

if TYPE_CHECKING:
    from gui.canvas.view import NetworkView


class Renaming(QObject):
    """Lets the name of what is selected in a view be typed."""

    def __init__(self, view: NetworkView) -> None:
        super().__init__(view)
        self._view = view
        self.editor: TitleEditor | None = None
        self._named: Group | str | None = None
        view.groups.edits.rename_asked.connect(self.rename)
        view.document.changed.connect(self._close_unless_there)

    def chosen(self) -> Group | str | None:
        """What of the selection has a name to be typed: the one layer, by its id, or else the one group."""
        layers, groups = self._view.edits.layers(), self._view.groups.edits.chosen()
        if len(layers) == 1:
            return layers[0]
        return groups[0] if len(groups) == 1 else None

    def rename_chosen(self) -> None:
        """Type a name for what is selected."""
        chosen = self.chosen()
        if chosen is not None:
            self.rename(chosen)

    def rename(self, what: Group | str) -> None:
        """Type a name in its place; an empty one means that a layer is called by its kind and number, and a group by
        what is in it."""
        self._close()
        view = self._view
        if isinstance(what, Group):
            groups, frame = view.groups.edits, view.network.frames.of(what)
            area = view.mapFromScene(frame.title_box).boundingRect() if frame else view.node_rect(what.nodes[0])
            self.editor = TitleEditor(what.title, lambda title: groups.rename(what, title), view)
            self.editor.describe(self.tr("Name of the group"), groups.title(what))
        else:
            node, area = view.document.network.node(what), view.node_rect(what)
            self.editor = TitleEditor(node.title, lambda title: view.edits.rename(what, title), view)
            self.editor.describe(self.tr("Name of the layer"), default_title(node))
        self._named = what
        self.editor.put(area, view.viewport().rect())

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            editor.drop()

    def _close_unless_there(self) -> None:
        """Another edit leaves what is typed alone, as long as there is something to call so."""
        document = self._view.document
        there = self._named in document.groups or any(node.id == self._named for node in document.network.nodes)
        if self.editor is not None and not there:
            self._close()


class TitleEditor(QLineEdit):
    """A name, typed in its place. Enter or leaving it hands it to `keep`, Escape does not."""

    def __init__(self, title: str, keep: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(title, parent, maxLength=LONGEST)
        self._keep: Callable[[str], None] | None = keep
        self.setFont(canvas_font(13))
        self.selectAll()
        self.returnPressed.connect(self.commit)

    def describe(self, name: str, default: str) -> None:
        """Say what is typed here, and what stands where nothing is."""
        self.setAccessibleName(name)
        self.setPlaceholderText(default)

    def put(self, area: QRect, within: QRect) -> None:
        """Lie over an area, wide enough to type in, and inside another."""
        size = self.sizeHint()
        width, height = max(area.width(), 150), size.height()
        left = max(within.left(), min(area.left(), within.right() - width))
        top = max(within.top(), min(area.top(), within.bottom() - height))
        self.setGeometry(left, top, width, height)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Keep what is typed."""
        keep, title = self._keep, self.text()
        self.drop()
        if keep is not None:
            keep(title)

    def drop(self) -> None:
        """Go away without a trace."""
        if self._keep is not None:
            self._keep = None
            if self.hasFocus() and self.parentWidget() is not None:
                self.parentWidget().setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()
            self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
        else:
            super().keyPressEvent(event)
        event.accept()  # for the canvas behind it, Return means to open the group

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()
