"""The experiment being edited: an immutable value, the places of its nodes, the undo stack, and what is selected.

Everything a person changes goes through `edit` (or its kin) and so can be undone; every view listens to `changed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from engine import (
    INPUT,
    Analysis,
    Experiment,
    KNearestNeighbors,
    Network,
    StoredExperiment,
    analyse,
    get,
    refuse_size,
    replaced,
    save_document,
)
from gui.afterwards import Afterwards
from gui.commands import Contents, Exchange, Positions
from gui.groups import Group, read_groups, tended, written

if TYPE_CHECKING:
    from gui.holding import Holding


class Document(QObject):
    """One experiment, open in one window."""

    changed = Signal()
    """The experiment, positions or groups changed; `experiment`, `analysis`, `positions`, `groups` are up to date. Who
    shows what the canvas or the status bar do not listens to `settled`."""
    settled = Signal()
    """The contents or the selection changed, and the canvas is painted: for all that may follow a moment later. Once
    for several edits in a row."""
    selection_settled = Signal()
    """The same for the selection alone: comes after `settled`, where it changed."""
    field_set = Signal(str, object, object)
    """One field was set, by an edit, undo or redo: dotted path, old value, new value. Comes before `changed`."""
    selection_changed = Signal()
    file_changed = Signal()
    """The path or the dirty mark changed."""
    replaced = Signal()
    """Another experiment was opened: nothing of the old one holds. Comes before `changed`."""
    refused = Signal(str)
    """Something a person tried cannot be done: why, in a sentence."""

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contents = Contents(experiment, {})
        self._view: dict[str, Any] = {}
        self._models: dict[str, Network | KNearestNeighbors] = {experiment.model.kind: experiment.model}
        self.analysis: Analysis = analyse(experiment)
        self._ahead = experiment, self.analysis
        self.selection: tuple[str, ...] = ()
        self.path: Path | None = None
        self.holding: Holding | None = None
        """The claim on that file."""
        self.undo_stack = QUndoStack(self)
        self.undo_stack.indexChanged.connect(self._tell)
        self.undo_stack.cleanChanged.connect(self._clean_changed)
        self._told = self._contents
        self._saved: Contents | None = self._contents
        self._dirty = self._dropping = False
        self._afterwards = Afterwards(self)
        self._afterwards.due.connect(self.settled)
        self.changed.connect(self._afterwards.ask)
        self._selected = Afterwards(self)
        self._selected.due.connect(self.selection_settled)
        self.selection_changed.connect(self._afterwards.ask)
        self.selection_changed.connect(self._selected.ask)

    @property
    def experiment(self) -> Experiment:
        return self._contents.experiment

    @property
    def network(self) -> Network:
        """The model where it is a network, else a network without layers."""
        return self._contents.experiment.network

    @property
    def learns(self) -> bool:
        """Whether the model is a network, which is built and trained; others only keep their samples."""
        return isinstance(self.experiment.model, Network)

    @property
    def positions(self) -> Positions:
        """Where nodes were put by hand, in scene coordinates; the others are laid out by the canvas."""
        return self._contents.positions

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of layers that the canvas shows as one box or within a frame; none where there is no network."""
        return self._contents.groups if self.learns else ()

    @property
    def dirty(self) -> bool:
        """Whether what a file holds differs from what was opened or saved; edits of a run are not in it, and a seed
        that was drawn is no edit."""
        return self._saved is None or _filed(self._contents) != _filed(self._saved)

    def edit(
        self, text: str, experiment: Experiment, *, positions: Positions | None = None,
        groups: Sequence[Group] | None = None, paths: Sequence[str] = (), merge: str = "",
    ) -> None:  # fmt: skip
        """Make an experiment the current one, as one undo step called `text` (translated). Nothing happens if it is.
        Positions and groups stay where none are given; layers that are gone leave their groups. `paths` names the
        fields the edit sets, where it only sets fields.

        Raises DescentError where training it would need more memory than is allowed, and more than before.
        """
        kept = self._contents.groups if groups is None else tuple(groups)
        if kept and isinstance(experiment.model, Network):
            before = self.network if self.learns else experiment.model  # coming back to a network adds no layer to it
            kept = tended(kept, {node.id for node in before.nodes}, experiment.model)
        drawn = self._contents.seed_before if experiment.seed == self.experiment.seed else None
        new = Contents(experiment, self.positions if positions is None else dict(positions), kept, drawn)
        if new != self._contents:
            if experiment is not self.experiment:
                self._analyse(experiment)
            self.undo_stack.push(Exchange(text, self._contents, new, self._show, paths=paths, merge=merge))

    def edit_network(
        self, text: str, network: Network, *, positions: Positions | None = None, groups: Sequence[Group] | None = None
    ) -> None:
        """Make a network the current one."""
        self.edit(text, replaced(self.experiment, "model", network), positions=positions, groups=groups)

    def use_model(self, text: str, kind: str) -> None:
        """Make a model of another kind the current one: the last of that kind there was, or a fresh one."""
        fresh = Network() if kind == "network" else KNearestNeighbors()
        if kind != self.experiment.model.kind:
            self.edit(text, replaced(self.experiment, "model", self._models.get(kind, fresh)))

    def set_field(self, text: str, path: str, value: Any, *, merge: str = "") -> None:
        """Set one field by its dotted path. Raises pydantic.ValidationError where the value does not fit."""
        self.edit(text, replaced(self.experiment, path, value), paths=(path,), merge=merge)

    def draw_seed(self, text: str) -> None:
        """Take the next seed: an undo step, but nothing that has to be saved."""
        old = self._contents
        before = old.experiment.seed if old.seed_before is None else old.seed_before
        experiment = replaced(old.experiment, "seed", (old.experiment.seed + 1) % 2**32)
        new = replace(old, experiment=experiment, seed_before=before)
        self._analyse(experiment)
        self.undo_stack.push(Exchange(text, old, new, self._show, paths=("seed",)))

    def move_nodes(self, text: str, moved: Positions, *, merge: str = "") -> None:
        """Put nodes somewhere by hand."""
        self.edit(text, self.experiment, positions={**self.positions, **moved}, merge=merge)

    def set_groups(self, text: str, groups: Sequence[Group], *, positions: Positions | None = None) -> None:
        """Show other groups."""
        self.edit(text, self.experiment, groups=groups, positions=positions)

    def select(self, ids: Iterable[str]) -> None:
        """Select nodes by their ids; ids that do not exist are passed over. The input can be selected too."""
        known = {INPUT, *(node.id for node in self.network.nodes)}
        selection = tuple(each for each in dict.fromkeys(ids) if each in known)
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit()

    def selects(self, ids: Iterable[str]) -> bool:
        """Whether all of these are selected."""
        return set(self.selection).issuperset(ids)

    def start(
        self, experiment: Experiment, *, path: Path | None = None, view: dict[str, Any] | None = None,
        unsaved: bool = False,
    ) -> None:  # fmt: skip
        """Put another experiment in place of what is open; `unsaved` where no file holds it."""
        self._view = dict(view or {})
        self.path = path
        groups = read_groups(self._view, experiment.network)
        self._contents = self._told = Contents(experiment, _positions(self._view), groups)
        self._models = {experiment.model.kind: experiment.model}
        self.analysis = analyse(experiment)
        self.undo_stack.clear()
        self._saved = None if unsaved else self._contents  # after clear, which may tell that it is clean
        self._dirty = unsaved
        if unsaved:
            self.undo_stack.resetClean()
        self.selection = ()
        self.replaced.emit()
        self.changed.emit()
        self.selection_changed.emit()
        self.file_changed.emit()
        self.settle()

    def settle(self) -> None:
        """Let follow at once what is to follow, if anything is."""
        self._afterwards.now()
        self._selected.now()

    @property
    def settling(self) -> bool:
        """Whether `settled` is yet to come."""
        return self._afterwards.pending or self._selected.pending

    def stored(self) -> StoredExperiment:
        """What a file of this document holds."""
        positions = {node: list(place) for node, place in self.positions.items()}
        return StoredExperiment(self.experiment, {**self._view, "positions": positions, "groups": written(self.groups)})

    def save(self, path: Path) -> None:
        """Write the experiment and its view. Raises DescentError and then leaves everything as it was."""
        save_document(path, self.stored())
        self.path = path
        self._saved = self._contents
        self.undo_stack.setClean()
        self._dirty = False
        self.file_changed.emit()

    def drop_steps(self, meaningless: Callable[[QUndoCommand], bool]) -> None:
        """Take steps that mean nothing any more out of what can be undone and done again, wherever they stand. They
        must not be part of the experiment."""
        stack = self.undo_stack
        commands = [stack.command(place) for place in range(stack.count())]
        places = [place for place, command in enumerate(commands) if meaningless(command)]
        if not places:
            return
        for place in places:
            commands[place].setObsolete(True)  # the stack drops those that it comes across
        done = stack.index()
        left = done - sum(place < done for place in places)
        self._dropping = True  # the steps between are undone and done again, which comes to nothing
        try:
            if places[-1] >= done:
                stack.setIndex(stack.count())
                stack.setIndex(done)
            if places[0] < done:
                stack.setIndex(places[0])
                stack.setIndex(left)
        finally:
            self._dropping = False
        if not self.dirty:
            stack.setClean()

    @property
    def dropping(self) -> bool:
        """Whether steps are being dropped: what is undone and done again meanwhile is to be left as it is."""
        return self._dropping

    def _clean_changed(self, clean: bool) -> None:
        if clean:
            self._saved = self._contents
        self._tell_dirty()

    def _tell_dirty(self) -> None:
        if self.dirty != self._dirty:
            self._dirty = not self._dirty
            self.file_changed.emit()

    def _analyse(self, experiment: Experiment) -> None:
        """Look ahead at what an edit leads to; refuse it where that is too large."""
        self._ahead = experiment, analyse(experiment)
        same = type(experiment.model) is type(self.experiment.model)
        refusal = refuse_size(self.analysis, self._ahead[1]) if same else None
        if refusal is not None:
            raise refusal

    def _show(self, contents: Contents, paths: Sequence[str]) -> None:
        """One undo step is done or undone. The views hear of it when the stack has arrived where it was sent to: a jump
        over many steps is shown once."""
        if self._dropping:
            return
        old = self._contents.experiment
        self._contents = contents
        self._models[contents.experiment.model.kind] = contents.experiment.model
        for path in paths:
            before, after = get(old, path), get(contents.experiment, path)
            if before != after:
                self.field_set.emit(path, before, after)

    def _tell(self) -> None:
        """The undo stack has arrived."""
        old, self._told = self._told, self._contents
        if self._told is old:
            return
        self._tell_dirty()
        if self.experiment is not old.experiment:
            ahead, analysis = self._ahead
            self.analysis = analysis if ahead is self.experiment else analyse(self.experiment)
        known = {node.id for node in self.network.nodes}
        kept = tuple(node_id for node_id in self.selection if node_id in known or node_id == "input")
        self.changed.emit()
        if kept != self.selection:
            self.selection = kept
            self.selection_changed.emit()


def _filed(contents: Contents) -> Contents:
    """Contents as they were written, with the seed from before others were drawn."""
    if contents.seed_before is None:
        return contents
    return replace(contents, experiment=replaced(contents.experiment, "seed", contents.seed_before), seed_before=None)


def _positions(view: dict[str, Any]) -> Positions:
    """The positions in a file's view, as far as they make sense: a file may come from anywhere."""
    found = view.get("positions")
    places: dict[str, tuple[float, float]] = {}
    for node_id, place in found.items() if isinstance(found, dict) else ():
        if isinstance(place, list) and len(place) == 2 and all(type(each) in (int, float) for each in place):
            x, y = (float(min(max(each, -1e6), 1e6)) for each in place)
            places[node_id] = (x, y)
    return places
