"""Arrays by name in the safetensors format: eight bytes of length, a header in JSON, then the numbers, little-endian.

    {"dense.weight": {"dtype": "F32", "shape": [4, 3], "data_offsets": [0, 48]}, ...}

The format is small enough to be read here, with nothing allocated that the bytes do not hold. `safetensors` itself and
whatever else knows the format read what is written.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from engine.messages import Message, say
from engine.numerics import Array

KINDS = {"F32": "<f4", "F64": "<f8", "I64": "<i8"}
"""The types of numbers that are kept, by the format's names for them."""

MOST_HEADER = 2**23
"""Bytes of a header: some seventy thousand arrays."""

_NAMES = {np.dtype(code): name for name, code in KINDS.items()}


class TensorFault(Exception):
    """Bytes that hold no arrays: `text` says what is wrong, `path` of which array where it is about one."""

    def __init__(self, text: Message, path: str = "") -> None:
        super().__init__(text)
        self.text, self.path = text, path


def pieces(arrays: Mapping[str, Array]) -> Iterator[bytes | memoryview]:
    """The arrays as a file's bytes, piece by piece, without a copy of them where they lie in order."""
    entries, place = {}, 0
    for name, array in arrays.items():
        kind = _NAMES[array.dtype.newbyteorder("<")]
        entries[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [place, place + array.nbytes]}
        place += array.nbytes
    header = json.dumps(entries, separators=(",", ":")).encode()
    header += b" " * (-len(header) % 8)
    yield len(header).to_bytes(8, "little") + header
    for array in arrays.values():
        if array.size:
            whole = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
            yield whole.reshape(-1).view(np.uint8).data


def parse(content: bytes | bytearray) -> dict[str, Array]:
    """The arrays in a file's bytes: windows on them. Raises TensorFault."""
    entries, start = _header(content)
    found: dict[str, Array] = {}
    place = 0
    for name, entry in entries.items():
        if name == "__metadata__":
            continue
        kind, shape, begin, end = _entry(name, entry)
        if begin != place or end > len(content) - start:  # gaps and overlaps could hide what is there
            raise TensorFault(say("its numbers do not lie where they should; restore it from a copy."), name)
        place = end
        flat = np.frombuffer(content, kind, math.prod(shape), start + begin)
        found[name] = flat.reshape(shape) if sys.byteorder == "little" else flat.reshape(shape).astype(kind[1:])
    if place != len(content) - start:
        raise TensorFault(say("there are more numbers than arrays; restore it from a copy."))
    return found


def _header(content: bytes | bytearray) -> tuple[dict[str, Any], int]:
    size = int.from_bytes(content[:8], "little")
    if len(content) < 8 or size > min(MOST_HEADER, len(content) - 8):
        raise TensorFault(say("it breaks off or is damaged; restore it from a copy."))
    try:
        entries = json.loads(bytes(content[8 : 8 + size]).decode(), object_pairs_hook=_unique)
    except (ValueError, RecursionError) as fault:
        raise TensorFault(say("its header is damaged; restore it from a copy.")) from fault
    if not isinstance(entries, dict):
        raise TensorFault(say("its header is damaged; restore it from a copy."))
    return entries, 8 + size


def _entry(name: str, entry: Any) -> tuple[str, tuple[int, ...], int, int]:
    """Type, shape, beginning and end of an array."""
    match entry:
        case {"dtype": str(kind), "shape": [*shape], "data_offsets": [int(begin), int(end)]} if len(entry) == 3:
            natural = all(type(extent) is int and 0 <= extent < 2**48 for extent in (*shape, begin, end))
            if kind in KINDS and natural and len(shape) <= 8:
                if math.prod(shape) * np.dtype(KINDS[kind]).itemsize != end - begin:
                    raise TensorFault(say("its shape and its size do not agree; restore it from a copy."), name)
                return KINDS[kind], tuple(shape), begin, end
    raise TensorFault(say("its header is damaged; restore it from a copy."), name)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        raise ValueError("a name stands twice")
    return result
