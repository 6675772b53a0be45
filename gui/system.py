"""What the system must have for a window, found out before Qt is loaded: without it Qt aborts the whole process."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path


def debian_package(library: str) -> str:
    """The Debian package of a library, by the rule of Debian's policy: ``libxcb-icccm.so.4`` -> ``libxcb-icccm4``."""
    stem, _, number = library.lower().replace("_", "-").partition(".so.")
    if stem in ("libglib-2.0", "libgthread-2.0"):
        return "libglib2.0-0"
    return stem + ("-" if stem[-1].isdigit() else "") + number


def missing_libraries(plugin: Path) -> set[str]:
    """The system libraries that a plugin of Qt needs and does not find."""
    try:
        ctypes.CDLL(str(plugin))
        return set()
    except OSError as error:  # it names only the first; ldd, which takes longer, names all
        listing = subprocess.getoutput(f'ldd "{plugin}"')
        return set(re.findall(r"(\S+) => not found", listing)) or {str(error).partition(":")[0]}


def x_server_answers() -> bool:
    """Whether there is a server where DISPLAY points."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    return not xcb.xcb_connection_has_error(ctypes.c_void_p(xcb.xcb_connect(None, None)))


def obstacle() -> str | None:
    """Why Qt would abort the process, past any ``except``, and what to do: missing system libraries, or no display."""
    if not sys.platform.startswith("linux"):
        return None
    displays = {"wayland": os.environ.get("WAYLAND_DISPLAY"), "xcb": os.environ.get("DISPLAY")}
    named = re.findall(r"(?:^|;)(\w+)", os.environ.get("QT_QPA_PLATFORM", ""))
    platforms = named or [name for name, display in displays.items() if display]
    spec = importlib.util.find_spec("PySide6")
    folder = Path(spec.origin if spec and spec.origin else "").parent / "Qt/plugins/platforms"
    missing: set[str] = set()
    for name in platforms:
        for plugin in folder.glob(f"libq{name}*.so"):
            lacking = missing_libraries(plugin)
            if not lacking and (name != "xcb" or x_server_answers()):
                return None
            missing |= lacking
    if missing:
        debian = sorted({debian_package(library) for library in missing})
        fedora = [f"'{library}()(64bit)'" for library in sorted(missing)]
        return (
            f"The window needs system libraries that are missing: {', '.join(sorted(missing))}\n"
            f"Debian, Ubuntu: sudo apt install {' '.join(debian)}\nFedora: sudo dnf install {' '.join(fedora)}"
        )
    tried = ", ".join(f"{name} {displays.get(name) or ''}".strip() for name in platforms) or "DISPLAY is not set"
    return (
        f"There is no display for the window ({tried}): start from a desktop session.\n"
        "To train without a window: python main.py train FILE.descent"
    )
