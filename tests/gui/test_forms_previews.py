"""What choices will do, beside them: rate and penalty as curves to be read, members explained under the cursor."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine import family, penalty_curve, rate_curve, replaced
from gui.document import Document
from gui.forms import MemberPicker, MembersList
from gui.forms.curves import CurveView, Line, Picture, ceiling
from gui.forms.inputs import ScaleSlider
from gui.forms.numbers import exact
from gui.forms.previews import PenaltyPreview, RatePreview, spans_decades
from gui.theme import theme
from tests.gui.forms_help import Stage, at_once, experiment, type_into

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform's sighs

SCHEDULES, REGULARIZERS = family("schedules"), family("regularizers")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def document(qapp: QApplication) -> Document:
    return at_once(Document(replaced(experiment(), "training.epochs", 40)))


@pytest.fixture
def show(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    theme.apply("light")
    yield
    theme.apply("light")


def schedule(document: Document, kind: str, **settings: object) -> None:
    document.set_field("x", "schedule", SCHEDULES[kind](**settings))


def rate_preview(document: Document, show: Stage) -> RatePreview:
    preview = RatePreview(document, "schedule")
    show(preview)
    return preview


# -- curves --------------------------------------------------------------------------------------------------------


def test_the_rate_is_drawn_as_the_engine_has_it(document: Document, show: Stage) -> None:
    schedule(document, "cosine")
    preview = rate_preview(document, show)
    picture, curve = preview.picture, rate_curve(document.experiment, 240)
    assert picture is not None
    assert curve is not None
    np.testing.assert_array_equal(picture.lines[0].values[:-1], curve[1])
    assert (picture.x[0], picture.x[-1]) == (0, 40)
    assert picture.ends == ("epoch 0", "epoch 40")
    assert not picture.log, "half a cosine looks like one"


@pytest.mark.parametrize(
    ("kind", "settings", "words"),
    [
        ("constant", {}, "Learning rate stays at 0.001 for 40 epochs."),
        ("step_decay", {"drop": 0.1, "every": 20}, "Learning rate falls from 0.001 to 0.0001 in 40 epochs."),
        ("one_cycle", {}, "Learning rate rises from 4e-05 to 0.001, then falls to 4e-09, in 40 epochs."),
        ("cosine_restarts", {"low": 0.5}, "Learning rate swings between 0.0005 and 0.001, from 0.001 to"),
    ],
)
def test_the_curve_is_told_in_words(
    document: Document, show: Stage, kind: str, settings: dict[str, Any], words: str
) -> None:
    schedule(document, kind, **settings)
    preview = rate_preview(document, show)
    assert words in preview.accessibleDescription()
    assert preview.accessibleName() == "Learning rate over the run"


def test_warm_up_and_the_optimizers_own_word_are_told(document: Document, show: Stage) -> None:
    document.set_field("x", "training.rules", (family("rules")["warm_up"](epochs=40.0),))
    preview = rate_preview(document, show)
    assert preview.picture is not None
    assert preview.picture.lines[0].title == "Learning rate, with warm-up"
    assert "rises from 5.57e-07 to 0.001" in preview.accessibleDescription()
    document.set_field("x", "optimizer", family("optimizers")["bfgs"]())
    assert preview.accessibleDescription().startswith("First step rises")


def test_what_waits_for_the_loss_says_so(document: Document, show: Stage) -> None:
    preview = rate_preview(document, show)
    tall = preview.height()
    schedule(document, "reduce_on_plateau")
    QApplication.processEvents()
    assert preview.picture is None
    assert "depends on how the validation loss goes" in preview.sentence
    assert preview.accessibleDescription() == preview.sentence
    assert preview.height() < tall, "a sentence needs no plot's room"
    QTest.mouseMove(preview, preview.rect().center())
    preview.setFocus()
    QTest.keyClick(preview, Qt.Key.Key_Right)
    assert preview.texts() == []
    preview.grab()
    schedule(document, "constant")
    assert preview.picture is not None


def test_many_decades_make_the_axis_logarithmic() -> None:
    epochs = np.linspace(0, 1, 100)
    assert spans_decades(10 ** (-3 * epochs))
    assert not spans_decades(10 ** (-2 * epochs))
    assert not spans_decades((1 + np.cos(np.pi * epochs)) / 2)


def test_a_logarithmic_axis_makes_a_straight_line(document: Document, show: Stage) -> None:
    schedule(document, "exponential_decay", k=0.5)
    preview = rate_preview(document, show)
    assert preview.picture is not None
    assert preview.picture.log
    assert "logarithmic" in preview.picture.lines[0].title
    (heights,) = preview._heights
    x = preview.picture.x[:-1]
    np.testing.assert_allclose(heights[:-1], 1 - x / x[-1], atol=1e-9)
    schedule(document, "exponential_decay", k=100.0)
    assert np.isfinite(preview._heights[0]).all(), "also where the rate becomes exactly 0"


def test_a_value_is_read_under_the_cursor_to_its_last_digit(document: Document, show: Stage) -> None:
    schedule(document, "inverse_time_decay")
    preview = rate_preview(document, show)
    assert preview.texts() == []
    QTest.mouseMove(preview, QPoint(preview.width() // 2, 40))
    index = preview.reading
    assert index is not None
    picture = preview.picture
    assert picture is not None
    value = float(picture.lines[0].values[index])
    assert value == pytest.approx(0.001 / (1 + 0.1 * float(picture.x[index])))
    assert preview.texts() == [f"epoch {picture.x[index]:.2f}", f"Learning rate: {exact(value)}"]
    before = image(preview)
    QTest.mouseMove(preview, QPoint(preview.width() - 1, 40))
    assert preview.reading == len(picture.x) - 1
    assert image(preview) != before
    QApplication.sendEvent(preview, QEvent(QEvent.Type.Leave))
    assert preview.texts() == []


def test_keys_read_too(document: Document, show: Stage) -> None:
    preview = rate_preview(document, show)
    preview.setFocus()
    assert preview.hasFocus()
    last = len(preview.picture.x) - 1
    readings = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right,
                Qt.Key.Key_Home, Qt.Key.Key_Escape, Qt.Key.Key_Left):  # fmt: skip
        QTest.keyClick(preview, key)
        readings.append(preview.reading)
    stride = readings[1]
    assert readings == [0, stride, 0, 0, last, last, 0, None, last]
    assert stride >= 1
    assert preview.accessibleDescription() == "epoch 40.00, Learning rate: 0.001"
    preview.grab()
    preview.clearFocus()
    assert preview.reading is None


def test_a_penalty_and_its_pull_are_told_apart_by_colour_and_dash(document: Document, show: Stage) -> None:
    document.set_field("x", "regularizers", (REGULARIZERS["l2"](strength=0.01),))
    preview = PenaltyPreview(document, "regularizers.0")
    show(preview)
    picture = preview.picture
    assert picture is not None
    w, penalties, pulls = penalty_curve(document.experiment.regularizers[0])
    assert [line.title for line in picture.lines] == ["Penalty", "Pull"]
    np.testing.assert_array_equal(picture.lines[0].values, penalties)
    np.testing.assert_array_equal(picture.lines[1].values, pulls)
    assert len({line.token for line in picture.lines}) == len({line.style for line in picture.lines}) == 2
    assert preview.accessibleDescription() == "L2 of a weight of 1: penalty 0.005, pull 0.01; of 0.1: 5e-05, 0.001."
    preview.read(int(np.abs(w - 0.5).argmin()))
    assert preview.texts() == ["weight 0.5", "Penalty: 0.00125", "Pull: 0.005"]


def test_the_penalties_look_different(document: Document, show: Stage) -> None:
    document.set_field("x", "regularizers", (REGULARIZERS["l1"](),))
    preview = PenaltyPreview(document, "regularizers.0")
    show(preview)
    shapes = {}
    for kind, cls in REGULARIZERS.items():
        document.set_field("x", "regularizers", (cls(),))
        shapes[kind] = [heights.copy() for heights in preview._heights]
    for one in shapes:
        for other in shapes:
            if one < other:
                apart = [float(np.abs(a - b).max()) for a, b in zip(shapes[one], shapes[other], strict=True)]
                assert min(apart) > 0.05, f"{one} and {other}"


@pytest.mark.parametrize("strength", [0.0, 1e-30, 1000.0])
def test_any_strength_can_be_drawn(document: Document, show: Stage, strength: float) -> None:
    document.set_field("x", "regularizers", (REGULARIZERS["elastic_net"](strength=strength),))
    preview = PenaltyPreview(document, "regularizers.0")
    show(preview)
    assert all(np.isfinite(heights).all() for heights in preview._heights)
    preview.read(3)
    preview.grab()


def test_axes_end_on_round_numbers() -> None:
    assert [ceiling(value) for value in (0.0, 0.001, 0.0011, 3.0, 7.5, 1e3)] == [0.0, 0.001, 0.002, 5.0, 10.0, 1e3]
    assert ceiling(0.3) == 0.5


def test_readings_are_shortened_where_there_is_no_room(qtbot: QtBot) -> None:
    view = CurveView("Two curves")
    qtbot.addWidget(view)
    thirds = np.full(3, 1 / 3)
    lines = (Line("One line", thirds, "text"), Line("Another", thirds, "dim"))
    view.show_picture(Picture(np.arange(3.0), lines, ("0", "2"), lambda x: f"at {x:g}", "Two lines."))
    view.read(1)
    metrics = view.fontMetrics()
    written = []
    for width in (900, 300, 140):
        view.resize(width, view.sizeHint().height())
        written.append(view._legend(view.picture, metrics)[0])
    assert written == ["One line 0.3333333333333333", "One line 0.333333", "One line 0.333"]
    view.show_picture(Picture(np.arange(2.0), lines[:1], ("0", "1"), str, "One line."))
    assert view.reading is None, "it was a place of another picture"


def image(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_looks_follow_the_theme(document: Document, show: Stage) -> None:
    document.set_field("x", "regularizers", (REGULARIZERS["l1"](),))
    preview = PenaltyPreview(document, "regularizers.0")
    show(preview)
    for name in ("light", "dark"):
        theme.apply(name)
        QApplication.processEvents()
        picture = image(preview)
        found = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
        assert QColor(theme.tokens.panel).name() in found
        assert QColor(theme.tokens.weights).name() in found


# -- in the forms --------------------------------------------------------------------------------------------------


def test_the_schedule_picker_follows_a_slider_of_the_optimizer(document: Document, show: Stage) -> None:
    schedule(document, "cosine")
    whole = QWidget()
    column = QVBoxLayout(whole)
    optimizer = MemberPicker(document, "optimizer", "optimizers")
    picker = MemberPicker(document, "schedule", "schedules")
    column.addWidget(optimizer)
    column.addWidget(picker)
    show(whole, height=900)
    preview = picker.preview
    assert isinstance(preview, RatePreview)
    assert optimizer.preview is None
    slider = optimizer.form.rows["learning_rate"].editor.inputs()[1]
    assert isinstance(slider, ScaleSlider)
    middle = slider.rect().center()
    QTest.mousePress(slider, LEFT, pos=middle)
    for x in range(middle.x(), middle.x() + 30, 3):
        QTest.mouseMove(slider, QPoint(x, middle.y()))
        rate = document.experiment.optimizer.learning_rate
        assert preview.picture.lines[0].values[0] == rate
    QTest.mouseRelease(slider, LEFT, pos=middle)
    type_into(picker.form.rows["low"].editor.inputs()[0], "0.5")
    assert preview.picture.lines[0].values[-1] == pytest.approx(rate / 2, rel=1e-3)


def test_a_preview_costs_little(document: Document, show: Stage) -> None:
    document.set_field("x", "training.epochs", 600)
    schedule(document, "one_cycle")
    preview = rate_preview(document, show)
    took = []
    for step in range(30):
        document.set_field("x", "optimizer.learning_rate", 0.001 * (step + 2))
        preview._drawn = None
        started = time.thread_time()
        preview.refresh()
        preview.grab()
        took.append(time.thread_time() - started)
    assert sorted(took)[15] < 0.012, "4 ms, and as much again for a slow machine"


def test_nothing_is_worked_out_that_nobody_sees(
    document: Document, show: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    monkeypatch.setattr(RatePreview, "draw", lambda _self: drawn.append(1))
    preview = rate_preview(document, show)
    assert len(drawn) == 1
    document.set_field("x", "name", "Another")
    assert len(drawn) == 1, "the curve does not depend on it"
    preview.hide()
    document.set_field("x", "training.epochs", 7)
    assert len(drawn) == 1
    preview.show()
    assert len(drawn) == 2


def test_every_regularizer_of_a_list_has_its_curve(document: Document, show: Stage) -> None:
    members = MembersList(document, "regularizers", "regularizers")
    show(members, height=900)
    document.set_field("x", "regularizers", (REGULARIZERS["l1"](), REGULARIZERS["l2"]()))
    QApplication.processEvents()
    previews = [card.preview for card in members.cards]
    assert [preview.accessibleDescription()[:2] for preview in previews] == ["L1", "L2"]
    QTest.mouseClick(members.cards[1].up, LEFT)
    assert [preview.accessibleDescription()[:2] for preview in previews] == ["L2", "L1"]
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert members.cards == []
    rules = MembersList(document, "training.rules", "rules")
    document.set_field("x", "training.rules", (family("rules")["warm_up"](),))
    assert rules.cards[0].preview is None
    rules.deleteLater()
