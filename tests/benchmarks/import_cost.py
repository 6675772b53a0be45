"""How long the engine takes to import: python -m tests.benchmarks.import_cost [repetitions]

The fewest seconds of several fresh processes, measured within each, with the files in the system's cache.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

CASES = (
    ("import engine", "import engine", 0.05),
    ("numpy and pydantic alone", "import numpy, pydantic", None),
    ("the catalogue's classes", "import engine; [engine.family(name) for name in engine.FAMILIES]", None),
    ("the catalogue, described", "import engine; engine.describe_all()", 0.30),
    ("the experiment's model", "import engine; engine.Experiment", None),
    ("an experiment, read", "import engine; engine.load_experiment('resources/presets/digits.descent')", None),
)
"""What is measured, the code, and the bound in seconds where there is one."""


def fewest_seconds(code: str, repetitions: int) -> float:
    """The quickest of several fresh processes, one more of which leaves compiled files behind."""
    clocked = f"import time; began = time.perf_counter(); {code}; print(time.perf_counter() - began)"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(1 + repetitions):
        run = subprocess.run(
            [sys.executable, "-c", clocked], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        times.append(float(run.stdout))
    return min(times)


def main(arguments: list[str]) -> int:
    repetitions = int(arguments[0]) if arguments else 10
    too_slow = False
    for title, code, bound in CASES:
        seconds = fewest_seconds(code, repetitions)
        too_slow |= bound is not None and seconds > bound
        print(f"{title:<28}{seconds:.3f} s" + (f" of {bound:.2f} s" if bound else ""))
    return int(too_slow)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
