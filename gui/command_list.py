"""What the command palette offers: all that the menus hold, and what is found by name rather than in a menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from gui.canvas.additions import Addition
from gui.canvas.layers import Offer, templates
from gui.plots.registry import ViewKind, view_kinds
from gui.texts import catalogue, node_title, unlettered

if TYPE_CHECKING:
    from gui.main_window import MainWindow

WITHIN = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
"""Stands between a menu and the one in it."""

BEGINS, WORD, HOLDS, IN_GROUP, IN_TIP = range(5)
"""How well a word that was typed fits a command: its title begins with it, a word of the title does, the title holds
it, the name of its group or its explanation does."""


@dataclass(frozen=True)
class Command:
    """A line of the palette. `why_not` is None where it can be done now, or a sentence, empty where none is known."""

    group: str
    title: str
    run: Callable[[], object]
    tip: str = ""
    keys: str = ""
    why_not: str | None = None
    checked: bool = False
    action: QAction | None = field(default=None, compare=False)
    """What it stands for, where that is an entry of a menu."""

    @property
    def possible(self) -> bool:
        return self.why_not is None


def commands(window: MainWindow) -> list[Command]:
    """All commands as things stand: menus in their order, then views, templates, and the layers of the network."""
    found = list(_of_menus(window))
    found += [_view(window, kind) for kind in view_kinds()]
    bench = window.bench
    if bench is None:
        return found
    document, edits = bench.document, bench.canvas.edits
    misfits = edits.misfits(edits.behind()) if document.learns else {}
    no_network = QCoreApplication.translate("Actions", "This model has no layers.")
    for offer in templates():
        why_not = misfits.get(offer.key) if document.learns else no_network
        found.append(_template(window, offer, why_not))
    for node in document.network.nodes if document.learns else ():
        kind = catalogue(type(node.layer).title)
        found.append(_layer(window, node.id, node_title(node), kind))
    return found


def search(offered: Sequence[Command], text: str) -> list[Command]:
    """The commands that hold every word, in any order, best first; all of them, as they come, for no words."""
    words = text.casefold().split()
    if not words:
        return list(offered)
    phrase = " ".join(words)
    ranked = []
    for place, command in enumerate(offered):
        ranks = [_rank(command, word) for word in words]
        if None not in ranks:
            whole = not command.title.casefold().startswith(phrase)
            ranked.append((whole, sum(rank for rank in ranks if rank is not None), not command.possible, place))
    return [offered[place] for *_, place in sorted(ranked)]


def _rank(command: Command, word: str) -> int | None:
    title = command.title.casefold()
    if title.startswith(word):
        return BEGINS
    if any(each.startswith(word) for each in title.split()):
        return WORD
    if word in title:
        return HOLDS
    if word in command.group.casefold():
        return IN_GROUP
    return IN_TIP if any(each.startswith(word) for each in command.tip.casefold().split()) else None


def _of_menus(window: MainWindow) -> Iterator[Command]:
    for action in window.menuBar().actions():
        yield from _of_menu(window, action.menu(), _shown(action))


def _of_menu(window: MainWindow, menu: QMenu, group: str) -> Iterator[Command]:
    """The entries of a menu and of those under it, whether or not it was ever opened."""
    menu.aboutToShow.emit()  # some are filled only now
    for action in menu.actions():
        if action.isSeparator() or not action.isVisible():
            continue
        if action.menu() is not None:
            yield from _of_menu(window, action.menu(), group + WITHIN + _shown(action))
        else:
            yield _entry(window, action, group)


def _entry(window: MainWindow, action: QAction, group: str) -> Command:
    record = window.actions_.record(action)
    title = _shown(action)
    explained = action.toolTip() if action.toolTip() != title else ""
    native = QKeySequence.SequenceFormat.NativeText
    return Command(
        group=group, title=title, run=action.trigger, tip=record.tip if record is not None else explained,
        keys=", ".join(keys.toString(native) for keys in action.shortcuts()),
        why_not=None if action.isEnabled() else window.actions_.why_not(action),
        checked=action.isCheckable() and action.isChecked(), action=action,
    )  # fmt: skip


def _shown(action: QAction) -> str:
    """The text of an entry as it is read: without the mark of its letter."""
    return unlettered(action.text()).partition("\t")[0]


def _view(window: MainWindow, kind: ViewKind) -> Command:
    translate = QCoreApplication.translate
    tip = translate("Commands", "Show this live view below the network")
    title = translate("Commands", "Show {view}").format(view=kind.title)
    why_not = None if window.bench is not None else ""
    return Command(translate("Commands", "Live views"), title, partial(_show_view, window, kind.kind), tip,
                   why_not=why_not)  # fmt: skip


def _show_view(window: MainWindow, kind: str) -> None:
    assert window.bench is not None
    window.enlarging.end()
    dock = window.docks["plots"]
    dock.show()
    dock.raise_()
    window.bench.plots.show_kind(kind)


def _template(window: MainWindow, offer: Offer, why_not: str | None) -> Command:
    translate = QCoreApplication.translate
    return Command(translate("Commands", "Templates"), translate("Commands", "Insert {template}").format(
        template=offer.title), partial(_insert, window, offer), offer.summary, why_not=why_not)  # fmt: skip


def _insert(window: MainWindow, offer: Offer) -> None:
    assert window.bench is not None
    canvas = window.bench.canvas
    canvas.edits.add_all((Addition(offer),), canvas.edits.behind())
    canvas.setFocus(Qt.FocusReason.OtherFocusReason)


def _layer(window: MainWindow, node_id: str, title: str, kind: str) -> Command:
    translate = QCoreApplication.translate
    return Command(translate("Commands", "Layers"), translate("Commands", "Select {layer}").format(layer=title),
                   partial(_select, window, node_id), "" if kind == title else kind)  # fmt: skip


def _select(window: MainWindow, node_id: str) -> None:
    assert window.bench is not None
    window.enlarging.end()
    window.bench.document.select([node_id])
    window.bench.canvas.show_node(node_id)
    window.bench.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
