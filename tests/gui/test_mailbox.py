"""The mailbox between the training thread and a window that may be late."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import Finished, Started, Step
from gui.mailbox import BLOCK, Mailbox
from tests.gui.run_tools import MakeController, circles, make, reach

__all__ = ["make"]


def a_step(number: int) -> Step:
    return Step(number, number / 10, number / 3, None, 0.0, 0.01, 1.0)


def test_the_mailbox_keeps_every_row_of_a_late_window() -> None:
    """A thread puts rows in as fast as it can while another takes them out: none is lost, doubled or out of order."""
    mailbox, count = Mailbox(), 50_000

    def write() -> None:
        for number in range(1, count + 1):
            mailbox.steps.append(a_step(number))
            if len(mailbox.steps) >= BLOCK:
                mailbox.pack()
        mailbox.tell(Finished("finished", 1, count, 1.0))

    writer = threading.Thread(target=write)
    writer.start()
    taken: list[np.ndarray] = []
    over = False
    while not over:
        news, rows = mailbox.take()
        taken.append(rows)
        over = bool(news)
    writer.join()
    rows = np.concatenate(taken)
    assert rows[:, 0].tolist() == list(range(1, count + 1))
    assert rows[:, 2].tolist() == [number / 3 for number in range(1, count + 1)]
    assert np.isnan(rows[:, 3]).all()


def test_the_mailbox_hands_out_no_news_before_its_steps() -> None:
    mailbox = Mailbox()
    mailbox.tell(Started(1, 1, 1, None, None))
    mailbox.steps.append(a_step(1))
    mailbox.tell(Finished("finished", 1, 1, 1.0))
    news, rows = mailbox.take()
    assert [type(each) for each in news] == [Started, Finished]
    assert len(rows) == 1
    assert [len(each) for each in mailbox.take()] == [0, 0]


def test_training_holds_while_the_window_is_far_behind(
    qtbot: QtBot, make: MakeController, monkeypatch: pytest.MonkeyPatch
) -> None:
    controller = make(circles())
    monkeypatch.setattr("gui.reports.Mailbox", lambda: Mailbox(most_rows=2 * BLOCK))
    controller.train()
    reach(qtbot, controller, "running")
    controller._reports._timer.stop()  # a window that does not come to drain
    mailbox = controller._reports.mailbox
    qtbot.waitUntil(lambda: mailbox.waiting, timeout=10_000)
    qtbot.wait(100)
    held = mailbox._packed + len(mailbox.steps)
    assert held == 2 * BLOCK
    controller._reports._timer.start()
    qtbot.waitUntil(lambda: controller.history.steps > 4 * BLOCK, timeout=20_000)
