"""One table of what can be done; menus, shortcuts, buttons and tooltips are made from it and cannot disagree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

from gui.canvas import align
from gui.resources import icon
from gui.run_states import OVER

if TYPE_CHECKING:
    from engine import Problem
    from gui.workbench import Workbench

SEEDS = (3, 5, 10)
"""How often an experiment may be trained in a row, each time with a seed of its own."""

WhyNot = Callable[[str], str | None]
"""Takes a rule; says in a sentence why it forbids now, or None where it allows."""


@dataclass(frozen=True)
class Record:
    """One thing to do. `handler` is the way from the window to a method, followed when it is done, which is given the
    `argument` where there is one; `rule` is what decides whether it is possible now."""

    id: str
    menu: str
    text: str
    handler: str
    tip: str = ""
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    rule: str = "ready"
    new_group: bool = False
    on_canvas: bool = False
    """Whether the shortcut works only while the canvas has the focus: elsewhere the key belongs to what is edited."""
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    argument: str | int = ""
    checkable: bool = False
    """Whether it is switched on and off: the handler is given which."""


def records() -> tuple[Record, ...]:
    """The table, in the user's language, in the order of the menus."""
    translate = QCoreApplication.translate
    return (
        Record("new_empty", "new", translate("Actions", "&Empty network"), "filing.new_empty",
               translate("Actions", "Start from a network without layers"), ("Ctrl+N",)),
        Record("open", "file", translate("Actions", "&Open..."), "filing.open",
               translate("Actions", "Open an experiment"), ("Ctrl+O",), "open"),
        Record("save", "file", translate("Actions", "&Save"), "filing.save",
               translate("Actions", "Save the experiment"), ("Ctrl+S",), "save", new_group=True),
        Record("save_as", "file", translate("Actions", "Save &as..."), "filing.save_as",
               translate("Actions", "Save the experiment under another name"), ("Ctrl+Shift+S",)),
        Record("quit", "file", translate("Actions", "&Quit"), "close",
               translate("Actions", "Close the window"), ("Ctrl+Q",), rule="always", new_group=True,
               role=QAction.MenuRole.QuitRole),
        Record("undo", "edit", translate("Actions", "&Undo"), "bench.document.undo_stack.undo",
               translate("Actions", "Undo the last edit"), ("Ctrl+Z",), "undo", "undo"),
        Record("redo", "edit", translate("Actions", "&Redo"), "bench.document.undo_stack.redo",
               translate("Actions", "Redo what was undone"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", "redo"),
        Record("history", "edit", translate("Actions", "&History"), "show_history",
               translate("Actions", "List all edits; go back to any of them"), ("Ctrl+Shift+H",), "history"),
        Record("cut", "edit", translate("Actions", "Cu&t"), "bench.canvas.clipboard.cut",
               translate("Actions", "Take the selected layers out and keep them on the clipboard"), ("Ctrl+X",), "cut",
               "selection", new_group=True, on_canvas=True),
        Record("copy", "edit", translate("Actions", "&Copy"), "bench.canvas.clipboard.copy",
               translate("Actions", "Copy the selected layers to the clipboard, as text"), ("Ctrl+C",), "copy",
               "selection", on_canvas=True),
        Record("paste", "edit", translate("Actions", "&Paste"), "bench.canvas.clipboard.paste",
               translate("Actions", "Put the clipboard's layers after the selected one"), ("Ctrl+V",), "paste",
               "network", on_canvas=True),
        Record("duplicate", "edit", translate("Actions", "Dup&licate"), "bench.canvas.clipboard.duplicate",
               translate("Actions", "Put a copy of the selected layers after them"), ("Ctrl+D",), "duplicate",
               "selection", on_canvas=True),
        Record("delete", "edit", translate("Actions", "&Delete"), "bench.canvas.delete_selection",
               translate("Actions", "Delete the selected layers"), ("Del",), "delete", "selection",
               on_canvas=True),
        Record("rename", "edit", translate("Actions", "Rena&me..."), "bench.canvas.view.renaming.rename_chosen",
               translate("Actions", "Type another name for the selected layer or group"), ("F2",), rule="rename",
               on_canvas=True),
        Record("select_all", "edit", translate("Actions", "Select &all"), "bench.canvas.select_all",
               translate("Actions", "Select all layers"), ("Ctrl+A",), rule="layers", new_group=True,
               on_canvas=True),
        Record("group", "edit", translate("Actions", "&Group"), "bench.canvas.view.group_selection",
               translate("Actions", "Show the selected layers as one box"), ("Ctrl+G",), "group", "group",
               new_group=True, on_canvas=True),
        Record("ungroup", "edit", translate("Actions", "U&ngroup"), "bench.canvas.view.ungroup_selection",
               translate("Actions", "Dissolve the selected group; its layers stay"), ("Ctrl+Shift+G",),
               rule="ungroup", on_canvas=True),
        *(Record(way, "arrange", align.title(way), "bench.canvas.view.put_in_line", align.tip(way), (), way, way,
                 way in ("align_top", "distribute_across"), argument=way) for way in align.WAYS),
        Record("tidy", "arrange", translate("Actions", "Arrange &automatically"), "bench.canvas.view.tidy",
               translate("Actions", "Give up all places chosen by hand"), (), "arrange", "tidy", new_group=True),
        Record("preferences", "edit", translate("Actions", "Pre&ferences..."), "show_preferences",
               translate("Actions", "Choose look, density and what stands on the canvas"), ("Ctrl+,",),
               "curve_options", role=QAction.MenuRole.PreferencesRole),
        Record("fit", "view", translate("Actions", "&Fit network"), "bench.canvas.fit",
               translate("Actions", "Show the whole network"), ("Ctrl+0",), "fit"),
        Record("minimap", "view", translate("Actions", "&Minimap"), "bench.canvas.view.minimap.switch",
               translate("Actions", "Show the whole network small in a corner while it is not wholly in view"),
               checkable=True),
        Record("analyse", "view", translate("Actions", "A&nalyse network"), "show_analysis",
               translate("Actions", "List every layer with its shapes, parameters, cost and problems"),
               ("Ctrl+Shift+A",), "analyse"),
        Record("density_lab", "density", translate("Actions", "&Lab"), "set_density",
               translate("Actions", "All panels, for working"), ("Ctrl+1",), rule="always", argument="lab"),
        Record("density_lecture", "density", translate("Actions", "L&ecture"), "set_density",
               translate("Actions", "Large type and thick lines, the canvas and two plots, for a projector"),
               ("Ctrl+2",), rule="always", argument="lecture"),
        Record("density_focus", "density", translate("Actions", "&Focus"), "set_density",
               translate("Actions", "Only the canvas and the live views"), ("Ctrl+3",), rule="always",
               argument="focus"),
        Record("look_light", "look", translate("Actions", "&Light"), "set_look",
               translate("Actions", "Dark on light"), ("Ctrl+4",), rule="always", argument="light"),
        Record("look_dark", "look", translate("Actions", "&Dark"), "set_look",
               translate("Actions", "Light on dark"), ("Ctrl+5",), rule="always", argument="dark"),
        Record("look_contrast", "look", translate("Actions", "&High contrast"), "set_look",
               translate("Actions", "Black on white, for a projector or weak eyes"), ("Ctrl+6",), rule="always",
               argument="contrast"),
        Record("look_system", "look", translate("Actions", "&System"), "set_look",
               translate("Actions", "Light or dark, as the desktop is"), ("Ctrl+7",), rule="always",
               argument="system"),
        Record("restore_layout", "view", translate("Actions", "&Restore layout"), "restore_layout",
               translate("Actions", "Put all panels back in their places"), rule="always", new_group=True),
        Record("train", "run", translate("Actions", "&Train"), "train",
               translate("Actions", "Train the network"), ("F5",), "train", "train"),
        *(Record(f"seeds_{count}", "seeds", translate("Actions", "&{count} runs").format(count=count),
                 "bench.controller.series.start",
                 translate("Actions", "Train {count} times, each with a seed of its own").format(count=count),
                 rule="seeds", argument=count) for count in SEEDS),
        Record("pause", "run", translate("Actions", "&Pause"), "bench.controller.pause",
               translate("Actions", "Pause training; Train goes on from here"), ("F6",), "pause", "pause"),
        Record("step", "run", translate("Actions", "St&ep"), "bench.controller.step",
               translate("Actions", "Train on one batch, then pause"), ("F10",), "step", "step"),
        Record("step_epoch", "run", translate("Actions", "Step one ep&och"), "bench.controller.step_epoch",
               translate("Actions", "Train to the end of the epoch, then pause"), ("Shift+F10",), "step_epoch",
               "step_epoch"),
        Record("run_to", "run", translate("Actions", "R&un to..."), "run_bar.ask_goal",
               translate("Actions", "Train to a step or epoch you name, then pause"), ("Ctrl+F10",), "run_to",
               "run_to"),
        Record("stop", "run", translate("Actions", "&Stop"), "bench.controller.stop",
               translate("Actions", "End the run and keep its results; Train then begins anew"), ("Shift+F5",),
               "stop", "stop"),
        Record("reset", "run", translate("Actions", "&Reset"), "bench.controller.reset",
               translate("Actions", "Forget the run and start from new weights; the experiment stays"), ("Ctrl+R",),
               "reset", "reset"),
        Record("reset_anew", "run", translate("Actions", "Reset with &new weights"), "bench.controller.reset_anew",
               translate("Actions", "Forget the run; the next one starts from other weights: the seed goes up by one"),
               ("Ctrl+Shift+R",), "reset_anew", "network"),
        Record("find_command", "help", translate("Actions", "&Find a command..."), "find_command",
               translate("Actions", "Type what you want to do, or what you want to see"), ("Ctrl+K",), "search"),
        Record("shortcuts", "help", translate("Actions", "&Keyboard shortcuts"), "show_shortcuts",
               translate("Actions", "List all keyboard shortcuts"), ("F1",), "help", "always"),
        Record("about", "help", translate("Actions", "&About Descent"), "show_about",
               translate("Actions", "Versions, and where the data come from"), rule="always", new_group=True,
               role=QAction.MenuRole.AboutRole),
    )  # fmt: skip


class Actions(QObject):
    """The table's actions, wired to a window; by id: `actions["train"]`."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self.records = records()
        self._actions = {record.id: self._make(record, window) for record in self.records}
        self._rules = tuple(dict.fromkeys(record.rule for record in self.records))
        self._reasons: dict[str, str | None] = {}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def in_menu(self, menu: str) -> list[tuple[Record, QAction]]:
        """What stands in a menu, in order."""
        return [(record, self._actions[record.id]) for record in self.records if record.menu == menu]

    def for_canvas(self) -> list[QAction]:
        """The actions whose shortcuts belong to the canvas alone; it must be given them."""
        return [self._actions[record.id] for record in self.records if record.on_canvas]

    def record(self, action: QAction) -> Record | None:
        """The row that an action was made from; None for one that is not of this table."""
        found = self._actions.get(action.objectName())
        return next(each for each in self.records if each.id == action.objectName()) if found is action else None

    def why_not(self, action: QAction) -> str:
        """Why an action cannot be done now, as far as that is known."""
        return self._reasons.get(action.objectName()) or ""

    def refresh(self, why_not: WhyNot) -> None:
        """Enable what is possible now; what is not says why in its tooltip. Only what changed is touched."""
        reasons = {rule: why_not(rule) for rule in self._rules}
        for record in self.records:
            reason = reasons[record.rule]
            if self._reasons.get(record.id, "") != reason:
                self._reasons[record.id] = reason
                self._actions[record.id].setEnabled(reason is None)
                self._actions[record.id].setToolTip(self._tooltip(record, reason))

    def name_steps(self, undo: str, redo: str) -> None:
        """Say what would be undone and redone; empty where nothing is."""
        translate = QCoreApplication.translate
        undo, redo = undo.replace("&", "&&"), redo.replace("&", "&&")
        undo_text = translate("Actions", "&Undo: {step}").format(step=undo) if undo else translate("Actions", "&Undo")
        redo_text = translate("Actions", "&Redo: {step}").format(step=redo) if redo else translate("Actions", "&Redo")
        self["undo"].setText(undo_text)
        self["redo"].setText(redo_text)

    def _make(self, record: Record, window: QObject) -> QAction:
        action = QAction(record.text, window, objectName=record.id, menuRole=record.role, checkable=record.checkable)
        action.setShortcuts([QKeySequence(shortcut) for shortcut in record.shortcuts])
        action.setToolTip(self._tooltip(record, None))
        if record.icon:
            action.setIcon(icon(record.icon))
        if record.on_canvas:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setEnabled(record.rule == "always")
        handler = attrgetter(record.handler)
        arguments = (record.argument,) if record.argument else ()
        action.triggered.connect(
            lambda on=False: (commit_typing(), handler(window)(*((on,) if record.checkable else arguments)))
        )
        return action

    @staticmethod
    def _tooltip(record: Record, reason: str | None) -> str:
        keys = native_keys(record)
        tip = f"{record.tip} ({keys})" if keys else record.tip
        return f"{tip}\n{reason}" if reason else tip


def commit_typing() -> None:
    """Let the input that has the focus hand on what is typed in it: neither a key nor a button takes the focus away."""
    commit = getattr(QApplication.focusWidget(), "commit", None)
    if commit is not None:
        commit()


def native_keys(record: Record) -> str:
    """The shortcuts as this system writes them; empty where there is none."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(shortcut).toString(native) for shortcut in record.shortcuts)


def rules(bench: Workbench, named: Callable[[Problem], str]) -> WhyNot:
    """What the rules say as things stand. `named` puts a problem into words."""
    document, controller, groups = bench.document, bench.controller, bench.canvas.view.groups.edits
    boxes = len(bench.canvas.view.selected_boxes())
    state, problems = controller.state, document.analysis.problems
    translate = QCoreApplication.translate
    allowed: dict[str, Callable[[], bool]] = {
        "always": lambda: True,
        "ready": lambda: True,
        "undo": document.undo_stack.canUndo,
        "redo": document.undo_stack.canRedo,
        "layers": lambda: bool(document.network.nodes),
        "selection": lambda: any(node.id in document.selection for node in document.network.nodes),
        "network": lambda: document.learns,
        "tidy": lambda: bool(document.positions),
        "rename": lambda: bench.canvas.view.renaming.chosen() is not None,
        "group": groups.may_group,
        "seeds": lambda: document.learns and controller.can("train") and controller.state in OVER,
        "ungroup": lambda: bool(groups.chosen()),
    }
    over = translate("Actions", "The run is over; Train starts a new one from fresh weights.")
    reasons = {
        "undo": translate("Actions", "Nothing to undo."),
        "redo": translate("Actions", "Nothing to redo."),
        "layers": translate("Actions", "The network has no layers."),
        "selection": translate("Actions", "No layer is selected."),
        "network": translate("Actions", "This model has no layers."),
        "tidy": translate("Actions", "No box was moved by hand."),
        "rename": translate("Actions", "Select one layer or one group."),
        "group": translate("Actions", "Select two layers or more."),
        "ungroup": translate("Actions", "No group is selected."),
        "train": translate("Actions", "Training is under way."),
        "step": over if state == "finished" else translate("Actions", "Pause first."),
        "run_to": over if state == "finished" else translate("Actions", "The run is being stopped."),
        "step_epoch": over if state == "finished" else translate("Actions", "Pause first."),
        "seeds": translate("Actions", "Stop or reset the run first.")
        if document.learns
        else translate("Actions", "This model takes nothing from its seed but the split of the data."),
        "pause": translate("Actions", "Nothing is being trained."),
        "stop": translate("Actions", "Nothing is being trained."),
        "reset": translate("Actions", "There is no run to forget."),
    }

    def why_not(rule: str) -> str | None:
        if rule in align.WAYS:
            return align.too_few(rule, boxes)
        if allowed[rule]() if rule in allowed else controller.can(rule):
            return None
        if rule in ("train", "step", "step_epoch", "run_to", "seeds") and problems and state in OVER:
            return named(problems[0])
        return reasons.get(rule, "")

    return why_not
