"""The two windows of the Help menu."""

from __future__ import annotations

import importlib.metadata
import platform
import tomllib
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gui.actions import Record, native_keys
from gui.resources import DATASETS, ROOT
from gui.theme import theme


def canvas_keys() -> list[tuple[str, str]]:
    """What further keys do on the canvas."""
    translate = QCoreApplication.translate
    return [
        (
            translate("Help", "Letters"),
            translate("Help", "Canvas: insert layers by name, such as conv 6 5, relu, pool"),
        ),
        ("/, Insert", translate("Help", "Canvas: list everything that can be inserted")),
        (translate("Help", "Arrow keys"), translate("Help", "Canvas: select a neighbour")),
        ("PgUp, PgDown", translate("Help", "Canvas: select the previous or the next layer")),
        ("Home, End", translate("Help", "Canvas: select the first or the last layer")),
        ("Ctrl+Left, Ctrl+Right", translate("Help", "Canvas: move the selected layer earlier or later")),
        ("Esc", translate("Help", "Canvas: select nothing")),
        ("Return", translate("Help", "Canvas: open the selected group")),
        ("Shift", translate("Help", "Canvas: held while a wire is drawn, it takes the place of the one there")),
        ("+, -", translate("Help", "Canvas: zoom in, zoom out")),
    ]


class ShortcutsDialog(QDialog):
    """Every action that has a key, in the order of the menus, and the keys of the canvas."""

    def __init__(self, records: Iterable[Record], parent: QWidget) -> None:
        super().__init__(parent, windowTitle=self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = [(native_keys(record), record.tip) for record in records if record.shortcuts]
        rows += canvas_keys()
        self.table = QTableWidget(len(rows), 2, showGrid=False)
        self.table.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.table.setHorizontalHeaderLabels([self.tr("Keys"), self.tr("What they do")])
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.resizeColumnToContents(0)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        _finish(self, self.table, 640, 480)


class AboutDialog(QDialog):
    """Versions, and where the bundled data come from."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, windowTitle=self.tr("About Descent"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        packages = ("PySide6-Essentials", "pyqtgraph", "numpy", "pydantic")
        parts = [
            f"# Descent {own_version()}",
            self.tr("A training lab for neural networks."),
            ", ".join([f"Python {platform.python_version()}", *(f"{name} {_version(name)}" for name in packages)]),
            *(path.read_text("utf-8") for path in sorted(DATASETS.glob("*.md"))),
        ]
        self.text = QTextBrowser(openExternalLinks=True)
        self.text.setAccessibleName(self.tr("About Descent"))
        self.text.setMarkdown("\n\n".join(parts))
        _finish(self, self.text, 560, 420)


def own_version() -> str:
    """This program's version, from the one file that states it; empty where that is not shipped."""
    try:
        return str(tomllib.loads((ROOT.parent / "pyproject.toml").read_text("utf-8"))["project"]["version"])
    except (OSError, ValueError, KeyError):
        return ""


def _finish(dialog: QDialog, body: QWidget, width: int, height: int) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.button(QDialogButtonBox.StandardButton.Close).setText(QCoreApplication.translate("Help", "&Close"))
    buttons.rejected.connect(dialog.close)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(12, 12, 12, 12)
    column.setSpacing(12)
    column.addWidget(body)
    column.addWidget(buttons)
    size = theme.density.text
    dialog.resize(round(width * size), round(height * size))


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "?"
