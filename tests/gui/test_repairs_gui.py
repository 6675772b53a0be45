"""Remedies as buttons, wherever a problem is told: each is one undo step with the remedy's name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from engine import DescentError, chain, family, replaced, say
from gui.canvas.looks import LOSS
from gui.document import Document
from gui.forms.notices import Remedies, RemedyButton
from gui.main_window import MainWindow
from gui.resources import PRESETS

LEFT = Qt.MouseButton.LeftButton
L = family("layers")


@pytest.fixture
def broken(window: MainWindow) -> MainWindow:
    """A Dense layer behind images."""
    network = chain(L["conv2d"](), L["dense"](units=10))
    window.bench.document.edit_network("Break it", network)
    return window


def kinds(window: MainWindow) -> list[str]:
    return [node.layer.kind for node in window.bench.document.network.nodes]


def buttons(place: object) -> list[RemedyButton]:
    return [each for each in place.findChildren(RemedyButton) if each.isVisible()]  # type: ignore[attr-defined]


def pick(menu: QMenu, text: str) -> None:
    action = next(each for each in menu.actions() if each.text().strip() == text)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def canvas_menu(window: MainWindow, qtbot: QtBot, key: str) -> QMenu:
    """The context menu of a box."""
    port, place = window.bench.canvas.view.viewport(), window.bench.canvas.node_rect(key).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, port.mapToGlobal(place))
    QApplication.sendEvent(port, asked)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    return QApplication.activePopupWidget()


def by_properties(window: MainWindow, qtbot: QtBot) -> None:
    window.bench.document.select(["dense"])
    qtbot.waitUntil(lambda: len(buttons(window.bench.properties)) == 1)
    (button,) = buttons(window.bench.properties)
    assert button.text() == "Insert Flatten before it"
    assert "needs one row of numbers" in button.toolTip()
    QTest.mouseClick(button, LEFT)


def by_properties_of_several(window: MainWindow, qtbot: QtBot) -> None:
    window.bench.document.select(["conv2d", "dense"])
    qtbot.waitUntil(lambda: len(buttons(window.bench.properties)) == 1)
    QTest.mouseClick(buttons(window.bench.properties)[0], LEFT)


def by_status(window: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(window.status_panel.problems, LEFT)
    menu = window.status_panel.menu
    assert menu.actions()[0].text().startswith("Dense: ")
    pick(menu, "Insert Flatten before it")


def by_canvas(window: MainWindow, qtbot: QtBot) -> None:
    pick(canvas_menu(window, qtbot, "dense"), "Insert Flatten before it")


def by_analysis(window: MainWindow, qtbot: QtBot) -> None:
    window.show_analysis()
    (button,) = buttons(window.bench.analysis)
    QTest.mouseClick(button, LEFT)


def by_keys_in_the_analysis(window: MainWindow, qtbot: QtBot) -> None:
    window.show_analysis()
    (button,) = buttons(window.bench.analysis)
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if button.hasFocus():
            break
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert window.bench.analysis.isAncestorOf(QApplication.focusWidget()), "the keyboard stays where it was"


@pytest.mark.parametrize(
    "way",
    [by_properties, by_properties_of_several, by_status, by_canvas, by_analysis, by_keys_in_the_analysis],
)
def test_a_remedy_is_one_undo_step(broken: MainWindow, qtbot: QtBot, way: Callable) -> None:
    document = broken.bench.document
    before = document.experiment
    way(broken, qtbot)
    assert kinds(broken) == ["conv2d", "flatten", "dense"]
    assert document.analysis.problems == ()
    assert document.undo_stack.undoText() == "Insert Flatten before it"
    assert document.undo_stack.count() == 2
    qtbot.waitUntil(lambda: buttons(broken) == [])
    document.undo_stack.undo()
    assert document.experiment is before
    assert len(document.analysis.problems) == 1


def test_a_problem_of_the_loss_has_its_remedy_in_all_places(window: MainWindow, qtbot: QtBot) -> None:
    document = window.bench.document
    document.edit("x", replaced(document.experiment, "loss", family("losses")["mean_squared_error"]()))
    document.settle()
    title = "Use Softmax cross-entropy"
    window.show_analysis()
    (line,) = [line for line in window.bench.analysis.lines if line.isVisible()]
    assert line.button.text() == title
    menu = canvas_menu(window, qtbot, LOSS)
    assert menu.actions()[0].text() == title
    menu.close()
    QTest.mouseClick(window.bench.canvas.view.viewport(), LEFT, pos=window.bench.canvas.node_rect(LOSS).center())
    (button,) = [each for each in buttons(window.bench.experiment) if each.text() == title]
    QTest.mouseClick(button, LEFT)
    assert document.experiment.loss.kind == "softmax_cross_entropy"
    document.settle()
    assert not line.isVisible()


def test_a_field_with_a_problem_has_the_remedy_below_it(window: MainWindow) -> None:
    document = window.bench.document
    document.edit_network("x", chain(L["flatten"](), L["dense"](units=200), L["dense"](units=10)))
    document.set_field("x", "training.gradient", "numerical")
    document.settle()
    window.docks["experiment"].raise_()
    window.bench.experiment.reveal("training")
    (button,) = buttons(window.bench.experiment)
    QTest.mouseClick(button, LEFT)
    assert document.experiment.training.gradient == "analytic"


def test_an_augmentation_that_cannot_be_has_its_remedy_in_the_list(window: MainWindow) -> None:
    window.new_from(PRESETS / "sine.descent")
    document = window.bench.document
    crop = family("augmentations")["random_crop"]()
    document.edit("x", replaced(document.experiment, "data.augmentations", (crop,)))
    document.settle()
    assert any(problem.field == "data.augmentations.0" for problem in document.analysis.problems)
    window.docks["experiment"].raise_()
    window.bench.experiment.reveal("data")
    (button,) = buttons(window.bench.experiment)
    QTest.mouseClick(button, LEFT)
    assert document.experiment.data.augmentations == ()


def test_a_problem_without_a_remedy_has_no_button(qtbot: QtBot, document: Document) -> None:
    document.edit_network("x", chain(L["global_avg_pool2d"](), L["conv2d"](), L["flatten"](), L["dense"](units=10)))
    remedies = Remedies(document)
    qtbot.addWidget(remedies)
    remedies.offer(document.analysis.problems)
    assert document.analysis.problems
    assert remedies.isHidden()


def test_a_refused_remedy_says_why(broken: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the shapes behind become known, and are too large."""

    def refuse(*_arguments: object, **_more: object) -> None:
        raise DescentError(say("Too large."))

    document = broken.bench.document
    document.select(["dense"])
    qtbot.waitUntil(lambda: len(buttons(broken.bench.properties)) == 1)
    monkeypatch.setattr(document, "edit", refuse)
    QTest.mouseClick(buttons(broken.bench.properties)[0], LEFT)
    assert broken.message_bar.text == "Too large."


def test_a_remedy_of_a_problem_that_is_gone_does_nothing(broken: MainWindow) -> None:
    document = broken.bench.document
    QTest.mouseClick(broken.status_panel.problems, LEFT)
    menu = broken.status_panel.menu
    action = menu.actions()[1]
    document.undo_stack.undo()
    assert not menu.isVisible(), "what it lists is out of date"
    before = document.experiment
    action.trigger()
    assert document.experiment is before


def test_a_long_remedy_does_not_widen_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    document, panel = window.bench.document, window.bench.properties
    network = chain(L["flatten"](), L["dense"](units=10), L["dense"](units=10))
    network = replaced(network, "nodes.dense.title", "A name that goes on and on until it has no room left")
    document.edit_network("x", replaced(network, "nodes.dense_2.inputs", ()))
    document.select(["dense_2"])
    qtbot.waitUntil(lambda: len(buttons(panel)) == 1)
    (button,) = buttons(panel)
    qtbot.waitUntil(lambda: button.width() > 100)
    assert button.width() < button.sizeHint().width(), "this test needs a title that has no room"
    assert panel.rect().contains(
        button.geometry().translated(button.parentWidget().mapTo(panel, button.rect().topLeft()))
    )
    assert button.toolTip().startswith(button.text())
    button.grab()
