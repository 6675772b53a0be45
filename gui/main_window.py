"""The window: a frame that shows at once, and the workbench that is put into it when the engine is loaded.

Nothing here imports the engine at module level; that would delay the first paint.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QToolBar, QVBoxLayout, QWidget

from gui.actions import Actions, rules
from gui.densities import change_density
from gui.docks import make_docks, place_docks
from gui.menus import Menus
from gui.panels.message_bar import MessageBar
from gui.panels.run_bar import RunBar
from gui.panels.status import StatusPanel
from gui.resources import icon
from gui.settings import Settings
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Message, Problem
    from gui.command_palette import CommandPalette
    from gui.filing import Filing
    from gui.workbench import Workbench

LARGE = QSize(1920, 1200)

TOLD = 5_000
"""Milliseconds for which the status bar says what was copied or saved."""
"""On larger screens the window does not fill the screen by itself."""


class MainWindow(QMainWindow):
    """Usable from `build` on; until then it shows its frame."""

    first_painted = Signal()
    ready = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__(objectName="main_window", acceptDrops=True, dockNestingEnabled=True)
        self.settings = settings
        self.bench: Workbench | None = None
        self.filing: Filing | None = None
        self._commands: CommandPalette | None = None
        self._was_painted = False
        self._refusal = ""
        self.setWindowTitle("Descent")
        self.setWindowIcon(icon("descent", "accent"))
        self.setMinimumSize(960, 600)

        self.actions_ = Actions(self)
        self.run_bar = RunBar(self.actions_)
        bar = QToolBar(self.tr("Run"), objectName="run", movable=False, floatable=False)
        bar.addWidget(self.run_bar)
        bar.toggleViewAction().setVisible(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(bar)
        self.message_bar = MessageBar()
        self._middle = QVBoxLayout()
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.message_bar)
        self._loading = QLabel(self.tr("Loading..."), alignment=Qt.AlignmentFlag.AlignCenter)
        self._loading.setProperty("role", "dim")
        self._middle.addWidget(self._loading, 1)
        middle = QWidget()
        middle.setLayout(self._middle)
        self.setCentralWidget(middle)
        self.status_panel = StatusPanel()
        self.statusBar().addWidget(self.status_panel, 1)
        self.statusBar().setSizeGripEnabled(False)

        self.docks = make_docks(self)
        self.menus = Menus(self, self.actions_)
        self._place()

    def build(self, path: Path | None = None) -> None:
        """Load the engine, put the panels in, and open a file, or Digits where none is asked for or it is damaged."""
        from gui.access import install_roles, name_window
        from gui.canvas.figures import Figures
        from gui.enlarging import Enlarging
        from gui.filing import Filing, first_document
        from gui.plots.curves.options import CurveOptions
        from gui.workbench import Workbench

        stored, fault = first_document(path)
        named = path.absolute() if path is not None and fault is None else None
        self.bench = bench = Workbench(stored, named, views=self.settings.views, parent=self)
        self.filing = Filing(self, bench.document, self.settings)
        for name, panel in bench.panels().items():
            self.docks[name].setWidget(panel)
        self._middle.replaceWidget(self._loading, bench.canvas)
        self._middle.setStretchFactor(bench.canvas, 1)
        self._loading.deleteLater()
        self.enlarging = Enlarging(self._middle, bench.canvas, self.docks["plots"], bench.plots, self)
        bench.plots.failed.connect(self.report)
        bench.plots.told.connect(lambda text: self.statusBar().showMessage(text, TOLD))
        options = CurveOptions.of(bench.controller)
        options.restore(self.settings.curves)
        options.changed.connect(lambda: setattr(self.settings, "curves", options.saved()))
        bench.plots.chosen.connect(lambda: setattr(self.settings, "views", bench.plots.kinds))
        for action in self.actions_.for_canvas():
            bench.canvas.addAction(action)

        document, controller, stack = bench.document, bench.controller, bench.document.undo_stack
        self.run_bar.bind(controller)
        self.status_panel.bind(document, controller)
        bench.canvas.view.minimap.switch(self.settings.minimap)
        bench.canvas.view.minimap.switched.connect(lambda shown: setattr(self.settings, "minimap", shown))
        bench.canvas.view.minimap.switched.connect(self.actions_["minimap"].setChecked)
        self.actions_["minimap"].setChecked(self.settings.minimap)
        self.status_panel.problem_chosen.connect(self._show_problem)
        canvas = bench.canvas
        canvas.view.loss_chosen.connect(lambda: self._show_settings("loss"))
        canvas.analysis_asked.connect(self.show_analysis)
        self.docks["analysis"].visibilityChanged.connect(bench.analysis.come_to_front)
        canvas.show_figures(Figures(self.settings.figures, self.settings.figures_share))
        canvas.figures_chosen.connect(lambda chosen: self.settings.keep_figures(chosen.kind, chosen.share))
        canvas.show_worn(self.settings.worn)
        canvas.worn_chosen.connect(lambda worn: setattr(self.settings, "worn", worn))
        self.menus.view.insertMenu(self.menus.look.menuAction(), canvas.figures_menu)
        for signal in (document.changed, document.selection_changed, controller.state_changed,
                       stack.canUndoChanged, stack.canRedoChanged):  # fmt: skip
            signal.connect(self._refresh)
        document.selection_changed.connect(self._show_properties)
        document.replaced.connect(bench.canvas.setFocus, Qt.ConnectionType.QueuedConnection)
        document.changed.connect(self._show_title)
        document.file_changed.connect(self._show_title)
        stack.undoTextChanged.connect(self._name_steps)
        stack.redoTextChanged.connect(self._name_steps)
        controller.message_changed.connect(self._show_message)
        document.refused.connect(self._show_refusal)
        document.changed.connect(self._forget_refusal)
        install_roles()
        name_window(self)
        self._refresh()
        self._show_title()
        bench.canvas.show()  # at once: the window may become active before its layout shows it, and look for a focus
        bench.canvas.setFocus()
        if named is not None:
            self.settings.add_recent(named)
        if fault is not None:
            self._say(fault.message)
        self.ready.emit()

    # Files

    def open(self) -> bool:
        """Let the user choose a file, and open it."""
        return self._filing.open()

    def open_path(self, path: Path) -> bool:
        """Open a file in place of what is open; False where it cannot be read or the user wants to stay."""
        return self._filing.open_path(path)

    def new_empty(self, kind: str = "") -> bool:
        """Start from a network without layers, on a data set of that kind."""
        return self._filing.new_empty(kind)

    def new_from(self, path: Path) -> bool:
        """Start from a preset."""
        return self._filing.new_from(path)

    def save(self) -> bool:
        """Save, asking for a name where there is none."""
        return self._filing.save()

    def save_as(self) -> bool:
        """Save under a name the user chooses."""
        return self._filing.save_as()

    def save_path(self, path: Path) -> bool:
        """Save into a file."""
        return self._filing.save_path(path)

    # Edits and views

    def undo(self) -> None:
        """Undo one step."""
        self._bench.document.undo_stack.undo()

    def redo(self) -> None:
        """Redo one step."""
        self._bench.document.undo_stack.redo()

    def cut(self) -> None:
        """Take the selected layers out and keep them on the clipboard."""
        self._bench.canvas.clipboard.cut()

    def copy(self) -> None:
        """Copy the selected layers to the clipboard."""
        self._bench.canvas.clipboard.copy()

    def paste(self) -> None:
        """Put the clipboard's layers behind the selected one."""
        self._bench.canvas.clipboard.paste()

    def duplicate(self) -> None:
        """Put a copy of the selected layers behind them."""
        self._bench.canvas.clipboard.duplicate()

    def put_in_line(self, way: str) -> None:
        """Align or distribute the selected boxes."""
        self._bench.canvas.view.put_in_line(way)

    def tidy(self) -> None:
        """Give up all places chosen by hand."""
        self._bench.canvas.view.tidy()

    def delete_selection(self) -> None:
        """Delete the selected layers."""
        self._bench.canvas.delete_selection()

    def select_all(self) -> None:
        """Select all layers."""
        self._bench.canvas.select_all()

    def rename_selection(self) -> None:
        """Type a name for the selected layer or group."""
        self._bench.canvas.view.renaming.rename_chosen()

    def group_selection(self) -> None:
        """Show the selected layers as one box."""
        self._bench.canvas.view.group_selection()

    def ungroup_selection(self) -> None:
        """Dissolve the selected group."""
        self._bench.canvas.view.ungroup_selection()

    def fit(self) -> None:
        """Show the whole network."""
        self._bench.canvas.fit()

    def show_minimap(self, shown: bool) -> None:
        """Let the minimap be shown where it is needed, or never."""
        self._bench.canvas.view.minimap.switch(shown)

    def show_analysis(self) -> None:
        """Bring the table of the layers into sight."""
        self._bring("analysis")

    def show_history(self) -> None:
        """Bring the list of edits into sight."""
        self._bring("history")

    def restore_layout(self) -> None:
        """Put all panels back in their places."""
        if self.bench is not None:
            self.enlarging.end()
        place_docks(self, self.docks)

    def set_look(self, name: str) -> None:
        """Change the look and remember it."""
        self.settings.look = name
        self.actions_[f"look_{name}"].setChecked(True)
        theme.apply(name)

    def set_density(self, name: str) -> None:
        """Change how large things are and which panels there are, and remember it."""
        change_density(self, name)

    def show_preferences(self) -> None:
        """Let the user choose looks and the like."""
        from gui.preferences import PreferencesDialog

        dialog = self.findChild(PreferencesDialog) or PreferencesDialog(self)
        dialog.show()
        dialog.activateWindow()

    def find_command(self) -> None:
        """Open the command palette."""
        from gui.command_palette import CommandPalette

        if self._commands is None:
            self._commands = CommandPalette(self)
        self._commands.ask()

    def show_shortcuts(self) -> None:
        """List all keyboard shortcuts."""
        from gui.help import ShortcutsDialog

        ShortcutsDialog(self.actions_.records, self).show()

    def show_about(self) -> None:
        """Show versions and where the data come from."""
        from gui.help import AboutDialog

        AboutDialog(self).show()

    # The run

    def train(self) -> None:
        """Train, or go on, with the plots in sight unless they were closed."""
        plots = self.docks["plots"]
        if self.enlarging.place is None and not plots.isHidden() and self.tabifiedDockWidgets(plots):
            plots.raise_()
        self._bench.controller.train()

    def train_seeds(self, count: str) -> None:
        """Train several times over, each with a seed of its own."""
        self._bench.controller.series.start(int(count))

    def pause(self) -> None:
        """Pause the run."""
        self._bench.controller.pause()

    def step(self) -> None:
        """Do one step."""
        self._bench.controller.step()

    def step_epoch(self) -> None:
        """Train to the end of the epoch."""
        self._bench.controller.step_epoch()

    def run_to(self) -> None:
        """Let the user name a step to train to."""
        self.run_bar.ask_goal()

    def stop(self) -> None:
        """End the run."""
        self._bench.controller.stop()

    def reset(self) -> None:
        """Discard the run; the experiment stays as it is."""
        self._bench.controller.reset()

    def reset_anew(self) -> None:
        """Discard the run; the next one begins with other weights."""
        self._bench.controller.reset_anew()

    def shutdown(self) -> bool:
        """End the training thread, for leaving; whether it ended in time."""
        return self.bench is None or self.bench.shutdown()

    def report(self, text: str) -> None:
        """Show a sentence above the canvas until the user closes it."""
        self.message_bar.show_text(text)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.filing is not None and not self.filing.may_leave():
            event.ignore()
            return
        if self.bench is not None:
            self.bench.plots.settle()
            self.enlarging.end()
        self.settings.keep_window(self.saveGeometry(), self.saveState())
        self.settings.write()
        self.shutdown()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.filing is not None and _dropped(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, partial(self.open_path, path))  # a question asked in here would hold up the other side

    # Parts

    @property
    def _bench(self) -> Workbench:
        assert self.bench is not None, "the window is not built yet"
        return self.bench

    @property
    def _filing(self) -> Filing:
        assert self.filing is not None, "the window is not built yet"
        return self.filing

    def _place(self) -> None:
        """Give the window and its panels the places of last time, or good ones."""
        available = self.screen().availableGeometry()
        self.resize(available.size().boundedTo(LARGE).expandedTo(self.minimumSize()))
        if available.width() <= LARGE.width():
            self.setWindowState(Qt.WindowState.WindowMaximized)
        else:
            self.move(available.center() - self.rect().center())
        geometry, layout = self.settings.geometry, self.settings.layout
        if geometry is not None:
            self.restoreGeometry(geometry)
        self.restore_layout()
        if layout is not None and not self.restoreState(layout):
            self.restore_layout()

    def _refresh(self) -> None:
        self.actions_.refresh(rules(self._bench, self.status_panel.named))

    def _name_steps(self) -> None:
        stack = self._bench.document.undo_stack
        undo, redo = stack.undoText().replace("&", "&&"), stack.redoText().replace("&", "&&")
        self.actions_["undo"].setText(self.tr("&Undo: {step}").format(step=undo) if undo else self.tr("&Undo"))
        self.actions_["redo"].setText(self.tr("&Redo: {step}").format(step=redo) if redo else self.tr("&Redo"))

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self._filing.title()}[*] \N{EM DASH} Descent")
        self.setWindowModified(self._bench.document.dirty)

    def _bring(self, name: str) -> None:
        """Show a dock in front of those it shares a place with, and give it the keyboard."""
        self.docks[name].show()
        self.docks[name].raise_()
        self.docks[name].widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_properties(self) -> None:
        """What was just selected must be in sight where the properties share one place with other panels; but nobody
        who works in one of those is disturbed."""
        dock, focus = self.docks["properties"], self.focusWidget()
        sharing = self.tabifiedDockWidgets(dock)
        at_work = any(each.isAncestorOf(focus) for each in sharing) if focus is not None else False
        if sharing and not at_work and self._bench.document.selection and not dock.isHidden():
            dock.raise_()

    def _show_settings(self, section: str) -> None:
        """Bring a section of the experiment settings into sight."""
        self.docks["experiment"].show()
        self.docks["experiment"].raise_()
        self._bench.experiment.reveal(section)

    def _show_problem(self, problem: Problem) -> None:
        dock = self.docks["experiment" if problem.node is None else "properties"]
        dock.show()
        dock.raise_()
        if problem.node is not None:
            self._bench.canvas.setFocus()

    def _show_message(self) -> None:
        message = self._bench.controller.message
        if message is None:
            self.message_bar.clear()
        else:
            self._say(message)

    def _show_refusal(self, text: str) -> None:
        self._refusal = text
        self.report(text)

    def _forget_refusal(self) -> None:
        """What was refused is past once something else is done."""
        if self._refusal and self.message_bar.text == self._refusal:
            self.message_bar.clear()
        self._refusal = ""

    def _say(self, message: Message) -> None:
        from gui.texts import translate

        self.report(translate(message))


def _dropped(urls: list[QUrl]) -> Path | None:
    """The one experiment file among what is dragged here."""
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in (".descent", ".json") else None
