"""Typed-in weights as edits of a run: seen at once, recorded, undone by the inverse, gone with their run."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import Data, Edited, Network, Probe, Trainer, Training, WireWeights, chain, family, weight_path
from engine import Experiment as Exp
from gui.document import Document
from gui.run_controller import RunController

L = family("layers")
PATH = weight_path("dense_2", "weight", (1, 0))
WIRES = WireWeights()


def xor(**training: int) -> Exp:
    return Exp(
        data=Data(source=family("datasets")["xor"](samples=80)),
        model=chain(L["dense"](units=3), L["tanh"](), L["dense"](units=2)),
        loss=family("losses")["softmax_cross_entropy"](),
        optimizer=family("optimizers")["adam"](),
        training=Training(**{"epochs": 100_000, "batch_size": 16, **training}),
    )


class Lab:
    """A document, its run, and what is known of the weights."""

    def __init__(self, qtbot: QtBot, experiment: Exp) -> None:
        self.qtbot = qtbot
        self.document = Document(experiment)
        self.controller = RunController(self.document)
        self.controller.looks.want("test", WIRES)

    @property
    def weight(self) -> float | None:
        connections = self.controller.looks.last(WIRES)
        return None if connections is None else float(connections.layers[1].weight[1, 0])

    def reach(self, state: str) -> None:
        self.qtbot.waitUntil(lambda: self.controller.state == state, timeout=10_000)

    def see(self, value: float) -> None:
        self.qtbot.waitUntil(lambda: self.weight == np.float32(value), timeout=5_000)

    def type(self, value: float) -> None:
        self.controller.typed.set("w", PATH, self.weight or 0.0, value)


@pytest.fixture
def lab(qtbot: QtBot) -> Iterator[Lab]:
    made = Lab(qtbot, xor())
    yield made
    assert made.controller.shutdown()


def test_before_a_run_one_begins_paused_with_the_weight(lab: Lab) -> None:
    lab.qtbot.waitUntil(lambda: lab.weight is not None)
    before = lab.weight
    assert before is not None
    lab.type(0.75)
    lab.reach("paused")
    lab.see(0.75)
    assert lab.controller.history.edits == [Edited(0, PATH, before, 0.75)]
    assert lab.document.undo_stack.undoText() == "Set w to 0.75"
    assert not lab.controller.differs
    lab.document.undo_stack.undo()
    lab.see(before)
    lab.document.undo_stack.redo()
    lab.see(0.75)
    assert [edit.new for edit in lab.controller.history.edits] == [0.75, before, 0.75]


def test_a_paused_run_shows_it_at_once_and_the_record_replays(lab: Lab) -> None:
    for _ in range(5):  # the fourth step is the last of an epoch
        lab.controller.step()
        lab.reach("paused")
    lab.qtbot.waitUntil(lambda: lab.controller.history.steps == 5)
    lab.type(-2.5)
    lab.see(-2.5)
    lab.controller.step()
    lab.qtbot.waitUntil(lambda: lab.controller.history.steps == 6)
    answer = lab.controller.looks.last
    probe = Probe((0.5, -0.5))
    lab.controller.looks.want("probe", probe)
    lab.qtbot.waitUntil(lambda: answer(probe) is not None)
    again = Trainer(xor(), edits=lab.controller.history.edits)
    events = again.events()
    while again.step < 6:
        next(events)
    values = probe.answer(again)
    assert values is not None
    np.testing.assert_array_equal(answer(probe).values, values.values)


def test_while_training_the_old_value_is_the_one_that_was_replaced(lab: Lab) -> None:
    lab.controller.train()
    lab.qtbot.waitUntil(lambda: lab.controller.history.steps > 50)
    lab.type(4.0)
    lab.qtbot.waitUntil(lambda: len(lab.controller.history.edits) == 1)
    (edit,) = lab.controller.history.edits
    assert edit.new == 4.0
    lab.controller.pause()
    lab.document.undo_stack.undo()
    lab.see(edit.old)


def test_a_finished_network_can_be_changed(qtbot: QtBot) -> None:
    lab = Lab(qtbot, xor(epochs=1))
    lab.controller.train()
    lab.reach("finished")
    lab.type(3.0)
    lab.see(3.0)
    assert lab.controller.history.edits[0].step == 4
    lab.controller.train()  # a new run knows nothing of it
    lab.reach("finished")
    qtbot.waitUntil(lambda: lab.weight is not None and lab.weight != 3.0)
    assert lab.controller.history.edits == []
    assert lab.controller.shutdown()


def test_a_stopped_run_that_never_stepped_is_not_gone_on_with(lab: Lab) -> None:
    lab.qtbot.waitUntil(lambda: lab.weight is not None)
    before = lab.weight
    lab.type(9.0)
    lab.see(9.0)
    lab.controller.stop()
    lab.reach("finished")
    lab.controller.reset()
    lab.controller.step()
    lab.reach("paused")
    lab.controller.reset()
    lab.qtbot.waitUntil(lambda: lab.weight is not None)
    assert lab.weight == before


def test_undo_after_its_run_is_gone_does_nothing(lab: Lab) -> None:
    lab.type(1.5)
    lab.see(1.5)
    lab.controller.reset()
    assert lab.document.undo_stack.count() == 0
    assert lab.document.undo_stack.undoText() == ""
    lab.document.undo_stack.undo()
    assert lab.controller.state == "idle"


def test_steps_of_a_run_leave_with_it_from_between_edits(lab: Lab) -> None:
    stack, document = lab.document.undo_stack, lab.document
    document.set_field("Seed 5", "seed", 5)
    lab.type(1.5)
    lab.see(1.5)
    document.set_field("Seed 6", "seed", 6)
    lab.type(2.5)
    lab.see(2.5)
    document.set_field("Seed 7", "seed", 7)
    lab.type(3.5)
    lab.see(3.5)
    stack.undo()
    stack.undo()
    lab.see(2.5)
    heard: list[object] = []
    document.changed.connect(lambda: heard.append("changed"))
    document.field_set.connect(lambda *field: heard.append(field))
    lab.controller.reset()
    assert heard == []
    assert [stack.text(place) for place in range(stack.count())] == ["Seed 5", "Seed 6", "Seed 7"]
    assert (stack.index(), document.experiment.seed) == (2, 6)
    stack.undo()
    assert document.experiment.seed == 5
    stack.setIndex(3)
    assert document.experiment.seed == 7
    assert lab.controller.state == "idle"


@pytest.mark.parametrize(("path", "value"), [(weight_path("dense_2", "weight", (999, 0)), 1.0), (PATH, 1e39)])
def test_a_refused_weight_is_no_step(lab: Lab, path: str, value: float) -> None:
    stack = lab.document.undo_stack
    lab.type(0.75)
    lab.see(0.75)
    for _ in range(2):
        with lab.qtbot.waitSignal(lab.controller.weight_refused):
            lab.controller.typed.set("w", path, 0.0, value)
        assert stack.undoText() == "Set w to 0.75"
    assert lab.controller.message is not None
    lab.type(0.5)
    lab.see(0.5)
    stack.undo()
    lab.see(0.75)
    assert not stack.redoText().endswith("1e+39")


def test_a_typed_weight_is_no_change_of_the_file(lab: Lab) -> None:
    document, told = lab.document, []
    document.file_changed.connect(lambda: told.append(document.dirty))
    lab.type(0.75)
    lab.see(0.75)
    assert not document.dirty
    document.set_field("Seed", "seed", 5)
    assert document.dirty
    lab.type(0.25)
    lab.see(0.25)
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert not document.dirty
    document.undo_stack.redo()
    document.undo_stack.setClean()
    assert told == [True, False, True, False]
    lab.controller.reset()
    assert not document.dirty
    assert document.undo_stack.isClean()
    document.undo_stack.undo()
    assert document.dirty


def test_problems_and_unfit_values_are_said(lab: Lab) -> None:
    lab.type(float("inf"))
    lab.qtbot.waitUntil(lambda: lab.controller.message is not None)
    assert "finite number" in str(lab.controller.message)
    lab.controller.reset()
    lab.document.edit_network("Empty", Network())
    count = lab.document.undo_stack.count()
    lab.type(1.0)
    assert lab.document.undo_stack.count() == count
    assert lab.controller.message is not None
