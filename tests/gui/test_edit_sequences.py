"""Whatever a person does in whatever order: undo leads back step by step to the identical experiment, redo forth again,
and what is saved is what is loaded."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from engine import (
    INPUT,
    Experiment,
    Member,
    StoredExperiment,
    Value,
    dump_document,
    family,
    hyperparameters,
    load_document,
    load_experiment,
    repair_of,
    replaced,
)
from gui.canvas.additions import Addition, parts
from gui.canvas.align import WAYS, too_few
from gui.canvas.clipboard import Clipboard
from gui.canvas.edits import NetworkEdits
from gui.canvas.groups import GroupEdits
from gui.canvas.layers import offers, templates
from gui.canvas.looks import LOSS
from gui.document import Document
from gui.forms.binding import Binding
from gui.resources import PRESETS

EDITS_EACH = 14
PRESETS_USED = ("digits", "digits_residual", "spirals", "sine", "lenet_glyphs")


@dataclass
class Hand:
    """Does random things to a document, as its menus, forms and gestures do."""

    document: Document
    rng: random.Random

    def __post_init__(self) -> None:
        self.edits = NetworkEdits(self.document)
        self.groups = GroupEdits(self.document)

    @property
    def ids(self) -> list[str]:
        return [node.id for node in self.document.network.nodes]

    def some(self, least: int = 1) -> list[str]:
        """Some layers, none where there are too few."""
        ids = self.ids
        return self.rng.sample(ids, self.rng.randint(least, min(len(ids), 4))) if len(ids) >= least else []

    def anywhere(self) -> str:
        return self.rng.choice([INPUT, *self.ids])

    def wire(self) -> tuple[str, str] | None:
        wires = [(source, node.id) for node in self.document.network.nodes for source in node.inputs]
        return self.rng.choice(wires) if wires else None

    def kind(self) -> str:
        return self.rng.choice(list(family("layers")))

    def act(self) -> None:
        """One thing, chosen at random."""
        self.rng.choice(ACTIONS)(self)

    # what can be done

    def select(self) -> None:
        self.document.select(self.some(0))

    def add(self) -> None:
        self.edits.add(self.kind())

    def add_after(self) -> None:
        self.edits.add_after(self.kind(), self.anywhere())

    def insert(self) -> None:
        wire = self.wire()
        if wire is not None:
            self.edits.add_on_wire(self.kind(), *wire)

    def delete(self) -> None:
        self.edits.delete(self.some(0)[:2])

    def connect(self) -> None:
        self.edits.connect_wire(self.anywhere(), self.anywhere(), in_place=self.rng.random() < 0.5)

    def move_wire(self) -> None:
        wire = self.wire()
        if wire is not None:
            self.edits.move_wire(wire, self.anywhere())

    def disconnect(self) -> None:
        wire = self.wire()
        if wire is not None:
            self.edits.disconnect_wire(*wire)

    def join(self) -> None:
        wire = self.rng.choice([self.wire(), (self.document.analysis.output or INPUT, LOSS)])
        if wire is not None:
            self.edits.join_wire(self.anywhere(), wire)

    def reorder(self) -> None:
        for node_id in self.some()[:1]:
            self.edits.move_in_chain(node_id, self.rng.random() < 0.5)

    def move_to_wire(self) -> None:
        wire, ids = self.wire(), self.some()
        if wire is not None and ids and self.edits.can_take_wire(ids[0], *wire):
            self.edits.move_to_wire(ids[0], *wire)

    def place(self) -> None:
        spots = {each: (self.rng.uniform(0, 900), self.rng.uniform(0, 400)) for each in self.some(0)}
        if spots:
            self.edits.place(spots)

    def tidy(self) -> None:
        self.edits.tidy()

    def field(self) -> None:
        """Set a field anywhere, to something that may or may not be possible."""
        experiment = self.document.experiment
        owners = ["", "training", "data", "optimizer", "schedule", "loss", "data.source", "model"]
        owners += [f"model.nodes.{each}{tail}" for each in self.ids for tail in ("", ".layer")]
        binding = Binding(self.document, (self.rng.choice(owners),))
        value = binding.value()
        entries = hyperparameters(type(value)) if isinstance(value, Value) else ()
        if entries:
            entry = self.rng.choice(entries)
            gesture = self.rng.choice(["", "drag"])
            binding.at(entry.name).set("Set", self.value_for(entry, experiment), gesture)

    def value_for(self, entry: Any, experiment: Experiment) -> Any:
        pick: dict[str, Callable[[], Any]] = {
            "count": lambda: self.rng.choice([entry.default, 1, 2, 3, 8, 64, 0, 10**7, "many"]),
            "real": lambda: self.rng.choice([entry.default, 0.0, 0.25, 0.5, 1e-3, 2.0, -1.0]),
            "switch": lambda: self.rng.random() < 0.5,
            "choice": lambda: self.rng.choice([*entry.options, "nonsense"]),
            "choice_or_count": lambda: self.rng.choice([*entry.options, 1, 2]),
            "text": lambda: self.rng.choice(["", "Name", "이름", "x" * 300]),
            "numbers": lambda: self.rng.choice([(), (1.0, 2.0), (-1.0,)]),
            "names": lambda: tuple(self.some(0)),
            "member": lambda: self.rng.choice([cls for cls in family(entry.family).values() if plain(cls)])(),
            "members": lambda: tuple(cls() for cls in self.rng.sample([
                cls for cls in family(entry.family).values() if plain(cls)], self.rng.randint(0, 2))),
        }  # fmt: skip
        return pick[entry.editor]()

    def several(self) -> None:
        """Set a field of several layers at once."""
        ids = self.some(0)
        if ids:
            binding = Binding(self.document, tuple(f"model.nodes.{each}" for each in ids))
            binding.at("trainable").set("Set", self.rng.random() < 0.5)

    def repair(self) -> None:
        """Press the button of a problem."""
        for problem in self.document.analysis.problems:
            repair = repair_of(self.document.experiment, problem)
            if repair is not None:
                self.document.edit("Repair", repair.experiment)
                return

    def template(self) -> None:
        self.edits.add_after(self.rng.choice(templates()).key, self.anywhere())

    def typed(self) -> None:
        """Several layers with values, as they are typed."""
        text = self.rng.choice(["conv 6 5, relu, pool", "dense 20, tanh", "dropout 0.3", "mlp 8 1", "conv 4 3 valid"])
        typed = [Addition(part.found[0], part.arguments) for part in parts(text, offers())]
        self.edits.add_all(typed, self.anywhere())

    def clipboard(self) -> None:
        self.document.select(self.some(0))
        hand = Clipboard(self.edits)
        self.rng.choice([hand.copy, hand.cut, hand.paste, hand.paste, hand.duplicate])()

    def put_in_line(self) -> None:
        places = {each: (self.rng.uniform(0, 900), self.rng.uniform(0, 400)) for each in self.some(0)}
        way = self.rng.choice(WAYS)
        if too_few(way, len(places)) is None:
            self.edits.put_in_line(way, places)

    def grouping(self) -> None:
        """Group neighbours, or do something with a group that there is."""
        groups = self.document.groups
        change = self.rng.choice(["fold", "open", "ungroup", "rename"]) if groups else "group"
        if change == "group" or self.rng.random() < 0.4:
            near = [node_id for wire in (self.wire(), self.wire()) if wire is not None for node_id in wire]
            self.document.select(near if self.rng.random() < 0.7 else self.some(0))
            self.groups.group()
            return
        group = self.rng.choice(groups)
        self.document.select(group.nodes[:1])
        if change == "ungroup":
            self.groups.ungroup()
        elif change == "rename":
            self.groups.rename(group, self.rng.choice(["", "Block", "블록"]))
        else:
            getattr(self.groups, change)(group)

    def undo(self) -> None:
        self.document.undo_stack.undo()

    def redo(self) -> None:
        self.document.undo_stack.redo()


def plain(cls: type[Member]) -> bool:
    """Whether a member can be made without a choice."""
    return all(field.default is not ... and not field.is_required() for field in cls.model_fields.values())


ACTIONS: list[Callable[[Hand], None]] = [
    Hand.select, Hand.select, Hand.add, Hand.add, Hand.add_after, Hand.insert, Hand.delete, Hand.connect, Hand.connect,
    Hand.move_wire, Hand.disconnect, Hand.join, Hand.reorder, Hand.move_to_wire, Hand.place, Hand.tidy, Hand.field,
    Hand.field, Hand.field, Hand.field, Hand.several, Hand.repair, Hand.undo, Hand.redo,
    Hand.template, Hand.typed, Hand.clipboard, Hand.clipboard, Hand.put_in_line, Hand.grouping, Hand.grouping,
]  # fmt: skip


def contents(document: Document) -> tuple[Any, ...]:
    """All that an undo step may change, as a file would hold it."""
    return dump_document(StoredExperiment(document.experiment)), dict(document.positions), document.groups


def run_through(document: Document, rng: random.Random) -> int:
    """Edit at random, then undo all and redo all, comparing at each step; the number of undo steps there were."""
    hand, stack = Hand(document, rng), document.undo_stack
    start = document.experiment
    states = {0: contents(document)}
    for _ in range(EDITS_EACH):
        hand.act()
        states = {index: state for index, state in states.items() if index <= stack.count()}
        states[stack.index()] = contents(document)
    steps = stack.count()
    while stack.canRedo():
        stack.redo()
    for index in range(steps, -1, -1):
        assert contents(document) == states[index], f"undoing to step {index}: {stack.redoText()}"
        stack.undo()
    assert document.experiment == start
    for index in range(1, steps + 1):
        stack.redo()
        assert contents(document) == states[index], f"redoing step {index}: {stack.undoText()}"
    return steps


@pytest.mark.parametrize("part", range(10))
def test_undo_and_redo_lead_back_and_forth(part: int, qapp: QApplication, tmp_path: Path) -> None:
    """Ten times fifty sequences; each again on what was saved after it and loaded."""
    steps = 0
    for number in range(50):
        rng = random.Random(50 * part + number)
        experiment = load_experiment(PRESETS / f"{rng.choice(PRESETS_USED)}.descent")
        document = Document(replaced(experiment, "name", "Sequence"))
        steps += run_through(document, rng)
        document.save(tmp_path / "sequence.descent")
        stored = load_document(tmp_path / "sequence.descent")
        again = Document(stored.experiment)
        again.start(stored.experiment, view=stored.view)
        assert contents(again) == contents(document)
        run_through(again, rng)
        while again.undo_stack.canUndo():
            again.undo_stack.undo()
        assert contents(again) == contents(document)
    assert steps > 50 * 5, "most actions must do something for this test to mean anything"
