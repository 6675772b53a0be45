"""What the launcher says where Qt cannot start: which packages and which display are missing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from gui import system

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks parts of Qt")


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libxcb-xkb.so.1", "libxcb-xkb1"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
    ],
)
def test_a_library_is_named_with_its_debian_package(library: str, package: str) -> None:
    assert system.debian_package(library) == package


@pytest.fixture
def qt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An imitation of PySide6 whose plugins are copies of the real ones; returns the folder of the plugins."""
    pyside = pytest.importorskip("PySide6")
    real = Path(pyside.__file__).parent / "Qt"
    plugins = tmp_path / "PySide6/Qt/plugins/platforms"
    plugins.mkdir(parents=True)
    (tmp_path / "PySide6/__init__.py").touch()
    (tmp_path / "PySide6/Qt/lib").symlink_to(real / "lib")
    for plugin in (real / "plugins/platforms").glob("libq[ox]*.so"):
        shutil.copy(plugin, plugins)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "PySide6")
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    return plugins


@linux
def test_a_missing_library_of_qt_is_named_with_its_package(qt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    plugin = qt / "libqoffscreen.so"
    content = plugin.read_bytes()
    plugin.unlink()  # the loader knows files that it has open, and would not look at new content
    plugin.write_bytes(
        content.replace(b"libQt6Gui.so.6", b"libQt6Abc.so.7").replace(b"libQt6Core.so.6", b"libQt6_xyz.so.8")
    )
    message = system.obstacle() or ""
    assert "missing: libQt6Abc.so.7, libQt6_xyz.so.8\n" in message  # all, not only the first
    assert "apt install libqt6-xyz8 libqt6abc7\n" in message
    assert "dnf install 'libQt6Abc.so.7()(64bit)' 'libQt6_xyz.so.8()(64bit)'" in message


@linux
@pytest.mark.usefixtures("qt")
def test_a_platform_that_can_start_is_not_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nonsense;offscreen:size=800x600")
    assert system.obstacle() is None


@linux
@pytest.mark.usefixtures("qt")
@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({}, "DISPLAY is not set"),
        ({"DISPLAY": ":54321"}, "xcb :54321"),
        ({"QT_QPA_PLATFORM": "nonsense"}, "nonsense"),
    ],
)
def test_without_a_display_the_user_is_told_how_to_go_on(
    variables: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    message = system.obstacle() or ""
    if "DISPLAY" in variables and "libraries that are missing" in message:
        pytest.skip("this machine cannot load Qt's plugin for X at all")
    assert "no display" in message
    assert told in message
    assert "main.py train" in message
