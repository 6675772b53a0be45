"""What importing costs: the door nothing, the catalogue numpy and pydantic. Times: tests/benchmarks/import_cost.py."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {
    "PySide6", "gui", "matplotlib", "pandas", "pyqtgraph", "scipy", "sklearn", "threadpoolctl", "torch", "unittest",
}  # fmt: skip
"""Nothing of this is needed to know what there is."""


def loaded_by(code: str) -> set[str]:
    """The modules that a bare Python has after running some code, and had not before."""
    probe = f"import sys, json; before = set(sys.modules); {code}; print(json.dumps(sorted(set(sys.modules) - before)))"
    run = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_the_door_loads_nothing() -> None:
    """Neither numpy nor pydantic nor any room of the engine, so that the window can paint first."""
    assert {name for name in loaded_by("import engine") if name.split(".")[0] == "engine"} == {"engine"}
    assert not {name for name in loaded_by("import engine") if name.startswith(("numpy", "pydantic"))}


def test_each_name_loads_its_room_and_no_later_one() -> None:
    """The catalogue needs no network and no trainer."""
    rooms = loaded_by("import engine; engine.describe_all")
    assert "engine.catalog" in rooms
    assert not rooms & {"engine.spec", "engine.graph", "engine.network", "engine.training.trainer", "engine.files"}


def test_the_whole_catalogue_loads_nothing_heavy() -> None:
    loaded = loaded_by("import engine; engine.describe_all()")
    assert {"numpy", "pydantic", "engine.layers.dense"} <= loaded
    assert not {name for name in loaded if name.split(".")[0] in HEAVY}


def test_no_packages_are_searched_for_plugins() -> None:
    """Looking through all that is installed takes the longer the more there is."""
    code = (
        "import importlib.metadata as m; m.distributions = lambda *a, **k: sys.exit('searched');"
        "import engine; engine.Experiment; engine.describe_all()"
    )
    assert "engine.spec" in loaded_by(code)


def test_models_are_built_when_they_are_used() -> None:
    """Validators cost more than all else together: reading what there is builds none."""
    code = (
        "from engine import describe_all, family, FAMILIES; describe_all();"
        "print([cls.__name__ for name in FAMILIES for cls in family(name).values() if cls.__pydantic_complete__])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
