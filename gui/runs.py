"""The runs of this window: the present one, and those before it, kept in memory to be compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTime, Signal
from PySide6.QtGui import QUndoCommand

from engine import HistogramRecord, History, replaced
from gui.run_names import Traits, names_of, traits_of

if TYPE_CHECKING:
    from engine import Experiment

MOST_RUNS = 20
MOST_BYTES = 200_000_000
"""What past runs may take in memory; the oldest are forgotten first."""

MOST_RECORDED = 60_000_000
"""What their histograms over time may take in memory besides; those of the oldest are forgotten first."""

COLOURS = 6
"""Colour tokens for past runs: run_1 ... run_6."""


@dataclass(frozen=True)
class Note:
    """A remark pinned to a step."""

    step: int
    text: str


@dataclass(eq=False)
class Run:
    """One run: the experiment as it began, what happened, and how it is shown among others."""

    number: int = 0
    experiment: Experiment | None = None
    history: History = field(default_factory=History)
    histograms: HistogramRecord = field(default_factory=HistogramRecord)
    name: str = ""
    named: bool = False
    """Whether the user gave it its name."""
    begun: str = ""
    """When it began, as the user reads it."""
    traits: Traits = field(default_factory=dict)
    visible: bool = True
    current: bool = True
    """Whether it is the present run, not one of the past."""
    notes: tuple[Note, ...] = ()

    @property
    def token(self) -> str:
        """The colour of its curves once it is past."""
        return f"run_{(self.number - 1) % COLOURS + 1}"

    @property
    def turn(self) -> int:
        """How often the colours have gone round before it: then other line styles tell runs apart."""
        return (self.number - 1) // COLOURS


@dataclass(frozen=True, eq=False)
class Group:
    """Runs of one experiment that differ in their seeds only."""

    experiment: Experiment
    runs: tuple[Run, ...]


class Runs(QObject):
    """The past runs, oldest first, and `current`, the one that is under way or stands to be looked at."""

    changed = Signal()
    """Runs came, went, were renamed, shown, hidden or annotated."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.past: list[Run] = []
        self._counted = 0
        self._averaged: list[Experiment] = []
        self._grouped: tuple[list[Run], list[Group]] = [], []  # these runs make these groups
        self.current = Run()

    @property
    def shown(self) -> list[Run]:
        """The past runs that are shown."""
        return [run for run in self.past if run.visible]

    def begin(self, experiment: Experiment | None = None, *, visible: bool = True) -> Run:
        """Put a fresh run in the place of the current one, which is kept if it did a step."""
        self.current.current = False
        if self.current.experiment is not None and self.current.history.steps:
            self.current.visible = self.current.visible and visible
            self.past.append(self.current)
            del self.past[:-MOST_RUNS]
            while len(self.past) > 1 and sum(run.history.nbytes for run in self.past) > MOST_BYTES:
                del self.past[0]
            self._forget_histograms()
        if experiment is not None:
            self._counted += 1
            self._hide_unlike(experiment)
        self.current = Run(self._counted, experiment, begun=QLocale().toString(QTime.currentTime(), "HH:mm"))
        if experiment is not None:
            self.current.traits = traits_of(experiment)
        self._call()
        self.changed.emit()
        return self.current

    def _call(self) -> None:
        """Call the runs by what sets them apart from those that they can be compared with, as far as nobody has named
        them."""
        left = [run for run in (*self.past, self.current) if run.experiment is not None]
        while left:
            asked = _compared(left[0])
            alike = [run for run in left if _compared(run) == asked]
            left = [run for run in left if run not in alike]
            pairs = [(run.experiment, run.traits) for run in alike if run.experiment is not None]
            names = names_of(pairs)
            for run, name in zip(alike, names, strict=True):
                if run.named:
                    continue
                text = "{name}" if names.count(name) == 1 else self.tr("{name} (run {number})")
                text = text if name else self.tr("Run {number}, {time}")
                run.name = text.format(name=name, number=run.number, time=run.begun)

    def fit(self, experiment: Experiment) -> None:
        """Hide the past runs that cannot be compared with runs of another experiment."""
        if self._hide_unlike(experiment):
            self.changed.emit()

    def _hide_unlike(self, experiment: Experiment) -> bool:
        """Hide runs on other data or with another loss; whether there were any in sight. They can be shown again."""
        asked = experiment.data.source, experiment.loss
        unlike = [run for run in self.shown if _compared(run) not in (None, asked)]
        for run in unlike:
            run.visible = False
        return bool(unlike)

    def _forget_histograms(self) -> None:
        """Keep the histograms of the past runs within bounds, those of the latest run in any case."""
        room = MOST_RECORDED - self.past[-1].histograms.nbytes
        for run in reversed(self.past[:-1]):
            room -= run.histograms.nbytes
            if room < 0:
                run.histograms = HistogramRecord()

    def show(self, run: Run, visible: bool) -> None:
        """Show a past run, or hide it."""
        if run.visible != visible:
            run.visible = visible
            self.changed.emit()

    def rename(self, run: Run, name: str) -> None:
        """Call a run by another name; an empty one is passed over."""
        if name.strip() and name.strip() != run.name:
            run.name, run.named = name.strip(), True
            self.changed.emit()

    def remove(self, run: Run) -> None:
        """Forget a past run."""
        if run in self.past:
            self.past.remove(run)
            self.changed.emit()

    def annotate(self, run: Run, notes: tuple[Note, ...]) -> None:
        """Pin other notes to a run."""
        run.notes = tuple(sorted(notes, key=lambda note: note.step))
        self.changed.emit()

    def groups(self) -> list[Group]:
        """Runs that differ in their seeds only and were not edited while they went on, where there are two or more;
        the latest of each seed."""
        runs = [run for run in (*self.past, self.current)
                if run.experiment is not None and run.history.steps and not run.history.edits]  # fmt: skip
        if runs == self._grouped[0]:  # comparing experiments takes its time
            return self._grouped[1]
        found: list[tuple[Experiment, dict[int, Run]]] = []
        for run in runs:
            assert run.experiment is not None
            alike = replaced(run.experiment, "seed", 0)
            for experiment, members in found:
                if experiment == alike:
                    members[run.experiment.seed] = run  # the same seed again gives the same run
                    break
            else:
                found.append((alike, {run.experiment.seed: run}))
        groups = [Group(experiment, tuple(members.values())) for experiment, members in found if len(members) > 1]
        self._grouped = runs, groups
        return groups

    def averages(self, group: Group) -> bool:
        """Whether mean and spread of a group are shown."""
        return group.experiment in self._averaged

    def average(self, group: Group, shown: bool) -> None:
        """Show mean and spread of a group, or not."""
        if shown != self.averages(group):
            if shown:
                self._averaged.append(group.experiment)
            else:
                self._averaged.remove(group.experiment)
            self.changed.emit()


def _compared(run: Run) -> tuple[object, object] | None:
    """What runs have to share to be compared: data and loss."""
    experiment = run.experiment
    return None if experiment is None else (experiment.data.source, experiment.loss)


class Annotate(QUndoCommand):
    """Exchanges the notes of a run."""

    def __init__(self, text: str, runs: Runs, run: Run, notes: tuple[Note, ...]) -> None:
        super().__init__(text)
        self._runs, self._run, self._old, self._new = runs, run, run.notes, notes

    def redo(self) -> None:
        self._runs.annotate(self._run, self._new)

    def undo(self) -> None:
        self._runs.annotate(self._run, self._old)
