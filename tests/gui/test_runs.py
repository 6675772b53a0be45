"""Runs side by side: those of the past, means over seeds, notes and marks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from engine import STEP_SERIES, Edited, Epoch, Experiment, History, chain, family, replaced
from gui.main_window import MainWindow
from gui.panels.plots import PlotsPanel
from gui.plots.curves.curve_view import CurvesView
from gui.plots.curves.legend import entries
from gui.plots.curves.marks import edit_text, marks_of
from gui.plots.curves.series import Series
from gui.plots.curves.spread import spread
from gui.plots.view import SMALLEST
from gui.runs import MOST_RUNS, Runs
from tests.gui.plot_tools import MakePanel, choose, circles, finish, panel_maker

KEY = Qt.Key


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[MakePanel]:
    yield from panel_maker(qtbot)


def loss_view(panel: PlotsPanel) -> CurvesView:
    view = panel.view("loss")
    assert isinstance(view, CurvesView)
    return view


def test_the_run_before_is_overlaid(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=400)
    finish(qtbot, panel)
    first = panel.controller.history
    panel.document.set_field("Rate", "optimizer.learning_rate", 0.05)
    finish(qtbot, panel)
    (past,) = panel.controller.runs.past
    view = loss_view(panel)
    line = view.line("validation_loss", run=past)
    assert past.history is first
    assert line is not None
    assert line.y.tolist() == first.epoch_series("validation_loss")[2].tolist()
    assert line.colour.name() != view.line("validation_loss").colour.name()
    assert view.line("loss", "raw", past) is None  # batches of one run only
    view.readout.show_at(3.0)
    texts = [
        text
        for name, text, _ in view.readout.lines(exact=True)
        if name.startswith("learning rate 0.001, Validation, epoch 3")
    ]
    assert texts == [repr(float(first.epoch_series("validation_loss")[2][3]))]


def test_the_legend_hides_and_shows(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=400)
    finish(qtbot, panel)
    view = loss_view(panel)
    assert not view.legend.isVisible()
    finish(qtbot, panel)
    (past,) = panel.controller.runs.past
    assert view.legend.isVisible()
    QTest.mouseClick(view.legend.switch(past), Qt.MouseButton.LeftButton)
    assert not past.visible
    assert view.line("validation_loss", run=past) is None
    QTest.mouseClick(view.legend.switch(past), Qt.MouseButton.LeftButton)
    assert view.line("validation_loss", run=past) is not None
    current = panel.controller.runs.current
    QTest.mouseClick(view.legend.switch(current), Qt.MouseButton.LeftButton)
    assert view.line("validation_loss") is None


def test_a_run_is_renamed_and_forgotten(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=400)
    finish(qtbot, panel)
    finish(qtbot, panel)
    runs, view = panel.controller.runs, loss_view(panel)
    (past,) = runs.past
    switch = view.legend.switch(past)
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(switch, Qt.MouseButton.LeftButton)
    assert past.visible, "what the first click of a double click did is undone"
    QTest.keyClicks(view.legend.findChild(QLineEdit), "slow")
    QTest.keyClick(view.legend.findChild(QLineEdit), KEY.Key_Return)
    assert past.name == "slow"
    assert view.legend.switch(past).text() == "slow"
    qtbot.waitUntil(lambda: view.legend.findChild(QLineEdit) is None)
    QTest.keyClick(switch, KEY.Key_F2)
    QTest.keyClicks(view.legend.findChild(QLineEdit), "slower")
    QTest.keyClick(view.legend.findChild(QLineEdit), KEY.Key_Escape)
    assert past.name == "slow"
    panel.document.set_field("Rate", "optimizer.learning_rate", 0.05)
    finish(qtbot, panel)
    assert [run.name for run in runs.past] == ["slow", "learning rate 0.001 (run 2)"], "a name that was given stays"
    runs.remove(runs.past[1])
    runs.remove(past)
    assert not runs.past
    assert not view.legend.isVisible()


def test_all_of_many_runs_are_within_reach(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=2), width=1000, height=400)
    for rate in (0.001, 0.003, 0.01, 0.03, 0.1):
        panel.document.set_field("Rate", "optimizer.learning_rate", rate)
        finish(qtbot, panel)
    view, runs = loss_view(panel), panel.controller.runs
    legend = view.legend
    folded = [run for run in runs.past if not legend.switch(run).isVisible()]
    assert legend.switch(runs.current).isVisible()
    assert folded
    assert legend.more.text() == f"{len(folded)} more"
    shown = [each for each in (*runs.past, runs.current) if each not in folded]
    assert all(legend.rect().contains(legend.switch(run).geometry()) for run in shown)
    assert legend.rect().contains(legend.more.geometry())
    legend.menu.popup(legend.more.mapToGlobal(QPoint(0, 20)))
    box = next(each for each in legend.menu.findChildren(QCheckBox) if each.text() == folded[0].name)
    place = QPoint(12, box.height() // 2)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=place)
    assert not folded[0].visible
    assert legend.menu.isVisible(), "several can be flipped"
    assert not box.isChecked()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=place)
    assert folded[0].visible
    legend.menu.hide()
    panel.window().resize(5000, 400)
    qtbot.waitUntil(lambda: all(legend.switch(run).isVisible() for run in runs.past))
    assert not legend.more.isVisible()


def test_runs_are_called_by_what_sets_them_apart() -> None:
    runs, first = Runs(), circles()
    layers, optimizers = family("layers"), family("optimizers")
    other = chain(layers["dense"](units=6), layers["relu"](), layers["dense"](units=2))

    def called(*experiments: Experiment) -> list[str]:
        runs.past.clear()
        for each in experiments:
            runs.begin(each).history.add_steps(np.ones((1, len(STEP_SERIES))))
        return [run.name for run in (*runs.past[-len(experiments) + 1 :], runs.current)]

    runs.begin(first)
    assert runs.current.name == f"Run 1, {runs.current.begun}"
    assert called(first, replaced(first, "seed", 3)) == ["seed 0", "seed 3"]
    runs = Runs()
    assert called(first, replaced(first, "optimizer", optimizers["sgd"]())) == [
        "Adam, learning rate 0.001", "SGD, learning rate 0.01",
    ]  # fmt: skip
    runs = Runs()
    assert called(first, replaced(first, "model", other)) == ["Tanh", "ReLU"]
    runs = Runs()
    assert called(first, replaced(first, "model.nodes.dense.layer.units", 9)) == ["Dense: units 6", "Dense: units 9"]
    runs = Runs()
    regular = replaced(first, "regularizers", (family("regularizers")["l2"](),))
    assert called(first, first, regular) == ["no regularizers (run 1)", "no regularizers (run 2)", "L2"]


def test_long_names_of_runs_leave_room(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=2), width=1000, height=400)
    finish(qtbot, panel)
    panel.controller.runs.rename(panel.controller.runs.current, "a name that goes on and on " * 4)
    finish(qtbot, panel)
    (past,) = panel.controller.runs.past
    view, histograms = loss_view(panel), panel.view("histograms")
    view.readout.show_at(1.0)
    assert view.readout.width() < 400
    assert past.name in {name.partition(",")[0] for name, _, _ in view.readout.lines()}
    qtbot.waitUntil(lambda: past.histograms.keys and histograms.compare_option.box.count() == 3)
    histograms.compare_option.choose(f"run {past.number}")
    assert histograms.legend.text() == f"━ {past.name}"
    assert histograms.minimumSizeHint().width() <= SMALLEST.width()
    assert len(histograms.compare_option.box.currentText()) < 30


def test_a_run_may_be_called_anything(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=2))
    finish(qtbot, panel)
    finish(qtbot, panel)
    runs = panel.controller.runs
    for name in ("lr {x}", "{", "%s &b <i>"):
        runs.rename(runs.past[-1], name)
        assert name in [each.title for each in entries(loss_view(panel))]


def test_a_discarded_run_is_kept_out_of_sight(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    panel.controller.reset()
    (past,) = panel.controller.runs.past
    assert not past.visible
    view = loss_view(panel)
    assert view.empty.isVisible()
    panel.controller.runs.show(past, True)
    assert not view.empty.isVisible()
    assert view.line("loss", run=past).x.tolist() == list(range(1, 9))


def test_only_so_many_runs_are_kept() -> None:
    runs, experiment = Runs(), circles()
    for _ in range(MOST_RUNS + 5):
        runs.begin(experiment).history.add_steps(np.ones((3, len(STEP_SERIES))))
    runs.begin(experiment)
    assert [run.number for run in runs.past] == list(range(6, 26))
    runs.begin(experiment)  # a run without a step is nothing to keep
    assert [run.number for run in runs.past] == list(range(6, 26))


def history(seed: int, epochs: int = 5) -> History:
    found, random = History(), np.random.default_rng(seed)
    for epoch in range(1, epochs + 1):
        found.add_steps(random.random((20, len(STEP_SERIES))))
        found.reach(20 * epoch, float(epoch))
        found.add(Epoch(epoch, 20 * epoch, *random.random(4).tolist(), 0.1))
    return found


def test_mean_and_spread_are_those_of_numpy() -> None:
    histories = [history(seed, epochs) for seed, epochs in ((1, 5), (2, 5), (3, 4))]
    steps, mean, low, high = spread(histories, Series("validation_loss", "", "epoch"))
    table = np.array([each.epoch_series("validation_loss")[2][:4] for each in histories])
    assert steps.tolist() == [20, 40, 60, 80]  # as far as all of them got
    assert mean == pytest.approx(table.mean(axis=0))
    assert (low.tolist(), high.tolist()) == (table.min(axis=0).tolist(), table.max(axis=0).tolist())
    steps, mean, low, high = spread(histories, Series("loss", "", "step"))
    table = np.array([each.series("loss")[1][:80] for each in histories])
    assert steps.tolist() == list(range(1, 81))
    assert mean == pytest.approx(table.mean(axis=0))
    assert (low.tolist(), high.tolist()) == (table.min(axis=0).tolist(), table.max(axis=0).tolist())


def test_long_runs_are_averaged_over_stretches() -> None:
    histories = []
    for seed in (1, 2):
        found = History(exact=64, buckets=128)
        found.add_steps(np.random.default_rng(seed).random((4000, len(STEP_SERIES))))
        histories.append(found)
    steps, mean, low, high = spread(histories, Series("loss", "", "step"))
    values = [np.random.default_rng(seed).random((4000, len(STEP_SERIES)))[:, 0] for seed in (1, 2)]
    recent = histories[0].exact_from // 10 + 4  # of buckets of 32 steps only means are known
    table = np.array([each.reshape(400, 10).mean(axis=1) for each in values])
    assert len(steps) == len(mean)
    there = np.searchsorted(steps, 10 * np.arange(recent, 400) + 5.5)
    assert mean[there] == pytest.approx(table.mean(axis=0)[recent:])
    assert low[there] == pytest.approx(table.min(axis=0)[recent:])
    assert high[there] == pytest.approx(table.max(axis=0)[recent:])


def test_several_seeds_are_trained_and_summed_up(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=4), height=400)
    controller, before = panel.controller, panel.document.experiment
    controller.series.start(3)
    assert (controller.series.number, controller.series.count) == (1, 3)
    qtbot.waitUntil(lambda: controller.series.number == 0 and controller.state == "finished", timeout=20_000)
    runs = controller.runs
    members = (*runs.past, runs.current)
    assert [run.experiment.seed for run in members] == [0, 1, 2]
    assert panel.document.experiment is before
    assert not panel.document.dirty
    (group,) = runs.groups()
    assert group.runs == members
    assert runs.averages(group)
    view = loss_view(panel)
    view.refresh()
    mean, band = (view.line("validation_loss", part, members[0]) for part in ("mean", "band"))
    table = np.array([run.history.epoch_series("validation_loss")[2] for run in members])
    assert mean.x.tolist() == [0, 1, 2, 3, 4]
    assert mean.y == pytest.approx(table.mean(axis=0))
    assert (band.y.tolist(), band.upper.tolist()) == (table.min(axis=0).tolist(), table.max(axis=0).tolist())
    assert view.line("validation_loss") is None  # the mean stands for all of them
    assert runs.groups()[0].runs == members


def test_stopping_ends_the_series(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=100_000))
    controller = panel.controller
    controller.series.start(3)
    qtbot.waitUntil(lambda: controller.history.steps > 20, timeout=10_000)
    assert not controller.differs
    controller.stop()
    qtbot.waitUntil(lambda: controller.state == "finished", timeout=10_000)
    assert controller.series.number == 0
    qtbot.wait(50)
    assert controller.state == "finished"


def test_the_same_seed_again_counts_once() -> None:
    runs, experiment = Runs(), circles()
    for seed in (0, 0, 1):
        runs.begin(replaced(experiment, "seed", seed)).history.add_steps(np.ones((3, len(STEP_SERIES))))
    (group,) = runs.groups()
    assert [run.number for run in group.runs] == [2, 3]


def test_a_run_that_was_edited_is_no_member_of_a_group() -> None:
    runs, experiment = Runs(), circles()
    for seed in range(3):
        run = runs.begin(replaced(experiment, "seed", seed))
        run.history.add_steps(np.ones((3, len(STEP_SERIES))))
    assert [len(group.runs) for group in runs.groups()] == [3]
    runs.past[0].history.add(Edited(2, "optimizer.learning_rate", 0.1, 0.2))
    assert [len(group.runs) for group in runs.groups()] == [2]


def test_notes_are_written_undone_and_removed(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=400)
    finish(qtbot, panel)
    view, run, stack = loss_view(panel), panel.controller.runs.current, panel.document.undo_stack
    view.setFocus()
    view.readout.show_at(4.0)
    QTest.keyClick(view, KEY.Key_N)
    assert view.noting.isVisible()
    QTest.keyClicks(view.noting, "a note")
    QTest.keyClick(view.noting, KEY.Key_Return)
    assert [(note.step, note.text) for note in run.notes] == [(60, "a note")]
    assert stack.undoText() == "Add note"
    assert len(view.chart.lines.marks) == 1
    view.readout.show_at(4.0)
    assert ("a note", "step 60", "accent") in view.readout.lines()
    stack.undo()
    assert not run.notes
    assert not view.chart.lines.marks
    stack.redo()
    QTest.keyClick(view, KEY.Key_N)
    QTest.keyClicks(view.noting, "another")
    QTest.keyClick(view.noting, KEY.Key_Escape)
    assert not view.noting.isVisible()
    assert run.notes[0].text == "a note"
    QTest.keyClick(view, KEY.Key_N)
    view.noting.clear()
    QTest.keyClick(view.noting, KEY.Key_Return)
    assert not run.notes
    assert stack.undoText() == "Remove note"


def test_a_note_is_added_from_the_menu(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=400)
    finish(qtbot, panel)
    view = loss_view(panel)
    area = view.chart.area()
    at = QPoint(view.chart.pixel_of(2.0), area.center().y())
    QTest.mouseClick(view.chart.viewport(), Qt.MouseButton.RightButton, pos=at)
    qtbot.waitUntil(view.menu.isVisible)
    assert not view.menu.remove_note.isEnabled()
    step = int(view.menu.add_note.text().split()[-1])
    assert abs(step - 30) <= 1
    choose(view.menu, f"Note at step {step}")
    QTest.keyClicks(view.noting, "here")
    QTest.keyClick(view.noting, KEY.Key_Return)
    assert [(note.step, note.text) for note in panel.controller.runs.current.notes] == [(step, "here")]
    view.readout.hide()
    view.menu.popup(view.mapToGlobal(QPoint(50, 50)))  # by the button: of the newest step, not of a click long ago
    assert view.menu.add_note.text() == "&Note at step 120"
    view.menu.hide()


def test_live_edits_are_marked(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=100_000))
    panel.controller.train()
    qtbot.waitUntil(lambda: panel.controller.history.steps > 10, timeout=10_000)
    panel.document.set_field("Rate", "optimizer.learning_rate", 0.25)
    qtbot.waitUntil(lambda: len(panel.controller.history.edits) == 1, timeout=10_000)
    (mark,) = marks_of(panel.controller.runs.current)
    assert mark.text == "Learning rate 0.001 → 0.25"
    assert mark.step == panel.controller.history.edits[0].step
    assert edit_text(circles(), Edited(1, "training.batch_size", 32, 8)) == "Batch size 32 → 8"


def test_seeds_are_in_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    window.bench.document.set_field("x", "training.epochs", 1)
    assert window.menus.seeds.menuAction() in window.menus.run.actions()
    window.actions_["seeds_3"].trigger()
    controller = window.bench.controller
    assert not window.actions_["seeds_3"].isEnabled()
    qtbot.waitUntil(lambda: "Run 1 of 3, Epoch" in window.run_bar.epoch.text() or controller.series.number > 1)
    qtbot.waitUntil(lambda: len(controller.runs.past) == 2 and controller.state == "finished", timeout=20_000)
    qtbot.waitUntil(lambda: controller.series.number == 0)
    assert window.actions_["seeds_3"].isEnabled()
