"""The overview in the canvas's corner, tried with real mouse events."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from engine import chain
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.theme import theme
from tests.gui.canvas_tools import LEFT, NONE, K, L, experiment, mlp, press, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


@pytest.fixture
def panel(qtbot):
    """Forty layers, of which only some are in view."""
    layers = [L["relu"]() if index % 2 else L["dense"](units=8) for index in range(39)]
    panel = shown(qtbot, Document(experiment(chain(L["flatten"](), *layers))), 900, 420)
    panel.view.zoom_by(2.5)
    qtbot.waitUntil(panel.view.minimap.isVisible)
    return panel


def shown_centre(panel: CanvasPanel) -> QPointF:
    return panel.view.shown_area().center()


def on_map(panel: CanvasPanel, share_x: float, share_y: float) -> QPoint:
    """A point of the map, by shares of the drawing's width and height."""
    area: QRectF = panel.view.minimap.area
    return QPointF(area.left() + share_x * area.width(), area.top() + share_y * area.height()).toPoint()


def at_share(panel: CanvasPanel, share_x: float, share_y: float) -> QPointF:
    content = panel.view.network.content()
    return QPointF(content.left() + share_x * content.width(), content.top() + share_y * content.height())


def near(panel: CanvasPanel, one: QPointF, other: QPointF) -> bool:
    """Within a pixel or two of the map."""
    away = one - other
    return max(abs(away.x()), abs(away.y())) * panel.view.minimap.scale < 2.5


def pixels(picture: QImage) -> np.ndarray:
    """Height x width x (blue, green, red)."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    values = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.width(), 4)
    return values[..., :3].astype(int)


def choose_switch(panel: CanvasPanel, point: QPoint) -> None:
    target = panel.view.childAt(point) if panel.view.minimap.geometry().contains(point) else panel.view.viewport()
    reason = QContextMenuEvent.Reason.Mouse
    local = point - panel.view.minimap.pos() if target is panel.view.minimap else point
    QApplication.sendEvent(target, QContextMenuEvent(reason, local, target.mapToGlobal(local)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Minimap").trigger()
    menu.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_it_is_there_only_while_something_is_out_of_view(qtbot):
    panel = shown(qtbot, Document(experiment(mlp())))
    minimap = panel.view.minimap
    qtbot.waitUntil(lambda: minimap.is_current)
    assert not minimap.isVisible()
    assert minimap.drawn == 0, "hidden, it draws nothing"
    panel.view.zoom_by(3)
    qtbot.waitUntil(minimap.isVisible)
    panel.view.fit()
    qtbot.waitUntil(lambda: not minimap.isVisible())
    panel.view.pan(QPoint(700, 0), by_hand=True)
    qtbot.waitUntil(minimap.isVisible)


def test_it_lies_in_its_corner_clear_of_the_buttons(panel):
    minimap, view = panel.view.minimap, panel.view
    assert minimap.geometry().left() < 20
    assert view.height() - minimap.geometry().bottom() < 20
    assert not minimap.geometry().intersects(view.buttons)
    assert minimap.accessibleName()
    assert minimap.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_small_view_has_no_room_for_it(qtbot):
    panel = shown(qtbot, Document(experiment(mlp())), 400, 200)
    panel.view.zoom_by(3)
    qtbot.waitUntil(lambda: panel.view.minimap.is_current)
    assert not panel.view.minimap.isVisible()


def test_it_shows_the_boxes_in_their_hues_and_the_selection(qtbot, panel):
    minimap, tokens = panel.view.minimap, theme.tokens

    def colour(key: str) -> str:
        QApplication.processEvents()
        middle = panel.view.network.nodes[key].scene_box().center()
        return minimap.grab().toImage().pixelColor(minimap.to_map(middle).toPoint()).name()

    panel.view.pan(QPoint(0, 3000), by_hand=True)
    qtbot.waitUntil(lambda: minimap.is_current)
    assert colour("dense_3") == tokens.core
    assert colour("relu_3") == tokens.activation
    panel.document.select(("relu_3",))
    panel.view.pan(QPoint(0, 3000), by_hand=True)
    qtbot.waitUntil(lambda: minimap.is_current)
    assert colour("relu_3") == tokens.accent


def test_a_click_moves_the_view_there(panel):
    QTest.mouseClick(panel.view.minimap, LEFT, NONE, on_map(panel, 0.9, 0.9))
    assert near(panel, shown_centre(panel), at_share(panel, 0.9, 0.9))
    QTest.mouseClick(panel.view.minimap, LEFT, NONE, on_map(panel, 0.1, 0.1))
    assert near(panel, shown_centre(panel), at_share(panel, 0.1, 0.1))
    assert not panel.view.follows


def test_a_drag_takes_the_part_in_view_along(panel):
    minimap = panel.view.minimap
    QTest.mouseClick(minimap, LEFT, NONE, on_map(panel, 0.3, 0.3))
    QTest.mouseMove(minimap, on_map(panel, 0.9, 0.3))
    assert near(panel, shown_centre(panel), at_share(panel, 0.3, 0.3)), "no button is held"
    grip = on_map(panel, 0.3, 0.3) + QPoint(4, 3)
    QTest.mousePress(minimap, LEFT, NONE, grip)
    assert near(panel, shown_centre(panel), at_share(panel, 0.3, 0.3)), "it is taken where it is"
    for step in (10, 25, 40):
        QTest.mouseMove(minimap, grip + QPoint(step, step // 2))
    goal = minimap.to_scene(QPointF(on_map(panel, 0.3, 0.3) + QPoint(40, 20)))
    assert near(panel, shown_centre(panel), goal)
    QTest.mouseRelease(minimap, LEFT, NONE, grip + QPoint(40, 20))
    assert panel.document.undo_stack.count() == 0
    assert panel.document.selection == ()


def test_the_keyboard_stays_with_the_canvas(panel):
    panel.view.setFocus()
    QTest.mouseClick(panel.view.minimap, LEFT, NONE, on_map(panel, 0.9, 0.9))
    assert panel.view.hasFocus()
    press(panel, K.Key_End)
    assert panel.document.selection == (panel.document.network.nodes[-1].id,)


def test_panning_draws_no_box_anew_and_edits_are_collected(qtbot, panel):
    minimap = panel.view.minimap
    qtbot.waitUntil(lambda: minimap.is_current)
    before = minimap.drawn
    for step in range(30):
        panel.view.pan(QPoint(step, 1), by_hand=True)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: minimap.is_current)
    assert minimap.drawn == before
    item = panel.view.network.nodes["relu"]
    for step in range(30):
        panel.view.network.move_items({"relu": item.pos() + QPointF(step, 0)})
    qtbot.waitUntil(lambda: minimap.drawn > before)
    assert minimap.drawn <= before + 2


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_left_behind_where_the_view_is_moved(qtbot, panel, seed):
    """Panning moves what is on the screen and paints only what comes in: the screen must be as if painted anew,
    whatever else happens in the same moment, and what lies over the canvas stays."""
    rng, view, ids = random.Random(seed), panel.view, [node.id for node in panel.document.network.nodes]
    qtbot.waitUntil(lambda: view.network.pictures.all_sharp)
    over = [view.minimap, panel.fit_button.parentWidget()]
    places = [each.geometry() for each in over]

    def move_boxes() -> None:
        shown = view.shown_area()
        x, y = rng.uniform(shown.left(), shown.right()), rng.uniform(shown.top(), shown.bottom())
        view.network.move_items({each: QPointF(x + 200 * index, y) for index, each in enumerate(ids[20:22])})

    others = [
        move_boxes, move_boxes, move_boxes, view.network.put_back, QApplication.processEvents,
        lambda: panel.document.select(rng.sample(ids, 2)), lambda: view.network.hover(rng.choice(ids)),
        lambda: panel.document.set_field("Name", f"model.nodes.{rng.choice(ids)}.title", str(rng.random())),
    ]  # fmt: skip
    for _ in range(12):
        for _ in range(5):
            if rng.random() < 0.5:
                view.pan(QPoint(rng.randint(-40, 40), rng.randint(-25, 25)), by_hand=True)
            else:
                rng.choice(others)()
        assert [each.geometry() for each in over] == places
        qtbot.waitUntil(lambda: view.minimap.is_current and view.network.pictures.all_sharp)
        QApplication.processEvents()
        on_screen = pixels(panel.screen().grabWindow(panel.winId()).toImage())
        assert np.abs(on_screen - pixels(panel.grab().toImage())).max() < 50, "edges may be smoothed a little otherwise"


def test_it_is_switched_off_and_on_by_the_menu(qtbot, panel):
    minimap = panel.view.minimap
    choose_switch(panel, minimap.geometry().center())
    assert not minimap.isVisible()
    panel.view.zoom_by(1.2)
    qtbot.waitUntil(lambda: minimap.is_current)
    assert not minimap.isVisible()
    panel.view.pan(panel.view.mapFromScene(QPointF(-400, -400)), by_hand=True)
    choose_switch(panel, QPoint(4, 4))
    qtbot.waitUntil(minimap.isVisible)


def test_the_window_remembers_that_it_is_off(window: MainWindow, tmp_path):
    window.bench.canvas.view.minimap.switch(False)
    window.settings.write()
    again = Settings(tmp_path / "settings" / "descent.ini")
    assert not again.minimap
    window.bench.canvas.view.minimap.switch(True)
    assert window.settings.minimap


def test_it_follows_the_look(qtbot, panel):
    theme.apply("dark")
    try:
        qtbot.waitUntil(lambda: panel.view.minimap.is_current)
        assert panel.view.minimap.grab().toImage().pixelColor(3, 3).name() == theme.tokens.panel
    finally:
        theme.apply("light")


def test_the_view_menu_switches_it_too(window: MainWindow) -> None:
    action, minimap = window.actions_["minimap"], window.bench.canvas.view.minimap
    assert action in window.menus.view.actions()
    assert action.isChecked()
    action.trigger()
    assert not minimap.wanted
    assert not window.settings.minimap
    choose_switch(window.bench.canvas, QPoint(5, 5))
    assert minimap.wanted
    assert action.isChecked(), "both ways to it agree"
    assert window.settings.minimap


def test_it_is_switched_as_it_was_left(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "other.ini")
    settings.minimap = False
    other = MainWindow(settings)
    qtbot.addWidget(other)
    other.build()
    assert not other.actions_["minimap"].isChecked()
    assert not other.bench.canvas.view.minimap.wanted
