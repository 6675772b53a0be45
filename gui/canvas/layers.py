"""What can be put into a network, as palette and canvas offer it: the catalogue of layers, and templates after them;
grouped, searchable, with the texts of a tooltip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QIcon

from engine import Entry, candidates, family
from gui.resources import icon
from gui.texts import catalogue, explained, translate

MIME = "application/x-descent-layer"
"""What a drag from the palette carries: an offer's key, UTF-8."""

COMMON = (
    "dense", "conv2d", "max_pool2d", "avg_pool2d", "global_avg_pool2d", "flatten",
    "relu", "leaky_relu", "sigmoid", "tanh", "softmax", "gelu", "silu", "elu", "prelu",
    "batch_norm", "layer_norm", "dropout", "spatial_dropout", "add", "concat",
)  # fmt: skip
"""Kinds of layers that come first in their group, those most often used before the others; the rest go by title."""

COURSE = ("linear", "mlp", "linear_mlp", "lenet", "vgg", "resnet", "regression", "autoencoder")
"""Kinds of templates in the order in which a course comes to them; others go behind, by title."""

ALIASES: Mapping[str, tuple[str, ...]] = {
    "dense": ("fc", "linear", "affine", "fully connected", "perceptron"),
    "conv2d": ("conv", "convolution", "cnn"),
    "max_pool2d": ("pool", "pooling", "maxpool", "mp"),
    "avg_pool2d": ("avgpool", "average pooling", "meanpool"),
    "global_avg_pool2d": ("gap", "global pooling", "global average pooling"),
    "fractional_max_pool2d": ("fmp",),
    "flatten": ("reshape",),
    "leaky_relu": ("lrelu", "leaky"),
    "sigmoid": ("logistic",),
    "silu": ("swish",),
    "batch_norm": ("bn", "norm", "batchnorm2d"),
    "layer_norm": ("ln",),
    "group_norm": ("gn",),
    "dropout": ("drop", "do"),
    "spatial_dropout": ("dropout2d",),
    "gaussian_noise": ("noise",),
    "stochastic_depth": ("droppath", "drop path"),
    "add": ("residual", "skip", "sum", "plus", "shortcut"),
    "multiply": ("mul", "gate", "product"),
    "concat": ("concatenate", "cat", "join"),
}
"""What layers are called besides their titles, in other libraries and in a hurry; each name is one layer's."""

TEMPLATES = "templates"
"""The group, and the family, of whole networks to begin with or to put in as a block."""

GROUPS = ("core", "activation", "normalisation", "regularisation", "merge", TEMPLATES)


@dataclass(frozen=True)
class Offer:
    """One thing that can be put into a network, a kind of layer or a template, in the user's language."""

    kind: str
    title: str
    group: str
    summary: str
    formula: str

    @property
    def is_template(self) -> bool:
        return self.group == TEMPLATES

    @property
    def key(self) -> str:
        """What tells it apart from all others: a layer's kind, `templates/` and a template's kind."""
        return f"{TEMPLATES}/{self.kind}" if self.is_template else self.kind

    @property
    def cls(self) -> Any:
        """The class that the catalogue has for it."""
        return family(TEMPLATES if self.is_template else "layers")[self.kind]

    def icon(self, *, dimmed: bool = False) -> QIcon:
        """Its picture, in its group's hue."""
        name, hue = ("template", "data") if self.is_template else (self.kind, self.group)
        return icon(name, "dim" if dimmed else hue)

    def misfit(self, task: str | None, shape: Sequence[int] | None) -> str:
        """Why it is not for data of a task, or for a place with that shape, in a sentence; empty where it is.
        None for what is not to be judged. Layers are for all: what does not fit of them is a problem with a remedy."""
        if not self.is_template:
            return ""
        refusal = self.cls.refuse(task, None if shape is None else tuple(shape))
        return translate(refusal.message) if refusal is not None else ""

    def tooltip(self) -> str:
        """What it is and how it computes, as rich text."""
        return explained(self.title, self.summary, self.formula)


def offers() -> tuple[Offer, ...]:
    """All that can be put in: the groups in their order, in each the common ones, then the titles in theirs."""
    layers = [_offer(kind, cls) for kind, cls in family("layers").items()]
    return (*sorted(layers, key=lambda offer: (GROUPS.index(offer.group), _rank(offer.kind))), *templates())


def templates() -> tuple[Offer, ...]:
    """The templates alone, in the order of a course."""
    return tuple(sorted((_offer(kind, cls) for kind, cls in family(TEMPLATES).items()), key=_stage))


def offer_of(key: str) -> Offer:
    """The offer with a key; KeyError where there is none."""
    group, _, kind = key.rpartition("/")
    return _offer(kind, family({"": "layers", TEMPLATES: TEMPLATES}[group])[kind])


def _offer(kind: str, cls: Any) -> Offer:
    return Offer(kind, catalogue(cls.title), getattr(cls, "group", TEMPLATES), catalogue(cls.summary()), cls.formula())


def _rank(kind: str) -> int:
    return COMMON.index(kind) if kind in COMMON else len(COMMON)


def _stage(offer: Offer) -> int:
    return COURSE.index(offer.kind) if offer.kind in COURSE else len(COURSE)


def grouped() -> Mapping[str, Sequence[Offer]]:
    """The offers by group; groups without any are left out."""
    groups: dict[str, list[Offer]] = {}
    for offer in offers():
        groups.setdefault(offer.group, []).append(offer)
    return groups


def group_title(group: str) -> str:
    """A group's heading, in the user's language."""
    return {
        "core": QCoreApplication.translate("LayerGroups", "Core"),
        "activation": QCoreApplication.translate("LayerGroups", "Activation"),
        "normalisation": QCoreApplication.translate("LayerGroups", "Normalisation"),
        "regularisation": QCoreApplication.translate("LayerGroups", "Regularisation"),
        "merge": QCoreApplication.translate("LayerGroups", "Merge"),
        TEMPLATES: QCoreApplication.translate("LayerGroups", "Templates"),
    }[group]


def find(query: str, among: Sequence[Offer]) -> list[Offer]:
    """The offers that hold every word of the query, best first: those called so, then those whose title, kind or other
    name holds it, then those that speak of it; layers before templates. All of them, as they come, for an empty query.
    """
    words = query.casefold().split()
    if not words:
        return list(among)
    ranked = [(score, offer) for offer in among if (score := _score(words, offer)) is not None]
    return [offer for _, offer in sorted(ranked, key=lambda pair: _place(*pair))]


def meant(
    entry: Entry, among: Sequence[Offer], fitting: Sequence[Offer] | None = None
) -> tuple[list[Offer], tuple[str, ...]]:
    """What a typed entry may mean, best first, and the arguments it is given: as many of its words are taken for the
    name as some name holds. What is not fitting is left out where something that is (all where None) is called so."""
    for name, arguments in candidates(entry):
        found, words = find(name, among), name.casefold().split()
        if found and _score(words, found[0]) != _SPOKEN_OF:
            kept = found if fitting is None else [offer for offer in found if offer in fitting]
            return kept if kept and _score(words, kept[0]) != _SPOKEN_OF else found, arguments
    return find(entry.name, fitting if fitting is not None else among), entry.arguments


def mime(key: str) -> QMimeData:
    """What is dragged when an offer is."""
    data = QMimeData()
    data.setData(MIME, key.encode())
    return data


def dragged_key(data: QMimeData) -> str | None:
    """The key of the offer that is being dragged; None where it is something else."""
    if not data.hasFormat(MIME):
        return None
    key = bytes(data.data(MIME).data()).decode("utf-8", "replace")
    try:
        return offer_of(key).key
    except KeyError:
        return None


_CALLED, _BEGINS, _HOLDS, _SPOKEN_OF = range(4)


def _place(score: int, offer: Offer) -> tuple[int, bool, int]:
    tier = {_CALLED: 0, _SPOKEN_OF: 2}.get(score, 1)
    return tier, offer.is_template, score


def _score(words: Sequence[str], offer: Offer) -> int | None:
    """How well an offer fits the words of a query; None where it does not."""
    title, kind, summary = offer.title.casefold(), offer.kind.casefold(), offer.summary.casefold()
    query = " ".join(words)
    others = () if offer.is_template else ALIASES.get(offer.kind, ())
    if query in (title, kind, *others):
        return _CALLED
    if title.startswith(query) or kind.startswith(query):
        return _BEGINS
    if all(word in title or word in kind for word in words) or any(each.startswith(query) for each in others):
        return _HOLDS
    return _SPOKEN_OF if all(word in title or word in kind or word in summary for word in words) else None
