"""How a node's parameters are first drawn: each inherits, or has an initializer of its own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from engine import Network, family
from gui.document import Document
from gui.forms.binding import Binding
from gui.forms.explanation import Explanation
from gui.forms.form import Block, Controller, MemberForm, discard
from gui.forms.inputs import ChoiceBox
from gui.forms.labels import FieldLabel, MessageLabel
from gui.forms.picker import exchanged
from gui.texts import catalogue, explain, explained, member_tip

_INHERIT = ""


class InitializersForm(QWidget):
    """The initializer of each parameter of a node."""

    def __init__(
        self, document: Document, node_id: str, *, controller: Controller | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._node_id, self._controller = document, node_id, controller
        self.pickers: dict[str, InitializerPicker] = {}
        self._column = QVBoxLayout(self, spacing=4)
        self._column.setContentsMargins(0, 0, 0, 0)
        document.settled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what stands in the document."""
        facts = self._document.analysis.nodes.get(self._node_id)
        if facts is None:
            return
        roles = {parameter.name: parameter.role for parameter in facts.parameters}
        if list(roles) != list(self.pickers) and (roles or facts.shape is not None):
            for picker in self.pickers.values():
                discard(picker)
            self.pickers = {
                name: InitializerPicker(self._document, self._node_id, name, role, self._controller, self)
                for name, role in roles.items()
            }
            for picker in self.pickers.values():
                self._column.addWidget(picker)
        for picker in self.pickers.values():
            picker.refresh()


class InitializerPicker(Block):
    """The initializer of one parameter: inherited, or a member with its fields."""

    def __init__(
        self, document: Document, node_id: str, name: str, role: str, controller: Controller | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._document, self._node_id, self._name, self._role = document, node_id, name, role
        self._dictionary = Binding(document, (f"model.nodes.{node_id}.initializers",))
        self._label = FieldLabel(name, self)
        self.box = ChoiceBox(self)
        self.box.setAccessibleName(self.tr("Initializer of {parameter}").format(parameter=name))
        self.box.addItem("", _INHERIT)
        self._family = family("initializers")
        for kind, cls in self._family.items():
            self.box.addItem(catalogue(cls.title), kind)
            self.box.setItemData(self.box.count() - 1, member_tip(cls), Qt.ItemDataRole.ToolTipRole)
        tip = explained(name, self.tr("How this parameter is first drawn."))
        self._label.setToolTip(tip)
        self.box.setToolTip(tip)
        self.setFocusProxy(self.box)
        self.message = MessageLabel(self)
        self.explanation = Explanation(self)
        self.form = MemberForm(document, self._dictionary.at(name).paths, controller=controller, parent=self)
        grid = QGridLayout(self, horizontalSpacing=4, verticalSpacing=4)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.box, 0, 1, 1, 2)
        grid.addWidget(self.message, 1, 0, 1, 3)
        grid.addWidget(self.explanation, 2, 0, 1, 3)
        grid.addWidget(self.form, 3, 0, 1, 3)
        self._label.clicked.connect(self.box.setFocus)
        self.box.activated.connect(self._chosen)
        self.refresh()

    def refresh(self) -> None:
        """Show what stands in the document."""
        entries = self._dictionary.value()
        if not isinstance(entries, dict):
            return
        self.box.setItemText(0, self.tr("Inherit ({initializer})").format(initializer=self._inherited()))
        own = entries.get(self._name)
        self.box.show_data(_INHERIT if own is None else own.kind_name())
        self.explanation.setVisible(own is not None)
        if own is not None:
            self.explanation.show_member(type(own))
        problems = self._dictionary.at(self._name).problems()
        self._label.mark(changed=own is not None, live=False, faulty=bool(problems))
        self.message.say("\n".join(explain(problem) for problem in problems))

    def _inherited(self) -> str:
        network: Network = self._document.network
        if self._role == "weight":
            return catalogue(network.initializer.title)
        return self.tr("ones") if self._role == "gain" else self.tr("zeros")

    def _chosen(self, index: int) -> None:
        entries: Any = self._dictionary.value()
        if not isinstance(entries, dict):
            return
        kind, old = self.box.itemData(index), entries.get(self._name)
        if kind == (_INHERIT if old is None else old.kind_name()):
            return
        new = {name: member for name, member in entries.items() if name != self._name}
        if kind != _INHERIT:
            cls = self._family[kind]
            new[self._name] = cls() if old is None else exchanged(old, cls)
        text = self.tr("Set initializer of {name}.{parameter}").format(
            name=self._dictionary.node_name(), parameter=self._name
        )
        self.message.say(self._dictionary.set(text, new))
        self.refresh()
