"""Questions come as often as they are wanted, and answers go to those who asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from engine import Histograms, Look
from gui import looks as looks_module
from gui.looks import Looks

A, B = Histograms(frozenset({("a", "weights")})), Histograms(frozenset({("b", "weights")}))


class Worker:
    """Answers at the next poll, by a clock of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        self.asked: list[tuple[float, tuple[Look[Any], ...]]] = []
        self.seconds = 0.0
        monkeypatch.setattr(looks_module.time, "monotonic", lambda: self.now)
        self.looks = Looks(self._take)
        self.looks.open = self.looks.moving = True
        self._waiting: tuple[Look[Any], ...] = ()

    def _take(self, looks: Sequence[Look[Any]], wanted: frozenset[Look[Any]]) -> None:
        self.asked.append((self.now, tuple(looks)))
        self._waiting = tuple(looks)

    def run(self, seconds: float, hz: int, jitter: Sequence[float] = (0.0,)) -> None:
        self.looks.poll = 1 / hz
        start, interval = self.now, 1000 // hz / 1000
        for at in range(round(seconds / interval)):
            self.now = start + at * interval + jitter[at % len(jitter)]
            self.looks.touch()
            waiting, self._waiting = self._waiting, ()
            if waiting:
                self.looks.hear([(look, "answer", self.seconds) for look in waiting], at)
            self.looks.ask()
        self.now = start + seconds

    def rate(self, look: Look[Any], seconds: float) -> float:
        return sum(look in looks for _, looks in self.asked) / seconds


@pytest.mark.parametrize("poll", [30, 60])
@pytest.mark.parametrize("jitter", [(0.0,), (0.0, 0.004, 0.001, 0.009, 0.0), (0.002, 0.012)])
@pytest.mark.parametrize("hz", [2.0, 4.0, 5.0, 10.0])
def test_questions_come_as_often_as_they_are_wanted(
    monkeypatch: pytest.MonkeyPatch, poll: int, jitter: Sequence[float], hz: float
) -> None:
    worker = Worker(monkeypatch)
    worker.looks.want("view", A, hz=hz)
    worker.run(20, poll, jitter)
    assert hz <= worker.rate(A, 20) <= 1.08 * hz


def test_a_slow_window_asks_the_sooner_again(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker(monkeypatch)
    worker.looks.want("view", A, hz=10)
    worker.run(20, 30, (0.0, 0.025, 0.0, 0.017, 0.03))
    assert worker.rate(A, 20) >= 9.9


def test_what_takes_long_is_asked_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker(monkeypatch)
    worker.seconds = 0.02
    worker.looks.want("view", A, hz=10)
    worker.run(20, 30)
    assert worker.rate(A, 20) <= 1.08 * looks_module.SHARE / 0.02


def test_answers_go_to_those_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker(monkeypatch)
    heard: list[tuple[str, Look[Any]]] = []
    all_: list[Look[Any]] = []
    worker.looks.answered.connect(lambda look, _answer, _step: all_.append(look))
    worker.looks.want("one", A, hear=lambda look, _answer, _step: heard.append(("one", look)))
    worker.looks.want("two", A, B, hear=lambda look, _answer, _step: heard.append(("two", look)))
    worker.run(0.07, 30)
    assert set(all_) == {A, B}
    assert sorted(name for name, look in heard if look == A) == ["one", "two"]
    assert [name for name, look in heard if look == B] == ["two"]
    worker.looks.drop("two")
    heard.clear()
    worker.run(0.5, 30)
    assert {name for name, _ in heard} == {"one"}


def test_who_goes_while_it_is_told_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker(monkeypatch)
    heard: list[str] = []
    gone = QObject()

    def first(*_: object) -> None:
        heard.append("first")
        worker.looks.drop("second")

    worker.looks.want("first", A, hear=first)
    worker.looks.want("second", A, hear=lambda *_: heard.append("second"))
    worker.looks.want(gone, A, hear=lambda *_: heard.append("gone"))
    delete(gone)
    worker.run(0.07, 30)
    assert heard == ["first"]
    assert gone not in worker.looks._wants
