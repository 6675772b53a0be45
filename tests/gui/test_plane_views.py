"""The views of few inputs show what the network answers, computed here anew; pointing and keys choose what is read."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Data, Experiment, KNearestNeighbors, Network, Trainer, Training, chain, family, replaced
from gui.document import Document
from gui.plots import export
from gui.plots.plane.fit import Earlier, FitView
from gui.plots.plane.neurons import NeuronsView
from gui.plots.plane.surface import SurfaceView
from gui.plots.plane.warp import WarpView
from gui.plots.registry import view_kind
from gui.plots.scales import brief
from gui.plots.wires.weights import WeightsView
from gui.ramps import class_colour
from gui.run_controller import RunController
from gui.standing import standing_name
from gui.theme import theme

L = family("layers")


def planar(units: int = 5, kind: str = "blobs", classes: int = 3) -> Experiment:
    return Experiment(
        data=Data(source=family("datasets")[kind](samples=90), preprocessing=(family("preprocessing")["scale"](),)),
        model=chain(L["dense"](units=units), L["tanh"](), L["dense"](units=classes)),
        loss=family("losses")["softmax_cross_entropy"](), optimizer=family("optimizers")["adam"](),
    )  # fmt: skip


def sine() -> Experiment:
    return Experiment(
        data=Data(source=family("datasets")["sine"](samples=60)),
        model=chain(L["dense"](units=4), L["tanh"](), L["dense"](units=1)),
        loss=family("losses")["mean_squared_error"](), optimizer=family("optimizers")["adam"](),
        training=Training(epochs=100_000),
    )  # fmt: skip


class Lab:
    """A document, its run, and its views."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        theme.apply("light")
        self.count = 0
        self.document = Document(planar())
        self.controller = RunController(self.document)

    def open(self, kind: str, experiment: Experiment | None = None, size: tuple[int, int] = (520, 320)) -> Any:
        if experiment is not None:
            self.document.start(experiment)
        found = view_kind(kind)
        assert found is not None
        view = found.make(self.document, self.controller)
        self.qtbot.addWidget(view)
        view.resize(*size)
        view.move(0, 340 * self.count)  # a pointer over two of them is over one
        self.count += 1
        with self.qtbot.waitExposed(view):
            view.show()
        return view

    def until(self, condition: Any) -> None:
        self.qtbot.waitUntil(condition, timeout=5_000)

    def truth(self, raw: np.ndarray) -> np.ndarray:
        """The untrained network's probabilities at raw points."""
        trainer = Trainer(self.document.experiment)
        scores = trainer.scores(trainer.splits.pipeline(raw)).astype(float)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@pytest.fixture
def lab(qtbot: QtBot) -> Iterator[Lab]:
    made = Lab(qtbot)
    yield made
    assert made.controller.shutdown()


def at(canvas: Any, point: tuple[float, float]) -> QPoint:
    return QPoint(*(round(each) for each in canvas.to_screen(np.array([point]))[0]))


def test_the_surface_shows_the_networks_answers(lab: Lab) -> None:
    view: SurfaceView = lab.open("surface")
    lab.until(lambda: view.filled)
    table = view.table()
    assert table is not None
    assert table.columns == ("x", "y", "Class 0", "Class 1", "Class 2")
    rows = np.array(table.rows)
    assert rows.shape == (64 * 64, 5)
    np.testing.assert_allclose(rows[:, 2:], lab.truth(rows[:, :2]), atol=1e-5)
    assert view.surface is not None
    picture = view.canvas.picture
    view.show_choice.setCurrentIndex(view.show_choice.findText("Class 1"))
    picture = view.canvas.picture
    panel, blue = QColor(theme.tokens.panel), QColor(theme.tokens.training)
    for row, column in ((0, 0), (10, 40), (63, 63)):
        share = view.surface.values[row, column, 1]
        wanted = [round(a + share * (b - a)) for a, b in zip(panel.getRgb()[:3], blue.getRgb()[:3], strict=True)]
        np.testing.assert_allclose(picture.pixelColor(column, 63 - row).getRgb()[:3], wanted, atol=1)


def test_pointing_reads_and_a_click_keeps_a_point(lab: Lab) -> None:
    view: SurfaceView = lab.open("surface")
    lab.until(lambda: view.filled)
    canvas, attention = view.canvas, lab.controller.attention
    QTest.mouseMove(canvas, QPoint(1, 1))
    QTest.mouseMove(canvas, at(canvas, (0.5, -0.25)))
    lab.until(lambda: view.probed is not None)
    here = canvas.here
    assert here == pytest.approx((0.5, -0.25), abs=0.03)
    wanted = lab.truth(np.array([here]))[0]
    np.testing.assert_allclose(view.probed.values, wanted, atol=1e-6)
    assert f"Class {wanted.argmax()}: probability {view.probed.values.max()!s}" in canvas.readout
    assert attention.probe is None
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, (1.0, 1.0)))
    assert attention.probe == pytest.approx((1.0, 1.0), abs=0.03)
    kept = attention.probe
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    left, right, _, _ = canvas.bounds
    assert attention.probe == pytest.approx((kept[0] - (right - left) / 64, kept[1]))
    QTest.mouseMove(canvas, QPoint(1, 1))
    lab.until(lambda: view.probed is not None and view.probed.point == attention.probe)
    np.testing.assert_allclose(view.probed.values, lab.truth(np.array([attention.probe]))[0], atol=1e-6)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert attention.probe is None
    assert canvas.readout == ""


def test_the_surface_follows_training_and_other_data(lab: Lab) -> None:
    view: SurfaceView = lab.open("surface")
    lab.until(lambda: view.filled)
    before = view.surface.values.copy()
    lab.controller.train()
    lab.until(lambda: (view.step or 0) > 20)
    lab.controller.pause()
    assert not np.allclose(view.surface.values, before)
    lab.document.start(planar(kind="xor", classes=2))
    lab.until(lambda: view.surface is not None and view.surface.values.shape[2] == 2)
    assert [view.show_choice.itemText(i) for i in range(view.show_choice.count())] == [
        "Blended classes", "Predicted class", "Confidence", "Class 0", "Class 1",
    ]  # fmt: skip
    for index in range(5):
        view.show_choice.setCurrentIndex(index)
        assert view.canvas.picture is not None
        view.grab()


def test_the_baseline_has_a_surface_of_votes(lab: Lab) -> None:
    view: SurfaceView = lab.open("surface", replaced(planar(), "model", KNearestNeighbors(k=4)))
    lab.until(lambda: view.filled)
    lab.controller.attention.keep((0.0, 0.0))
    lab.until(lambda: view.probed is not None)
    assert "share of votes" in view.canvas.readout


@pytest.mark.parametrize(
    ("kind", "said"),
    [("surface", "needs two input numbers; this data set has 64 (8x8x1). Blobs, Circles, Two spirals and XOR"),
     ("neurons", "this data set has 64 (8x8x1)"), ("warp", "this data set has 64 (8x8x1)"),
     ("fit", "this data set has 64 (8x8x1) inputs. Noisy polynomial and Sine curve fit."),
     ("weights", "at most 32 inputs and outputs")],
)  # fmt: skip
def test_what_does_not_fit_says_what_would(lab: Lab, experiment: Experiment, kind: str, said: str) -> None:
    wide = replaced(experiment, "model", chain(L["flatten"](), L["dense"](units=40), L["dense"](units=10)))
    view = lab.open(kind, wide)
    assert not view.filled
    assert said in view.empty.text()
    assert not lab.controller.looks.wanted
    assert view.table() is None
    model = lab.open(kind, replaced(planar(), "model", KNearestNeighbors())) if kind != "surface" else None
    assert model is None or not model.filled


def test_the_neurons_and_the_surface_show_the_one_that_is_pointed_at(lab: Lab) -> None:
    surface: SurfaceView = lab.open("surface")
    view: NeuronsView = lab.open("neurons")
    lab.until(lambda: view.filled and surface.filled)
    table = view.table()
    assert table is not None
    rows = np.array(table.rows)
    trainer = Trainer(lab.document.experiment)
    outputs = trainer.network.forward(trainer.splits.pipeline(rows[:, :2]), training=False).outputs
    for column, name in enumerate(table.columns[2:], start=2):
        node_id, _, index = name.rpartition(".")
        np.testing.assert_allclose(rows[:, column], outputs[node_id][:, int(index)], atol=1e-5)
    assert table.columns[2:] == (*(f"dense.{i}" for i in range(5)), *(f"tanh.{i}" for i in range(5)),
                                 *(f"dense_2.{i}" for i in range(3)))  # fmt: skip
    QTest.mouseMove(view.sheet, QPoint(1, 1))
    QTest.mouseMove(view.sheet, view.sheet.place_of(("tanh", 3)).center().toPoint())
    assert lab.controller.attention.neuron == ("tanh", 3)
    lab.until(lambda: surface.response is not None)
    raw = np.stack(np.meshgrid(*(np.linspace(low, high, 97)[1::2] for low, high in
                                 (surface.surface.bounds[:2], surface.surface.bounds[2:]))), axis=-1)  # fmt: skip
    fed = trainer.splits.pipeline(raw.reshape(-1, 2))
    wanted = trainer.network.forward(fed, training=False).outputs["tanh"][:, 3].reshape(48, 48)
    np.testing.assert_allclose(surface.response, wanted, atol=1e-5)
    assert "Tanh, neuron 4" in surface.canvas.readout
    QTest.mouseClick(view.sheet, Qt.MouseButton.LeftButton,
                     pos=view.sheet.place_of(("dense_2", 0)).center().toPoint())  # fmt: skip
    assert lab.document.selection == ("dense_2",)
    QTest.keyClick(view.sheet, Qt.Key.Key_Right)
    assert lab.controller.attention.neuron == ("tanh", 4)
    view.hide()
    assert lab.controller.attention.neuron is None
    assert surface.response is None


def test_a_neuron_whose_layer_is_removed_is_left(lab: Lab) -> None:
    surface: SurfaceView = lab.open("surface")
    lab.until(lambda: surface.filled)
    lab.controller.attention.point_at(("tanh", 1))
    lab.until(lambda: surface.response is not None)
    lab.document.edit_network("Less", chain(L["dense"](units=3)))
    assert lab.controller.attention.neuron is None
    assert surface.response is None
    surface.grab()


def test_layers_of_many_neurons_say_how_many_are_shown(lab: Lab) -> None:
    view: NeuronsView = lab.open("neurons", planar(units=50))
    lab.until(lambda: view.filled)
    assert view.sheet.neurons.nodes["dense"].left_out == 18
    view.grab()


def test_the_warped_plane_follows_the_selection(lab: Lab) -> None:
    view: WarpView = lab.open("warp", planar(kind="xor", classes=2))
    lab.until(lambda: view.filled)
    assert view.canvas.warp.node_id == "tanh"
    lab.document.select(["dense_2"])
    lab.until(lambda: view.canvas.warp is not None and view.canvas.warp.node_id == "dense_2")
    warp, trainer = view.canvas.warp, Trainer(lab.document.experiment)
    wanted = trainer.network.forward(trainer.splits.train.x, training=False).outputs["dense_2"]
    np.testing.assert_allclose(warp.train.x, wanted, atol=1e-5)
    assert "its two units" in view.canvas.readout()
    places = view.canvas.to_screen(warp.train.x)
    scale = np.linalg.norm(places[0] - places[1]) / np.linalg.norm(wanted[0] - wanted[1])
    other = np.linalg.norm(places[2] - places[5]) / np.linalg.norm(wanted[2] - wanted[5])
    assert scale == pytest.approx(other, rel=1e-3)
    QTest.mouseMove(view.canvas, QPoint(1, 1))
    QTest.mouseMove(view.canvas, QPoint(*(round(each) for each in places[0])))
    assert view.canvas.sample is not None
    assert np.linalg.norm(places[view.canvas.sample] - places[0]) < 3
    view.layer.setCurrentIndex(view.layer.findText("Input"))
    lab.until(lambda: view.canvas.warp is not None and view.canvas.warp.node_id == "input")
    np.testing.assert_allclose(view.canvas.warp.train.x, trainer.splits.train.x, atol=1e-6)
    QTest.keyClick(view.canvas, Qt.Key.Key_Right)
    assert "Sample 1" in view.canvas.readout()
    table = view.table()
    assert table is not None
    np.testing.assert_allclose(np.array(table.rows)[:, 2], trainer.splits.train.targets)


def test_the_fitted_curve_and_its_history(lab: Lab) -> None:
    view: FitView = lab.open("fit", sine())
    lab.until(lambda: view.filled)
    table = view.table()
    assert table is not None
    rows = np.array(table.rows)
    trainer = Trainer(lab.document.experiment)
    wanted = trainer.scores(trainer.splits.pipeline(rows[:, :1]))
    np.testing.assert_allclose(rows[:, 1:], wanted, atol=1e-5)
    frame = view.canvas.frame()
    QTest.mouseMove(view.canvas, QPoint(1, 1))
    QTest.mouseMove(view.canvas, frame.center().toPoint())
    lab.until(lambda: view.canvas.probed is not None)
    point = np.array([[view.canvas.point()]])
    (answer,) = trainer.scores(trainer.splits.pipeline(point))[0]
    assert view.canvas.readout().startswith(str(view.canvas.probed.values[0]))
    assert float(view.canvas.probed.values[0]) == pytest.approx(float(answer), abs=1e-6)
    QTest.keyClick(view.canvas, Qt.Key.Key_Right)
    assert lab.controller.attention.probe is not None
    assert view.earlier.curves == []
    lab.controller.train()
    lab.until(lambda: len(view.earlier.curves) >= 3)
    lab.controller.pause()
    view.grab()
    lab.controller.reset()
    lab.until(lambda: view.earlier.curves == [])


def test_earlier_curves_lie_farther_apart_the_later_they_are() -> None:
    earlier = Earlier(most=4)
    for step in range(0, 400, 7):
        earlier.take(1, step, np.full(3, float(step)))
    steps = [step for step, _ in earlier.curves]
    assert len(steps) == 4
    assert all(later >= 1.35 * before for before, later in itertools.pairwise(steps))
    assert all((values == step).all() for step, values in earlier.curves)
    earlier.take(2, 0, np.zeros(3))
    assert earlier.curves == []


def open_weights(lab: Lab) -> WeightsView:
    view: WeightsView = lab.open("weights")
    lab.until(lambda: view.filled)
    return view


def test_wires_read_as_the_weights(lab: Lab) -> None:
    view = open_weights(lab)
    parameters = Trainer(lab.document.experiment).network.parameters
    table = view.table()
    assert table is not None
    for node_id, parameter, source, target, value in table.rows:
        array = parameters[node_id][parameter]
        assert value == float(array[target] if source == "" else array[source, target])
    assert len(table.rows) == 2 * 5 + 5 + 5 * 3 + 3
    canvas = view.canvas
    for place in ((0, 0, 3), (1, 2, 1), (1, -1, 2)):
        QTest.mouseMove(canvas, QPoint(1, 1))
        QTest.mouseMove(canvas, canvas.middle(place).toPoint())
        found = canvas.current
        assert found is not None
        wires = canvas.weights.layers[found[0]]
        array = parameters[wires.node_id]["bias" if found[1] == -1 else "weight"]
        assert canvas.readout().startswith(str(array[found[2]] if found[1] == -1 else array[found[1:]]))
    assert canvas.current == (1, -1, 2)


def test_a_weight_is_typed_in_and_undone(lab: Lab) -> None:
    view = open_weights(lab)
    canvas = view.canvas
    before = canvas.value((1, -1, 2))
    place = canvas.middle((1, -1, 2)).toPoint()
    QTest.mouseMove(canvas, place)
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=place)  # which QTest leaves out
    assert canvas.editor is not None
    QTest.keyClicks(canvas.editor, "-1.25")
    QTest.keyClick(canvas.editor, Qt.Key.Key_Return)
    lab.until(lambda: canvas.value((1, -1, 2)) == -1.25)
    assert lab.controller.state == "paused"
    assert lab.document.undo_stack.undoText() == "Set bias 3 of Dense 2 to -1.25"
    lab.document.undo_stack.undo()
    lab.until(lambda: canvas.value((1, -1, 2)) == before)


def test_keys_choose_and_open_the_editor_and_mistakes_are_said(lab: Lab) -> None:
    view = open_weights(lab)
    canvas = view.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert canvas.current == (0, 1, 1)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.current == (1, 1, 1)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.editor is not None
    assert float(canvas.editor.text()) == pytest.approx(canvas.value((1, 1, 1)), rel=1e-6)
    QTest.keyClicks(canvas.editor, "much")
    with lab.qtbot.waitSignal(lab.document.refused) as said:
        QTest.keyClick(canvas.editor, Qt.Key.Key_Return)
    assert "finite number" in said.args[0]
    assert canvas.editor is not None
    QTest.keyClick(canvas.editor, Qt.Key.Key_Escape)
    assert canvas.editor is None
    assert lab.document.undo_stack.count() == 0
    assert lab.controller.state == "idle"


def test_the_strongest_wire_has_its_colour(lab: Lab) -> None:
    view = open_weights(lab)
    canvas = view.canvas
    size = np.abs(canvas.weights.layers[1].weight)
    source, target = np.unravel_index(size.argmax(), size.shape)
    picture = canvas.grab().toImage()
    x1, y1, x2, y2 = canvas.lines()[1][source, target]
    wanted = QColor(theme.tokens.training if canvas.weights.layers[1].weight[source, target] > 0
                    else theme.tokens.validation)  # fmt: skip
    near = []
    for share in np.linspace(0.1, 0.9, 30):
        x, y = x1 + share * (x2 - x1), y1 + share * (y2 - y1)
        for dy in (-1, 0, 1):
            colour = picture.pixelColor(round(x), round(y) + dy)
            near.append(sum(abs(a - b) for a, b in zip(colour.getRgb()[:3], wanted.getRgb()[:3], strict=True)))
    assert np.median(near) < 60


def test_views_out_of_sight_ask_for_nothing(lab: Lab) -> None:
    views = [lab.open(kind) for kind in ("surface", "neurons", "warp", "weights")]
    lab.until(lambda: all(view.filled for view in views))
    assert len(lab.controller.looks.wanted) == 4
    for view in views:
        view.hide()
    assert not lab.controller.looks.wanted


def test_an_emptied_network_says_its_problem(lab: Lab) -> None:
    view: SurfaceView = lab.open("surface", replaced(planar(), "model", Network()))
    assert not view.filled
    assert "as soon as the network has no problems" in view.empty.text()
    warp: WarpView = lab.open("warp")
    assert not warp.filled


@pytest.mark.parametrize("kind", ["surface", "neurons", "warp", "weights", "fit"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_smallest_place_is_enough(lab: Lab, kind: str, look: str) -> None:
    theme.apply(look)
    view = lab.open(kind, sine() if kind == "fit" else None, size=(220, 140))
    lab.until(lambda: view.filled)
    assert view.size().toTuple() == (220, 140)
    assert view.minimumSizeHint().width() <= 220
    view.grab()
    theme.apply("light")


def paused(lab: Lab, experiment: Experiment) -> None:
    """A paused run of an experiment."""
    lab.document.start(experiment)
    lab.controller.step()
    lab.until(lambda: lab.controller.state == "paused")


@pytest.mark.parametrize("kind", ["surface", "neurons", "warp", "weights"])
def test_a_view_shows_the_run_whatever_the_document_becomes(lab: Lab, kind: str) -> None:
    paused(lab, replaced(planar(), "training.epochs", 100_000))
    view = lab.open(kind)
    lab.until(lambda: view.filled)
    other = sine()
    lab.document.edit("Sine", other)
    assert view.filled
    lab.controller.step()
    lab.until(lambda: view.step == 2)
    assert view.filled
    if kind == "surface":
        assert view.table().columns == ("x", "y", "Class 0", "Class 1", "Class 2")
        assert view.show_choice.findText("Class 2") > 0
    if kind == "warp":
        names = [view.layer.itemData(index) for index in range(view.layer.count())]
        assert names == [None, "input", "dense", "tanh", "dense_2"]
    if kind == "neurons":
        assert list(view.sheet.neurons.nodes) == ["dense", "tanh", "dense_2"]
    lab.controller.reset()
    assert not view.filled or kind == "weights"


@pytest.mark.parametrize("kind", ["surface", "neurons", "warp", "fit"])
def test_a_run_that_does_not_fit_says_so_though_the_document_would(lab: Lab, kind: str, experiment: Experiment) -> None:
    paused(lab, experiment)
    view = lab.open(kind)
    lab.document.edit("Another", sine() if kind == "fit" else planar())
    assert "this data set has" in view.empty.text()
    assert "64" in view.empty.text()
    assert not view.filled
    lab.controller.reset()
    lab.until(lambda: view.filled)


def test_a_layer_of_the_run_is_called_as_in_the_document(lab: Lab) -> None:
    paused(lab, replaced(planar(), "training.epochs", 100_000))
    view: NeuronsView = lab.open("neurons")
    lab.until(lambda: view.filled)
    first, *others = lab.document.network.nodes
    lab.document.edit_network("Rename", Network(nodes=(replaced(first, "title", "Bend"), *others)))
    assert standing_name(lab.controller, "dense") == "Bend"
    lab.document.edit_network("Remove", Network())
    assert standing_name(lab.controller, "dense_2") == "Dense 2"
    assert view.filled


def deep(layers: int = 150) -> Experiment:
    """So many hidden layers, each with its activation."""
    between = [each for _ in range(layers) for each in (L["dense"](units=8), L["tanh"]())]
    return replaced(planar(), "model", chain(*between, L["dense"](units=3)))


def painting(view: Any) -> float:
    """Seconds of this thread's time that showing an answer and painting it take, in the middle."""
    (look, *_), taken = view._asked, []
    trainer = Trainer(view.document.experiment)
    trainer.prepare()
    for _ in range(7):
        answer = look.answer(trainer)
        began = time.thread_time()
        view.show_answer(look, answer)
        view.page.grab()
        taken.append(time.thread_time() - began)
    return float(np.median(taken))


@pytest.mark.parametrize("kind", ["weights", "neurons"])
def test_a_deep_network_is_painted_as_far_as_it_is_in_sight(lab: Lab, kind: str) -> None:
    view = lab.open(kind, deep(), size=(242, 175))
    lab.until(lambda: view.filled)
    assert painting(view) < 0.025  # some 7 ms; all of it would take hundreds


def test_wires_of_wide_layers_are_painted_quickly(lab: Lab) -> None:
    wide = replaced(planar(32), "model", chain(L["dense"](units=32), L["tanh"](), L["dense"](units=32), L["tanh"](),
                                               L["dense"](units=3)))  # fmt: skip
    view = lab.open("weights", wide, size=(242, 175))
    lab.until(lambda: view.filled)
    assert painting(view) < 0.009


def test_columns_beyond_the_edge_are_scrolled_to_by_keys(lab: Lab) -> None:
    view: WeightsView = lab.open("weights", deep(20), size=(300, 200))
    lab.until(lambda: view.filled)
    canvas, bar = view.canvas, view.scroll.horizontalScrollBar()
    assert bar.maximum() > 0
    canvas.setFocus()
    for _ in range(15):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.current == (14, 0, 0)
    assert bar.value() > 0
    assert canvas.area().contains(canvas.middle((14, 0, 0)).toPoint())
    place = canvas.middle((14, 3, 4)).toPoint()
    QTest.mouseMove(canvas, place + QPoint(0, 40))
    QTest.mouseMove(canvas, place)
    assert canvas.current is not None
    assert canvas.current[0] in (13, 14, 15)


@pytest.mark.parametrize(("kind", "least"), [("weights", 15), ("warp", 26 + 60), ("fit", 50)])
def test_lines_and_marks_are_shapes_in_a_drawing(lab: Lab, kind: str, least: int) -> None:
    view = lab.open(kind, sine() if kind == "fit" else None)
    lab.until(lambda: view.filled)
    drawing = bytes(export.svg(view)).decode()
    assert sum(drawing.count(f"<{each}") for each in ("polyline", "path", "circle", "ellipse", "rect")) >= least
    assert "<image" not in drawing


def test_the_neuron_under_the_pointer_is_found_in_every_row(lab: Lab) -> None:
    view: NeuronsView = lab.open("neurons", deep(3), size=(242, 175))
    lab.until(lambda: view.filled)
    for node_id, each in view.sheet.neurons.nodes.items():
        for index in range(len(each.values)):
            assert view.sheet.neuron_at(view.sheet.place_of((node_id, index)).center()) == (node_id, index)
    assert view.sheet.neuron_at(QPointF(1, 1)) is None


@pytest.mark.parametrize("kind", ["surface", "warp", "confusion", "predictions", "drawing", "microscope"])
def test_whether_there_is_a_table_is_known_without_it(lab: Lab, kind: str, experiment: Experiment) -> None:
    view = lab.open(kind, experiment if kind == "drawing" else planar(), size=(520, 320))
    assert view.has_table() == (view.table() is not None)
    lab.until(lambda: view.filled)
    lab.until(lambda: view.has_table() == (view.table() is not None))
    if kind == "warp":
        view.canvas.forget()
        assert not view.has_table()
    if kind == "drawing":
        assert not view.has_table()  # nothing is drawn yet


@pytest.mark.parametrize(
    ("kind", "hint", "keys"),
    [
        ("surface", "Point to read", ("Class 0", "Class 1", "training")),
        ("neurons", "Point at a neuron", ("each layer on a scale",)),
        ("weights", "Double click", ("negative", "positive")),
        ("warp", "Point to read", ("Class 0", "Class 1")),
    ],
)
def test_pictures_have_keys_of_their_colours_and_no_hints(
    lab: Lab, kind: str, hint: str, keys: tuple[str, ...]
) -> None:
    view = lab.open(kind, planar(kind="xor", classes=2), (260, 200))
    lab.until(lambda: view.filled)
    drawn = export.svg(view).decode()
    assert hint not in drawn
    if kind == "neurons":
        limits = [brief(view.sheet._picture(node_id)[1]) for node_id in view.sheet.neurons.nodes]
        keys += tuple(f"-{limit}" for limit in limits)
    for key in keys:
        assert key in drawn
    film = export.still(view)
    assert film.width() < 320, "a film has the view as it is"
    assert not view.taken


def test_a_fitted_curve_names_its_axes_and_what_is_drawn(lab: Lab) -> None:
    view: FitView = lab.open("fit", sine(), (500, 300))
    lab.until(lambda: view.filled)
    drawn = export.svg(view).decode()
    for text in ("input", "output", "network", "training samples", "validation samples"):
        assert f">{text}<" in drawn
    assert "Point to read" not in drawn
    assert view.history_button.isVisible()


def test_the_plane_names_its_axes_and_offers_nothing_where_it_does_not_fit(lab: Lab, experiment: Experiment) -> None:
    view: SurfaceView = lab.open("surface", planar(kind="xor", classes=2), (600, 400))
    lab.until(lambda: view.filled)
    drawn = export.svg(view).decode()
    assert ">x<" in drawn
    assert ">y<" in drawn
    assert view.show_choice.isVisible()
    lab.document.start(experiment)
    lab.until(lambda: not view.filled)
    assert not view.show_choice.isVisible()
    assert not view.samples_button.isVisible()


def test_the_surface_names_its_colours_below_where_there_is_no_legend(lab: Lab) -> None:
    view: SurfaceView = lab.open("surface", planar(kind="xor", classes=2), (420, 420))
    lab.until(lambda: view.filled)
    assert view.canvas.beside().isEmpty()
    colours = {QColor(view.grab().toImage().pixel(x, view.height() - 10)).rgb() for x in range(200, view.width())}
    assert {class_colour(0).rgb(), class_colour(1).rgb()} <= colours


def test_the_choice_of_a_layer_says_which_stands_in_for_the_selected_one(lab: Lab) -> None:
    view: WarpView = lab.open("warp", planar(kind="xor", classes=2))
    lab.until(lambda: view.filled)
    assert view.layer.currentText() == "Tanh (none selected)"
    lab.document.select(["dense_2"])
    assert view.layer.currentText() == "Selected layer"
    lab.document.select([])
    assert view.layer.currentText() == "Tanh (none selected)"


def test_the_warped_plane_s_caption_fits_a_small_place(lab: Lab) -> None:
    view: WarpView = lab.open("warp", planar(kind="xor", classes=2), (260, 200))
    lab.until(lambda: view.filled)
    metrics = QFontMetricsF(view.canvas.font())
    assert metrics.horizontalAdvance(view.canvas.readout(short=True)) <= view.canvas.width() - 4
