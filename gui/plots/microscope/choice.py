"""Which numbers of a node the microscope follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine import LOSS_NODE

if TYPE_CHECKING:
    from engine import NodeFigures, UpdateFigures


@dataclass(frozen=True)
class Choice:
    """What was chosen at a node; None: where most happens."""

    output: int | None = None
    branch: int = 0
    input: int | None = None
    toward: str = ""
    """The parameter to which the gradient is carried; empty for the input."""
    entry: int | None = None
    parameter: str = ""
    """The parameter whose update is looked at; empty for the first."""
    updated: int | None = None

    def strongest(self) -> Choice:
        """The same way, where most happens."""
        return Choice(branch=self.branch, toward=self.toward, parameter=self.parameter)

    def picked(self, key: str, flat: int, f: NodeFigures | None) -> Choice:
        """With the number that was picked in the grid of that key."""
        role, _, detail = key.partition(":")
        alike = _number_by_number(f)
        if role in ("upstream", "output"):
            return replace(self, output=flat, entry=None, input=flat if alike else self.input)
        if role in ("input", "local", "product", "gradient"):
            branch = int(detail) if detail else self.branch
            return replace(self, input=flat, branch=branch, entry=None, output=flat if alike else self.output)
        if role == "entry":
            return replace(self, updated=flat)
        return replace(self, entry=flat, toward=detail) if detail else self

    def pinned(self, f: NodeFigures) -> Choice:
        """With the numbers that were found where most happens."""
        chosen = replace(self, branch=f.branch)
        if f.node_id != LOSS_NODE:
            chosen = replace(chosen, output=f.output.chosen)
        if f.local is not None:
            chosen = replace(chosen, input=f.local.chosen)
        parameter = next((p for p in f.parameters if p.name == chosen.toward), None)
        return chosen if parameter is None else replace(chosen, entry=parameter.values.chosen)

    def pinned_update(self, f: UpdateFigures) -> Choice:
        """With the entry that was found to change most."""
        return replace(self, parameter=f.parameter, updated=f.values.chosen)


def _number_by_number(f: NodeFigures | None) -> bool:
    """Whether each output depends on the one input at its own place, so that both are chosen together."""
    if f is None or f.local is None or f.node_id == LOSS_NODE or f.local.shape != f.output.shape:
        return False
    return int((f.local.values != 0).sum()) <= 1
