"""What the parity tests share: PyTorch where it is installed, golden files where it is not, and one measure.

A `Family` names its cases and can compute each with PyTorch. With PyTorch, tests compare against its live results, and
check that the golden file still says the same; without, the same tests compare against the golden file. Write the files
anew with `python -m tests.parity.write`. DESCENT_PARITY=golden in the environment hides PyTorch.
"""

from __future__ import annotations

import functools
import json
import os
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from engine.numerics import Array, Shape
from tests.contract.support import distinct

GOLDEN = Path(__file__).parent / "golden"

torch: Any = None
if os.environ.get("DESCENT_PARITY") != "golden":
    try:
        import torch
    except (ImportError, OSError):
        torch = None
    else:
        torch.set_num_threads(1)

USED = f"parity: live, torch {torch.__version__.partition('+')[0]}" if torch else "parity: golden files"

Arrays = dict[str, Array]

FAMILIES: dict[str, Family] = {}
"""All families by name, filled as their test modules are imported."""


@dataclass(frozen=True)
class Family:
    """Named cases, and what computes one with PyTorch in a given dtype. The golden file keeps those of float64."""

    name: str
    cases: Mapping[str, Any]
    compute: Callable[[Any, DTypeLike], Arrays]
    tolerance: float = 1e-10
    flat: Mapping[str, float] = field(default_factory=dict)
    """Arrays that rounding moves more than the rest, and so another processor, with how far: places of flat minima."""
    found: dict[str, float] = field(default_factory=dict)
    """The largest deviation seen, by dtype."""
    live: dict[tuple[str, str], Arrays] = field(default_factory=dict)
    """PyTorch's results so far."""

    def __post_init__(self) -> None:
        FAMILIES[self.name] = self

    def reference(self, case: str, dtype: DTypeLike = np.float64) -> Arrays:
        """PyTorch's results for a case: live, or from the golden file (float64, whatever was asked for)."""
        kept = read(self.name).get(case)
        assert kept is not None, f"no golden result for {case}: {REMEDY}"
        if torch is None:
            return kept
        key = case, np.dtype(dtype).name
        if key not in self.live:
            self.live[key] = self.compute(self.cases[case], dtype)
        if key[1] == "float64":
            off = max(
                deviation({name: array}, {name: self.live[key][name]})
                * self.tolerance
                / self.flat.get(name, self.tolerance)
                for name, array in kept.items()
            )
            assert kept.keys() == self.live[key].keys()
            assert off <= self.tolerance, f"the golden result for {case} is {off:.1e} off: {REMEDY}"
        return self.live[key]

    def compare(self, case: str, ours: Arrays, tolerance: float | None = None, dtype: DTypeLike = np.float64) -> None:
        """Fail where ours and the reference's arrays differ by more than the tolerance."""
        off = deviation(ours, self.reference(case, dtype))
        kind = np.dtype(dtype).name
        self.found[kind] = max(off, self.found.get(kind, 0.0))
        assert off <= (self.tolerance if tolerance is None else tolerance), f"{self.name} {case}: {off:.2e} off"


REMEDY = "python -m tests.parity.write"


def deviation(ours: Arrays, reference: Arrays) -> float:
    """The largest over all arrays of  max |a - b| / max(1, max |b|);  names and shapes must agree."""
    assert {name: a.shape for name, a in ours.items()} == {name: b.shape for name, b in reference.items()}
    return max((_difference(a, reference[name]) for name, a in ours.items() if a.size), default=0.0)


def _difference(a: Array, b: Array) -> float:
    # A single NaN makes the whole not a number, and that is never within a tolerance.
    return float(np.abs(a.astype(np.float64) - b).max() / max(1.0, float(np.abs(b).max())))


@functools.cache
def read(name: str) -> dict[str, Arrays]:
    """A golden file's cases."""
    path = GOLDEN / f"{name}.npz"
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as file:
        index, values = json.loads(file["index"].tobytes()), file["values"]
    cases: dict[str, Arrays] = {}
    start = 0
    for case, shapes in index.items():
        cases[case] = {}
        for array, shape in shapes.items():
            size = int(np.prod(shape))
            cases[case][array] = values[start : start + size].reshape(shape)
            start += size
    return cases


def write(family: Family) -> int:
    """Compute all of a family's cases and keep them in its golden file; returns the file's size in bytes.

    One long vector and an index of names and shapes: a zip entry an array would cost more than the numbers.
    """
    cases = {case: family.compute(given, np.float64) for case, given in family.cases.items()}
    index = {case: {name: a.shape for name, a in arrays.items()} for case, arrays in cases.items()}
    values = [np.ravel(a).astype(np.float64) for arrays in cases.values() for a in arrays.values()]
    path = GOLDEN / f"{family.name}.npz"
    text = np.frombuffer(json.dumps(index, separators=(",", ":")).encode(), dtype=np.uint8)
    np.savez_compressed(path, index=text, values=np.concatenate(values))
    return path.stat().st_size


def generator(name: str) -> np.random.Generator:
    """The stream of numbers a case is made of."""
    return np.random.default_rng(zlib.crc32(name.encode()))


def draw(rng: np.random.Generator, shape: Shape, dtype: DTypeLike) -> Array:
    """Numbers away from kinks and ties, the same in float32 and float64."""
    return distinct(rng, shape, np.float32).astype(dtype)


def tensor(array: Array, *, gradient: bool = False) -> Any:
    """A tensor that holds a copy of the array."""
    return torch.tensor(array, requires_grad=gradient)


def array(value: Any) -> Array:
    """A tensor's numbers."""
    found: Array = value.detach().numpy().copy()
    return found


def named(cases: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Cases by name; a name that comes again gets a number."""
    found: dict[str, Any] = {}
    for name, given in cases:
        number, unique = 1, name
        while unique in found:
            number += 1
            unique = f"{name}-{number}"
        found[unique] = given
    return found
