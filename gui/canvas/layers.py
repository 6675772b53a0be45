"""The catalogue of layers as palette and canvas offer it: grouped, searchable, with the texts of a tooltip."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QMimeData

from engine import family
from gui.texts import catalogue

MIME = "application/x-descent-layer"
"""What a drag from the palette carries: a layer's kind, UTF-8."""

COMMON = (
    "dense", "conv2d", "max_pool2d", "avg_pool2d", "global_avg_pool2d", "flatten",
    "relu", "leaky_relu", "sigmoid", "tanh", "softmax", "gelu", "silu", "elu", "prelu",
    "batch_norm", "layer_norm", "dropout", "spatial_dropout", "add", "concat",
)  # fmt: skip
"""Kinds of layers that come first in their group, those most often used before the others; the rest go by title."""

GROUPS = ("core", "activation", "normalisation", "regularisation", "merge")


@dataclass(frozen=True)
class LayerEntry:
    """One kind of layer, in the user's language."""

    kind: str
    title: str
    group: str
    summary: str
    formula: str

    def tooltip(self) -> str:
        """What it is and how it computes, as rich text."""
        text = f"<p><b>{html.escape(self.title)}</b></p><p>{html.escape(self.summary)}</p>"
        return f"{text}<pre>{html.escape(self.formula)}</pre>" if self.formula else text


def layer_classes() -> Mapping[str, Any]:
    """The classes of layers by their kind."""
    return family("layers")


def entries() -> tuple[LayerEntry, ...]:
    """All kinds of layers: the groups in their order, in each the common ones, then the titles in theirs."""
    found = [
        LayerEntry(kind, catalogue(cls.title), cls.group, catalogue(cls.summary()), cls.formula())
        for kind, cls in layer_classes().items()
    ]
    return tuple(sorted(found, key=lambda entry: (GROUPS.index(entry.group), _rank(entry.kind))))


def _rank(kind: str) -> int:
    return COMMON.index(kind) if kind in COMMON else len(COMMON)


def grouped() -> Mapping[str, Sequence[LayerEntry]]:
    """The entries by group; groups without any are left out."""
    groups: dict[str, list[LayerEntry]] = {}
    for entry in entries():
        groups.setdefault(entry.group, []).append(entry)
    return groups


def group_title(group: str) -> str:
    """A group's heading, in the user's language."""
    return {
        "core": QCoreApplication.translate("LayerGroups", "Core"),
        "activation": QCoreApplication.translate("LayerGroups", "Activation"),
        "normalisation": QCoreApplication.translate("LayerGroups", "Normalisation"),
        "regularisation": QCoreApplication.translate("LayerGroups", "Regularisation"),
        "merge": QCoreApplication.translate("LayerGroups", "Merge"),
    }[group]


def find(query: str, among: Sequence[LayerEntry]) -> list[LayerEntry]:
    """The entries that hold every word of the query, best first: titles that begin with it, titles and kinds that hold
    it, then summaries. All of them, as they come, for an empty query."""
    words = query.casefold().split()
    ranked = [(score, entry) for entry in among if (score := _score(words, entry)) is not None]
    return [entry for _, entry in sorted(ranked, key=lambda pair: pair[0])]


def mime(kind: str) -> QMimeData:
    """What is dragged when a layer of that kind is."""
    data = QMimeData()
    data.setData(MIME, kind.encode())
    return data


def dragged_kind(data: QMimeData) -> str | None:
    """The kind of layer that is being dragged; None where it is something else."""
    if not data.hasFormat(MIME):
        return None
    kind = bytes(data.data(MIME).data()).decode("utf-8", "replace")
    return kind if kind in layer_classes() else None


def _score(words: Sequence[str], entry: LayerEntry) -> int | None:
    if not words:
        return 0
    title, kind, summary = entry.title.casefold(), entry.kind.casefold(), entry.summary.casefold()
    if not all(word in title or word in kind or word in summary for word in words):
        return None
    query = " ".join(words)
    if title.startswith(query) or kind.startswith(query):
        return 0 if query in (title, kind) else 1
    return 2 if all(word in title or word in kind for word in words) else 3
