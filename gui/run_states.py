"""The states of a run, which may follow which, and what a user may do in each."""

from __future__ import annotations

from typing import Literal

State = Literal["idle", "preparing", "running", "paused", "finished", "failed"]

UNDER_WAY: tuple[State, ...] = ("preparing", "running", "paused")
"""A run goes on or may go on, and follows live edits."""

OVER: tuple[State, ...] = ("idle", "finished", "failed")
"""No run is under way: the next one begins afresh."""

NEXT: dict[State, frozenset[State]] = {
    "idle": frozenset({"preparing"}),
    "preparing": frozenset({"running", "paused", "failed", "idle"}),
    "running": frozenset({"paused", "finished", "failed", "idle"}),
    "paused": frozenset({"running", "finished", "failed", "idle"}),
    "finished": frozenset({"idle", "preparing"}),
    "failed": frozenset({"idle", "preparing"}),
}
MAY: dict[str, frozenset[State]] = {
    "train": frozenset({"idle", "preparing", "paused", "finished", "failed"}),
    "pause": frozenset({"preparing", "running"}),
    "step": frozenset({"idle", "paused", "failed"}),
    "step_epoch": frozenset({"idle", "paused", "failed"}),
    "run_to": frozenset({"idle", "running", "paused", "failed"}),
    "stop": frozenset({"running", "paused"}),
    "reset": frozenset({"preparing", "running", "paused", "finished", "failed"}),
}
