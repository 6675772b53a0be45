"""A model that is no network: chosen, explained, evaluated, and left again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import Data, Experiment, KNearestNeighbors, Network, chain, family, load_document, replaced
from gui.document import Document
from gui.forms.editors import ListEditor
from gui.forms.form import MemberForm
from gui.main_window import MainWindow
from gui.panels.experiment import LEARNING, ExperimentPanel
from gui.panels.properties import PropertiesPanel
from gui.panels.property_views import NeighboursView, NetworkView
from gui.resources import PRESETS
from tests.gui.forms_help import Stage, at_once, choose, experiment, type_into

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform's sighs

LEFT, KEY = Qt.MouseButton.LeftButton, Qt.Key
KNN = "k_nearest_neighbors"


@pytest.fixture
def document(qapp: QApplication) -> Document:
    return at_once(Document(experiment()))


@pytest.fixture
def panel(document: Document, qtbot: QtBot) -> ExperimentPanel:
    panel = ExperimentPanel(document)
    qtbot.addWidget(panel)
    panel.resize(300, 700)
    panel.fold(())
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    return panel


@pytest.fixture
def baseline(window: MainWindow) -> MainWindow:
    """The window with the preset of the baseline."""
    assert window.new_from(PRESETS / "nearest_neighbours.descent")
    at_once(window.bench.document)
    QApplication.processEvents()
    return window


def test_a_model_is_chosen_and_the_network_comes_back(document: Document, panel: ExperimentPanel) -> None:
    network, picker = document.network, panel.sections["model"].body
    choose(picker.box, KNN)
    assert document.experiment.model == KNearestNeighbors()
    assert document.undo_stack.undoText() == "Set model to k nearest neighbours"
    assert document.network == Network()
    assert not document.analysis.problems
    assert list(picker.form.rows) == ["k", "distance"]
    assert panel.sections["model"].header.summary() == "k nearest neighbours, k = 5"
    type_into(picker.form.rows["k"].editor.inputs()[0], "7")
    choose(picker.form.rows["distance"].editor.inputs()[0], "l1")
    assert document.experiment.model == KNearestNeighbors(k=7, distance="l1")
    choose(picker.box, "network")
    assert document.network == network
    choose(picker.box, KNN)
    assert document.experiment.model == KNearestNeighbors(k=7, distance="l1"), "its settings come back as well"
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert document.network == network
    document.start(replaced(document.experiment, "model", KNearestNeighbors()))
    choose(picker.box, "network")
    assert document.network == Network(), "the network of another experiment stays away"


def test_what_plays_no_part_is_hidden(document: Document, panel: ExperimentPanel) -> None:
    picker = panel.sections["model"].body
    assert not picker.no_part.isVisible()
    document.use_model("x", KNN)
    assert picker.no_part.isVisible()
    assert not any(panel.sections[key].isVisible() for key in LEARNING)
    assert panel.sections["training"].header.summary() == "none"
    assert panel.sections["data"].isVisible()
    document.undo_stack.undo()
    assert all(panel.sections[key].isVisible() for key in LEARNING)


def test_a_refused_number_of_neighbours_says_why(document: Document, panel: ExperimentPanel) -> None:
    document.use_model("x", KNN)
    row = panel.sections["model"].body.form.rows["k"]
    type_into(row.editor.inputs()[0], "0")
    assert "too small" in row.message.text()
    assert document.experiment.model.k == 5


def test_properties_follow_the_model(document: Document, qtbot: QtBot) -> None:
    properties = PropertiesPanel(document)
    qtbot.addWidget(properties)
    document.select(["dense"])
    document.use_model("x", KNN)
    assert isinstance(properties.view, NeighboursView)
    assert document.selection == ()
    assert list(properties.view.form.rows) == ["k", "distance"]
    assert ("Samples", "1,797") in properties.view.facts.texts()
    document.undo_stack.undo()
    assert isinstance(properties.view, NetworkView)


def test_the_preset_is_evaluated(baseline: MainWindow, qtbot: QtBot) -> None:
    bench, bar = baseline.bench, baseline.run_bar
    bench.plots.build()
    QApplication.processEvents()
    assert "minimises no loss" in bench.plots.view("loss").empty.text()
    assert "no layers" in bench.plots.view("histograms").empty.text()
    assert baseline.status_panel.problems.text() == "No problems"
    assert not baseline.status_panel.parameters.isVisible()
    QTest.mouseClick(bar.train, LEFT)
    qtbot.waitUntil(lambda: bench.controller.state == "finished", timeout=20_000)
    assert bench.controller.status == "finished"
    assert bar.epoch.text() == "Evaluated"
    assert bar.remaining.text() == "finished"
    assert bar.speed.text() == ""
    qtbot.waitUntil(lambda: bar.bar.value() == bar.bar.maximum(), timeout=5_000)
    accuracy = bench.plots.view("accuracy")
    qtbot.waitUntil(lambda: accuracy.chart.isVisible(), timeout=5_000)
    training, validation, batch = (key.value for key in accuracy.header.keys)
    assert float(training.removesuffix(" %")) > 97
    assert float(validation.removesuffix(" %")) > 97
    assert batch == "–"
    assert accuracy.line("validation_accuracy").x.tolist() == [1.0]
    accuracy.setFocus()
    for key in (KEY.Key_Right, KEY.Key_Left, KEY.Key_Home):  # reading values must cope with a run without steps
        QTest.keyClick(accuracy, key)
    assert "Validation, epoch 1" in accuracy.readout.text()
    assert "minimises no loss" in bench.plots.view("loss").empty.text()
    QTest.mouseClick(bar.train, LEFT)
    qtbot.waitUntil(lambda: bench.controller.state == "finished", timeout=20_000)
    bench.controller.reset()
    assert bar.epoch.text() == "Not trained yet"


def test_a_step_evaluates_it_too(baseline: MainWindow, qtbot: QtBot) -> None:
    baseline.bench.controller.step()
    qtbot.waitUntil(lambda: baseline.bench.controller.state == "finished", timeout=20_000)
    assert baseline.run_bar.epoch.text() == "Evaluated"


def test_the_canvas_explains_and_leads_back(baseline: MainWindow, qtbot: QtBot) -> None:
    bench = baseline.bench
    canvas, document = bench.canvas, bench.document
    assert canvas.baseline.isVisible()
    assert not canvas.view.isVisible()
    assert "5 training samples nearest" in canvas.baseline.text.text()
    assert not bench.palette.tree.isEnabled()
    assert not bench.palette.search.isEnabled()
    document.set_field("x", "model.k", 1)
    assert "the training sample nearest" in canvas.baseline.text.text()
    before = document.experiment
    canvas.insert_menu()
    assert not canvas.chooser.isVisible()
    bench.palette.tree.chosen.emit("dense")
    canvas.edits.add("relu")
    canvas.delete_selection()
    canvas.select_all()
    canvas.fit()
    assert document.experiment == before, "nothing on the canvas edits a model that is no network"
    assert not baseline.actions_["select_all"].isEnabled()
    canvas.baseline.back.setFocus()
    QTest.keyClick(canvas.baseline.back, KEY.Key_Space)
    assert isinstance(document.experiment.model, Network)
    assert canvas.view.isVisible()
    assert canvas.view.hasFocus()
    assert bench.palette.tree.isEnabled()
    bench.palette.tree.chosen.emit("dense")
    assert len(document.network.nodes) == 1
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert canvas.baseline.isVisible()


def test_numbers_to_predict(document: Document, qtbot: QtBot) -> None:
    from gui.canvas.panel import CanvasPanel

    canvas = CanvasPanel(document)
    qtbot.addWidget(canvas)
    document.start(
        Experiment(
            data=Data(source=family("datasets")["sine"]()), model=KNearestNeighbors(),
            loss=family("losses")["mean_squared_error"](), optimizer=family("optimizers")["adam"](),
        )
    )  # fmt: skip
    assert "the mean of the 5 training samples" in canvas.baseline.text.text()
    document.set_field("x", "model.k", 1)
    assert "is that of the training sample nearest" in canvas.baseline.text.text()


def test_a_run_of_a_network_goes_on_while_another_model_is_chosen(baseline: MainWindow, qtbot: QtBot) -> None:
    bench, layers = baseline.bench, family("layers")
    bench.document.edit("x", replaced(bench.document.experiment, "model",
                                      chain(layers["flatten"](), layers["dense"](units=10))))  # fmt: skip
    bench.document.set_field("x", "training.epochs", 100_000)
    bench.controller.train()
    qtbot.waitUntil(lambda: bench.controller.history.steps > 10, timeout=20_000)
    bench.document.use_model("x", KNN)
    assert bench.controller.differs
    assert bench.controller.learns
    seen = bench.controller.history.steps
    qtbot.waitUntil(lambda: bench.controller.history.steps > seen, timeout=20_000)
    assert baseline.run_bar.epoch.text().startswith("Epoch ")
    bench.controller.stop()
    qtbot.waitUntil(lambda: bench.controller.state == "finished", timeout=20_000)


@pytest.mark.parametrize("name", ["lenet_glyphs", "shapes_cnn", "wine_mlp", "polynomial_overfit", "nearest_neighbours"])
def test_presets_open_without_problems(qapp: QApplication, name: str) -> None:
    document = at_once(Document(experiment()))
    document.start(load_document(PRESETS / f"{name}.descent").experiment)
    assert not document.analysis.problems


# -- lists on one line ---------------------------------------------------------------------------------------------


def test_class_weights_are_typed_with_commas(document: Document, qtbot: QtBot) -> None:
    form = MemberForm(document, "loss")
    stage = Stage(qtbot)
    stage(form)
    row = form.rows["class_weights"]
    assert isinstance(row.editor, ListEditor)
    assert row.editor.box.placeholderText() == "separated by commas"
    for text, fault in (("1, x", '"x" is not a number'), ("1, -2", "too small"), ("1;2", '"1;2" is not a number'),
                        ("nan", "not a number"), ("1e999", "not a number")):  # fmt: skip
        type_into(row.editor.box, text)
        assert fault in row.message.text(), text
        assert row.editor.box.text() == text, "what was refused stays to be mended"
        assert document.experiment.loss.class_weights == ()
    type_into(row.editor.box, "1, 2.5")
    assert document.experiment.loss.class_weights == (1.0, 2.5)
    assert "2 class weights for 10 classes" in row.message.text()
    type_into(row.editor.box, "1,1,1,1,1, 1,1,1,1,0.5")
    assert not row.message.isVisible()
    assert row.editor.box.text() == "1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5"
    QTest.mouseClick(row.reset, LEFT)
    assert document.experiment.loss.class_weights == ()
    assert row.editor.box.text() == ""
