"""What runs are called by themselves: by what sets each apart from the others (optimizer, rate, layers ...)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from engine import field_name, get, hyperparameter
from gui.texts import catalogue, named, node_title

if TYPE_CHECKING:
    from engine import Experiment

MOST = 3
"""How many differences a name tells."""

FIRST = ("optimizer.kind", "optimizer.learning_rate", "optimizer.", "model.nodes", "model", "training.batch_size",
         "regularizers", "schedule", "training.rules")  # fmt: skip
LAST = ("training.metrics", "training.epochs")
"""Which differences are told first, and which last."""

UNTOLD = ("name", "title", "id", "inputs")

NODES = "model.nodes"
"""The one list whose entries have names of their own."""

Traits = Mapping[str, Any]
"""Values by their dotted paths; of lists also their kinds, as tuples."""


def traits_of(experiment: Experiment) -> Traits:
    """What an experiment may be told by."""
    found: dict[str, Any] = {}
    _flatten(experiment.model_dump(mode="json"), "", found)
    return found


def names_of(runs: Sequence[tuple[Experiment, Traits]]) -> list[str]:
    """What sets each run apart from the others; empty where nothing does, and perhaps the same of some."""
    shared = set(runs[0][1]).intersection(*(traits for _, traits in runs)) if runs else set()
    paths = [path for path in shared if any(traits[path] != runs[0][1][path] for _, traits in runs)]
    lists = [path for path in paths if isinstance(runs[0][1][path], tuple) and path != NODES]
    paths = [each for each in paths if not any(each.startswith(f"{path}.") for path in lists)]
    paths = sorted((each for each in paths if each.rpartition(".")[2] not in UNTOLD), key=_rank)[:MOST]
    return [", ".join(_text(*run, path, [traits[path] for _, traits in runs]) for path in paths) for run in runs]


def _flatten(value: Any, path: str, found: dict[str, Any]) -> None:
    if isinstance(value, dict):
        for name, each in value.items():
            _flatten(each, f"{path}.{name}" if path else name, found)
    elif isinstance(value, list) and all(isinstance(each, dict) for each in value):
        members = [each.get("layer", each) for each in value]
        found[path] = tuple(str(each.get("kind", "")) for each in members)
        for index, each in enumerate(value):
            _flatten(each, f"{path}.{each.get('id', index)}", found)
    else:
        found[path] = value


def _rank(path: str) -> tuple[int, str]:
    if path in LAST:
        return len(FIRST) + 1, path
    return next((place for place, each in enumerate(FIRST) if path.startswith(each)), len(FIRST)), path


def _text(experiment: Experiment, traits: Traits, path: str, values: Sequence[Any]) -> str:
    """One difference: what it is called, and its value."""
    value = traits[path]
    if isinstance(value, tuple):
        return _list_text(experiment, path, value, values)
    if path.endswith("kind"):
        return catalogue(getattr(get(experiment, path.removesuffix(".kind")), "title", "")) or str(value)
    if isinstance(value, bool):
        value = QCoreApplication.translate("Runs", "on") if value else QCoreApplication.translate("Runs", "off")
    figure = f"{value:g}" if isinstance(value, float) else str(value)
    owner_path, _, name = path.rpartition(".")
    owner: Any = get(experiment, owner_path) if owner_path else experiment
    declared = hyperparameter(type(owner), name)
    if declared is None:
        return f"{named(field_name(experiment, path))} {figure}"
    title = catalogue(declared.title)
    title = title[:1].lower() + title[1:]
    if path.startswith(f"{NODES}."):
        node = experiment.network.node(path.split(".")[2])
        title = f"{node_title(node)}: {title}"
    return f"{title} {figure}"


def _list_text(experiment: Experiment, path: str, kinds: tuple[str, ...], others: Sequence[tuple[str, ...]]) -> str:
    """Layers by their number, or where all have as many by those that not all have; others by their titles."""
    members = get(experiment, path)
    if path == NODES:
        if any(len(each) != len(kinds) for each in others):
            return QCoreApplication.translate("Runs", "{n} layers").format(n=len(kinds))
        common = Counter(kinds)
        for each in others:
            common &= Counter(each)
        own = Counter(kinds) - common
        members = [next(node.layer for node in members if node.layer.kind == kind) for kind in own]
        if not members:
            return QCoreApplication.translate("Runs", "other order of layers")
    titles = [catalogue(getattr(each, "title", "")) or str(getattr(each, "kind", "")) for each in members]
    name = named(field_name(experiment, path))
    return " + ".join(titles) or QCoreApplication.translate("Runs", "no {what}").format(what=name.lower())
