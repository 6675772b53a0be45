"""Says at the very end what parity was checked against, and how far apart the two were."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.parity.support import FAMILIES, USED


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, None, None]:
    """After the line that counts the tests, which the terminal writes in the wrapped call."""
    yield
    compared = {name: family.found for name, family in FAMILIES.items() if family.found}
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is None or not compared:
        return
    for name, found in compared.items():
        terminal.write_line(f"parity of {name}: " + ", ".join(f"{off:.1e} in {dtype}" for dtype, off in found.items()))
    terminal.write_line(USED)
