"""Optimizers on the flat arrays, a stretch at a time that stays in the cache, without temporaries."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from engine.numerics import Array, aligned
from engine.optimizers.adagrad import AdaGrad
from engine.optimizers.adam import Adam
from engine.optimizers.adamw import AdamW
from engine.optimizers.base import Elementwise
from engine.optimizers.momentum import Momentum
from engine.optimizers.nesterov import Nesterov
from engine.optimizers.rmsprop import RMSProp
from engine.optimizers.sgd import SGD
from engine.plan.program import PARTS, Call, Workers

STRETCH = 65_536
"""Numbers that are updated together: all arrays' stretches fit into the second-level cache."""

SHARED = 262_144
"""Parameters from which on threads share the work."""

FLUSH = 256
"""Steps after which subnormal moments are set to zero: arithmetic with subnormal numbers is tens of times
slower, and a unit that died leaves nothing else behind."""


class Segment(NamedTuple):
    """A trainable stretch of the flat parameters, its rate multiplier, and whether its weights may be shrunk."""

    place: slice
    multiplier: float
    shrinks: bool


class Rule:
    """The calls of one optimizer for one segment. `set` gives its scalars for a step; slots may be kept scaled."""

    def __init__(self, optimizer: Elementwise, multiplier: float, scalar: Callable[[float], Array]) -> None:
        self.optimizer, self.multiplier, self.scalar = optimizer, multiplier, scalar
        self.rate = scalar(0)

    def set(self, step: int, rate: float) -> None:
        """The scalars for a step, counted from 1, at a rate."""
        self.rate[()] = rate * self.multiplier

    def scales(self) -> dict[str, float]:
        """What slots that are kept scaled are to be multiplied by to be the textbook's."""
        return {}

    def calls(self, x: Array, g: Array, m: Mapping[str, Array], t: Array) -> list[Call]:
        """Move x by g with the slots m; t is scratch."""
        raise AssertionError


class _SGD(Rule):
    def calls(self, x: Array, g: Array, m: Mapping[str, Array], t: Array) -> list[Call]:
        return [(np.multiply, (g, self.rate, t)), (np.subtract, (x, t, x))]


class _Momentum(Rule):
    def calls(self, x: Array, g: Array, m: Mapping[str, Array], t: Array) -> list[Call]:
        assert isinstance(self.optimizer, Momentum)
        v, rho = m["v"], self.scalar(self.optimizer.rho)
        return [
            (np.multiply, (v, rho, v)), (np.add, (v, g, v)), (np.multiply, (v, self.rate, t)), (np.subtract, (x, t, x)),
        ]  # fmt: skip


class _Nesterov(Rule):
    def calls(self, x: Array, g: Array, m: Mapping[str, Array], t: Array) -> list[Call]:
        assert isinstance(self.optimizer, Nesterov)
        v, rho = m["v"], self.scalar(self.optimizer.rho)
        return [
            (np.multiply, (v, rho, v)), (np.add, (v, g, v)), (np.multiply, (v, rho, t)), (np.add, (t, g, t)),
            (np.multiply, (t, self.rate, t)), (np.subtract, (x, t, x)),
        ]  # fmt: skip


class _Adam(Rule):
    """m and v are kept divided by 1 - beta, which saves a multiplication each. With c = sqrt((1 - beta2) / (1 -
    beta2^t)), x -= rate (1 - beta1) / ((1 - beta1^t) c) m / (sqrt(v) + eps / c)."""

    def __init__(self, optimizer: Elementwise, multiplier: float, scalar: Callable[[float], Array]) -> None:
        super().__init__(optimizer, multiplier, scalar)
        self.epsilon = scalar(0)

    def set(self, step: int, rate: float) -> None:
        adam, rate = self.optimizer, rate * self.multiplier
        assert isinstance(adam, Adam)
        c = math.sqrt((1 - adam.beta2) / (1 - adam.beta2**step))
        self.rate[()] = rate * (1 - adam.beta1) / ((1 - adam.beta1**step) * c)
        self.epsilon[()] = adam.epsilon / c

    def scales(self) -> dict[str, float]:
        adam = self.optimizer
        assert isinstance(adam, Adam)
        return {"m": 1 - adam.beta1, "v": 1 - adam.beta2}

    def calls(self, x: Array, g: Array, m: Mapping[str, Array], t: Array) -> list[Call]:
        adam = self.optimizer
        assert isinstance(adam, Adam)
        mean, square = m["m"], m["v"]
        return [
            (np.multiply, (mean, self.scalar(adam.beta1), mean)), (np.add, (mean, g, mean)),
            (np.multiply, (g, g, t)), (np.multiply, (square, self.scalar(adam.beta2), square)),
            (np.add, (square, t, square)), (np.sqrt, (square, t)), (np.add, (t, self.epsilon, t)),
            (np.divide, (mean, t, t)), (np.multiply, (t, self.rate, t)), (np.subtract, (x, t, x)),
        ]  # fmt: skip


class _AdaGrad(Rule):
    def calls(self, x: Array, g: Array, m: Mapping[str, Array], t: Array) -> list[Call]:
        assert isinstance(self.optimizer, AdaGrad | RMSProp)
        c = m["c"]
        return [
            (np.multiply, (g, g, t)), (np.add, (c, t, c)), (np.sqrt, (c, t)),
            (np.add, (t, self.scalar(self.optimizer.epsilon), t)), (np.divide, (g, t, t)),
            (np.multiply, (t, self.rate, t)), (np.subtract, (x, t, x)),
        ]  # fmt: skip


class _RMSProp(_AdaGrad):
    def calls(self, x: Array, g: Array, m: Mapping[str, Array], t: Array) -> list[Call]:
        assert isinstance(self.optimizer, RMSProp)
        c, fresh = m["c"], self.scalar(1 - self.optimizer.decay)
        square, add, *rest = super().calls(x, g, m, t)
        forget = (np.multiply, (c, self.scalar(self.optimizer.decay), c))
        return [square, (np.multiply, (t, fresh, t)), forget, add, *rest]


_RULES: dict[type[Elementwise], type[Rule]] = {
    SGD: _SGD, Momentum: _Momentum, Nesterov: _Nesterov, AdaGrad: _AdaGrad, RMSProp: _RMSProp, Adam: _Adam,
    AdamW: _Adam,
}  # fmt: skip


class Update:
    """An optimizer's step over all trainable segments; of optimizers that it does not know, their textbook code."""

    def __init__(
        self, optimizer: Elementwise, segments: Sequence[Segment], x: Array, g: Array, moments: Mapping[str, Array]
    ) -> None:
        self.optimizer, self._moments = optimizer, moments
        self._step, self._rate = 0, 0.0
        kind, dtype = _RULES.get(type(optimizer)), x.dtype
        self._rules: list[Rule] = []
        self._shrinking: list[Call] = []
        count = sum(segment.place.stop - segment.place.start for segment in segments)
        self._parts: list[list[Call]] = [[] for _ in range(PARTS if count >= SHARED else 1)]
        scratch = [aligned(min(STRETCH, max(count, 1)), dtype) for _ in self._parts]
        done = 0
        for place, multiplier in joined(segments):
            rule = None if kind is None else kind(optimizer, multiplier, lambda value: np.array(value, dtype))
            self._rules += [] if rule is None else [rule]
            for start in range(place.start, place.stop, STRETCH):
                piece = slice(start, min(start + STRETCH, place.stop))
                part, size = done * len(self._parts) // count, piece.stop - start
                done += size
                own = {name: moment[piece] for name, moment in moments.items()}
                if rule is None:
                    self._parts[part].append((self._textbook, (multiplier, x[piece], g[piece], own)))
                else:
                    self._parts[part] += rule.calls(x[piece], g[piece], own, scratch[part][:size])
        if type(optimizer).shrink is not Elementwise.shrink:
            self._shrinking = [
                (self._shrink, (segment.multiplier, x[segment.place])) for segment in segments if segment.shrinks
            ]
        self._flat = [call for calls in self._parts for call in calls]

    def advance(self, step: int, rate: float, workers: Workers | None = None) -> None:
        """Make step number `step`, counted from 1, at a scheduled rate."""
        self._step, self._rate = step, rate
        for function, arguments in self._shrinking:
            function(*arguments)
        for rule in self._rules:
            rule.set(step, rate)
        if workers is None or len(self._parts) < 2:
            for function, arguments in self._flat:
                function(*arguments)
        else:
            workers.run(self._parts)
        if step % FLUSH == 0:
            for moment in self._moments.values():
                flush(moment)

    def scales(self) -> dict[str, float]:
        """What slots are to be multiplied by to be the textbook's; others are."""
        return self._rules[0].scales() if self._rules else {}

    def textbook_moments(self) -> dict[str, Array]:
        """The slots as the optimizer's own code would have them: copies where they are kept otherwise."""
        scales = self.scales()
        return {
            name: moment * moment.dtype.type(scales[name]) if name in scales else moment
            for name, moment in self._moments.items()
        }

    def _shrink(self, multiplier: float, x: Array) -> None:
        self.optimizer.shrink(x, self._rate * multiplier)

    def _textbook(self, multiplier: float, x: Array, g: Array, moments: dict[str, Array]) -> None:
        self.optimizer.update(x, g, moments, self._step, self._rate * multiplier)


def joined(segments: Sequence[Segment]) -> list[tuple[slice, float]]:
    """Stretches of one multiplier, whether shrunk or not."""
    found: list[tuple[slice, float]] = []
    for place, multiplier, _ in segments:
        if found and found[-1][0].stop == place.start and found[-1][1] == multiplier:
            found[-1] = slice(found[-1][0].start, place.stop), multiplier
        else:
            found.append((place, multiplier))
    return found


def flush(moment: Array) -> None:
    """Set subnormal numbers to zero, in place."""
    least = np.finfo(moment.dtype).tiny
    for start in range(0, moment.size, STRETCH):
        stretch = moment[start : start + STRETCH]
        np.multiply(stretch, np.abs(stretch) >= least, stretch)
