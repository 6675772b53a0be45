"""Data sets that come with the program: what is missing or damaged is said, and nothing else is raised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import DescentError, Trainer, chain, replaced
from engine.datasets import table
from tests.engine.support import digits, layer


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(table, "BUNDLED", tmp_path)
    table.read_bundled.cache_clear()
    yield tmp_path
    table.read_bundled.cache_clear()


@pytest.mark.parametrize("damage", ["missing", "empty", "text", "cut", "no labels", "wrong shape", "pickled"])
def test_damaged_files_are_said_in_one_sentence(folder: Path, damage: str) -> None:
    path = folder / "digits.npz"
    x, labels = np.zeros((1797, 8, 8, 1), np.uint8), np.zeros(1797, np.uint8)
    match damage:
        case "empty":
            path.touch()
        case "text":
            path.write_text("no zip file")
        case "cut":
            np.savez_compressed(path, x=x, labels=labels)
            path.write_bytes(path.read_bytes()[:200])
        case "no labels":
            np.savez_compressed(path, x=x)
        case "wrong shape":
            np.savez_compressed(path, x=x[:5], labels=labels)
        case "pickled":
            np.savez_compressed(path, x=np.array([object()] * 2, dtype=object), labels=labels)
    value = replaced(digits(), "model", chain(layer("flatten"), layer("dense", units=10)))
    with pytest.raises(DescentError) as refusal:
        Trainer(value).prepare()
    assert str(refusal.value) == "digits.npz: the data cannot be read; restore the file from the program's source."
