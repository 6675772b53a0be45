"""Numbers in memory and at random: aligned arrays, a stable softmax, and the named random streams.

Everything random in the lab comes from a stream that is a pure function of (seed, purpose, owner); nothing draws from a
global generator. Inserting a layer therefore changes no other layer's numbers.
"""

from __future__ import annotations

import hashlib
import math
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[Any]
Shape = tuple[int, ...]

ALIGNMENT = 64
"""Bytes: a cache line, and what wide vector units want. Aligned outputs make binary ufuncs about twice as fast."""


def one_blas_thread() -> None:
    """Let matrix products run in the calling thread alone, from now on and for the whole process.

    OpenBLAS's own threads wait busily for each other: with a window drawing beside them every product gets slower.
    """
    global _limited
    if not _limited:
        import threadpoolctl

        threadpoolctl.threadpool_limits(1, "blas")
        _limited = True


_limited = False


def aligned(size: int, dtype: DTypeLike) -> Array:
    """A zeroed one-dimensional array of `size` elements whose first byte lies on a multiple of ALIGNMENT."""
    width = np.dtype(dtype).itemsize
    raw = np.zeros(size * width + ALIGNMENT, dtype=np.uint8)
    offset = -raw.ctypes.data % ALIGNMENT
    return raw[offset : offset + size * width].view(dtype)


def softmax(scores: Array) -> Array:
    """Softmax over the last axis, shifted by the row maximum so that no exponential overflows."""
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    probabilities: Array = exponentials / exponentials.sum(axis=-1, keepdims=True)
    return probabilities


class Purpose(IntEnum):
    """What a random stream is for. The numbers are part of the file format's promise: same file, same bits."""

    SPLIT = 0
    DATA = 1
    INITIALISATION = 2
    ORDER = 3
    AUGMENTATION = 4
    MASK = 5
    SEARCH = 6


def stream(seed: int, purpose: Purpose, owner: str = "") -> np.random.Generator:
    """The random stream of `owner` (a node id, or empty for the experiment as a whole) for one purpose."""
    owner_key = int.from_bytes(hashlib.sha256(owner.encode()).digest()[:8], "little")
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(int(purpose), owner_key))))


def keep_mask(rng: np.random.Generator, shape: Shape, keep: float) -> NDArray[np.bool_]:
    """A mask that is True with probability `keep` (to the nearest 1/65536), drawn in C order.

    Four elements come from each 64-bit word of the stream, lowest bits first, on every machine alike: an order of
    magnitude cheaper than one float an element.
    """
    size = math.prod(shape)
    words = rng.bit_generator.random_raw(-(-size // 4))
    lanes = np.asarray(words, dtype="<u8").view("<u2")[:size]
    mask: NDArray[np.bool_] = lanes.reshape(shape) < round(keep * 65536)
    return mask
