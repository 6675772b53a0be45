"""The window: a frame that shows at once, and the workbench that is put into it when the engine is loaded.

Nothing here imports the engine at module level; that would delay the first paint.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QToolBar, QVBoxLayout, QWidget

from gui.actions import Actions, commit_typing, rules
from gui.densities import change_density
from gui.docks import Docks
from gui.language import language
from gui.menus import Menus
from gui.panels.message_bar import MessageBar
from gui.panels.run_bar import RunBar
from gui.panels.status import StatusPanel
from gui.resources import icon
from gui.settings import Settings
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Problem
    from gui.command_palette import CommandPalette
    from gui.filing import Filing
    from gui.recovery import Leftover
    from gui.workbench import Work, Workbench

LARGE = QSize(1920, 1200)
"""On larger screens the window does not fill the screen by itself."""

TOLD = 5_000
"""Milliseconds for which the status bar says what was copied or saved."""


class MainWindow(QMainWindow):
    """Usable from `build` on; until then it shows its frame."""

    first_painted = Signal()
    ready = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__(objectName="main_window", acceptDrops=True, dockNestingEnabled=True)
        self.settings = settings
        self.bench: Workbench | None = None
        self.filing: Filing | None = None
        self._offered: Leftover | None = None
        self._commands: CommandPalette | None = None
        self._was_painted = False
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

        self.docks = Docks(self)
        self.menus = Menus(self, self.actions_)
        self._place()

    def build(self, path: Path | None = None) -> None:
        """Load the engine, put the panels in, and open a file, or Digits where none is asked for or it is damaged."""
        from gui.filing import first_document
        from gui.workbench import Work

        stored, fault = first_document(path)
        named = path.absolute() if path is not None and fault is None else None
        self.take_over(Work(stored, named))
        self._filing.hold()
        if named is not None:
            self.settings.add_recent(named)
        if fault is not None:
            self.message_bar.show_message(fault.message)
        self.offer_recovery()
        self.ready.emit()

    def take_over(self, work: Work) -> None:
        """Put the panels in, for a piece of work."""
        from gui.access import install_roles, name_window
        from gui.enlarging import Enlarging
        from gui.filing import Filing
        from gui.remembering import remember_choices
        from gui.workbench import Workbench

        self.bench = bench = Workbench(work, views=self.settings.views, parent=self)
        work.keep_safe(self.settings.recovery)
        self.filing = Filing(self, bench.document, self.settings)
        self.filing.told.connect(self.report)
        for name, panel in bench.panels().items():
            self.docks[name].setWidget(panel)
        self._middle.replaceWidget(self._loading, bench.canvas)
        self._middle.setStretchFactor(bench.canvas, 1)
        self._loading.deleteLater()
        self.enlarging = Enlarging(self._middle, bench.canvas, self.docks["plots"], bench.plots, self)
        for action in self.actions_.for_canvas():
            bench.canvas.addAction(action)
        self.menus.view.insertMenu(self.menus.look.menuAction(), bench.canvas.figures_menu)
        remember_choices(bench, self.settings, self.actions_)
        self._follow(bench)
        install_roles()
        name_window(self)
        self._refresh()
        self._show_title()
        bench.canvas.show()  # at once: the window may become active before its layout shows it, and look for a focus
        bench.canvas.setFocus()

    def _follow(self, bench: Workbench) -> None:
        """Let the frame show what happens on the bench."""
        document, controller, stack, canvas = bench.document, bench.controller, bench.document.undo_stack, bench.canvas
        self.run_bar.bind(controller)
        self.status_panel.bind(document, controller)
        self.status_panel.problem_chosen.connect(self._show_problem)
        bench.plots.failed.connect(self.report)
        bench.plots.told.connect(lambda text: self.statusBar().showMessage(text, TOLD))
        canvas.view.loss_chosen.connect(lambda: self._show_settings("loss"))
        canvas.analysis_asked.connect(self.show_analysis)
        self.docks["analysis"].visibilityChanged.connect(bench.analysis.come_to_front)
        for signal in (document.settled, document.selection_changed, controller.state_changed,
                       stack.canUndoChanged, stack.canRedoChanged):  # fmt: skip
            signal.connect(self._refresh)
        document.selection_changed.connect(self._show_properties)
        document.replaced.connect(canvas.setFocus, Qt.ConnectionType.QueuedConnection)
        document.settled.connect(self._show_title)
        document.file_changed.connect(self._show_title)
        stack.undoTextChanged.connect(self._name_steps)
        stack.redoTextChanged.connect(self._name_steps)
        self.message_bar.bind(document, controller)

    # Files

    def open_path(self, path: Path) -> bool:
        """Open a file in place of what is open; False where it cannot be read or the user wants to stay."""
        return self._filing.open_path(path)

    def new_empty(self, kind: str = "") -> bool:
        """Start from a network without layers, on a data set of that kind."""
        return self._filing.new_empty(kind)

    def new_from(self, path: Path) -> bool:
        """Start from a preset."""
        return self._filing.new_from(path)

    # Views

    def show_analysis(self) -> None:
        """Bring the table of the layers into sight."""
        self.docks.bring("analysis")

    def show_history(self) -> None:
        """Bring the list of edits into sight."""
        self.docks.bring("history")

    def restore_layout(self) -> None:
        """Put all panels back in their places."""
        if self.bench is not None:
            self.enlarging.end()
        self.docks.place()

    def set_look(self, name: str) -> None:
        """Change the look and remember it."""
        self.settings.look = name
        self.actions_[f"look_{name}"].setChecked(True)
        theme.apply(name)

    def set_language(self, code: str) -> None:
        """Remember a language; whoever holds the window sees to it that another one speaks it."""
        self.settings.language = code

    def renewed(self) -> MainWindow:
        """A window in the language that is in force now, at the same place and with the same work; this one is given
        up, and gone when control returns to the event loop."""
        commit_typing()
        bench = self._bench
        bench.plots.settle()
        self.enlarging.end()
        self.settings.keep_window(self.saveGeometry(), self.saveState())
        selection = bench.document.selection
        work = bench.give_up()
        self.bench = self.filing = None
        if self._offered is not None:
            self._offered.lock.unlock()  # the other one offers it again
        other = MainWindow(self.settings)
        other.take_over(work)
        other.bench.document.select(selection)
        other.show()
        self.hide()
        self.deleteLater()
        return other

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
        if self.enlarging.place is None:
            self.docks.raise_open("plots")
        self._bench.controller.train()

    def shutdown(self) -> bool:
        """End the training thread, for leaving; whether it ended in time."""
        return self.bench is None or self.bench.work.shutdown()

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
        if self.bench is not None and self.bench.work.recovery is not None:
            self.bench.work.recovery.remove()
        if self.filing is not None:
            self.filing.release()
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

    def offer_recovery(self) -> None:
        """Offer the edits that a crash left unsaved, one document after the other."""
        from gui.recovery import leftovers
        from gui.texts import catalogue

        found = self._offered = next(leftovers(self.settings.recovery), None)
        if found is None:
            return
        named = catalogue(found.stored.experiment.name) or self.tr("Untitled")
        name = named if found.path is None else found.path.stem
        when = "" if found.time is None else language.locale().toString(found.time, QLocale.FormatType.ShortFormat)
        text = self.tr("Descent was not ended properly. Unsaved edits of {name} were kept ({when}).")

        def recover() -> None:
            if not self._filing.recover(found):
                found.lock.unlock()
            elif not self._bench.work.recovery.write():
                return  # it stays for the next start
            else:
                found.discard()
            self.offer_recovery()

        def discard() -> None:
            found.discard()
            self.offer_recovery()

        offers = ((self.tr("Recover"), recover), (self.tr("Discard"), discard))
        self.message_bar.show_offer(text.format(name=name, when=when), offers)

    def _refresh(self) -> None:
        if self.bench is None:  # given up
            return
        self.actions_.refresh(rules(self._bench, self.status_panel.named))

    def _name_steps(self) -> None:
        if self.bench is None:
            return
        stack = self._bench.document.undo_stack
        self.actions_.name_steps(stack.undoText(), stack.redoText())

    def _show_title(self) -> None:
        if self.bench is None:
            return
        self.setWindowTitle(f"{self._filing.title()}[*] \N{EM DASH} Descent")
        self.setWindowModified(self._bench.document.dirty)

    def _show_properties(self) -> None:
        """What was just selected must be in sight where the properties share one place with other panels."""
        if self.bench is not None and self.bench.document.selection:
            self.docks.raise_open("properties", disturb=False)

    def _show_settings(self, section: str) -> None:
        """Bring a section of the experiment settings into sight."""
        self.docks.reveal("experiment")
        self._bench.experiment.reveal(section)

    def _show_problem(self, problem: Problem) -> None:
        self.docks.reveal("experiment" if problem.node is None else "properties")
        if problem.node is not None:
            self._bench.canvas.setFocus()


def _dropped(urls: list[QUrl]) -> Path | None:
    """The one experiment file among what is dragged here."""
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in (".descent", ".json") else None
