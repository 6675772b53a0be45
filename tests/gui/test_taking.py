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
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from engine import DescentError
from gui.main_window import MainWindow
from gui.plots import export
from gui.plots.film import Film
from gui.plots.histograms.histograms_view import HistogramsPlot
from gui.plots.registry import view_kinds
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
    assert view.taking.film is None


@pytest.mark.parametrize("suffix", [".gif", ".png"])
def test_a_recording_is_written(
    qtbot: QtBot, view: HistogramsPlot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    taking = view.taking
    taking.record()
    assert taking.recording
    window.train()
    qtbot.waitUntil(lambda: len(taking.film.frames) >= 5, timeout=20_000)
    window.bench.controller.pause()
    assert any("End recording" in text for text in entries(view))
    film = taking.film
    answer(monkeypatch, tmp_path / f"film{suffix}")
    taking.end_recording()
    qtbot.waitUntil(lambda: taking.writing is None, timeout=20_000)
    if suffix == ".png":
        paths = sorted(tmp_path.glob("film_*.png"))
        assert len(paths) == len(film.frames)
        first = QImage(str(paths[0])).convertToFormat(QImage.Format.Format_RGB888)
        pixels = b"".join(bytes(first.constScanLine(y))[: 3 * first.width()] for y in range(first.height()))
        assert pixels == next(film.pictures())[0]
        return
    with Image.open(tmp_path / "film.gif") as written:
        durations = [each.info["duration"] for each in ImageSequence.Iterator(written)]
        assert written.size == (film.size.width(), film.size.height())
    assert sum(durations) == pytest.approx(1000 * film.seconds)
    assert len(durations) == len(film.frames), "it moves"


def test_a_click_on_the_red_button_ends_a_recording(
    qtbot: QtBot, view: HistogramsPlot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path / "film.gif")
    view.taking.record()
    assert view.more_button.text() == "0 s"
    qtbot.waitUntil(lambda: view.more_button.text() == "1 s", timeout=10_000)
    assert min(view.taking.film.size.width(), 480) == 480
    qtbot.mouseClick(view.more_button, Qt.MouseButton.LeftButton)
    assert not view.taking.recording
    qtbot.waitUntil(lambda: window.statusBar().currentMessage() == "Saved film.gif", timeout=10_000)
    assert view.more_button.text() == ""
    assert (tmp_path / "film.gif").exists()


def test_what_was_copied_or_saved_is_told(
    view: HistogramsPlot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.taking.copy_picture()
    assert window.statusBar().currentMessage() == "Picture copied"
    view.taking.copy_values()
    assert window.statusBar().currentMessage() == "Values copied"
    answer(monkeypatch, tmp_path / "loss.png")
    view.taking.save_picture()
    assert window.statusBar().currentMessage() == "Saved loss.png"


def test_a_small_place_gives_a_large_picture_and_stays_small(view: HistogramsPlot) -> None:
    laid_out, place = [], view.geometry()
    inner = view.page.geometry()
    assert inner.width() < 800
    paint = view.paint_into

    def painted(painter: object, frame: object) -> None:
        laid_out.append((view.page.size(), view.taken))
        paint(painter, frame)

    view.paint_into = painted
    image = export.picture(view)
    export.svg(view)
    assert image.width() >= 1600
    for size, taken in laid_out:
        assert size.width() >= 800
        assert size.height() >= 500
        assert taken
    assert len(laid_out) == 2
    assert (view.geometry(), view.page.geometry(), view.taken) == (place, inner, False)


def solid(colour: str, width: int = 40, height: int = 30) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_a_film_that_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    film = Film()
    for colour in ("red", "green", "blue", "white"):
        film.add(solid(colour), 0.1)
    film.close()
    assert film.gif(lambda done: done < 3) == b""
    assert film.gif().startswith(b"GIF89a")
    film.save_numbered(tmp_path / "film.png", lambda done: done < 3)
    assert list(tmp_path.iterdir()) == []
    film.save_numbered(tmp_path / "film.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"film_{number}.png" for number in (1, 2, 3, 4)]


def test_a_film_that_fails_midway_leaves_nothing(tmp_path: Path) -> None:
    film = Film()
    film.add(solid("red"), 0.1)
    film.add(solid("blue"), 0.1)
    film.close()
    (tmp_path / "film_2.png").mkdir()
    with pytest.raises(DescentError, match=r"film_2\.png"):
        film.save_numbered(tmp_path / "film.png")
    assert [path.name for path in tmp_path.iterdir()] == ["film_2.png"]


def test_a_film_stays_small(qtbot: QtBot) -> None:
    film = Film()
    for number in range(600):
        film.add(solid("red" if number % 10 else "blue", 1400, 1000), 0.1)
    film.close()
    assert len(film.frames) == 120, "equal pictures are one that stays"
    assert film.seconds == pytest.approx(60)
    assert film.full
    assert film.size.width() <= 960
    qtbot.waitUntil(lambda: film.bytes > 0, timeout=10_000)
    for _ in film.pictures():
        pass
    assert film.bytes < 120 * 20_000


def test_another_size_is_fitted_in_undistorted() -> None:
    film = Film()
    film.add(solid("red", 40, 40), 0.1)
    film.add(solid("blue", 80, 40), 0.1)
    film.close()
    _, (pixels, _) = film.pictures()
    image = QImage(pixels, 40, 40, 120, QImage.Format.Format_RGB888)
    rows = [y for y in range(40) if image.pixelColor(20, y) == QColor("blue")]
    assert len(rows) == 40, "its background is what stands in its corner"


@pytest.mark.parametrize("typed", ["lecture 1.5", "view"])
def test_a_name_without_a_known_suffix_is_given_one(
    view: HistogramsPlot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    answer(monkeypatch, tmp_path / typed, "SVG drawing (*.svg)")
    view.taking.save_picture()
    assert [path.name for path in tmp_path.iterdir()] == [f"{typed}.svg"]


def test_numbered_pictures_replace_others_only_when_asked(
    view: HistogramsPlot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.taking.record()
    names = view.taking.film.numbered(tmp_path / "film.png")
    names[0].write_text("mine")
    answer(monkeypatch, tmp_path / "film.png")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: 0)  # left by Esc
    view.taking.end_recording()
    assert view.taking.writing is None
    assert names[0].read_text() == "mine"


def test_a_recording_is_offered_before_its_view_goes(
    qtbot: QtBot, view: HistogramsPlot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = next(each for each in window.bench.plots.places if each.view is view)
    view.taking.record()
    answer(monkeypatch, tmp_path / "film.gif")
    place.choose("confusion")
    qtbot.waitUntil((tmp_path / "film.gif").exists, timeout=10_000)


def test_the_menu_is_where_one_looks_for_it(qtbot: QtBot, view: HistogramsPlot) -> None:
    offered = entries(view)
    assert offered.items() >= {"Copy picture": True, "Copy values": True, "Save picture...": True,
                               "Save values...": True, "Record": True}.items()  # fmt: skip
    place = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)
    assert QApplication.activePopupWidget() is view.taking.menu
    view.taking.menu.close()
    qtbot.mouseMove(view)
    assert view.more_button.menu() is view.taking.menu
    assert view.more_button.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("kind", [each.kind for each in view_kinds()])
def test_every_kind_of_view_gives_a_picture(qtbot: QtBot, window: MainWindow, kind: str) -> None:
    place = window.bench.plots.places[0]
    place.build()
    place.choose(kind)
    window.bench.controller.run_to(step=60)
    qtbot.waitUntil(lambda: window.bench.controller.state == "paused", timeout=20_000)
    view = place.view
    if kind == "ratios":
        window.bench.controller.step()  # they are those of a step that is watched
    if not view.unfit():
        qtbot.waitUntil(lambda: view.filled, timeout=20_000)
    before = view.size()
    image = export.picture(view)
    assert image.width() >= 1600
    assert view.size() == before
    assert QSvgRenderer(export.svg(view)).isValid()
    if view.filled and view.has_table():
        assert export.csv_bytes(view.table()).count(b"\n") >= 2


def test_an_empty_view_gives_nothing(qtbot: QtBot, window: MainWindow) -> None:
    plots = window.bench.plots
    qtbot.waitUntil(lambda: plots.view("loss") is not None)
    assert not any(entries(plots.view("loss")).values())
