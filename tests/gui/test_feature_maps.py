"""Feature maps: what is painted and read is what the layers give, and any sample can be chosen."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot

from engine import Experiment, History, KNearestNeighbors, Network, Trainer, load_experiment, replaced
from gui.plots.focus import focus_of
from gui.plots.images.sample_picker import PAGE
from gui.plots.images.tiles import Spot
from gui.plots.view import View
from gui.ramps import Ramp
from gui.resources import PRESETS
from tests.gui.image_views import between, linear, painted, point_at, shown, small_cnn, train


def outputs_after(experiment: Experiment, steps: int, split: str, index: int) -> tuple[dict[str, np.ndarray], Trainer]:
    """All outputs for one sample after so many steps, by the textbook."""
    trainer = Trainer(experiment)
    events = trainer.events()
    next(events)
    while trainer.step < steps:
        next(events)
    x = getattr(trainer.splits, split).x[index : index + 1]
    run = trainer.network.forward(x, training=False)
    return {node_id: output[0] for node_id, output in run.outputs.items()}, trainer


def arrived(qtbot: QtBot, view: View, index: int, split: str = "validation") -> None:
    """Wait until a sample is shown."""
    qtbot.waitUntil(
        lambda: view.canvas.maps is not None and (view.canvas.maps.split, view.canvas.maps.index) == (split, index),
        timeout=5_000,
    )


def test_every_layer_shows_its_outputs(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", small_cnn(), (1000, 700)) as view:
        outputs, _ = outputs_after(small_cnn(), 0, "validation", 0)
        canvas = view.canvas
        assert [row.node_id for row in canvas.rows] == list(outputs), "from the input to the answer"
        for node_id, output in outputs.items():
            block = canvas.block(node_id)
            if output.ndim == 3:
                np.testing.assert_allclose(block.pictures, output.transpose(2, 0, 1), rtol=1e-4, atol=1e-5)
            else:
                flat = block.pictures.reshape(-1)
                np.testing.assert_allclose(flat[: len(output)], output, rtol=1e-4, atol=1e-5)
                assert len(flat) - len(output) == block.missing


def test_signed_numbers_diverge_and_amounts_are_grey(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", small_cnn(), (1000, 700)) as view:
        outputs, _ = outputs_after(small_cnn(), 0, "validation", 0)
        image = view.canvas.grab().toImage()
        for node_id, signed in (("conv2d", True), ("relu", False)):
            output = outputs[node_id]
            limit = float(np.abs(output).max())
            for channel, row, column in ((0, 0, 0), (1, 3, 4), (3, 7, 2), (2, 5, 5)):
                place = view.canvas.place_of(Spot(node_id, channel, row, column)).center().toPoint()
                share = float(output[row, column, channel]) / limit
                expected = between(share) if signed else (255 * share,) * 3
                assert image.pixelColor(place).getRgb()[:3] == pytest.approx(expected, abs=2)


def test_maps_follow_training(qtbot: QtBot) -> None:
    experiment = small_cnn(epochs=1000)
    with shown(qtbot, "feature_maps", experiment) as view:
        steps = train(qtbot, view, 20)
        outputs, trainer = outputs_after(experiment, steps, "validation", 0)
        np.testing.assert_allclose(
            view.canvas.block("conv2d_2").pictures, outputs["conv2d_2"].transpose(2, 0, 1), rtol=1e-3, atol=1e-4
        )
        scores = trainer.scores(trainer.splits.validation.x[:1])[0].astype(float)
        shares = np.exp(scores) / np.exp(scores).sum()
        best = int(shares.argmax())
        truth = int(trainer.splits.validation.targets[0])
        words = [text for text, _ in view.header.words()]
        assert words[0] == f"Validation 1 of {len(trainer.splits.validation)}"
        assert words[1] == f"Class: {truth}"
        assert words[2] == f"Answer: {best} ({100 * shares[best]:.1f} %) {'✓' if best == truth else '✗'}"
        assert view.header.words()[2][1] == ("good" if best == truth else "problem")


def test_the_picture_is_the_raw_sample(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", linear(), (500, 300)) as view:
        raw = Trainer(linear()).splits.raw["validation"].x[0]
        image = view.header.grab().toImage()
        side = (view.header.height() - 6) // 8
        for row in range(8):
            for column in range(8):
                grey = 255 * float(raw[row, column, 0]) / 16
                colour = image.pixelColor(2 + column * side + side // 2, 2 + row * side + side // 2)
                assert colour.getRgb()[:3] == pytest.approx((grey,) * 3, abs=1)


def test_samples_are_walked_through(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", linear()) as view:
        count = len(Trainer(linear()).splits.validation)
        QTest.mouseClick(view.on_button, Qt.MouseButton.LeftButton)
        arrived(qtbot, view, 1)
        view.canvas.setFocus()
        QTest.keyClick(view.canvas, Qt.Key.Key_Right)
        arrived(qtbot, view, 2)
        for _ in range(3):
            QTest.keyClick(view.canvas, Qt.Key.Key_Left)
        arrived(qtbot, view, count - 1)
        QTest.mouseClick(view.on_button, Qt.MouseButton.LeftButton)
        arrived(qtbot, view, 0)
        QTest.mouseClick(view.random_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: view.canvas.maps.index != 0, timeout=5_000)
        raw = Trainer(linear()).splits.raw["validation"].x
        assert view.canvas.maps.picture.tolist() == raw[view.canvas.maps.index].tolist()


def test_another_split(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", linear(test_fraction=0.1)) as view:
        names = [view.split_choice.itemText(index) for index in range(view.split_choice.count())]
        assert names == ["Training", "Validation", "Test"]
        view.split_choice.setCurrentIndex(2)
        arrived(qtbot, view, 0, "test")
        assert view.picker.split_choice.currentText() == "Test"
        assert view.header.words()[0][0].startswith("Test 1 of ")
        view.document.set_field("None kept", "data.test_fraction", 0.0)
        arrived(qtbot, view, 0, "validation")
        assert view.split_choice.count() == 2


def test_a_sample_is_picked_by_its_picture(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", linear()) as view:
        splits = Trainer(linear()).splits
        QTest.mouseClick(view.pick_button, Qt.MouseButton.LeftButton)
        grid = view.picker.grid
        qtbot.waitUntil(lambda: grid.gallery is not None, timeout=5_000)
        assert grid.gallery.pictures.tolist() == splits.raw["validation"].x[:PAGE].tolist()
        assert grid.name_of(3) == f"sample 4, {splits.validation.targets[3]}"
        QTest.mouseClick(view.picker.on_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: grid.gallery.start == PAGE, timeout=5_000)
        assert view.picker.place.text() == f"{PAGE + 1} to {2 * PAGE} of {len(splits.validation)}"
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.frame_of(7).center().toPoint())
        arrived(qtbot, view, PAGE + 7)
        assert not view.picker.isVisible()
        assert len(view.controller.looks.wanted) == 1, "the gallery is no longer asked for"


def test_a_sample_is_picked_with_the_keyboard(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", linear()) as view:
        view.pick_button.click()
        grid = view.picker.grid
        qtbot.waitUntil(lambda: grid.gallery is not None, timeout=5_000)
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
            QTest.keyClick(grid, key)
        assert grid.marked == 21
        for _ in range(3):
            QTest.keyClick(grid, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: grid.gallery.start == PAGE, timeout=5_000)
        assert grid.marked == 1
        QTest.keyClick(grid, Qt.Key.Key_Return)
        arrived(qtbot, view, PAGE + 1)
        view.pick_button.click()
        assert view.picker.start == PAGE
        QTest.keyClick(view.picker, Qt.Key.Key_Escape)
        assert not view.picker.isVisible()


def test_a_click_selects_the_layer_and_keys_move_on(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", small_cnn()) as view:
        frame = view.canvas.place_of_row("relu")
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=frame.center())
        assert view.document.selection == ("relu",)
        view.canvas.setFocus()
        QTest.keyClick(view.canvas, Qt.Key.Key_Down)
        assert view.document.selection == ("conv2d_2",)
        view.document.select(("dense",))
        view.document.settle()
        row = view.canvas.place_of_row("dense")
        top = view.scroll.verticalScrollBar().value()
        assert top <= row.top()
        assert row.bottom() <= top + view.scroll.viewport().height() + 1, "what is selected comes into sight"


def test_the_value_under_the_cursor_is_exact(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", small_cnn(), (1000, 700)) as view:
        maps = view.canvas.maps
        outputs, _ = outputs_after(small_cnn(), 0, "validation", 0)
        point_at(qtbot, view.canvas, Spot("conv2d_2", 3, 5, 6))
        what, number = view.canvas.loupe.lines()
        assert what == "Conv2D 2, map 3, row 5, column 6"
        assert np.float32(number) == maps.nodes[2].values[5, 6, 3]
        assert float(number) == pytest.approx(float(outputs["conv2d_2"][5, 6, 3]), rel=1e-4, abs=1e-6)
        strip = view.canvas.rows[-2]
        point_at(qtbot, view.canvas, Spot("flatten", 0, 0, 7))
        assert view.canvas.loupe.lines()[0] == "Flatten, number 7"
        assert np.float32(view.canvas.loupe.lines()[1]) == maps.nodes[4].values[7]
        assert strip.across >= 8
        view.canvas.setFocus()
        QTest.keyClick(view.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        assert view.canvas.loupe.lines()[0] == "Flatten, number 8"


@pytest.mark.parametrize("size", [(220, 140), (320, 200), (500, 300), (1000, 700)])
@pytest.mark.parametrize("preset", ["digits_residual", "shapes_cnn", "linear_digits", "wine_mlp"])
def test_rows_lie_apart_within_the_view(qtbot: QtBot, size: tuple[int, int], preset: str) -> None:
    experiment = load_experiment(PRESETS / f"{preset}.descent")
    if preset == "shapes_cnn":
        experiment = replaced(experiment, "data.source.samples", 100)
    with shown(qtbot, "feature_maps", experiment, size) as view:
        assert (view.width(), view.height()) == size
        canvas, bottom = view.canvas, 0
        for row in canvas.rows:
            assert row.frame.top() == bottom
            bottom = row.frame.bottom() + 1
            for index, frame in enumerate(row.pictures):
                assert row.frame.contains(frame.adjusted(-1, -1, 1, 1))
                assert not any(frame.intersects(other) for other in list(row.pictures)[index + 1 :])
        assert canvas.rows[-1].frame.width() <= view.scroll.viewport().width()
        if size == (1000, 700):
            assert bottom <= view.scroll.viewport().height(), "a large view shows all layers at once"
        title = view.title_button
        assert title.width() >= title.sizeHint().width(), "the title is whole"
        for child in view.findChildren(QAbstractButton) + view.findChildren(QComboBox):
            if child.isVisible() and child.parentWidget() is view:
                assert view.rect().contains(child.geometry()), child.accessibleName()


def test_other_data_have_maps_too(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", load_experiment(PRESETS / "wine_mlp.descent")) as view:
        assert not view.pick_button.isVisible(), "rows of numbers are no pictures to choose from"
        assert view.canvas.maps.picture.shape == (13,)
        view.grab()
    with shown(qtbot, "feature_maps", load_experiment(PRESETS / "sine.descent")) as view:
        assert view.header.words()[-1][0].startswith("Answer: ")
        view.grab()


def test_what_does_not_fit_says_what_would(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", replaced(linear(), "model", KNearestNeighbors()), filled=False) as view:
        assert "of a network" in view.empty.text()
        view.document.edit_network("Empty", Network())
        view.document.settle()
        assert "no layers yet" in view.empty.text()
        view.document.edit_network("Whole", linear().network)
        qtbot.waitUntil(lambda: view.filled, timeout=10_000)


def test_a_removed_layer_can_still_be_seen_of_the_run(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", small_cnn(epochs=1000)) as view:
        train(qtbot, view, 3)
        view.document.edit_network("Other", linear().network)
        point_at(qtbot, view.canvas, Spot("conv2d", 0, 0, 0))
        assert view.canvas.loupe.lines()[0].startswith("Conv2D, map 0")
        view.grab()


def test_the_table_holds_what_is_shown(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", small_cnn()) as view:
        maps, table = view.canvas.maps, view.table()
        found = {(layer, c, i, j): value for layer, c, i, j, value in table.rows}
        assert len(found) == len(table.rows)
        for node in (maps.fed, *maps.nodes):
            if node.values.ndim == 3:
                for i, j, c in np.ndindex(*node.values.shape):
                    assert np.float32(found[node.node_id, c, i, j]) == node.values[i, j, c]
            else:
                for index, value in enumerate(node.values):
                    assert np.float32(found[node.node_id, "", "", index]) == value


def test_the_sample_chosen_in_predictions_is_shown(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", small_cnn()) as view:
        arrived(qtbot, view, 0)
        focus = focus_of(view.controller)
        focus.choose_sample(17)
        arrived(qtbot, view, 17)
        focus.choose_split("train")
        assert (view.split, view.index) == ("validation", 17)  # nothing is chosen there yet
        focus.choose_sample(40)
        arrived(qtbot, view, 40, "train")
        view.step_by(1)
        arrived(qtbot, view, 41, "train")
        focus.choose_cell((1, 2))
        assert view.index == 41


def test_hidden_views_ask_nothing(qtbot: QtBot) -> None:
    with shown(qtbot, "feature_maps", linear()) as view:
        assert len(view.controller.looks.wanted) == 1
        view.hide()
        assert not view.controller.looks.wanted
        view.show()
        assert len(view.controller.looks.wanted) == 1


@pytest.mark.parametrize("kind", ["feature_maps", "weight_images"])
def test_looking_changes_no_bit_of_a_run(qtbot: QtBot, kind: str) -> None:
    experiment = small_cnn(epochs=40)
    alone = History()
    for event in Trainer(experiment).events():
        alone.add(event)
    with shown(qtbot, kind, experiment) as view:
        seen = []
        view.controller.looks.answered.connect(lambda look, answer, step: seen.append(step))
        view.controller.train()
        if kind == "feature_maps":
            view.go_to(17)
            view.pick_button.click()
        qtbot.waitUntil(lambda: view.controller.state == "finished", timeout=20_000)
        assert len(set(seen)) > 1, "it was looked at meanwhile"
        for name in ("loss", "gradient_norm"):
            assert view.controller.history.series(name)[1].tolist() == alone.series(name)[1].tolist()


def test_numbers_that_are_none_are_told_apart(qtbot: QtBot) -> None:
    ramp = Ramp.signed(2.0)
    assert ramp.colour(0.0).name() == QColor("#ffffff").name()
    assert ramp.colour(2.0).name() == "#0072b2"
    assert ramp.colour(-5.0).name() == "#c65a00", "beyond the scale is its end"
    assert ramp.colour(float("nan")).name() == "#c02a0e"
    assert ramp.colour(float("inf")).name() == "#c02a0e"
    assert Ramp.of(0.0, 4.0).colour(1.0).getRgb()[:3] == pytest.approx((64, 64, 64), abs=1)
    assert Ramp.of(0.0, 0.0).colour(0.0).name() == "#000000"
    with shown(qtbot, "feature_maps", linear()) as view:
        strip = view.canvas.block("flatten")
        if strip.missing:
            frame = strip.frames[0]
            assert painted(view.canvas, frame.adjusted(frame.width() - 3, frame.height() - 3, 0, 0)).name() == "#ffffff"
