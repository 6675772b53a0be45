"""What follows rather than is chosen: names and values in two columns, to read and to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget


class Facts(QWidget):
    """A table of facts; its labels are reused when they change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self, horizontalSpacing=8, verticalSpacing=4)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show names and values in this order."""
        while len(self._lines) < len(facts):
            self._lines.append(self._line())
        for index, (name, value) in enumerate(self._lines):
            shown = index < len(facts)
            if shown:
                for label, text in zip((name, value), facts[index], strict=True):
                    if label.text() != text:
                        label.setText(text)
                value.setAccessibleName(f"{facts[index][0]}: {facts[index][1]}")
            name.setVisible(shown)
            value.setVisible(shown)

    def texts(self) -> list[tuple[str, str]]:
        """What is shown."""
        return [(name.text(), value.text()) for name, value in self._lines if not value.isHidden()]

    def _line(self) -> tuple[QLabel, QLabel]:
        name, value = QLabel(self), QLabel(self, wordWrap=True)
        name.setProperty("role", "dim")
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for column, label in enumerate((name, value)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label, len(self._lines), column)
        return name, value
