"""What the program remembers between starts: look, figures, layout, recent files. Damage means defaults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

LOOKS = ("system", "light", "dark", "contrast")
DENSITIES = ("lab", "lecture", "focus")
WORN = ("fitting", "activations", "weights", "gradients", "nothing")
"""What layers may wear on the canvas."""

FIGURES = ("parameters", "operations", "memory", "none")
"""What may stand on the boxes of the canvas; the first is the default."""

RECENT = 8
"""How many recent files are remembered."""

_LAYOUT = 2
"""Counts up when docks are added or renamed, so that an old layout is not forced upon a new window."""


class Settings:
    """Typed access to one ini file; by default the user's."""

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
            path = Path(folder, "descent.ini")
        self._store = QSettings(str(path), QSettings.Format.IniFormat)
        if self._store.status() != QSettings.Status.NoError:
            path.unlink(missing_ok=True)
            self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def look(self) -> str:
        """One of LOOKS."""
        found = self._store.value("look")
        return found if found in LOOKS else "system"

    @look.setter
    def look(self, name: str) -> None:
        self._store.setValue("look", name)

    @property
    def density(self) -> str:
        """One of DENSITIES; layout and views are remembered for each."""
        found = self._store.value("density")
        return found if found in DENSITIES else DENSITIES[0]

    @density.setter
    def density(self, name: str) -> None:
        self._store.setValue("density", name)

    @property
    def minimap(self) -> bool:
        """Whether the canvas shows an overview of a network that is not wholly in view."""
        return self._store.value("minimap") != "false"

    @minimap.setter
    def minimap(self, shown: bool) -> None:
        self._store.setValue("minimap", "true" if shown else "false")

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
        try:
            found = json.loads(str(self._store.value("curves", "{}")))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @curves.setter
    def curves(self, chosen: dict[str, Any]) -> None:
        self._store.setValue("curves", json.dumps(chosen))

    @property
    def figures(self) -> str:
        """One of FIGURES."""
        found = self._store.value("figures")
        return found if found in FIGURES else FIGURES[0]

    @property
    def worn(self) -> str:
        """One of WORN."""
        found = self._store.value("worn")
        return found if found in WORN else WORN[0]

    @worn.setter
    def worn(self, worn: str) -> None:
        self._store.setValue("worn", worn)

    @property
    def figures_share(self) -> bool:
        """Whether the figures are shares of the network's."""
        return self._store.value("figures_share") in (True, "true")

    def keep_figures(self, kind: str, share: bool) -> None:
        """Remember what stands on the boxes."""
        self._store.setValue("figures", kind)
        self._store.setValue("figures_share", share)

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

    def _named(self, key: str) -> str:
        """The key of what each density has for itself."""
        return key if self.density == DENSITIES[0] else f"{key}_{self.density}"

    def _list(self, key: str) -> list[str]:
        """A list of texts, however the store gives it back."""
        found = self._store.value(key, [])
        entries = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        return [entry for entry in entries if isinstance(entry, str)]

    def _bytes(self, key: str) -> QByteArray | None:
        found = self._store.value(key)
        return found if isinstance(found, QByteArray) and not found.isEmpty() else None
