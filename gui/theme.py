"""The looks: one table of colour tokens that palette, style sheet, canvas and plots share.

Series colours mean the same everywhere and are told apart by line style and marker too (Okabe and Ito's palette). A
layer group keeps its hue in palette, canvas and plots.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget


@dataclass(frozen=True)
class Tokens:
    """Colours by meaning, as #rrggbb."""

    name: str
    window: str
    panel: str
    raised: str
    text: str
    dim: str
    line: str
    accent: str
    on_accent: str
    problem: str
    good: str
    canvas: str
    node: str
    node_line: str
    wire: str
    training: str
    validation: str
    weights: str
    activations: str
    gradients: str
    biases: str
    updates: str
    core: str
    activation: str
    normalisation: str
    regularisation: str
    merge: str
    data: str
    run_1: str
    run_2: str
    run_3: str
    run_4: str
    run_5: str
    run_6: str


LIGHT = Tokens(
    name="light", window="#f3f4f6", panel="#ffffff", raised="#e9ebef", text="#16191d", dim="#5b6470", line="#cfd4db",
    accent="#0b5fc4", on_accent="#ffffff", problem="#c02a0e", good="#00754f", canvas="#fafbfc", node="#ffffff",
    node_line="#838c99", wire="#6b7480", training="#0072b2", validation="#c65a00", weights="#0072b2",
    activations="#00845f", gradients="#a8537f", biases="#7a6a00", updates="#30398e",
    core="#0072b2", activation="#c65a00", normalisation="#00845f",
    regularisation="#a8537f", merge="#5a4300", data="#3e444b",
    run_1="#00845f", run_2="#a8537f", run_3="#7a6a00", run_4="#5a3fa8", run_5="#8f2f1b", run_6="#4e5661",
)  # fmt: skip
DARK = Tokens(
    name="dark", window="#1b1e23", panel="#23272e", raised="#2e333c", text="#eceff3", dim="#a3acb8", line="#414853",
    accent="#6cb2f7", on_accent="#0b1520", problem="#ff8a70", good="#3fc995", canvas="#15181c", node="#262b33",
    node_line="#727c8a", wire="#949eab", training="#56b4e9", validation="#f0a030", weights="#56b4e9",
    activations="#2fc49a", gradients="#dd8fb8", biases="#e6d64a", updates="#ced2ff",
    core="#56b4e9", activation="#f0a030", normalisation="#2fc49a",
    regularisation="#dd8fb8", merge="#f6e04f", data="#c6d4de",
    run_1="#2fc49a", run_2="#dd8fb8", run_3="#e6d64a", run_4="#ab9bf2", run_5="#f0806a", run_6="#e1f0fa",
)  # fmt: skip
CONTRAST = Tokens(
    name="contrast", window="#ffffff", panel="#ffffff", raised="#ececec", text="#000000", dim="#303438", line="#757575",
    accent="#003c9e", on_accent="#ffffff", problem="#930e00", good="#00502f", canvas="#ffffff", node="#ffffff",
    node_line="#000000", wire="#1c2126", training="#004a99", validation="#9a3800", weights="#004a99",
    activations="#1b5e43", gradients="#804374", biases="#5b4d00", updates="#001562",
    core="#004a99", activation="#9a3800", normalisation="#006133",
    regularisation="#992e6a", merge="#282a00", data="#453235",
    run_1="#005c37", run_2="#7c3f60", run_3="#65440e", run_4="#18005f", run_5="#510000", run_6="#0b2732",
)  # fmt: skip
"""Black on white, as a projector in a bright room and weak eyes need it: text 7:1 and marks 3:1 at least."""
THEMES = {tokens.name: tokens for tokens in (LIGHT, DARK, CONTRAST)}


@dataclass(frozen=True)
class Density:
    """How large all is drawn: text, lines of plots, and boxes of the canvas with their wires, each as a factor."""

    name: str
    text: float = 1.0
    line: float = 1.0
    box: float = 1.0


DENSITIES = {
    density.name: density
    for density in (Density("lab"), Density("lecture", text=1.4, line=1.5, box=1.4), Density("focus"))
}


class Theme(QObject):
    """The look and the density in force; views repaint on `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.density = DENSITIES["lab"]
        self._points: float | None = None  # of the system's font

    def apply(self, look: str, density: str = "") -> None:
        """Put a look in force: "light", "dark", "contrast", or "system" for what the desktop prefers (light where it is
        silent); and a density, the one in force where none is named."""
        if look == "system":
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
            look = "dark" if dark else "light"
        self.tokens = THEMES[look]
        self.density = DENSITIES[density or self.density.name]
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setStyleSheet("")  # with none in force the rest takes a third of the time
            if app.style().objectName().lower() != "fusion":
                app.setStyle("Fusion")
            self._enlarge(app)
            app.setPalette(_palette(self.tokens))
            for kind in _OUTLINED:
                app.setPalette(_outlined(self.tokens), kind)
            app.setStyleSheet(_style_sheet(self.tokens, app.font().pointSizeF()))
        self.changed.emit()

    def width(self, pixels: float) -> float:
        """The width of a line that is so many pixels wide in the lab."""
        return pixels if self.density.line == 1 else math.ceil(pixels * self.density.line)

    def _enlarge(self, app: QApplication) -> None:
        """Set all text in the size of the density. A widget that makes a font of its own from its or the application's
        must make it anew on `changed`, or be given its size by the style sheet."""
        font = app.font()
        if self._points is None:
            self._points = font.pointSizeF() if font.pointSizeF() > 0 else 10.0
        points = self._points * self.density.text
        if font.pointSizeF() != points:
            font.setPointSizeF(points)
            app.setFont(font)


_OUTLINED = ("QAbstractSpinBox", "QLineEdit", "QComboBox", "QCheckBox", "QSlider", "QPushButton")

theme = Theme()
"""The one look of this process: one window is one process."""


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, colour in {
        role.Window: tokens.window, role.WindowText: tokens.text, role.Base: tokens.panel,
        role.AlternateBase: tokens.raised, role.Text: tokens.text, role.Button: tokens.raised,
        role.ButtonText: tokens.text, role.ToolTipBase: tokens.raised, role.ToolTipText: tokens.text,
        role.Highlight: tokens.accent, role.HighlightedText: tokens.on_accent, role.Link: tokens.accent,
        role.PlaceholderText: tokens.dim, role.Mid: tokens.line, role.Midlight: tokens.raised,
        role.Light: tokens.panel, role.Dark: tokens.line, role.Shadow: tokens.line, role.Accent: tokens.accent,
    }.items():  # fmt: skip
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(tokens.dim))
    return palette


def _outlined(tokens: Tokens) -> QPalette:
    """The palette of inputs: Fusion outlines them with Window.darker(140), which on a dark window nobody can see."""
    palette = _palette(tokens)
    palette.setColor(QPalette.ColorRole.Window, QColor(tokens.node_line).lighter(140))
    return palette


def _style_sheet(tokens: Tokens, points: float) -> str:
    t = tokens
    hover = mixed(t.accent, t.on_accent, 0.12).name()
    return f"""
        QToolTip {{ color: {t.text}; background: {t.raised}; border: 1px solid {t.line}; padding: 4px; }}
        QMainWindow::separator {{ background: {t.line}; width: 4px; height: 4px; }}
        QMainWindow::separator:hover {{ background: {t.accent}; }}
        DockTitle {{ background: {t.window}; border-bottom: 1px solid {t.line}; }}
        DockTitle QLabel {{ font-weight: 600; }}
        QStatusBar {{ border-top: 1px solid {t.line}; }}
        QStatusBar::item {{ border: none; }}
        QToolBar {{ border: none; border-bottom: 1px solid {t.line}; padding: 0; spacing: 0; }}
        QToolButton[role="run"], QToolButton[role="primary"] {{
            padding: 5px 10px; border: 1px solid {t.line}; border-radius: 4px; background: {t.panel};
        }}
        QToolButton[role="run"]:hover {{ background: {t.raised}; border-color: {t.dim}; }}
        QToolButton[role="run"]:pressed {{ background: {t.line}; }}
        QToolButton[role="run"]:disabled {{ background: {t.window}; color: {t.dim}; }}
        QToolButton[role="primary"] {{
            background: {t.accent}; border-color: {t.accent}; color: {t.on_accent}; font-weight: 600;
        }}
        QToolButton[role="primary"]:hover {{ background: {hover}; border-color: {hover}; }}
        QToolButton[role="primary"]:disabled {{ background: {t.raised}; border-color: {t.line}; color: {t.dim}; }}
        QToolButton[role="run"][popupMode="1"] {{ padding-right: 22px; }}
        QToolButton[role="run"][popupMode="2"] {{ padding: 5px 16px 5px 8px; }}
        QToolButton[role="run"]::menu-button {{ border: none; border-left: 1px solid {t.line}; width: 16px; }}
        QToolButton[role="run"]::menu-indicator {{ subcontrol-position: right center; right: 3px; }}
        QToolButton[role="run"]:focus, QToolButton[role="primary"]:focus {{
            border: 2px solid {t.text}; padding: 4px 9px;
        }}
        QToolButton#problems_button {{ padding: 2px 6px; border: 1px solid transparent; border-radius: 4px; }}
        QToolButton#problems_button:hover, QToolButton#problems_button:focus {{ border-color: {t.dim}; }}
        QToolButton#problems_button[role="problem"] {{ color: {t.problem}; }}
        QToolButton#problems_button[role="good"] {{ color: {t.good}; }}
        QProgressBar {{ background: {t.raised}; border: none; border-radius: 4px; }}
        QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
        QFrame#message_bar {{ background: {t.panel}; border: none; border-bottom: 2px solid {t.problem}; }}
        QFrame#command_palette {{ background: {t.window}; border: 1px solid {t.node_line}; border-radius: 4px; }}
        QToolButton[role="title"] {{ font-size: {1.1 * points:.2f}pt; font-weight: 600; }}
        QLabel[role="heading"] {{ font-size: {1.2 * points:.2f}pt; font-weight: bold; }}
        QLabel[role="dim"] {{ color: {t.dim}; }}
        QLabel[role="problem"] {{ color: {t.problem}; }}
    """


def mixed(one: QColor | str, other: QColor | str, share: float) -> QColor:
    """The opaque colour between two, `share` of the way to the other: drawing with a translucent pen takes longer."""
    pairs = zip(QColor(one).getRgb()[:3], QColor(other).getRgb()[:3], strict=True)
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def tabular(widget: QWidget) -> None:
    """Give a widget figures of equal width, for numbers that change."""
    font = QFont(widget.font())
    font.setFeature(QFont.Tag("tnum"), 1)
    widget.setFont(font)
