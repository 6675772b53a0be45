"""Hypothesis strategies that follow from the declarations alone: valid members, faults, shapes of inputs."""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np
from hypothesis import strategies as st

from engine.fields import Hyperparameter, Member, hyperparameters
from engine.layers.base import Layer
from engine.messages import ShapeError
from engine.numerics import Shape

SMALL = 3
"""How far above its least value a count goes, where members are to compute quickly."""

LINEAR, LOGARITHMIC = (-4.0, 4.0), (1e-5, 1e2)
"""Between what real numbers lie then, as far as their bounds let them."""

seeds = st.integers(0, 2**32 - 1)
"""What arrays are made of: there are always more examples than are asked for."""


@functools.cache
def members(cls: type[Member], *, width: int = SMALL) -> st.SearchStrategy[Any]:
    """Valid members that compute quickly: small counts, reals spread over their scale.

    Lists of numbers are empty or hold `width` of them.
    """
    fields = {entry.name: _small(entry, width) for entry in hyperparameters(cls)}
    return st.fixed_dictionaries(fields).map(cls.model_validate)


@functools.cache
def any_members(cls: type[Member]) -> st.SearchStrategy[Any]:
    """Members that the declaration allows, whatever they cost; some fields are left to their default."""
    fields = {entry.name: _any(entry) for entry in hyperparameters(cls)}
    return st.fixed_dictionaries({}, optional=fields).map(cls.model_validate)


def _small(entry: Hyperparameter, width: int) -> st.SearchStrategy[Any]:
    match entry.editor:
        case "count":
            low = int(entry.minimum or 0)
            return st.integers(low, min(low + SMALL, int(entry.maximum or low + SMALL)))
        case "real":
            return _reals(entry)
        case "choice_or_count":
            return st.sampled_from(list(entry.options)) | st.integers(0, SMALL)
        case "numbers":
            return st.just(()) | st.tuples(*[st.just(0.0) | _thousandths(0.0, LINEAR[1])] * width)
        case _:
            return _any(entry)


def _any(entry: Hyperparameter) -> st.SearchStrategy[Any]:
    match entry.editor:
        case "count":
            return st.integers(int(entry.minimum or 0), None if entry.maximum is None else int(entry.maximum))
        case "real":
            return st.floats(
                entry.minimum,
                entry.maximum,
                exclude_min=entry.minimum_excluded,
                exclude_max=entry.maximum_excluded,
                allow_nan=False,
                allow_infinity=False,
            )
        case "switch":
            return st.booleans()
        case "choice":
            return st.sampled_from(list(entry.options))
        case "choice_or_count":
            return st.sampled_from(list(entry.options)) | st.integers(0, int(entry.maximum or 0))
        case "text":
            return st.text(max_size=20)
        case "numbers":
            return st.lists(st.floats(0, allow_infinity=False), max_size=4).map(tuple)
        case "names":
            return st.lists(st.text(max_size=8), max_size=3).map(tuple)
        case _:
            return st.just(entry.default)


def _reals(entry: Hyperparameter) -> st.SearchStrategy[float]:
    """Numbers within the bounds, evenly over the scale, and those bounds and the default where they are possible."""
    low, high = LOGARITHMIC if entry.log else LINEAR
    low = low if entry.minimum is None else max(entry.minimum, low)
    high = high if entry.maximum is None else min(entry.maximum, high)
    ends = [entry.default]
    if entry.minimum is not None and not entry.minimum_excluded:
        ends.append(max(entry.minimum, LINEAR[0]))
    if entry.maximum is not None and not entry.maximum_excluded and entry.maximum <= high:
        ends.append(entry.maximum)
    inside = _thousandths(math.log(low), math.log(high)).map(math.exp) if entry.log else _thousandths(low, high)
    return st.sampled_from(ends) | inside | inside


def _thousandths(low: float, high: float) -> st.SearchStrategy[float]:
    return st.integers(1, 999).map(lambda part: low + (high - low) * part / 1000)


@functools.cache
def faults(cls: type[Member]) -> st.SearchStrategy[tuple[str, Any]]:
    """A field and a value that cannot be: one that its declaration rules out, or a field that does not exist."""
    names, kind = list(cls.model_fields), cls.kind_name()
    unknown = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9).filter(lambda name: name not in names)
    strange = st.text(max_size=9).filter(lambda value: value != kind) | st.integers()
    choices = [st.tuples(unknown, st.integers() | st.none()), st.tuples(st.just("kind"), strange)]
    choices += [st.tuples(st.just(entry.name), bad_values(entry)) for entry in hyperparameters(cls)]
    return st.one_of(choices)


def bad_values(entry: Hyperparameter) -> st.SearchStrategy[Any]:
    """Values of the wrong type, and such as lie beyond the bounds."""
    never: list[st.SearchStrategy[Any]] = [st.none(), st.lists(st.integers(), max_size=2)]
    numeric = entry.editor in ("count", "real")
    if entry.editor not in ("text", "choice", "choice_or_count"):
        never.append(st.text(max_size=5))
    if entry.editor != "switch":
        never.append(st.booleans())
    if numeric:
        never += _beyond(entry)
    match entry.editor:
        case "count":
            never.append(st.floats().filter(lambda x: not isinstance(x, int)))
        case "real":
            never.append(st.sampled_from([math.nan, math.inf, -math.inf]))
        case "switch":
            never.append(st.integers())
        case "choice":
            never += [st.integers(), st.text(max_size=5).filter(lambda x: x not in entry.options)]
        case "choice_or_count":
            never += [st.integers(max_value=-1), st.integers(min_value=int(entry.maximum or 0) + 1), st.floats()]
            never.append(st.text(max_size=5).filter(lambda x: x not in entry.options))
        case "numbers":
            never += [st.tuples(st.floats(max_value=0, exclude_max=True)), st.tuples(st.just(math.nan))]
        case "names":
            never += [st.tuples(st.integers()), st.integers()]
    return st.one_of(never)


def _beyond(entry: Hyperparameter) -> list[st.SearchStrategy[Any]]:
    if entry.editor == "count":
        below = [] if entry.minimum is None else [st.integers(max_value=int(entry.minimum) - 1)]
        return below + ([] if entry.maximum is None else [st.integers(min_value=int(entry.maximum) + 1)])
    outside = []
    if entry.minimum is not None:
        outside.append(st.floats(max_value=entry.minimum, exclude_max=not entry.minimum_excluded))
    if entry.maximum is not None:
        outside.append(st.floats(min_value=entry.maximum, exclude_min=not entry.maximum_excluded))
    return outside


rows = st.tuples(st.integers(1, 6))
"""Shapes of samples that are rows of numbers."""


@st.composite
def images(draw: st.DrawFn) -> Shape:
    """Shapes of samples that are images, of at most 32 numbers."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    return height, width, draw(st.integers(1, max(1, min(4, 32 // (height * width)))))


@st.composite
def inputs(draw: st.DrawFn, layer: Layer) -> tuple[Shape, ...]:
    """Shapes of inputs that a layer takes, for layers that join several two or three."""
    first = draw(_shapes(type(layer)).filter(lambda shape: _takes(layer, shape)))
    number = draw(st.integers(layer.fewest_inputs, min(layer.most_inputs or 3, 3)))
    others = [draw(st.just(first) | st.integers(1, 3).map(lambda last: (*first[:-1], last))) for _ in range(number - 1)]
    wanted = (first, *others)
    return wanted if _fits(layer, wanted) else (first,) * number


@functools.cache
def _shapes(cls: type[Layer]) -> st.SearchStrategy[Shape]:
    """Rows, or images, or both, as layers of a class take them."""
    kinds = ((rows, (12,)), (images(), (12, 12, 12)))
    return st.one_of([shapes for shapes, ample in kinds if _takes(cls(), ample)])


def _takes(layer: Layer, shape: Shape) -> bool:
    return _fits(layer, (shape,) * layer.fewest_inputs)


def _fits(layer: Layer, shapes: tuple[Shape, ...]) -> bool:
    try:
        layer.output_shape(shapes)
    except ShapeError:
        return False
    return True


def generator(data: st.DataObject) -> np.random.Generator:
    """What an example's arrays are drawn from."""
    return np.random.default_rng(data.draw(seeds))
