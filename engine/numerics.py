"""Numbers in memory and at random: aligned arrays, a stable softmax, and the named random streams.

Everything random in the lab comes from a stream that is a pure function of (seed, purpose, owner); nothing draws from a
global generator. Inserting a layer therefore changes no other layer's numbers.
"""

from __future__ import annotations

import hashlib
import math
import os
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

    OpenBLAS's own threads wait busily for each other and so hold the core that the window needs: on two cores they made
    no small network faster, and the window's latency twice as long.
    """
    global _limited
    if not _limited:
        import threadpoolctl

        threadpoolctl.threadpool_limits(1, "blas")
        _limited = True


_limited = False


def cores() -> int:
    """Processor cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1


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


def keep_mask(
    rng: np.random.Generator, shape: Shape, keep: float, out: NDArray[np.bool_] | None = None
) -> NDArray[np.bool_]:
    """A mask that is True with probability `keep` (to the nearest 1/65536), drawn in C order; into `out` if given.

    Four elements come from each 64-bit word of the stream, lowest bits first, on every machine alike: an order of
    magnitude cheaper than one float an element.
    """
    size = math.prod(shape)
    words = rng.bit_generator.random_raw(-(-size // 4))
    lanes = np.asarray(words, dtype="<u8").view("<u2")[:size]
    mask: NDArray[np.bool_] = np.less(lanes.reshape(shape), round(keep * 65536), out=out)
    return mask


def logistic(x: Array) -> Array:
    """1 / (1 + exp(-x)), by the hyperbolic tangent: no exponential to overflow."""
    half = x.dtype.type(0.5)
    q: Array = half * (1 + np.tanh(half * x))
    return q


def normal_cdf(x: Array) -> Array:
    """The distribution function of Normal(0, 1), (1 + erf(x / sqrt(2))) / 2, to 1e-15."""
    z = x.astype(np.float64) * math.sqrt(0.5)
    cdf: Array = np.where(z < 0, 0.5 * _erfc(np.abs(z)), 1 - 0.5 * _erfc(np.abs(z))).astype(x.dtype)
    return cdf


def _erfc(z: Array) -> Array:
    """The complementary error function for z >= 0, by rational approximation on three ranges (W. J. Cody, 1969)."""
    small = np.minimum(z, 0.46875)
    near = 1 - small * _ratio(small * small, _ERF_SMALL)
    middle = np.clip(z, 0.46875, 4.0)
    mid = np.exp(-middle * middle) * _ratio(middle, _ERFC_MIDDLE)
    large = np.maximum(z, 4.0)
    inverse = 1 / (large * large)
    far = np.exp(-large * large) / large * (1 / math.sqrt(math.pi) - inverse * _ratio(inverse, _ERFC_LARGE))
    return np.where(z <= 0.46875, near, np.where(z <= 4.0, mid, far))


def _ratio(x: Array, coefficients: tuple[tuple[float, ...], tuple[float, ...]]) -> Array:
    above, below = (np.polyval(each, x) for each in coefficients)
    ratio: Array = above / below
    return ratio


_ERF_SMALL = (
    (1.85777706184603153e-1, 3.16112374387056560e00, 1.13864154151050156e02, 3.77485237685302021e02,
     3.20937758913846947e03),
    (1.0, 2.36012909523441209e01, 2.44024637934444173e02, 1.28261652607737228e03, 2.84423683343917062e03),
)  # fmt: skip
_ERFC_MIDDLE = (
    (2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e00, 6.61191906371416295e01,
     2.98635138197400131e02, 8.81952221241769090e02, 1.71204761263407058e03, 2.05107837782607147e03,
     1.23033935479799725e03),
    (1.0, 1.57449261107098347e01, 1.17693950891312499e02, 5.37181101862009858e02, 1.62138957456669019e03,
     3.29079923573345963e03, 4.36261909014324716e03, 3.43936767414372164e03, 1.23033935480374942e03),
)  # fmt: skip
_ERFC_LARGE = (
    (1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
     1.60837851487422766e-2, 6.58749161529837803e-4),
    (1.0, 2.56852019228982242e00, 1.87295284992346725e00, 5.27905102951428412e-1, 6.05183413124413191e-2,
     2.33520497626869185e-3),
)  # fmt: skip
