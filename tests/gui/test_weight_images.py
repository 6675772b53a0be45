"""Weights as images: what is painted and read is what the engine holds."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import KNearestNeighbors, Trainer, chain, load_experiment, replaced
from gui.plots.images.tiles import Spot
from gui.resources import PRESETS
from gui.theme import DARK, theme
from tests.gui.image_views import (
    LAYERS,
    between,
    experiment_of,
    linear,
    painted,
    point_at,
    shown,
    small_cnn,
    train,
)


def weights_after(experiment: object, steps: int, node_id: str) -> np.ndarray:
    """A layer's weights after so many steps of a run without a window."""
    trainer = Trainer(experiment)
    events = trainer.events()
    next(events)
    while trainer.step < steps:
        next(events)
    return trainer.network.parameters[node_id]["weight"].copy()


def test_templates_are_painted_as_the_pixels_lie(qtbot: QtBot) -> None:
    with shown(qtbot, "weight_images", linear()) as view:
        weight = weights_after(linear(), 0, "dense")
        limit = float(np.abs(weight).max())
        block = view.canvas.blocks[0]
        assert len(block.frames) == 10
        image = view.canvas.grab().toImage()
        for label in range(10):
            for row, column in ((0, 0), (3, 5), (7, 7)):
                spot = Spot("dense", label, row, column)
                colour = image.pixelColor(view.canvas.place_of(spot).center().toPoint()).getRgb()[:3]
                expected = between(float(weight[8 * row + column, label]) / limit)
                assert colour == pytest.approx(expected, abs=2), spot
        assert view.canvas.images.names == tuple("0123456789")
        assert f"{limit!r}"[:6] in view.scale.toolTip()


def test_pictures_follow_training_to_the_last_bit(qtbot: QtBot) -> None:
    with shown(qtbot, "weight_images", small_cnn(epochs=1000)) as view:
        before = view.canvas.blocks[0].pictures.copy()
        steps = train(qtbot, view, 20)
        weight = weights_after(small_cnn(epochs=1000), steps, "conv2d")
        assert view.canvas.blocks[0].pictures.tolist() == weight[:, :, 0, :].transpose(2, 0, 1).tolist()
        assert view.canvas.blocks[0].pictures.tolist() != before.tolist()


def test_the_selected_layer_is_shown(qtbot: QtBot) -> None:
    with shown(qtbot, "weight_images", small_cnn()) as view:
        assert view.layers() == ["conv2d", "conv2d_2"]
        assert view.canvas.images.node_id == "conv2d"
        view.document.select(("conv2d_2",))
        qtbot.waitUntil(lambda: view.canvas.images.node_id == "conv2d_2", timeout=5_000)
        assert view.layer_choice.currentText() == "Conv2D 2"
        view.document.select(("relu",))
        qtbot.waitUntil(lambda: view.canvas.images.node_id == "conv2d", timeout=5_000)
        view.layer_choice.setCurrentIndex(view.layer_choice.findData("conv2d_2"))
        qtbot.waitUntil(lambda: view.canvas.images.node_id == "conv2d_2", timeout=5_000)
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=view.canvas.blocks[0].frames[0].center())
        assert view.document.selection == ("conv2d_2",)


def test_a_deeper_layer_has_a_picture_for_each_pair_or_the_mean(qtbot: QtBot) -> None:
    with shown(qtbot, "weight_images", small_cnn()) as view:
        assert not view.mean_button.isVisible()
        view.document.select(("conv2d_2",))
        qtbot.waitUntil(lambda: view.canvas.images.node_id == "conv2d_2", timeout=5_000)
        weight = weights_after(small_cnn(), 0, "conv2d_2")
        block = view.canvas.blocks[0]
        assert len(block.frames) == len(block.pictures) == 20
        for unit in range(5):
            for source in range(4):
                assert block.pictures[unit * 4 + source].tolist() == weight[:, :, source, unit].tolist()
        frames = {(frame.left(), frame.top()) for frame in block.frames}
        assert len(frames) == 20
        assert sorted([len({x for x, _ in frames}), len({y for _, y in frames})]) == [4, 5], "a table of both"
        assert view.mean_button.isVisible()
        QTest.mouseClick(view.mean_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: view.canvas.images.averaged, timeout=5_000)
        mean = (weight[:, :, 0] + weight[:, :, 1] + weight[:, :, 2] + weight[:, :, 3]) / 4
        np.testing.assert_allclose(view.canvas.blocks[0].pictures, mean.transpose(2, 0, 1), rtol=1e-5, atol=1e-8)
        assert view.mean_action.isChecked()


def test_the_value_under_the_cursor_is_exact(qtbot: QtBot) -> None:
    with shown(qtbot, "weight_images", linear()) as view:
        weight = weights_after(linear(), 0, "dense")
        point_at(qtbot, view.canvas, Spot("dense", 7, 2, 3))
        what, number = view.canvas.loupe.lines()
        assert what == "Dense, class 7, row 2, column 3"
        assert np.float32(number) == weight[8 * 2 + 3, 7]
        assert view.canvas.loupe.isVisible()
        assert view.page.rect().contains(view.canvas.loupe.geometry())
        assert number in view.canvas.accessibleDescription()
        QTest.mouseMove(view.canvas, view.canvas.rect().bottomRight())
        qtbot.waitUntil(lambda: not view.canvas.loupe.isVisible(), timeout=2_000)


def test_the_arrow_keys_read_across_pictures(qtbot: QtBot) -> None:
    with shown(qtbot, "weight_images", linear()) as view:
        view.canvas.setFocus()
        QTest.keyClick(view.canvas, Qt.Key.Key_Right)
        assert view.canvas.spot == Spot("dense", 0, 0, 0)
        for _ in range(8):
            QTest.keyClick(view.canvas, Qt.Key.Key_Right)
        assert view.canvas.spot == Spot("dense", 1, 0, 0)
        QTest.keyClick(view.canvas, Qt.Key.Key_Down)
        assert view.canvas.spot == Spot("dense", 1, 1, 0)
        QTest.keyClick(view.canvas, Qt.Key.Key_Left)
        assert view.canvas.spot == Spot("dense", 0, 1, 7)
        QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
        assert view.canvas.spot is None
        assert not view.canvas.loupe.isVisible()


def test_colour_pictures_have_colours(qtbot: QtBot) -> None:
    experiment = experiment_of(
        LAYERS["conv2d"](filters=4), LAYERS["flatten"](), LAYERS["dense"](units=10), source="shapes"
    )
    experiment = replaced(experiment, "data.source.samples", 60)
    with shown(qtbot, "weight_images", experiment) as view:
        weight = weights_after(experiment, 0, "conv2d")
        limit = float(np.abs(weight).max())
        for unit in range(4):
            spot = Spot("conv2d", unit, 2, 1)
            colour = painted(view.canvas, view.canvas.place_of(spot).toRect()).getRgb()[:3]
            expected = [255 * (float(each) / limit + 1) / 2 for each in weight[2, 1, :, unit]]
            assert colour == pytest.approx(expected, abs=2)
        point_at(qtbot, view.canvas, Spot("conv2d", 3, 0, 2))
        numbers = view.canvas.loupe.lines()[1].split("\n")
        assert [np.float32(each) for each in numbers] == weight[0, 2, :, 3].tolist()
        assert not view.mean_button.isVisible()


@pytest.mark.parametrize("size", [(220, 140), (500, 300), (1000, 700)])
@pytest.mark.parametrize("preset", ["digits_residual", "linear_digits", "lenet_glyphs"])
def test_all_pictures_fit_and_stay_apart(qtbot: QtBot, size: tuple[int, int], preset: str) -> None:
    with shown(qtbot, "weight_images", load_experiment(PRESETS / f"{preset}.descent"), size) as view:
        frames = view.canvas.blocks[0].frames
        for index, frame in enumerate(frames):
            assert view.canvas.rect().contains(frame.adjusted(-1, -1, 1, 1))
            assert not any(frame.intersects(other) for other in list(frames)[index + 1 :])
        assert view.scroll.viewport().width() >= frames.area.right()
        assert view.scroll.viewport().height() >= frames.area.bottom(), "no scrolling for a few kernels"
        height, width = view.canvas.blocks[0].pictures.shape[1:3]
        assert frames.size.width() % width == frames.size.height() % height == 0
        assert frames.size.width() // width == frames.size.height() // height, "square numbers"


def test_the_table_holds_what_is_shown(qtbot: QtBot) -> None:
    with shown(qtbot, "weight_images", linear()) as view:
        weight = weights_after(linear(), 0, "dense")
        table = view.table()
        assert table.columns == ("unit", "input", "row", "column", "weight")
        assert len(table.rows) == 640
        for unit, source, row, column, value in table.rows:
            assert source == 0
            assert np.float32(value) == weight[8 * row + column, int(unit)]


def test_a_small_place_has_its_choices_in_the_menu(qtbot: QtBot) -> None:
    with shown(qtbot, "weight_images", small_cnn(), (220, 140)) as view:
        assert view.title_button.width() >= view.title_button.sizeHint().width(), "the title is whole"
        assert not view.layer_choice.isVisible()
        actions = view.layer_menu.actions()
        assert [each.text() for each in actions] == ["The selected layer", "Conv2D", "Conv2D 2"]
        assert [each.isChecked() for each in actions] == [True, False, False]
        actions[2].trigger()
        qtbot.waitUntil(lambda: view.canvas.images.node_id == "conv2d_2", timeout=5_000)
        assert [each.isChecked() for each in view.layer_menu.actions()] == [False, False, True]
        assert view.layer_menu.menuAction() in view.actions_of_menu()
        view.mean_action.trigger()
        qtbot.waitUntil(lambda: view.canvas.images.averaged, timeout=5_000)


@pytest.mark.parametrize("kind", ["neighbours", "planar", "deep"])
def test_what_does_not_fit_says_what_would(qtbot: QtBot, kind: str) -> None:
    experiment = {
        "neighbours": lambda: replaced(linear(), "model", KNearestNeighbors()),
        "planar": lambda: load_experiment(PRESETS / "spirals.descent"),
        "deep": lambda: replaced(
            linear(), "model", chain(LAYERS["batch_norm"](), LAYERS["flatten"](), LAYERS["dense"](units=10))
        ),
    }[kind]()
    with shown(qtbot, "weight_images", experiment, filled=False) as view:
        assert not view.filled
        assert view.empty.isVisible()
        assert ("network" in view.empty.text()) if kind == "neighbours" else ("Conv2D" in view.empty.text())
        assert view.table() is None


def test_a_layer_that_goes_leaves_the_choice(qtbot: QtBot) -> None:
    with shown(qtbot, "weight_images", small_cnn()) as view:
        view.layer_choice.setCurrentIndex(view.layer_choice.findData("conv2d_2"))
        qtbot.waitUntil(lambda: view.canvas.images.node_id == "conv2d_2", timeout=5_000)
        view.document.edit_network("Other", linear().network)
        qtbot.waitUntil(lambda: view.canvas.images.node_id == "dense", timeout=5_000)
        assert [view.layer_choice.itemData(index) for index in range(view.layer_choice.count())] == [None, "dense"]


def test_another_look_repaints(qtbot: QtBot) -> None:
    with shown(qtbot, "weight_images", linear()) as view:
        weight = weights_after(linear(), 0, "dense")
        theme.apply("dark")
        assert theme.tokens is DARK
        colour = painted(view.canvas, view.canvas.place_of(Spot("dense", 4, 4, 4)).toRect()).getRgb()[:3]
        assert colour == pytest.approx(between(float(weight[36, 4]) / float(np.abs(weight).max())), abs=2)
