"""A step as a flat list of calls, and the threads that share it.

Work is cut into *parts* by shapes alone, and sums over parts are taken in their order. So it makes no difference to a
single bit how many threads there are: each takes some of the parts. Between two *stages* all wait for each other.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from engine.plan.costs import worth_sharing

Call = tuple[Callable[..., Any], tuple[Any, ...]]
Emit = Callable[[list[Call], int, int, int], None]
"""emit(calls, first, count, part): append the calls that do a job for some samples, or other units."""

Ranges = list[tuple[int, int]]

PARTS = 2
"""Into how many parts large work is cut; more threads than that do not help."""

GROUP = 1_100
"""Positions of images that are taken through all that can be done with them before the next: they stay in the
second-level cache."""


class Builder:
    """Collects the work of a step in order."""

    def __init__(self, batch: int, parts: int) -> None:
        self.batch, self.parts = batch, parts
        self.stages: list[tuple[list[list[Call]], list[Call]]] = []
        self._pending: list[tuple[int | None, Ranges, Emit]] = []
        self._opening: list[Call] = []
        self._cut: tuple[str, Ranges] | None = None  # what the pending work is cut along

    def first(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Something for one thread, before all else: what depends on the parameters alone."""
        self._opening.append((function, arguments))

    def each(self, span: int, emit: Emit) -> None:
        """Work on single samples of `span` positions. What follows each other is done group by group of samples."""
        cuts = ranges(self.batch, self.parts)
        self._along("samples", cuts)
        self._pending.append((span, cuts, emit))

    def split(self, axis: str, count: int, emit: Emit, least: int = 1) -> None:
        """Work on `count` units along some axis, a part of at least so many at a time. What follows along the same axis
        goes on without waiting."""
        cuts = ranges(count, self.parts, least)
        self._along(axis, cuts)
        self._pending.append((None, cuts, emit))

    def together(self, axis: str, count: int, emit: Emit, least: int = 1) -> None:
        """Work that needs nothing of what came since the last barrier, but goes on with it."""
        cuts = ranges(count, self.parts, least)
        self._cut = axis, cuts
        self._pending.append((None, cuts, emit))

    def _along(self, axis: str, cuts: Ranges) -> None:
        if self._cut not in (None, (axis, cuts)):
            self.barrier()
        self._cut = axis, cuts

    def barrier(self) -> None:
        """What follows needs all of what came before."""
        self._cut = None
        if not self._pending:
            return
        parts: list[list[Call]] = [[] for _ in range(self.parts)]
        for entries in _alike(self._pending):
            span, cuts, _ = entries[0]
            for part, (first, number) in enumerate(cuts):
                group = number if span is None else group_size(max(each[0] or 1 for each in entries))
                for start in range(first, first + number, max(group, 1)):
                    for _, _, emit in entries:
                        emit(parts[part], start, min(group, first + number - start), part)
        self._pending.clear()
        self.stages.append((parts, []))

    def call(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Something for one thread, after all that came before."""
        self.barrier()
        if not self.stages:
            self.stages.append(([], []))
        self.stages[-1][1].append((function, arguments))

    def program(self) -> Program:
        """All that was collected."""
        self.barrier()
        return Program([([], self._opening), *self.stages])


def ranges(count: int, parts: int, least: int = 1) -> Ranges:
    """The parts of `count` units: (first, number) of each; one where they would be smaller than `least`."""
    parts = parts if count >= least * parts else 1
    cuts = [count * part // parts for part in range(parts + 1)]
    return [(first, stop - first) for first, stop in pairwise(cuts)]


def group_size(span: int) -> int:
    """How many samples of `span` positions go together."""
    return max(1, GROUP // span)


def _alike(pending: Sequence[tuple[int | None, Ranges, Emit]]) -> list[list[tuple[int | None, Ranges, Emit]]]:
    """Runs of work on single samples, and everything else by itself."""
    runs: list[list[tuple[int | None, Ranges, Emit]]] = []
    for entry in pending:
        if runs and entry[0] is not None and runs[-1][0][0] is not None:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


class Program:
    """What a builder collected, ready to run any number of times."""

    def __init__(self, stages: Sequence[tuple[list[list[Call]], list[Call]]]) -> None:
        self.stages = stages
        self.flat = [call for parts, after in stages for calls in (*parts, after) for call in calls]
        self._turns: list[tuple[list[Call], list[list[Call]]]] = []
        alone: list[Call] = []
        for parts, after in stages:
            others = [calls for calls in parts[1:] if worth_sharing(calls)]
            if others and len(others) == len(parts) - 1:
                self._turns += [(alone, []), (parts[0], others)]
                alone = list(after)
            else:  # one thread does it all, with what comes before and after
                alone += [call for calls in (*parts, after) for call in calls]
        self._turns.append((alone, []))

    def run(self, workers: Workers | None = None) -> None:
        """Do it all, with the help of others where there are any."""
        if workers is None or workers.count == 1:
            for function, arguments in self.flat:
                function(*arguments)
            return
        for mine, others in self._turns:
            if others:
                workers.run([mine, *others])
            else:
                for function, arguments in mine:
                    function(*arguments)


class Workers:
    """The calling thread and `count` - 1 helpers, which sleep on a lock while there is nothing to do.

    They never wait busily: a thread that holds a core, as a window's does, costs them that core and no more.
    """

    def __init__(self, count: int) -> None:
        self.count = max(1, min(count, PARTS))
        self._helpers = [_Helper() for _ in range(self.count - 1)]
        self._end = weakref.finalize(self, _close_all, self._helpers)

    def run(self, parts: Sequence[list[Call]]) -> None:
        """Run lists of calls, each in one thread; returns when all are done."""
        busy = [(helper, calls) for helper, calls in zip(self._helpers, parts[1:], strict=False) if calls]
        for helper, calls in busy:
            helper.begin(calls)
        try:
            for calls in (*parts[:1], *parts[self.count :]):
                for function, arguments in calls:
                    function(*arguments)
        finally:
            for helper, _ in busy:
                helper.finish()

    def close(self) -> None:
        """Let the helpers end, and wait for it. Happens by itself where it is forgotten."""
        self._end()
        self.count = 1


def _close_all(helpers: list[_Helper]) -> None:
    while helpers:
        helpers.pop().close()


class _Helper:
    def __init__(self) -> None:
        self._go, self._done = threading.Lock(), threading.Lock()
        self._go.acquire()
        self._done.acquire()
        self._calls: list[Call] | None = []
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="descent-worker", daemon=True)
        self._thread.start()

    def begin(self, calls: list[Call]) -> None:
        self._calls = calls
        self._go.release()

    def finish(self) -> None:
        done = False
        while not done:
            try:
                done = self._done.acquire()
            except KeyboardInterrupt as interrupt:  # the helper is still at work, and must not be given more
                self._fault = interrupt
        fault, self._fault = self._fault, None
        if fault is not None:
            raise fault

    def close(self) -> None:
        self._calls = None
        self._go.release()
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        np.seterr(all="ignore")  # holds for this thread; overflow is found by looking at the loss
        while True:
            self._go.acquire()
            calls = self._calls
            if calls is None:
                return
            try:
                for function, arguments in calls:
                    function(*arguments)
            except BaseException as fault:
                self._fault = fault
            self._done.release()
