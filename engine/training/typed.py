"""Where a typed-in weight goes: the paths `weights.<node>.<parameter>.<position>` of the live edits that set one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.messages import DescentError, say
from engine.network import TextbookNetwork

HEAD = "weights"


def weight_path(node_id: str, parameter: str, index: Sequence[int]) -> str:
    """The path of one number of a parameter: `weights.dense_2.weight.3.1`."""
    return ".".join([HEAD, node_id, parameter, *(str(each) for each in index)])


def is_weight_path(path: str) -> bool:
    """Whether a live edit's path leads to a weight, not to a field of the experiment."""
    return path.startswith(f"{HEAD}.")


def split_weight_path(path: str) -> tuple[str, str, tuple[int, ...]]:
    """Node, parameter and position of a weight's path. Raises DescentError where it is none."""
    parts = path.split(".")
    if len(parts) < 3 or parts[0] != HEAD or not all(each.isdecimal() for each in parts[3:]):
        raise DescentError(say("{path} does not name a weight.", path=path))
    return parts[1], parts[2], tuple(int(each) for each in parts[3:])


def flat_place(network: TextbookNetwork, path: str) -> int:
    """Where a weight lies in the network's flat arrays. Raises DescentError where there is no such weight."""
    node_id, parameter, index = split_weight_path(path)
    for slot in network.slots:
        if (slot.node_id, slot.parameter.name) == (node_id, parameter):
            shape = slot.parameter.shape
            if len(index) != len(shape) or any(at >= extent for at, extent in zip(index, shape, strict=True)):
                raise DescentError(
                    say(
                        "{parameter} of {layer} has no place {index}; its shape is {shape}.",
                        parameter=parameter, layer=network.nodes[node_id].name(),
                        index=_listed(index), shape=_listed(shape),
                    )
                )  # fmt: skip
            return int(slot.place.start) + int(np.ravel_multi_index(index, shape) if shape else 0)
    raise DescentError(say("{path} is not a weight of this network.", path=path))


def typed_weight(network: TextbookNetwork | None, path: str, value: Any) -> float:
    """The value that may be set at a weight's path. Raises DescentError where it may not."""
    if network is None:
        raise DescentError(say("This model has no weights that could be set."))
    flat_place(network, path)
    if isinstance(value, bool) or not isinstance(value, int | float | np.floating | np.integer):
        raise DescentError(say("A weight has to be a number."))
    number = float(value)
    with np.errstate(over="ignore"):
        fits = math.isfinite(number) and bool(np.isfinite(np.array(number).astype(network.dtype)))
    if not fits:
        raise DescentError(say("A weight has to be a finite number; {value} is not, or is too large.", value=value))
    return number


def _listed(index: Sequence[int]) -> str:
    return ", ".join(str(each) for each in index)
