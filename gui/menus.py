"""The menu bar, filled from the table of actions and from what lies on the disk."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from gui.actions import Actions
from gui.language import NAMES, SYSTEM
from gui.resources import icon, preset_name, presets
from gui.texts import catalogue, plain

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Menus(QObject):
    """The menus of one window: `file`, `new`, `new_on`, `recent`, `edit`, `arrange`, `view`, `look`, `density`,
    `language`, `run`, `seeds`, `help`."""

    def __init__(self, window: MainWindow, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self.file = self._menu(self.tr("&File"))
        self.edit = self._menu(self.tr("&Edit"))
        self.view = self._menu(self.tr("&View"))
        self.run = self._menu(self.tr("&Run"))
        self.help = self._menu(self.tr("&Help"))
        self.new = self.file.addMenu(icon("new"), self.tr("&New"))
        self.new.setToolTipsVisible(True)
        self.new.aboutToShow.connect(self._fill_new)
        self.new_on = QMenu(self.tr("Empty network &on"), self.new, toolTipsVisible=True)
        self.new_on.aboutToShow.connect(self._fill_new_on)
        self.arrange = QMenu(self.tr("Arrang&e"), self.edit, icon=icon("arrange"), toolTipsVisible=True)
        self.seeds = QMenu(self.tr("Train with se&veral seeds"), self.run, toolTipsVisible=True)
        for name, menu in vars(self).copy().items():
            if isinstance(menu, QMenu) and menu not in (self.new, self.new_on):
                self._fill(menu, name)
        self.edit.addMenu(self.arrange)
        self.edit.addSeparator()
        self.edit.addAction(actions["preferences"])  # at the end, as everywhere
        self.run.insertMenu(actions["pause"], self.seeds)
        self.recent = QMenu(self.tr("Open &recent"), self.file, toolTipsVisible=True)
        self.recent.aboutToShow.connect(self._fill_recent)
        self.file.insertMenu(actions["save"], self.recent)
        self.file.insertSeparator(actions["save"])
        window.addAction(actions["new_empty"])  # its menu is filled only when it opens; the key works before

        before = actions["restore_layout"]
        self.view.insertSeparator(before)
        self.view.insertActions(before, [dock.toggleViewAction() for dock in window.docks.values()])
        self.run.insertMenu(actions["stop"], window.run_bar.pace_menu)
        self.view.addSeparator()
        self.look = self.view.addMenu(icon("look"), self.tr("&Look"))
        self.density = self.view.addMenu(self.tr("&Density"))
        self._fill_choices(self.look, "look", self._window.settings.look)
        self._fill_choices(self.density, "density", self._window.settings.density)
        self.language = self.view.addMenu(self.tr("Lang&uage"))
        self._fill_language()

    def _menu(self, title: str) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        menu.setToolTipsVisible(True)
        return menu

    def _fill(self, menu: QMenu, name: str) -> None:
        for record, action in self._actions.in_menu(name):
            if record.new_group and not menu.isEmpty():
                menu.addSeparator()
            menu.addAction(action)

    def _fill_choices(self, menu: QMenu, name: str, chosen: str) -> None:
        """Entries of which one is in force."""
        menu.setToolTipsVisible(True)
        group = QActionGroup(self)
        for record, action in self._actions.in_menu(name):
            action.setCheckable(True)
            action.setChecked(record.argument == chosen)
            menu.addAction(group.addAction(action))

    def _fill_language(self) -> None:
        group, chosen = QActionGroup(self), self._window.settings.language
        for code, title in {**NAMES, SYSTEM: self.tr("&System")}.items():
            action = self.language.addAction(title, partial(self._window.set_language, code))
            action.setObjectName(f"language_{code}")
            action.setCheckable(True)
            action.setChecked(code == (chosen if chosen in NAMES else SYSTEM))
            group.addAction(action)

    def _fill_new(self) -> None:
        self.new.clear()
        names = {path: catalogue(preset_name(path)) for path in presets()}
        own = [self._actions["new_empty"].text(), self.new_on.title()]
        for path, title in zip(names, with_letters(names.values(), own), strict=True):
            action = self.new.addAction(title, partial(self._window.new_from, path))
            action.setEnabled(self._window.filing is not None)
        self.new.addSeparator()
        self.new.addAction(self._actions["new_empty"])
        self.new.addMenu(self.new_on)
        self.new_on.setEnabled(self._window.filing is not None)

    def _fill_new_on(self) -> None:
        """The data sets, with the shape of a sample: what a network on them begins with."""
        from gui.filing import data_sets

        self.new_on.clear()
        kinds = {kind: f"{title} ({shape})" for kind, title, shape in data_sets()}
        for kind, title in zip(kinds, with_letters(kinds.values()), strict=True):
            action = self.new_on.addAction(title, partial(self._window.new_empty, kind))
            action.setToolTip(self.tr("Start from a network without layers on these data"))

    def _fill_recent(self) -> None:
        self.recent.clear()
        for path in self._window.settings.recent:
            action = self.recent.addAction(plain(path.name), partial(self._window.open_path, path))
            action.setToolTip(str(path))
            action.setEnabled(self._window.filing is not None)
        if self.recent.isEmpty():
            self.recent.addAction(self.tr("No recent files")).setEnabled(False)


def with_letters(titles: Iterable[str], others: Iterable[str] = ()) -> list[str]:
    """Titles of a menu, each with a letter to choose it by as far as they go round: the first of its letters that none
    before it has, nor one of the `others` in the same menu."""
    taken = {other[other.index("&") + 1].casefold() for other in others if "&" in other}
    lettered = []
    for title in titles:
        letters = [each if each.isalpha() and each.isascii() else "" for each in title]  # what a key has everywhere
        place = next((place for place, each in enumerate(letters) if each and each.casefold() not in taken), None)
        if place is None:
            digit = "" if any(letters) else next((each for each in "123456789" if each not in taken), "")
            taken.add(digit)
            lettered.append(f"{plain(title)} (&{digit})" if digit else plain(title))
        else:
            taken.add(title[place].casefold())
            lettered.append(f"{plain(title[:place])}&{plain(title[place:])}")
    return lettered
