"""Views taken away: copied, saved, recorded. What is written is read back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.plots import export
from gui.plots.histograms import HistogramsPlot
from gui.plots.taking import FRAME_SECONDS
from gui.plots.view import Table
from gui.theme import theme


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> HistogramsPlot:
    """The histograms of the untrained network."""
    plots = window.bench.plots
    qtbot.waitUntil(lambda: plots.view("histograms") is not None and plots.view("histograms").filled, timeout=10_000)
    return plots.view("histograms")


def entries(view: HistogramsPlot) -> dict[str, bool]:
    """What the menu offers, and whether it can be chosen now."""
    view.taking.menu.aboutToShow.emit()
    return {each.text().replace("&", ""): each.isEnabled() for each in view.taking.menu.actions() if each.text()}


def answer(monkeypatch: pytest.MonkeyPatch, path: Path, kind: str = "") -> None:
    """Let the file dialog answer with a path."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))


def has(image: QImage, colour: str) -> bool:
    """Whether a colour is somewhere in a picture."""
    wanted = QColor(colour).rgb()
    return any(image.pixel(x, y) == wanted for x in range(0, image.width(), 2) for y in range(image.height()))


def test_the_picture_on_the_clipboard_is_the_view(view: HistogramsPlot) -> None:
    view.taking.copy_picture()
    image = QGuiApplication.clipboard().image()
    assert image.width() > 2 * view.page.width()
    assert has(image, theme.tokens.activations)
    assert has(image, theme.tokens.weights)


def test_the_values_on_the_clipboard_are_those_shown(view: HistogramsPlot) -> None:
    view.taking.copy_values()
    rows = list(csv.reader(io.StringIO(QGuiApplication.clipboard().text()), delimiter="\t"))
    assert rows[0] == ["layer", "kind", "from", "to", "count"]
    found = view.snapshot.histograms["dense", "weights"]
    mine = [row for row in rows if row[:2] == ["dense", "weights"]]
    assert [int(row[4]) for row in mine] == found.counts.tolist()
    assert float(mine[0][2]) == found.low
    assert float(mine[-1][3]) == found.high


@pytest.mark.parametrize("suffix", [".png", ".svg", ""])
def test_a_picture_is_saved(view: HistogramsPlot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    answer(monkeypatch, tmp_path / f"view{suffix}", "PNG picture (*.png)")
    view.taking.save_picture()
    (path,) = tmp_path.glob("view*")
    assert path.suffix == (suffix or ".png")
    if suffix == ".svg":
        drawing = QSvgRenderer(str(path))
        assert drawing.isValid()
        assert "Histograms" in path.read_text("utf-8")
    else:
        assert has(QImage(str(path)), theme.tokens.weights)


def test_values_are_saved_to_the_last_digit(
    view: HistogramsPlot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path / "values.csv")
    view.taking.save_values()
    content = (tmp_path / "values.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "the mark by which spreadsheets know UTF-8"
    assert len(content.decode("utf-8-sig").splitlines()) == 1 + len(view.table().rows)


def test_numbers_are_written_so_that_they_come_back() -> None:
    values = (0.1, np.float64(1 / 3), np.float32(0.1), np.int64(7), "a,b", float("nan"))
    table = Table(tuple("abcdef"), [values])
    rows = list(csv.reader(io.StringIO(export.csv_text(table))))
    assert float(rows[1][1]) == 1 / 3
    assert np.float32(rows[1][2]) == np.float32(0.1)
    assert rows[1][3:] == ["7", "a,b", "nan"]


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(
    view: HistogramsPlot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path / "nowhere" / "view.png")
    view.taking.save_picture()
    assert "view.png: it cannot be saved here" in window.message_bar.text


def test_a_dialog_that_is_left_writes_nothing(
    view: HistogramsPlot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.chdir(tmp_path)
    view.taking.save_picture()
    view.taking.save_values()
    view.taking.record()
    view.taking.end_recording()
    assert list(tmp_path.iterdir()) == []
    assert not view.taking.frames


@pytest.mark.parametrize("suffix", [".gif", ".png"])
def test_a_recording_is_written(
    qtbot: QtBot, view: HistogramsPlot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    taking = view.taking
    taking.record()
    assert taking.recording
    window.train()
    qtbot.waitUntil(lambda: len(taking.frames) >= 8, timeout=20_000)
    window.pause()
    assert any("End recording" in text for text in entries(view))
    frames = list(taking.frames)
    answer(monkeypatch, tmp_path / f"film{suffix}")
    taking.end_recording()
    qtbot.waitUntil(lambda: taking.writing is None, timeout=20_000)
    if suffix == ".png":
        paths = sorted(tmp_path.glob("film_*.png"))
        assert len(paths) >= len(frames)
        assert QImage(str(paths[0])) == frames[0]
        return
    with Image.open(tmp_path / "film.gif") as film:
        durations = [each.info["duration"] for each in ImageSequence.Iterator(film)]
        assert film.size == (frames[0].width(), frames[0].height())
    assert sum(durations) >= 1000 * FRAME_SECONDS * len(frames)
    assert len(durations) >= 2, "it moves"


def test_a_film_that_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    frames = [QImage(40, 30, QImage.Format.Format_RGB32) for _ in range(5)]
    for number, frame in enumerate(frames):
        frame.fill(QColor(50 * number, 0, 0))
    assert export.gif(frames, 0.1, lambda done: done < 3) == b""
    assert export.gif(frames, 0.1).startswith(b"GIF89a")


def test_the_menu_is_where_one_looks_for_it(qtbot: QtBot, view: HistogramsPlot) -> None:
    offered = entries(view)
    assert offered.items() >= {"Copy picture": True, "Copy values": True, "Save picture...": True,
                               "Save values...": True, "Record...": True}.items()  # fmt: skip
    place = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)
    assert QApplication.activePopupWidget() is view.taking.menu
    view.taking.menu.close()
    qtbot.mouseMove(view)
    assert view.more_button.menu() is view.taking.menu
    assert view.more_button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_an_empty_view_gives_nothing(qtbot: QtBot, window: MainWindow) -> None:
    plots = window.bench.plots
    qtbot.waitUntil(lambda: plots.view("loss") is not None)
    assert not any(entries(plots.view("loss")).values())
