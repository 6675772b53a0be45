"""Choosing one member of a family by its kind, with what it is, and its fields."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from engine import Member, family, hyperparameters, replaced, small
from gui.document import Document
from gui.forms.binding import Binding, Missing
from gui.forms.explanation import Explanation
from gui.forms.form import BLOCKS, Block, Controller, MemberForm
from gui.forms.inputs import ChoiceBox
from gui.forms.labels import RESET_WIDTH, FieldLabel, MessageLabel, ResetButton
from gui.forms.notices import Remedies
from gui.forms.previews import PREVIEWS, Preview
from gui.texts import catalogue, explain, explained, member_tip


class MemberPicker(Block):
    """The member at a dotted path: its kind to choose, its summary and formula, the problems named on it, what it will
    do where that can be drawn, its fields.

    Choosing another kind keeps what both have in common and the user had changed.
    """

    def __init__(
        self, document: Document, path: str, name: str, *, title: str = "", help: str = "",
        controller: Controller | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.binding = Binding(document, (path,))
        self._title = title or self._declared_title()
        self.box = ChoiceBox(self)
        self.box.setAccessibleName(self._title)
        for kind, cls in family(name).items():
            self.box.addItem(catalogue(cls.title), kind)
            self.box.setItemData(self.box.count() - 1, member_tip(cls), Qt.ItemDataRole.ToolTipRole)
        entry = self.binding.entry()
        self.box.setToolTip(explained(self._title, help or (catalogue(entry.help) if entry is not None else "")))
        self.setFocusProxy(self.box)
        self.explanation = Explanation(self)
        self.message = MessageLabel(self)
        self.remedies = Remedies(document, self)
        self.form = MemberForm(document, path, controller=controller, parent=self)
        self._family = family(name)
        self._label: FieldLabel | None = None
        self.reset: ResetButton | None = None
        self._default = entry.default if entry is not None and isinstance(entry.default, Member) else None
        grid = QGridLayout(self, horizontalSpacing=4, verticalSpacing=4)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        if title:
            self._label = FieldLabel(title, self)
            self._label.setToolTip(self.box.toolTip())
            self._label.clicked.connect(self.box.setFocus)
            grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.box, 0, 1)
        else:
            grid.addWidget(self.box, 0, 0, 1, 3 if self._default is None else 2)
        if title or self._default is not None:
            grid.setColumnMinimumWidth(2, RESET_WIDTH)  # lines up with the rows, which end with a reset control
        if self._default is not None:
            self.reset = ResetButton(self._title, catalogue(self._default.title), self)
            self.reset.clicked.connect(self._reset)
            grid.addWidget(self.reset, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.message, 1, 0, 1, 3)
        grid.addWidget(self.remedies, 2, 0, 1, 3)
        grid.addWidget(self.explanation, 3, 0, 1, 3)
        self.preview: Preview | None = None
        if name in PREVIEWS:
            self.preview = PREVIEWS[name](document, path, self)
            grid.addWidget(self.preview, 4, 0, 1, 3)
        grid.addWidget(self.form, 5, 0, 1, 3)
        self.box.activated.connect(self._chosen)
        document.settled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what stands in the document."""
        value = self.binding.value()
        if not isinstance(value, Member):
            return
        self.box.show_data(value.kind_name())
        self.explanation.show_member(type(value))
        problems = self.binding.problems()
        self.message.say("\n".join(explain(problem) for problem in problems))
        self.remedies.offer(problems)
        changed = self._default is not None and type(value) is not type(self._default)
        if self._label is not None:
            self._label.mark(changed=changed, live=False, faulty=bool(problems))
        if self.reset is not None:
            self.reset.setVisible(changed)

    def _chosen(self, index: int) -> None:
        old = self.binding.value()
        cls = self._family[self.box.itemData(index)]
        if not isinstance(old, Missing) and type(old) is not cls:
            self._set(exchanged(old, cls))

    def _reset(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)  # the control under the keyboard goes away
        self._set(self._default)

    def _set(self, member: Any) -> None:
        text = QCoreApplication.translate("Forms", "Set {field} to {member}").format(
            field=small(self._title), member=catalogue(member.title)
        )
        self.message.say(self.binding.set(text, member))
        self.refresh()

    def _declared_title(self) -> str:
        entry = self.binding.entry()
        return catalogue(entry.title) if entry is not None else ""


def exchanged(old: Member, cls: type[Member]) -> Member:
    """A member of another kind; common fields that were changed from their default keep their values where they fit."""
    new: Any = cls()
    names = {entry.name for entry in hyperparameters(cls)}
    for entry in hyperparameters(type(old)):
        value = getattr(old, entry.name)
        if entry.name in names and value != entry.default:
            try:
                new = replaced(new, entry.name, value)
            except ValidationError:
                continue
    return new


BLOCKS["member"] = MemberPicker
