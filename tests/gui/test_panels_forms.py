"""The panels made of forms: what is selected, and the experiment around the network."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine import Data, Experiment, chain, family
from gui.amounts import counted, in_bytes
from gui.document import Document
from gui.forms.numbers import exact
from gui.panels.experiment import ExperimentPanel, brief
from gui.panels.properties import PropertiesPanel
from gui.panels.property_views import InputView, ManyView, NetworkView, NodeView
from gui.theme import theme
from tests.gui.forms_help import Run, at_once, choose, type_into

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform's sighs

LAYERS, DATASETS = family("layers"), family("datasets")


@pytest.fixture
def document(qapp: QApplication) -> Document:
    return Document(
        Experiment(
            name="Digits",
            data=Data(source=DATASETS["digits"]()),
            model=chain(
                LAYERS["conv2d"](), LAYERS["relu"](), LAYERS["flatten"](), LAYERS["dense"](units=32),
                LAYERS["batch_norm"](), LAYERS["dense"](units=10),
            ),
            loss=family("losses")["softmax_cross_entropy"](),
            optimizer=family("optimizers")["adam"](),
        )
    )  # fmt: skip


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply("light")


@pytest.fixture
def properties(document: Document, qtbot: Any) -> PropertiesPanel:
    return shown(PropertiesPanel(document), qtbot, 280, 600)


@pytest.fixture
def panel(document: Document, qtbot: Any) -> ExperimentPanel:
    return shown(ExperimentPanel(at_once(document)), qtbot, 280, 600)


def shown(widget: Any, qtbot: Any, width: int, height: int) -> Any:
    widget.resize(width, height)
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    QApplication.processEvents()
    return widget


# -- properties ----------------------------------------------------------------------------------------------------


def test_nothing_selected_guides_and_sums_up(document: Document, properties: PropertiesPanel) -> None:
    view = properties.view
    assert isinstance(view, NetworkView)
    assert ("Parameters", counted(document.analysis.parameter_count)) in view.facts.texts()
    picker = view.form.blocks["initializer"]
    choose(picker.box, "glorot_uniform")
    assert document.network.initializer.kind == "glorot_uniform"
    document.edit_network("x", type(document.network)())
    assert "no layers" in properties.view.message.text()
    assert view.message.isVisible()


def test_a_selected_layer_shows_itself(document: Document, properties: PropertiesPanel) -> None:
    document.select(["dense"])
    view = properties.view
    assert isinstance(view, NodeView)
    assert view.title.text() == "Dense"
    assert view.subtitle.text() == ""
    assert view.facts.texts()[-1] == ("Id in the file", "dense")
    assert "weighted sum" in view.explanation.gist.text()
    assert "y = x W + b" in view.explanation.formula.accessibleName()
    assert "<i>y</i> = <i>x</i> <i>W</i> + <i>b</i>" in view.explanation.formula.text()
    assert view.facts.texts()[:3] == [("Shape", "1024 → 32"), ("weight", "1024x32 = 32,768"), ("bias", "32")]
    assert ("Multiply-adds", "32,768 per sample") in view.facts.texts()
    assert list(view.initializers_form.pickers) == ["weight", "bias"]
    type_into(view.layer_form.rows["units"].editor.inputs()[0], "64")
    assert document.network.node("dense").layer.units == 64
    QApplication.processEvents()
    assert view.facts.texts()[0] == ("Shape", "1024 → 64")
    assert properties.view is view, "edits do not rebuild it"
    document.undo_stack.undo()
    QApplication.processEvents()
    assert view.facts.texts()[0] == ("Shape", "1024 → 32")


def test_a_layer_is_renamed(document: Document, properties: PropertiesPanel) -> None:
    document.select(["dense"])
    box = properties.view.name_form.rows["title"].editor.inputs()[0]
    assert box.placeholderText() == "Dense"
    type_into(box, "Hidden")
    assert document.network.node("dense").name() == "Hidden"
    assert document.undo_stack.undoText() == "Set name of Dense"
    assert (properties.view.title.text(), properties.view.subtitle.text()) == ("Hidden", "Dense")
    document.undo_stack.undo()
    document.select(["dense_2"])
    assert (properties.view.title.text(), properties.view.subtitle.text()) == ("Dense 2", "")


def test_layers_without_parameters_have_nothing_to_train(document: Document, properties: PropertiesPanel) -> None:
    document.select(["relu"])
    assert not properties.view.training.isVisible()
    assert not properties.view.initializers.isVisible()
    document.select(["batch_norm"])
    QApplication.processEvents()
    view = properties.view
    assert view.training.isVisible()
    assert view.initializers_form.pickers["gain"].box.currentText() == "Inherit (ones)"
    assert ("variance (state)", "32") in view.facts.texts()


def test_problems_stand_on_the_layer_or_its_field(document: Document, properties: PropertiesPanel) -> None:
    document.set_field("x", "model.nodes.conv2d.layer.padding", "valid")
    document.set_field("x", "model.nodes.conv2d.layer.kernel", 30)
    document.select(["conv2d"])
    view = properties.view
    assert "does not fit" in view.layer_form.rows["kernel"].message.text()
    assert not view.message.isVisible(), "not said twice"
    assert view.facts.texts()[0] == ("Output", "not known until the problem is solved")
    assert not view.initializers.isVisible(), "its parameters are not known"
    document.set_field("x", "model.nodes.conv2d.layer.kernel", 3)
    QApplication.processEvents()
    assert view.initializers.isVisible()
    assert list(view.initializers_form.pickers) == ["weight", "bias"]
    document.set_field("x", "model.nodes.dense_2.layer.units", 11)
    document.select(["dense_2"])
    QApplication.processEvents()
    assert "ends with 11" in properties.view.message.text()
    assert "10 units" in properties.view.message.text()
    assert properties.view.message.isVisible()


def test_several_layers_of_one_kind(document: Document, properties: PropertiesPanel) -> None:
    document.select(["dense", "dense_2"])
    view = properties.view
    assert isinstance(view, ManyView)
    assert view.title.text() == "2 × Dense"
    type_into(view.forms[0].rows["units"].editor.inputs()[0], "10")
    assert document.network.node("dense").layer.units == 10
    assert document.undo_stack.count() == 1
    document.select(["dense", "relu"])
    assert properties.view.title.text() == "2 layers"
    assert [list(form.rows) for form in properties.view.forms] == [["trainable", "rate_multiplier", "penalised"]]


def test_the_input_shows_the_data_set(document: Document, properties: PropertiesPanel) -> None:
    document.select(["input"])
    view = properties.view
    assert isinstance(view, InputView)
    assert view.title.text() == "Digits"
    assert ("Samples", "1,797") in view.facts.texts()
    assert ("Sample shape", "8x8x1") in view.facts.texts()
    document.set_field("x", "data.source", DATASETS["sine"]())
    assert properties.view.title.text() == "Sine curve"
    assert ("Numbers to predict", "1") in view.facts.texts()
    document.set_field("x", "data.source", DATASETS["blobs"]())
    assert ("Classes", "3: 0, 1, 2") in properties.view.facts.texts()
    assert properties.view is view


def test_the_data_set_is_chosen_at_the_input(document: Document, properties: PropertiesPanel) -> None:
    document.select(["input"])
    view = properties.view
    assert isinstance(view, InputView)
    assert "8x8 pixels" in view.picker.explanation.gist.text()
    view.picker.box.setFocus()
    QTest.keyClicks(view.picker.box, "Two")
    assert document.experiment.data.source == DATASETS["two_spirals"]()
    assert document.undo_stack.undoText() == "Set data set to Two spirals"
    QApplication.processEvents()
    assert view.title.text() == "Two spirals"
    type_into(view.picker.form.rows["samples"].editor.inputs()[0], "100")
    QApplication.processEvents()
    assert ("Samples", "100") in view.facts.texts()
    assert properties.view is view, "the picker stays"
    document.undo_stack.undo()
    document.undo_stack.undo()
    document.settle()
    assert view.picker.box.currentData() == "digits"
    assert ("Samples", "1,797") in properties.view.facts.texts()


def test_titles_explain_their_layer(document: Document, properties: PropertiesPanel) -> None:
    document.select(["dense"])
    assert "<i>y</i> = <i>x</i> <i>W</i> + <i>b</i>" in properties.view.title.toolTip()
    document.select(["dense", "dense_2"])
    assert "Fully connected" in properties.view.title.toolTip()


def test_a_removed_layer_leaves_the_panel(document: Document, properties: PropertiesPanel) -> None:
    document.select(["relu"])
    rest = tuple(node for node in document.network.nodes if node.id != "relu")
    document.edit_network("x", type(document.network)(nodes=rest))
    assert isinstance(properties.view, NetworkView)
    document.undo_stack.undo()
    document.select(["relu"])
    assert isinstance(properties.view, NodeView)


def test_another_experiment_takes_over(document: Document, properties: PropertiesPanel, panel: ExperimentPanel) -> None:
    document.select(["dense"])
    document.start(
        Experiment(
            name="Curve", data=Data(source=DATASETS["sine"]()), model=chain(LAYERS["tanh"]()),
            loss=family("losses")["mean_squared_error"](), optimizer=family("optimizers")["sgd"](),
        )
    )  # fmt: skip
    assert isinstance(properties.view, NetworkView)
    assert panel.sections["optimizer"].header.summary() == "SGD, 0.01"
    assert panel.sections["data"].header.summary() == "Sine curve"


def test_selecting_is_quick_and_leaks_nothing(document: Document, properties: PropertiesPanel) -> None:
    ids = [node.id for node in document.network.nodes]

    def round_trip() -> int:
        for node_id in ids:
            document.select([node_id])
        document.select([])
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(properties.findChildren(QObject))

    first = round_trip()
    started = time.perf_counter()
    assert [round_trip() for _ in range(3)] == [first] * 3
    assert time.perf_counter() - started < 3.0


# -- experiment ----------------------------------------------------------------------------------------------------


def test_folded_sections_sum_up(document: Document, panel: ExperimentPanel) -> None:
    assert {key: section.header.summary() for key, section in panel.sections.items()} == {
        "model": "Network, 6 layers",
        "data": "Digits",
        "loss": "Softmax cross-entropy",
        "optimizer": "Adam, 0.001",
        "schedule": "Constant",
        "regularizers": "none",
        "training": "30 epochs, batches of 32",
    }
    document.set_field("x", "regularizers", (family("regularizers")["l2"](),))
    assert panel.sections["regularizers"].header.summary() == "L2, 0.0001"
    assert brief(family("schedules")["step_decay"]()) == "Step decay, 0.5"
    assert brief(family("losses")["softmax_cross_entropy"](label_smoothing=0.1)) == "Softmax cross-entropy, 0.1"
    document.set_field("x", "training.rules", (family("rules")["early_stopping"](),))
    assert panel.sections["training"].header.summary() == "30 epochs, batches of 32, Early stopping"
    document.set_field("x", "data.augmentations", (family("augmentations")["rotation"](),))
    assert panel.sections["data"].header.summary() == "Digits, Rotation"


def test_sections_fold_by_mouse_and_key(panel: ExperimentPanel) -> None:
    section = panel.sections["optimizer"]
    assert section.body.isVisible()
    QTest.mouseClick(section.header, Qt.MouseButton.LeftButton)
    assert not section.body.isVisible()
    assert "optimizer" in panel.folded()
    QTest.keyClick(section.header, Qt.Key.Key_Right)
    assert section.body.isVisible()
    QTest.keyClick(section.header, Qt.Key.Key_Space)
    assert section.folded
    panel.fold(("data",))
    assert panel.folded() == ("data",)


@pytest.mark.parametrize("look_name", ["light", "dark"])
def test_everything_fits_at_280_pixels(
    document: Document, panel: ExperimentPanel, properties: PropertiesPanel, look_name: str
) -> None:
    theme.apply(look_name)
    document.set_field("x", "regularizers", tuple(cls() for cls in family("regularizers").values()))
    document.set_field("x", "data.preprocessing", tuple(cls() for cls in family("preprocessing").values()))
    for name, path in (("augmentations", "data.augmentations"), ("rules", "training.rules"),
                       ("metrics", "training.metrics")):  # fmt: skip
        document.set_field("x", path, tuple(cls() for cls in family(name).values()))
    panel.fold(())
    QApplication.processEvents()
    for whole in (panel, properties):
        assert whole.minimumSizeHint().width() <= 280
        assert whole.minimumSizeHint().height() <= 600
    document.select(["input"])
    for family_name, path in (("optimizers", "optimizer"), ("losses", "loss"), ("schedules", "schedule"),
                              ("datasets", "data.source")):  # fmt: skip
        for cls in family(family_name).values():
            document.set_field("x", path, cls())
            QApplication.processEvents()
            content = panel.scroll.widget()
            assert content.minimumSizeHint().width() <= panel.scroll.viewport().width(), cls.title
            content = properties.scroll.widget()
            assert content.minimumSizeHint().width() <= properties.scroll.viewport().width(), cls.title
    for cls in LAYERS.values():
        document.edit_network("x", chain(cls()))
        document.select([document.network.nodes[0].id])
        QApplication.processEvents()
        content = properties.scroll.widget()
        assert content.minimumSizeHint().width() <= properties.scroll.viewport().width(), cls.title


def test_a_problem_shows_in_its_section_folded_or_not(document: Document, panel: ExperimentPanel) -> None:
    document.set_field("x", "data.validation_fraction", 0.7)
    document.set_field("x", "data.test_fraction", 0.6)
    assert "all samples" in panel.sections["data"].header.summary()
    panel.fold(())
    row = panel.sections["data"].body.rows["validation_fraction"]
    assert "all samples" in row.message.text()
    assert "Lower one" in row.message.text()
    document.undo_stack.undo()
    assert panel.sections["data"].header.summary() == "Digits"
    assert row.message.text() == ""


def test_every_part_of_the_experiment_can_be_edited(document: Document, panel: ExperimentPanel) -> None:
    panel.fold(())
    QApplication.processEvents()
    data = panel.sections["data"].body
    type_into(data.rows["seed"].editor.inputs()[0], "7")
    assert document.experiment.data.seed == 7
    assert document.undo_stack.undoText() == "Set data seed"
    data.blocks["source"].box.setFocus()
    QTest.keyClicks(data.blocks["source"].box, "Two")
    assert document.experiment.data.source.kind == "two_spirals"
    type_into(data.blocks["source"].form.rows["noise"].editor.inputs()[0], "0.2")
    assert document.experiment.data.source.noise == 0.2
    assert "preprocessing" in data.blocks
    training, whole = panel.sections["training"].body.findChildren(type(data))
    type_into(training.rows["epochs"].editor.inputs()[0], "5")
    assert document.experiment.training.epochs == 5
    type_into(whole.rows["name"].editor.inputs()[0], "Spirals")
    assert document.experiment.name == "Spirals"
    assert list(whole.rows) == ["name", "seed"]
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert data.rows["seed"].editor.inputs()[0].text() == "0"
    assert data.blocks["source"].box.currentData() == "digits"
    assert whole.rows["name"].editor.inputs()[0].text() == "Digits"


def test_live_marks_reach_all_sections(document: Document, qtbot: Any) -> None:
    run = Run()
    panel = shown(ExperimentPanel(document, run), qtbot, 320, 600)
    run.enter("running")
    training = panel.sections["training"].body.findChildren(type(panel.sections["data"].body))[0]
    assert training.rows["epochs"].label.live
    assert not training.rows["shuffle"].label.live
    assert panel.sections["optimizer"].body.form.rows["learning_rate"].label.live
    panel.sections["optimizer"].body.box.setFocus()
    document.set_field("x", "optimizer", family("optimizers")["momentum"]())
    document.settle()
    assert panel.sections["optimizer"].body.form.rows["rho"].label.live, "also in a form made meanwhile"


def test_a_slider_in_the_panel_is_smooth(
    document: Document, panel: ExperimentPanel, properties: PropertiesPanel
) -> None:
    document.select(["dense"])
    slider = panel.sections["optimizer"].body.form.rows["learning_rate"].editor.slider
    middle = slider.rect().center().y()
    started = time.perf_counter()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(2, middle))
    for x in range(2, slider.width() - 2):
        QTest.mouseMove(slider, QPoint(x, middle))
        QApplication.processEvents()
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 3, middle))
    elapsed = time.perf_counter() - started
    assert elapsed < 5.0
    assert document.undo_stack.count() == 1
    rate = document.experiment.optimizer.learning_rate
    assert panel.sections["optimizer"].header.summary() == f"Adam, {exact(rate)}"


def test_memory_is_told_in_units() -> None:
    assert [in_bytes(n) for n in (128, 1536, 3 * 2**20, 200 * 2**30)] == ["128 B", "1.5 KiB", "3.0 MiB", "200 GiB"]
    assert counted(10**21) == "1,000,000,000,000,000,000,000"
