"""What an evaluation says of single samples, in words; and in which order, and which of them, are shown."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine import Evaluated
from gui.plots.evaluation.grid import Caption
from gui.plots.scales import brief
from gui.texts import catalogue

ALL, MISTAKES, RIGHT, CELL = "all", "mistakes", "right", "cell"
LOSS, CONFIDENT, DOUBTFUL, POSITION = "loss", "confident", "doubtful", "position"


def name_of(found: Evaluated, label: int) -> str:
    """A class by its name."""
    return catalogue(found.class_names[label]) if 0 <= label < len(found.class_names) else str(label)


def amount(found: Evaluated, value: float) -> str:
    """An answer's number in few digits: a probability or a share of votes in per cent, a score as it is."""
    if found.meaning in ("probability", "votes") and math.isfinite(value):
        if value in (0, 1):
            return f"{100 * value:.0f} %"
        return f"{100 * value:.1f} %" if 100 * value < 99.95 else "> 99.9 %"  # only all of it is 100
    return brief(value, 4)


def meaning_name(found: Evaluated) -> str:
    """What the number beside a class is."""
    translate = QCoreApplication.translate
    return {
        "probability": translate("Verdicts", "Probability"),
        "votes": translate("Verdicts", "Share of votes"),
        "score": translate("Verdicts", "Lead of the score"),
        "value": translate("Verdicts", "Value"),
    }[found.meaning]


def places(found: Evaluated, which: str, order: str, cell: tuple[int, int] | None = None) -> np.ndarray:
    """The places within an evaluation of the samples to be shown, in order; ties by position."""
    chosen = np.arange(len(found.index))
    if found.predicted is not None:
        wrong = found.predicted != found.targets
        if which == MISTAKES:
            chosen = np.flatnonzero(wrong)
        elif which == RIGHT:
            chosen = np.flatnonzero(~wrong)
        elif which == CELL and cell is not None:
            chosen = np.flatnonzero((found.targets == cell[0]) & (found.predicted == cell[1]))
    keys = {LOSS: found.losses, CONFIDENT: found.confidence, DOUBTFUL: found.confidence, POSITION: None}[order]
    if keys is None:
        return chosen
    keys = np.nan_to_num(keys[chosen], nan=np.inf)
    return chosen[np.argsort(keys if order == DOUBTFUL else -keys, kind="stable")]


def numbers(values: np.ndarray) -> str:
    """Some numbers in a row; of many the first."""
    shown = ", ".join(brief(float(value), 4) for value in values[:4])
    return shown if len(values) <= 4 else f"{shown} …"


def caption(found: Evaluated, place: int) -> Caption:
    """What is said of the sample at a place of an evaluation."""
    translate = QCoreApplication.translate
    index = int(found.index[place])
    loss = None if found.losses is None else float(found.losses[place])
    if found.predicted is None or found.confidence is None or found.targets is None:
        return _values_caption(found, place, index, loss)
    right, taken = int(found.targets[place]), int(found.predicted[place])
    sure = amount(found, float(found.confidence[place]))
    names = {"right": name_of(found, right), "taken": name_of(found, taken)}
    if right == taken:
        few = f"{names['right']}  {sure}"
        text = translate("Verdicts", "Sample {index}: {right}, answered correctly.").format(index=index, **names)
    else:
        few = f"{names['right']} → {names['taken']}  {sure}"
        text = translate("Verdicts", "Sample {index}: {right}, taken for {taken}.").format(index=index, **names)
    text += f" {meaning_name(found)}: {sure}"
    if right != taken and found.answers is not None and found.meaning != "score":
        own = amount(found, float(found.answers[place, right]))
        text += translate("Verdicts", " ({right}: {own})").format(right=names["right"], own=own)
    if loss is not None:
        text += translate("Verdicts", ", loss {loss}").format(loss=brief(loss, 4))
    return Caption(few, text + ".", right == taken)


def _values_caption(found: Evaluated, place: int, index: int, loss: float | None) -> Caption:
    translate = QCoreApplication.translate
    few = "" if loss is None else brief(loss, 4)
    if found.targets is None or found.answers is None:
        text = translate("Verdicts", "Sample {index}: loss {loss}.").format(index=index, loss=few)
        return Caption(few, text, None)
    text = translate("Verdicts", "Sample {index}: target {target}, answer {answer}, residual {residual}, loss {loss}.")
    return Caption(few, text.format(
        index=index, target=numbers(found.targets[place]), answer=numbers(found.answers[place]),
        residual=numbers(found.answers[place] - found.targets[place]), loss=few,
    ), None)  # fmt: skip


def shorter(found: Evaluated, split: str) -> tuple[str, ...]:
    """The same in fewer words, the longest first."""
    translate = QCoreApplication.translate
    if found.accuracy is not None:
        key = translate("Verdicts", "{share} % right").format(share=f"{100 * found.accuracy:.4g}")
    elif found.loss is not None:
        key = translate("Verdicts", "mean loss {loss}").format(loss=brief(found.loss, 4))
    else:
        return ()
    return f"{split}: {key}", key


def overall(found: Evaluated, split: str) -> str:
    """What an evaluation comes to: accuracy or mean loss, of how many samples; `split` as the user reads it."""
    translate = QCoreApplication.translate
    count = f"{len(found.index):,}"
    if not found.whole:
        of = translate("Verdicts", "{count} of {size} samples").format(count=count, size=f"{found.size:,}")
    else:
        of = translate("Verdicts", "{count} samples").format(count=count)
    parts = []
    if found.accuracy is not None:
        parts.append(translate("Verdicts", "{share} % right").format(share=f"{100 * found.accuracy:.4g}"))
    if found.loss is not None:
        parts.append(translate("Verdicts", "mean loss {loss}").format(loss=brief(found.loss, 4)))
    text = f"{split}: {', '.join(parts)}, {of}"
    if found.split == "test":
        text += translate("Verdicts", "; looked at because you chose the test samples")
    return text
