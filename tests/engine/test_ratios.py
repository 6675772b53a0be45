"""What a step adds to the weights, and how that compares with them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import Step, Trainer, UpdateRatios, family, replaced
from tests.engine.support import experiment

LOOK = UpdateRatios(frozenset({"dense", "dense_2", "tanh", "gone"}))


def stepped(trainer: Trainer, last: int, look: UpdateRatios | None) -> list[Any]:
    """The answers after each step, and the weights before the last step."""
    found: list[Any] = []
    before: dict[str, np.ndarray] = {}
    trainer.prepare()

    def watch() -> None:
        before.update({node: next(iter(arrays.values())).copy()
                       for node, arrays in trainer.network.parameters.items() if arrays})  # fmt: skip
        if look is not None:
            trainer.watch(look.watched(), look.moved())

    watch()
    for event in trainer.events():
        if isinstance(event, Step):
            found.append((look.answer(trainer) if look is not None else None, dict(before)))
            if event.step == last:
                break
            watch()
    return found


@pytest.mark.parametrize("changes", [
    {}, {"optimizer": family("optimizers")["sgd"](learning_rate=0.3)}, {"training.gradient": "numerical"},
    {"training.rules": (family("rules")["max_norm"](),)},
])  # fmt: skip
def test_ratios_are_those_of_the_step(changes: dict[str, Any]) -> None:
    asked = experiment()
    for path, value in changes.items():
        asked = replaced(asked, path, value)
    trainer = Trainer(asked)
    assert LOOK.answer(trainer) is None
    answers = stepped(trainer, 3, LOOK)
    assert [answer.step for answer, _ in answers] == [1, 2, 3]
    answer, before = answers[-1]
    assert set(answer.ratios) == {"dense", "dense_2"}
    for node in ("dense", "dense_2"):
        after = next(iter(trainer.network.parameters[node].values()))
        expected = np.linalg.norm(after - before[node]) / np.linalg.norm(before[node])
        assert answer.ratios[node] == pytest.approx(expected, rel=1e-4)
        np.testing.assert_array_equal(trainer.values(node, "updates"), after - before[node])


def test_looking_changes_no_bit() -> None:
    digests = []
    for look in (None, LOOK):
        trainer = Trainer(experiment())
        stepped(trainer, 5, look)
        digests.append(trainer.weights_sha256())
    assert digests[0] == digests[1]


def test_a_step_that_was_not_watched_has_no_update() -> None:
    trainer = Trainer(experiment())
    trainer.watch((), ("dense",))
    events = (event for event in trainer.events() if isinstance(event, Step))
    next(events)
    assert trainer.values("dense", "updates") is not None
    assert trainer.values("dense_2", "updates") is None
    next(events)
    assert trainer.values("dense", "updates") is None
