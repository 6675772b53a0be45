"""Writes the golden files from PyTorch's live results: python -m tests.parity.write [family ...]"""

from __future__ import annotations

import importlib
import pkgutil
import sys

import tests.parity
from tests.parity.support import FAMILIES, GOLDEN, torch, write


def main(names: list[str]) -> None:
    if torch is None:
        sys.exit("PyTorch is needed: pip install torch==2.13.0")
    for module in pkgutil.iter_modules(tests.parity.__path__):
        if module.name.startswith("test_"):
            importlib.import_module(f"tests.parity.{module.name}")
    GOLDEN.mkdir(exist_ok=True)
    for name, family in FAMILIES.items():
        if not names or name in names:
            print(f"{name}: {len(family.cases)} cases, {write(family):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
