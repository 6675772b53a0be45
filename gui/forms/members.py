"""Any number of members of a family in order: regularizers, preprocessing."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from engine import Member, family
from gui.document import Document
from gui.forms.binding import Binding, problem_path
from gui.forms.explanation import Explanation
from gui.forms.form import BLOCKS, Block, Controller, MemberForm, discard
from gui.forms.labels import MessageLabel
from gui.forms.notices import Remedies
from gui.forms.previews import PREVIEWS, Preview
from gui.forms.tabs import restore_tab_order
from gui.texts import catalogue, explain, member_tip


class MembersList(Block):
    """The members at a dotted path: each with its form, to be moved and removed; a menu adds another."""

    def __init__(
        self, document: Document, path: str, name: str, *, title: str = "", help: str = "",
        controller: Controller | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.binding = Binding(document, (path,))
        self._controller = controller
        self.family = name
        self.cards: list[MemberCard] = []
        self.message = MessageLabel(self)
        self.remedies = Remedies(document, self)
        self.add = QPushButton(self.tr("Add"), self)
        self.add.setAccessibleName(self.tr("Add to {list}").format(list=title) if title else self.tr("Add"))
        self.add.setToolTip(f"<p>{escape(help or self._declared_help())}</p>")
        menu = QMenu(self.add, toolTipsVisible=True)
        for cls in family(name).values():
            action = menu.addAction(catalogue(cls.title))
            action.setToolTip(member_tip(cls))
            action.triggered.connect(lambda _checked=False, cls=cls: self._add(cls))
        self.add.setMenu(menu)
        head = QHBoxLayout(spacing=4)
        self.empty = QLabel(title or help or self._declared_help(), self, wordWrap=True)
        self.empty.setToolTip(self.add.toolTip())
        self.empty.setProperty("role", "" if title else "dim")
        head.addWidget(self.empty, 1)
        self._column = QVBoxLayout(spacing=8)
        layout = QVBoxLayout(self, spacing=4)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.message)
        layout.addWidget(self.remedies)
        layout.addLayout(self._column)
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        document.settled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what stands in the document."""
        members = self._members()
        grown = len(members) > len(self.cards)
        while len(self.cards) > len(members):
            card = self.cards.pop()
            self._column.removeWidget(card)
            discard(card)
        while len(self.cards) < len(members):
            card = MemberCard(self, len(self.cards), self._controller)
            self._column.addWidget(card)
            self.cards.append(card)
        for card, member in zip(self.cards, members, strict=True):
            card.show_member(member, last=card.index == len(members) - 1)
        named = {self.binding.paths[0], *(f"{self.binding.paths[0]}.{index}" for index in range(len(members)))}
        problems = [each for each in self.binding.document.analysis.problems if problem_path(each) in named]
        self.message.say("\n".join(explain(problem) for problem in problems))
        self.remedies.offer(problems)
        if grown and self.isVisible():
            restore_tab_order(self)

    def remove(self, index: int) -> None:
        """Take one member out."""
        members = self._members()
        text = self.tr("Remove {member}").format(member=catalogue(members[index].title))
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._set(text, (*members[:index], *members[index + 1 :]))

    def move(self, index: int, by: int) -> None:
        """Exchange a member with the one before (-1) or behind (1) it."""
        members = list(self._members())
        other = index + by
        if not 0 <= other < len(members):
            return
        members[index], members[other] = members[other], members[index]
        card = self.cards[other]
        self._set(self.tr("Move {member}").format(member=catalogue(members[other].title)), tuple(members))
        self.binding.document.settle()
        following = card.up if by < 0 else card.down
        (following if following.isEnabled() else card.remove).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, cls: type[Member]) -> None:
        self._set(self.tr("Add {member}").format(member=catalogue(cls.title)), (*self._members(), cls()))

    def _declared_help(self) -> str:
        entry = self.binding.entry()
        return catalogue(entry.help) if entry is not None else ""

    def _members(self) -> tuple[Member, ...]:
        found = self.binding.value()
        return found if isinstance(found, tuple) else ()

    def _set(self, text: str, members: tuple[Member, ...]) -> None:
        self.message.say(self.binding.set(text, members))


class MemberCard(QFrame):
    """One member of a list: its title, what to do with it, what it is, its fields."""

    def __init__(self, owner: MembersList, index: int, controller: Controller | None) -> None:
        super().__init__(owner)
        self.index = index
        self.title = QLabel(self, wordWrap=True)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.up = self._button("↑")
        self.down = self._button("↓")
        self.remove = self._button("×")
        self.up.clicked.connect(lambda: owner.move(self.index, -1))
        self.down.clicked.connect(lambda: owner.move(self.index, 1))
        self.remove.clicked.connect(lambda: owner.remove(self.index))
        self.explanation = Explanation(self)
        self.form = MemberForm(
            owner.binding.document, f"{owner.binding.paths[0]}.{index}", controller=controller, parent=self
        )
        head = QHBoxLayout(spacing=0)
        head.addWidget(self.title, 1)
        for button in (self.up, self.down, self.remove):
            head.addWidget(button)
        layout = QVBoxLayout(self, spacing=4)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.explanation)
        self.preview: Preview | None = None
        if owner.family in PREVIEWS:
            self.preview = PREVIEWS[owner.family](owner.binding.document, self.form.binding.paths[0], self)
            layout.addWidget(self.preview)
        layout.addWidget(self.form)

    def show_member(self, member: Member, *, last: bool) -> None:
        """Show which member it is."""
        title = catalogue(member.title)
        self.title.setText(title)
        self.explanation.show_member(type(member))
        for button, text in (
            (self.up, self.tr("Move {member} up")),
            (self.down, self.tr("Move {member} down")),
            (self.remove, self.tr("Remove {member}")),
        ):
            button.setAccessibleName(text.format(member=title))
            button.setToolTip(text.format(member=title))
        self.up.setVisible(self.index > 0 or not last)
        self.down.setVisible(self.index > 0 or not last)
        self.up.setEnabled(self.index > 0)
        self.down.setEnabled(not last)

    def _button(self, text: str) -> QToolButton:
        button = QToolButton(self, text=text, autoRaise=True)
        button.setFixedSize(24, 24)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button


BLOCKS["members"] = MembersList
