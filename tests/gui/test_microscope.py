"""The microscope, by mouse and keys; what it shows against numbers worked out here."""

from __future__ import annotations

import html
import re

import numpy as np
import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import INPUT, LOSS_NODE, Data, Experiment, KNearestNeighbors, Trainer, Training, chain, family, replaced
from gui.plots.microscope.figures import figure
from gui.theme import theme
from tests.gui.canvas_tools import CTRL, LEFT, K
from tests.gui.microscope_tools import L, Make, circles, grids, make, pick, press, settled, text

__all__ = ["make"]


def images() -> Experiment:
    model = chain(L["conv2d"](filters=3), L["relu"](), L["flatten"](), L["dense"](units=10))
    return circles(data=Data(source=family("datasets")["digits"]()), model=model)


class ByHand:
    """The first step of `circles`, in plain NumPy."""

    def __init__(self) -> None:
        trainer = Trainer(circles())
        batch = trainer.ahead().batch
        p = trainer.network.parameters
        self.x, self.t = batch.x.astype(float), batch.targets
        self.W, self.b = p["dense"]["weight"].astype(float), p["dense"]["bias"].astype(float)
        self.V, self.c = p["dense_2"]["weight"].astype(float), p["dense_2"]["bias"].astype(float)
        self.z = self.x @ self.W + self.b
        self.h = np.maximum(self.z, 0)
        self.s = self.h @ self.V + self.c
        e = np.exp(self.s - self.s.max(axis=1, keepdims=True))
        self.q = e / e.sum(axis=1, keepdims=True)
        self.ds = (self.q - np.eye(2)[self.t]) / len(self.x)
        self.dh = self.ds @ self.V.T
        self.dz = self.dh * (self.z > 0)
        self.dV, self.dW = self.h.T @ self.ds, self.x.T @ self.dz


def close(found: np.ndarray, expected: np.ndarray) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-6)


def test_the_walk_shows_every_node_s_numbers(qtbot: QtBot, make: Make) -> None:
    view, hand = make(circles()), ByHand()
    assert view.walk == (INPUT, "dense", "relu", "dense_2", LOSS_NODE)
    assert view.node_id == "dense_2"
    press(qtbot, view, K.Key_Right)
    assert view.node_id == LOSS_NODE
    assert not view.on_button.isEnabled()
    close(grids(view)["product"], hand.ds[0])
    press(qtbot, view, K.Key_F)
    assert list(grids(view)) == ["input:0", "probabilities", "targets", "output"]
    close(grids(view)["input:0"], hand.s[0])
    close(grids(view)["probabilities"], hand.q[0])
    close(grids(view)["targets"], np.eye(2)[hand.t[0]])
    press(qtbot, view, K.Key_B)

    press(qtbot, view, K.Key_Left)
    j, i = view.figures.output.chosen, view.figures.local.chosen
    close(grids(view)["upstream"], hand.ds[0])
    close(grids(view)["local"], hand.V[:, j])
    close(grids(view)["product"], hand.ds[0, j] * hand.V[:, j])
    close(grids(view)["gradient"], hand.dh[0])
    assert f"{figure(hand.ds[0, j])} · " in text(view)
    assert f"= {figure(hand.dh[0, i])}" in text(view)
    assert "return (dy @ weight.T,), gradients" in text(view)

    press(qtbot, view, K.Key_Left)
    assert view.node_id == "relu"
    close(grids(view)["gradient"], hand.dz[0])
    press(qtbot, view, K.Key_Left)
    close(grids(view)["upstream"], hand.dz[0])
    press(qtbot, view, K.Key_Left)
    assert view.node_id == INPUT
    assert not view.back_button.isEnabled()
    close(grids(view)["output"], hand.x[0])
    close(grids(view)["upstream"], hand.dz[0] @ hand.W.T)


def test_a_click_on_a_number_chooses_it(qtbot: QtBot, make: Make) -> None:
    view, hand = make(circles()), ByHand()
    pick(qtbot, view, "upstream", 1)
    pick(qtbot, view, "local", 2)
    close(grids(view)["product"], hand.ds[0, 1] * hand.V[:, 1])
    assert view.figures.local.value == pytest.approx(hand.V[2, 1], rel=1e-4)
    assert "dL/dy1 · dy1/dx2" in text(view)
    QTest.mouseClick(view.bar.target_choice, LEFT)
    view.bar.target_choice.hidePopup()
    view.bar.target_choice.setCurrentIndex(1)
    view.bar.target_choice.activated.emit(1)
    settled(qtbot, view)
    close(grids(view)["pgradient:weight"], hand.dV)
    assert view.figures.parameters[0].values.place == (2, 1)
    pick(qtbot, view, "plocal:weight", 5)
    close(view.figures.parameters[0].shares, hand.h[:, 2] * hand.ds[:, 1])
    assert f"= {figure(float(view.figures.parameters[0].gradient.value))}" in text(view)


def test_keys_move_the_choice_and_the_sample(qtbot: QtBot, make: Make) -> None:
    view, hand = make(circles()), ByHand()
    pick(qtbot, view, "local", 0)
    press(qtbot, view, K.Key_Down, CTRL)
    assert view.figures.local.chosen == 1
    press(qtbot, view, K.Key_Up, CTRL)
    press(qtbot, view, K.Key_Up, CTRL)  # there is nothing above the first
    assert view.figures.local.chosen == 0
    press(qtbot, view, K.Key_PageDown)
    press(qtbot, view, K.Key_PageDown)
    assert view.figures.sample == 2
    assert view.bar.sample_choice.text() == "3 of 8"
    close(grids(view)["upstream"], hand.ds[2])
    press(qtbot, view, K.Key_PageUp)
    press(qtbot, view, K.Key_Up)
    assert view.board.active == "upstream"
    chosen = view.figures.output.chosen
    press(qtbot, view, K.Key_S)
    assert view.figures.output.chosen == int(np.abs(hand.ds[1]).argmax())
    press(qtbot, view, K.Key_Down, CTRL)
    assert chosen in (0, 1)


def test_where_numbers_are_taken_one_by_one_input_and_output_go_together(qtbot: QtBot, make: Make) -> None:
    view, hand = make(circles()), ByHand()
    press(qtbot, view, K.Key_Left)
    for flat in range(3):
        pick(qtbot, view, "upstream", flat)
        assert (view.figures.output.chosen, view.figures.local.chosen) == (flat, flat)
        assert view.figures.local.value == float(hand.z[0, flat] > 0)
        assert f"{figure(hand.z[0, flat])} > 0" in text(view)
    press(qtbot, view, K.Key_F)
    pick(qtbot, view, "input:0", 1)
    assert f"y[1] = max({figure(hand.z[0, 1])}, 0) = {figure(hand.h[0, 1])}" in text(view)


def test_the_update_is_what_the_step_then_does(qtbot: QtBot, make: Make) -> None:
    view, hand = make(circles()), ByHand()
    view.go_to("dense")
    press(qtbot, view, K.Key_U)
    qtbot.waitUntil(lambda: view.updates is not None and view.updates.node_id == "dense")
    settled(qtbot, view)
    pick(qtbot, view, "entry:gradient", 4)
    settled(qtbot, view)
    before, g = hand.W[1, 1], hand.dW[1, 1]
    after = before - 0.1 * g
    assert view.updates.values.place == (1, 1)
    assert f"{figure(np.float32(before).item())} → {figure(view.updates.after)}" in text(view)
    assert view.updates.after == pytest.approx(after, rel=1e-5)
    assert "x -= rate * g" in text(view)
    assert f"0.1 · {figure(view.updates.gradient) if g >= 0 else f'({figure(view.updates.gradient)})'}" in text(view)
    foretold = view.updates.after
    press(qtbot, view, K.Key_Space)
    qtbot.waitUntil(lambda: view.updates.step == 2)
    assert view.updates.before == pytest.approx(foretold, rel=1e-6)
    assert view.updates.values.place == (1, 1)
    assert "Step 2 comes next" in view.bar.step_label.text()
    press(qtbot, view, K.Key_Right)
    assert "has no parameters" in text(view)


def test_it_follows_the_canvas_and_the_canvas_follows_it(qtbot: QtBot, make: Make) -> None:
    view = make(circles())
    view.document.select(["dense"])
    view.document.settle()
    settled(qtbot, view)
    assert view.node_id == "dense"
    assert view.node_choice.currentData() == "dense"
    QTest.mouseClick(view.on_button, LEFT)
    settled(qtbot, view)
    assert view.document.selection == ("relu",)
    view.go_to(LOSS_NODE)
    assert view.document.selection == ()
    view.document.select([INPUT])
    view.document.settle()
    assert view.node_id == INPUT


def test_while_it_trains_there_is_a_button_to_pause(qtbot: QtBot, make: Make) -> None:
    view = make(circles(training=Training(epochs=100_000, batch_size=8)))
    view.controller.train()
    qtbot.waitUntil(lambda: view.controller.state == "running" and view.pause_button.isVisible())
    assert not view._asked
    QTest.mouseClick(view.pause_button, LEFT)
    qtbot.waitUntil(lambda: view.controller.state == "paused" and view.board.isVisible())
    settled(qtbot, view)
    step = view.figures.step
    assert step > 1
    view.controller.set_pace(2.0)
    view.controller.train()
    qtbot.waitUntil(lambda: view.figures.step > step, timeout=5_000)
    assert view.board.isVisible()


def test_a_finished_run_shows_the_step_that_would_follow(qtbot: QtBot, make: Make) -> None:
    view = make(circles())
    view.controller.train()
    qtbot.waitUntil(lambda: view.controller.state == "finished", timeout=10_000)
    settled(qtbot, view)
    assert view.figures.step == view.controller.progress.step + 1 > 10


def test_another_network_is_another_walk(qtbot: QtBot, make: Make) -> None:
    view = make(circles())
    model = chain(L["dense"](units=4), L["tanh"](), L["dense"](units=2))
    view.document.edit("Other layers", replaced(view.document.experiment, "model", model))
    qtbot.waitUntil(lambda: view.walk == (INPUT, "dense", "tanh", "dense_2", LOSS_NODE))
    qtbot.waitUntil(lambda: view.figures.inputs[0].size == 4)


def test_images_turn_their_channels(qtbot: QtBot, make: Make) -> None:
    view = make(images())
    view.go_to("conv2d")
    settled(qtbot, view)
    assert view.board.active == "upstream"
    channel = view.figures.output.place[2]
    press(qtbot, view, K.Key_BracketRight)
    assert view.figures.output.place[2] == (channel + 1) % 3
    assert view.figures.local.shape == (8, 8, 1)
    panel = next(panel for panel in view.board.panels if panel.key == "upstream")
    place = view.board.place_of("upstream", panel.excerpt.chosen)
    assert view.board._hit(place)[1] == view.board._grids()[0].panel.excerpt.cell


def test_what_has_no_layers_says_so(make: Make) -> None:
    view = make(circles(model=KNearestNeighbors()))
    assert not view.filled
    assert "k nearest neighbours" in view.empty.text()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1000, 700), (500, 300), (220, 140)])
def test_every_page_paints_in_every_size(qtbot: QtBot, make: Make, look: str, width: int, height: int) -> None:
    theme.apply(look)
    view = make(images(), width, height)
    for node_id in reversed(view.walk):
        view.go_to(node_id)
        for key in (K.Key_F, K.Key_B, K.Key_U):
            press(qtbot, view, key)
            view.grab()
            assert view.table() is not None
    press(qtbot, view, K.Key_B)
    assert (view.width(), view.height()) == (width, height)
    assert view.board.isVisible() == (width > 220)
    assert view.small_page.isVisible() == (width <= 220)


def test_a_small_place_says_what_it_is_and_leads_to_the_large_view(qtbot: QtBot, make: Make) -> None:
    view = make(circles(), 260, 200)
    assert view.title_button.text() == "Microscope"
    page = view.small_page
    assert page.isVisible()
    assert (page.name.text(), page.shapes.text()) == ("Dense 2", "3 → 2")
    assert page.loss.text().startswith(f"L = {figure(view.figures.loss)}")
    assert page.button.width() <= view.width()
    with qtbot.waitSignal(view.enlarge_asked):
        QTest.mouseClick(page.button, LEFT)
    view.resize(900, 600)
    qtbot.waitUntil(lambda: view.board.isVisible())
    assert not page.isVisible()


def test_formulas_are_written_as_such(qtbot: QtBot, make: Make) -> None:
    view = make(circles("adam"))
    press(qtbot, view, K.Key_U)
    qtbot.waitUntil(lambda: "β1" in text(view))
    assert "√" in text(view)
    assert "m *= self.beta1" in text(view), "the program stays as it is"


def test_the_table_holds_the_numbers_of_the_grids(qtbot: QtBot, make: Make) -> None:
    view, hand = make(circles()), ByHand()
    table = view.table()
    j = view.figures.output.chosen
    found = [value for name, _, value in table.rows if name == f"dy[{j}]/dx"]
    close(np.array(found), hand.V[:, j])
    assert f"Local dy[{j}]/dx" in view.board.accessibleDescription()


def test_what_is_written_can_be_read_back(make: Make) -> None:
    view = make(circles())
    written = html.unescape(re.sub("<[^>]+>", " ", view.text.toHtml()))
    assert "NumPy" in written
