"""What the program remembers between starts: look, figures, layout, recent files. Damage means defaults."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QByteArray, QObject, QSettings, QStandardPaths, Signal

from gui.language import NAMES as LANGUAGES

RECENT = 8
"""How many recent files are remembered."""

_LAYOUT = 2
"""Counts up when docks are added or renamed, so that an old layout is not forced upon a new window."""


class Setting:
    """One thing that a person can choose: declared once as an attribute of `Settings`, whence its place in the file,
    its row in the preferences and what a reset goes back to. Its type is that of the default; a text is one of the
    `choices`, which have their titles. Titles and help are to be translated in the context "Settings"."""

    name: str

    def __init__(
        self, default: Any, section: str, title: str, help: str, choices: Mapping[str, str] | None = None
    ) -> None:
        self.default, self.section, self.title, self.help = default, section, title, help
        self.choices: Mapping[str, str] = choices or {}

    def __set_name__(self, owner: type[Settings], name: str) -> None:
        self.name = name

    def __get__(self, settings: Settings | None, owner: type[Settings]) -> Any:
        if settings is None:
            return self
        found = settings.stored(self.name)
        if isinstance(self.default, bool):
            return {True: True, "true": True, False: False, "false": False}.get(_hashable(found), self.default)
        return found if isinstance(found, str) and found in self.choices else self.default

    def __set__(self, settings: Settings, value: Any) -> None:
        if value != self.__get__(settings, type(settings)):
            settings.store(self.name, value)
            settings.changed.emit(self.name)


class Settings(QObject):
    """Typed access to one ini file; by default the user's."""

    changed = Signal(str)
    """One of those that are declared has another value; its name."""

    look = Setting(
        "system", QT_TRANSLATE_NOOP("Settings", "Appearance"), QT_TRANSLATE_NOOP("Settings", "Look"),
        QT_TRANSLATE_NOOP("Settings", "Colours of the whole window. High contrast is for projectors and weak eyes."),
        {
            "system": QT_TRANSLATE_NOOP("Settings", "As the desktop is"),
            "light": QT_TRANSLATE_NOOP("Settings", "Light"),
            "dark": QT_TRANSLATE_NOOP("Settings", "Dark"),
            "contrast": QT_TRANSLATE_NOOP("Settings", "High contrast"),
        },
    )  # fmt: skip
    density = Setting(
        "lab", QT_TRANSLATE_NOOP("Settings", "Appearance"), QT_TRANSLATE_NOOP("Settings", "Density"),
        QT_TRANSLATE_NOOP("Settings", "How large things are and which panels there are; layout and views are "
                          "remembered for each."),
        {
            "lab": QT_TRANSLATE_NOOP("Settings", "Lab: all panels"),
            "lecture": QT_TRANSLATE_NOOP("Settings", "Lecture: large type, few panels"),
            "focus": QT_TRANSLATE_NOOP("Settings", "Focus: canvas and live views"),
        },
    )  # fmt: skip
    language = Setting(
        "system", QT_TRANSLATE_NOOP("Settings", "Appearance"), QT_TRANSLATE_NOOP("Settings", "Language"),
        QT_TRANSLATE_NOOP("Settings", "The language of all texts; what runs goes on."),
        {"system": QT_TRANSLATE_NOOP("Settings", "As the desktop speaks"), **LANGUAGES},
    )  # fmt: skip
    figures = Setting(
        "parameters", QT_TRANSLATE_NOOP("Settings", "Canvas"), QT_TRANSLATE_NOOP("Settings", "Figures on layers"),
        QT_TRANSLATE_NOOP("Settings", "What stands on the boxes besides their main hyperparameter."),
        {
            "parameters": QT_TRANSLATE_NOOP("Settings", "Parameters"),
            "operations": QT_TRANSLATE_NOOP("Settings", "Multiply-adds"),
            "memory": QT_TRANSLATE_NOOP("Settings", "Memory"),
            "none": QT_TRANSLATE_NOOP("Settings", "Nothing"),
        },
    )  # fmt: skip
    figures_share = Setting(
        False, QT_TRANSLATE_NOOP("Settings", "Canvas"), QT_TRANSLATE_NOOP("Settings", "Figures as shares"),
        QT_TRANSLATE_NOOP("Settings", "In percent of the network, in place of the amounts."),
    )  # fmt: skip
    worn = Setting(
        "fitting", QT_TRANSLATE_NOOP("Settings", "Canvas"), QT_TRANSLATE_NOOP("Settings", "Under the layers"),
        QT_TRANSLATE_NOOP("Settings", "Small live pictures below the boxes."),
        {
            "fitting": QT_TRANSLATE_NOOP("Settings", "Neurons of a plane, else activations"),
            "activations": QT_TRANSLATE_NOOP("Settings", "Histograms of activations"),
            "weights": QT_TRANSLATE_NOOP("Settings", "Histograms of weights"),
            "gradients": QT_TRANSLATE_NOOP("Settings", "Histograms of gradients"),
            "nothing": QT_TRANSLATE_NOOP("Settings", "Nothing"),
        },
    )  # fmt: skip
    minimap = Setting(
        True, QT_TRANSLATE_NOOP("Settings", "Canvas"), QT_TRANSLATE_NOOP("Settings", "Minimap"),
        QT_TRANSLATE_NOOP("Settings", "Shows the whole network small in a corner while it is not wholly in view."),
    )  # fmt: skip

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        places = QStandardPaths.StandardLocation
        self.recovery = Path(QStandardPaths.writableLocation(places.AppDataLocation), "recovery")
        """The folder for copies of unsaved edits."""
        if path is None:
            path = Path(QStandardPaths.writableLocation(places.AppConfigLocation), "descent.ini")
        else:
            self.recovery = path.parent / "recovery"
        self._store = QSettings(str(path), QSettings.Format.IniFormat)
        if self._store.status() != QSettings.Status.NoError:
            path.unlink(missing_ok=True)
            self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def stored(self, name: str) -> Any:
        """What the file holds under a name; None where nothing."""
        return self._store.value(name)

    def store(self, name: str, value: Any) -> None:
        """Keep a value under a name."""
        self._store.setValue(name, value)

    @property
    def views(self) -> tuple[str, ...]:
        """The kinds of the views below the canvas, from left to right; empty where nobody has chosen."""
        return tuple(self._list(self._named("views")))

    @views.setter
    def views(self, kinds: tuple[str, ...]) -> None:
        self._store.setValue(self._named("views"), list(kinds))

    @property
    def curves(self) -> dict[str, Any]:
        """How curves are shown, see `gui.plots.curves.options`; empty where nobody has chosen."""
        return self._dictionary("curves")

    @curves.setter
    def curves(self, chosen: dict[str, Any]) -> None:
        self._store.setValue("curves", json.dumps(chosen))

    @property
    def choices(self) -> dict[str, Any]:
        """What was chosen in other views, see `gui.plots.remembering`; empty where nobody has chosen."""
        return self._dictionary("choices")

    @choices.setter
    def choices(self, chosen: dict[str, Any]) -> None:
        self._store.setValue("choices", json.dumps(chosen))

    def keep_figures(self, kind: str, share: bool) -> None:
        """Remember what stands on the boxes."""
        self.figures, self.figures_share = kind, share

    @property
    def recent(self) -> list[Path]:
        """Files opened or saved, the latest first, whether or not they still exist."""
        return [Path(entry) for entry in self._list("recent") if entry][:RECENT]

    def add_recent(self, path: Path) -> None:
        """Remember a file as the latest."""
        path = path.absolute()
        entries = [path, *(each for each in self.recent if each != path)]
        self._store.setValue("recent", [str(each) for each in entries[:RECENT]])

    def forget_recent(self, path: Path) -> None:
        """Forget a file, because it is gone."""
        self._store.setValue("recent", [str(each) for each in self.recent if each != path.absolute()])

    @property
    def geometry(self) -> QByteArray | None:
        """The window's place, as Qt packs it."""
        return self._bytes("geometry")

    @property
    def layout(self) -> QByteArray | None:
        """The docks' places, as Qt packs them; None where they belong to another version of the window."""
        return self._bytes(self._named(f"layout_{_LAYOUT}"))

    def keep_window(self, geometry: QByteArray, layout: QByteArray) -> None:
        """Remember the window's place and layout."""
        self._store.setValue("geometry", geometry)
        self.keep_layout(layout)

    def keep_layout(self, layout: QByteArray) -> None:
        """Remember the docks' places."""
        self._store.setValue(self._named(f"layout_{_LAYOUT}"), layout)

    def write(self) -> None:
        """Put everything on the disk now."""
        self._store.sync()

    def _dictionary(self, key: str) -> dict[str, Any]:
        """What was written as JSON; empty where that makes no sense."""
        try:
            found = json.loads(str(self._store.value(key, "{}")))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _named(self, key: str) -> str:
        """The key of what each density has for itself."""
        return key if self.density == Settings.density.default else f"{key}_{self.density}"

    def _list(self, key: str) -> list[str]:
        """A list of texts, however the store gives it back."""
        found = self._store.value(key, [])
        entries = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        return [entry for entry in entries if isinstance(entry, str)]

    def _bytes(self, key: str) -> QByteArray | None:
        found = self._store.value(key)
        return found if isinstance(found, QByteArray) and not found.isEmpty() else None


def _hashable(value: object) -> object:
    """The value where it may be looked up, else None."""
    return value if isinstance(value, bool | str) else None


def declared() -> tuple[Setting, ...]:
    """All that a person can choose, in the order of the form."""
    return tuple(each for each in vars(Settings).values() if isinstance(each, Setting))


LOOKS, DENSITIES = tuple(Settings.look.choices), tuple(Settings.density.choices)
FIGURES = tuple(Settings.figures.choices)
"""What may stand on the boxes of the canvas; the first is the default."""
WORN = tuple(Settings.worn.choices)
"""What layers may wear on the canvas."""
