"""Which data a view of few inputs is for, in words."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from engine import Experiment, family, times
from gui.texts import catalogue


def is_row_of(experiment: Experiment, numbers: int) -> bool:
    """Whether a raw sample is a row of so many numbers."""
    return experiment.data.source.input_shape() == (numbers,)


def unfit_text(text: str, experiment: Experiment, numbers: int, task: str = "") -> str:
    """Why a view of rows of so many numbers shows nothing: a text in which {numbers} stands for what a raw sample of
    the experiment holds, and {sets} for the data sets that fit; of one task, where it is named."""
    return text.format(numbers=numbers_in(experiment), sets=sets_with(numbers, task))


def sets_with(numbers: int, task: str = "") -> str:
    """The data sets whose samples are rows of so many numbers, in one phrase; of one task, where it is named."""
    return listed([catalogue(title) for title in _titles(numbers, task)])


def listed(names: Sequence[str]) -> str:
    """Names as a phrase: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    translate = QCoreApplication.translate
    return translate("Views", "{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def numbers_in(experiment: Experiment) -> str:
    """How much a raw sample holds: 64 (8x8x1), or 13."""
    shape = experiment.data.source.input_shape()
    return str(shape[0]) if len(shape) == 1 else f"{math.prod(shape)} ({times(shape)})"


@functools.cache
def _titles(numbers: int, task: str) -> tuple[str, ...]:
    found = []
    for cls in family("datasets").values():
        try:
            source = cls()
        except ValueError:  # it has no defaults
            continue
        if source.input_shape() == (numbers,) and task in ("", source.task):
            found.append(cls.title)
    return tuple(found)
