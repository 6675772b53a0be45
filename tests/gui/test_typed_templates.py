"""Templates in type-to-add: chosen like layers, fitted to what stands before them, refused where they do not fit."""

from __future__ import annotations

import time

import pytest
from PySide6.QtTest import QTest

from engine import Data, Network, add_loose, chain, family, replaced
from gui.canvas.chooser import SLOW
from gui.document import Document
from tests.gui.canvas_tools import K, L, experiment, kinds, press, shown
from tests.gui.typing_tools import enter, layer, panel, type_text

__all__ = ["panel"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


def test_templates_are_chosen_like_layers(qtbot):
    document = Document(experiment(Network()))
    panel = shown(qtbot, document)
    QTest.keyClicks(panel.view, "m")
    QTest.keyClicks(panel.chooser.search, "lp 20 1")
    QTest.keyClick(panel.chooser.search, K.Key_Return)
    assert kinds(document) == ["flatten", "dense", "relu", "dense_2"]
    assert layer(document, "dense").units == 20
    assert layer(document, "dense_2").units == 10
    assert document.undo_stack.undoText() == "Insert MLP"
    assert document.analysis.problems == ()


def test_a_template_fits_what_is_typed_before_it(qtbot):
    document = Document(experiment(Network()))
    panel = shown(qtbot, document)
    QTest.keyClicks(panel.view, "c")
    QTest.keyClicks(panel.chooser.search, "onv 4 3, mlp")
    QTest.keyClick(panel.chooser.search, K.Key_Return)
    assert kinds(document)[:3] == ["conv2d", "flatten", "dense"]
    assert document.undo_stack.count() == 1
    assert document.analysis.problems == ()


def test_a_template_that_does_not_fit_is_refused_in_the_chooser(panel, document):
    document.select(("dense",))
    type_text("lenet")
    assert "LeNet needs images" in panel.chooser.problem.text()
    enter()
    assert document.undo_stack.count() == 0
    panel.chooser.close()


def test_only_templates_for_what_the_data_ask_are_listed(panel, document):
    """Behind Flatten there are no images; of what is not for the data one is told why where it is called by name."""

    def listed() -> list[str]:
        return [panel.chooser.list.item(row).text() for row in range(panel.chooser.list.count())]

    document.select(("flatten",))
    press(panel, K.Key_Insert)
    assert {"MLP", "Linear classifier", "Autoencoder"} <= set(listed())
    assert not {"LeNet", "VGG-like", "ResNet-like", "Regression"} & set(listed())
    for typed in ("reg", "regression"):
        panel.chooser.search.setText(typed)
        assert listed()[0] == "Regression", "nothing else is called so, though others speak of it"
    assert panel.chooser.problem.text() == "Regression needs numbers to predict; the data have classes."
    enter()
    assert document.undo_stack.count() == 0
    QTest.keyClick(panel.chooser.search, K.Key_Escape)
    document.select(("input",))
    press(panel, K.Key_Insert)
    assert {"VGG-like", "ResNet-like"} <= set(listed()), "there are images of 8x8 pixels"
    assert "LeNet" not in listed()
    panel.chooser.close()


def test_on_numbers_to_predict_linear_means_dense_alone(qtbot):
    data = Data(source=family("datasets")["sine"]())
    panel = shown(qtbot, Document(replaced(experiment(Network()), "data", data)))
    press(panel, K.Key_L)
    panel.chooser.search.setText("linear")
    titles = [panel.chooser.list.item(row).text() for row in range(panel.chooser.list.count())]
    assert titles[0] == "Dense"
    assert "Linear classifier" not in titles
    panel.chooser.search.setText("linear classifier")
    assert panel.chooser.problem.text() == "Linear classifier needs classes; the data have numbers to predict."
    panel.chooser.close()


def test_where_judging_takes_long_it_waits_until_typing_rests(panel, document, qtbot, monkeypatch):
    judged: list[str] = []

    def slowly(additions, _after):
        judged.append(" ".join(additions[-1].arguments))
        time.sleep(1.5 * SLOW)
        return "" if judged[-1] else "too large"

    monkeypatch.setattr(panel.edits, "why_not", slowly)
    type_text("mlp")
    first = len(judged)
    assert first == 1, "after the first slow one, no key waits for another"
    type_text(" 64 3")
    assert len(judged) == first
    qtbot.waitUntil(lambda: judged[-1] == "64 3")
    assert len(judged) == first + 1
    QTest.keyClick(panel.chooser.search, K.Key_Backspace)
    enter()
    assert judged[-1] == "64", "Enter does not act on what is not judged"
    assert document.undo_stack.undoText() == "Insert MLP"


def test_the_same_is_not_built_twice(panel, document, monkeypatch):
    built: list[object] = []
    cls = family("templates")["mlp"]
    build = cls.build
    monkeypatch.setattr(cls, "build", lambda self, *given: built.append(self) or build(self, *given))
    type_text("mlp 17 2")
    count = len(built)
    type_text("  ")
    enter()
    assert len(built) == count
    assert document.undo_stack.undoText() == "Insert MLP"


def test_a_template_behind_an_unknown_shape_says_so(qtbot):
    network, _ = add_loose(chain(L["dense"](units=3)), L["relu"]())
    panel = shown(qtbot, Document(experiment(network)))
    panel.document.select(("dense",))
    QTest.keyClicks(panel.view, "m")
    QTest.keyClicks(panel.chooser.search, "lp")
    assert "What comes out of Dense is not known" in panel.chooser.problem.text()
    panel.chooser.close()
