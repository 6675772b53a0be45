"""Says at the very end how many examples the least examined member has passed."""

from __future__ import annotations

import pytest

from tests.contract.laws import CHECKED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if CHECKED:
        (name, kind), fewest = min(CHECKED.items(), key=lambda entry: entry[1])
        terminalreporter.write_line(
            f"contract: {len(CHECKED)} members, {CHECKED.total():,} examples; fewest {fewest}, for {kind} in {name}"
        )
