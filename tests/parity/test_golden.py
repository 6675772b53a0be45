"""The golden files: complete, small, and enough where PyTorch is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.parity import test_layers, test_losses, test_networks, test_optimizers  # noqa: F401 -- all families
from tests.parity.support import FAMILIES, GOLDEN, read

ROOT = Path(__file__).parents[2]


def test_files_hold_the_cases_and_no_others() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(FAMILIES)
    for name, family in FAMILIES.items():
        assert set(read(name)) == set(family.cases), f"{name}: python -m tests.parity.write"


def test_files_are_small() -> None:
    assert sum(path.stat().st_size for path in GOLDEN.iterdir()) < 400_000


def test_same_tests_run_without_torch() -> None:
    """Where torch does not import, a family passes on its golden file, and the last line says so."""
    code = "import sys; sys.modules['torch'] = None; import pytest; sys.exit(pytest.main(sys.argv[1:]))"
    # Settings of pytest-qt are unknown where Qt is not installed: they must not be errors here.
    options = ["-p", "no:cacheprovider", "-o", "addopts=-q", "-W", "ignore::pytest.PytestConfigWarning"]
    arguments = [*options, "tests/parity", "-k", "layer or loss or random or sgd or regression"]
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.strip().splitlines()[-1] == "parity: golden files"
