"""The trained state of a run: all that a run needs, besides its experiment and data, to go on as if never interrupted.

Arrays by name:

    weights/dense.weight                parameters, as all files and views name them
    statistics/batch_norm.mean          running statistics
    optimizer/m/dense.weight            an elementwise optimizer's slots; optimizer/B of one that evaluates
    average/dense.weight                the averaged parameters, where there is a rule that keeps them
    epoch/weights/..., epoch/statistics/...   where the epoch began, to which a run that diverges goes back
    order                               which samples the epoch under way takes, in order

and what is no array in `Figures`. Curves are kept beside them, see `History.arrays`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field

from engine.fields import Value
from engine.messages import DescentError, Message, say
from engine.numerics import Array
from engine.spec import Experiment, field_name, is_live
from engine.training.events import Edited

Natural = Annotated[int, Field(ge=0, lt=2**62)]
Word = Annotated[int, Field(ge=0, lt=2**64)]
Half = Annotated[int, Field(ge=0, lt=2**32)]
Stream = tuple[Word, Word, Word, Word, Annotated[int, Field(ge=0, le=1)], Half]
"""Where a random stream stands: the four words of SFC64, and the half of a word that waits for the next draw of 32."""

Number = float | Literal["inf", "-inf", "nan"]
"""A number as JSON can hold it."""

Scalar = bool | int | float | str | None
"""What a live edit sets."""


Edits = Annotated[tuple[tuple[Natural, str, Scalar, Scalar], ...], Field(fail_fast=True)]
"""After which step, path, old, new; of very many that are wrong, the first is told."""


class Ending(Value):
    """Why a run was over before its last epoch: it diverged, in a layer if one is known, or stopped early."""

    diverged: bool
    layer: str | None = None
    best: Number | None = None


class Figures(Value):
    """What belongs to a trained state and is no array."""

    dtype: Literal["float32", "float64"]
    data: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """A digest of the samples, see `Splits.digest`."""
    step: Natural
    evaluations: Natural
    chunk: Natural
    """Samples that a plan evaluates in one go."""
    begun: tuple[Number | None, Number | None] | None
    """Validation loss and accuracy before the first step; None where the run has not begun."""
    epoch: Natural
    """The epoch under way, or the last one, from 0."""
    position: Natural
    """How many of its samples are done."""
    done: Natural
    """Finished epochs."""
    loss_sum: Number
    right_sum: Number
    ending: Ending | None
    seconds: Annotated[float, Field(ge=0)]
    orders: Stream
    augmentation: Stream
    masks: dict[str, Stream]
    """By node."""
    scales: dict[str, Annotated[float, Field(gt=0)]]
    """What slots of the optimizer are to be multiplied by to be the textbook's, where they are kept otherwise."""
    controlled: dict[str, Number]
    """The state of a schedule that watches the loss."""
    watched: Annotated[tuple[dict[str, Number], ...], Field(fail_fast=True)]
    """The states of rules that act at the end of epochs."""
    edits: Edits
    """Live edits so far: after which step, path, old, new."""
    replay: Edits
    """Those of a run that is replayed, still to come."""
    queue: Annotated[tuple[tuple[str, Scalar], ...], Field(fail_fast=True)]
    """Those that wait for the next step."""


class TrainedError(DescentError):
    """A trained state that does not belong to an experiment, or is damaged."""


@dataclass(frozen=True, eq=False)
class TrainedState:
    """A trained state: a value of its own, which shares nothing with the run and may be written by any thread.

    `experiment` is the run's as it was then, live edits included. `history` is empty unless somebody put curves there.
    `source` is the name of the file that it came from, for messages.
    """

    experiment: Experiment
    figures: Figures
    arrays: Mapping[str, Array]
    history: Mapping[str, Array] = field(default_factory=dict)
    source: str = ""

    @property
    def edits(self) -> list[Edited]:
        """The live edits of the run so far."""
        return [Edited(*row) for row in self.figures.edits]

    @property
    def nbytes(self) -> int:
        """How large its arrays are."""
        return sum(each.nbytes for each in (*self.arrays.values(), *self.history.values()))

    def refusal(self, fault: Message, path: str = "") -> TrainedError:
        """The error that says why this state is not used."""
        return refusal(self.source, fault, path)


def refusal(source: str, fault: Message, path: str = "") -> TrainedError:
    """The error that says why a trained state is not used: that of a file, or of none."""
    told = say("{field}: {fault}", field=path, fault=fault) if path else fault
    if source:
        return TrainedError(say("{file}: the trained state is left out. {fault}", file=source, fault=told))
    return TrainedError(say("The trained state does not fit. {fault}", fault=told))


def misfit(experiment: Experiment, trained: Experiment) -> Message | None:
    """Why the state of a run with the experiment `trained` cannot go on with another one; None where it can: where they
    differ in names, metrics and what may change while training at most."""
    for path in differences(experiment, trained):
        if not harmless(path) and not _live(experiment, path):
            if path in ("model", "model.nodes"):
                return say("The network is not the one that was trained; bring its layers back, or train anew.")
            return say(
                "{field} is not what it was when the network was trained; set it back, or train anew.",
                field=field_name(experiment, path),
            )
    return None


def differences(a: Any, b: Any, path: str = "") -> Iterator[str]:
    """The dotted paths, as `spec.replaced` has them, where two values of one class differ."""
    if type(a) is not type(b):
        yield path
    elif isinstance(a, Value):
        for name in type(a).model_fields:
            yield from differences(getattr(a, name), getattr(b, name), _joined(path, name))
    elif isinstance(a, dict):
        if list(a) != list(b):
            yield path
        else:
            for name in a:
                yield from differences(a[name], b[name], _joined(path, name))
    elif isinstance(a, tuple) and any(isinstance(each, Value) for each in a + b):
        names = [[str(getattr(each, "id", number)) for number, each in enumerate(side)] for side in (a, b)]
        if names[0] != names[1]:
            yield path
        else:
            for name, mine, other in zip(names[0], a, b, strict=True):
                yield from differences(mine, other, _joined(path, name))
    elif a != b:
        yield path


def harmless(path: str) -> bool:
    """Whether a field has no part in training: names, and what is only reported."""
    return path == "name" or path.endswith(".title") or path.split(".")[:2] == ["training", "metrics"]


def to_number(value: float) -> Number:
    """A number for JSON, which has no infinity."""
    if math.isfinite(value):
        return float(value)
    return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"


def from_number(value: float | str) -> float:
    """The number that `to_number` wrote."""
    return float(value)


def stream_words(rng: np.random.Generator) -> Stream:
    """Where a random stream stands."""
    state: Any = rng.bit_generator.state
    a, b, c, counter = (int(word) for word in state["state"]["state"])
    return a, b, c, counter, int(state["has_uint32"]), int(state["uinteger"])


def set_stream(rng: np.random.Generator, words: Stream) -> None:
    """Let a random stream stand where another one stood."""
    rng.bit_generator.state = {
        "bit_generator": "SFC64",
        "state": {"state": np.array(words[:4], np.uint64)},
        "has_uint32": words[4],
        "uinteger": words[5],
    }


def _live(experiment: Experiment, path: str) -> bool:
    try:
        return is_live(experiment, path)
    except KeyError:
        return False


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
