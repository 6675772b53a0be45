"""Experiment files that keep the network as trained: a zip archive of

    experiment.json         the experiment and its view, as in a file without
    state.safetensors       the arrays of `engine.trained`
    history.safetensors     the curves, where there are any
    trained.json            {"format": "descent-trained", "version": 1, "schema_version": 1, "experiment": {...},
                             "figures": {...}, "members": {"state.safetensors": {"bytes": ..., "sha256": ...}, ...}}

The experiment in `trained.json` is the run's, as it was then; the file's own may differ from it in what may change
while training. Numbers are stored as they are: packing them takes thirty times as long and saves 7 %.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from engine.archive import MOST_BYTES, ArchiveFault, Reader, Writer
from engine.files import (
    EXPERIMENT,
    HEAD,
    SCHEMA_VERSION,
    TRAINED,
    JsonFault,
    StoredExperiment,
    dump_document,
    field_faults,
    opened,
    read_experiment,
    read_json,
    save_by,
)
from engine.messages import DescentError, Message, say
from engine.numerics import Array
from engine.tensors import TensorFault, parse, pieces
from engine.trained import Figures, TrainedState, refusal

FORMAT = "descent-trained"
VERSION = 1
STATE, HISTORY = "state.safetensors", "history.safetensors"

MOST_MANIFEST = 2**24
"""Bytes; live edits are most of it."""

MOST_VALUES = 400_000
"""Values in a manifest: some hundred thousand live edits."""

MOST_NODES = 10_000


def save_trained(path: str | Path, document: StoredExperiment, trained: TrainedState) -> None:
    """Write a document with the trained state of its network, atomically. Raises DescentError where the place cannot be
    written, or the state is larger than a file may be."""
    path = Path(path)
    if trained.nbytes > MOST_BYTES:
        raise DescentError(
            say("{file}: the trained state takes {size:.1f} GB, and at most {most:.0f} GB are kept; save it without.",
                file=path.name, size=trained.nbytes / 1e9, most=MOST_BYTES / 1e9)
        )  # fmt: skip
    save_by(path, lambda file: _write(file, document, trained))


def load_trained(path: str | Path) -> TrainedState:
    """The trained state in a file. Raises TrainedError where there is none, or it is damaged in any way: the experiment
    may open still."""
    with opened(path, refusal) as (file, name):
        if file.read(len(HEAD)) != HEAD:
            raise refusal(name, say("There is none in this file."))
        try:
            return _read(Reader(file), name)
        except ArchiveFault as fault:
            raise refusal(name, fault.text, fault.path) from fault


def _write(file: IO[bytes], document: StoredExperiment, trained: TrainedState) -> None:
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "schema_version": SCHEMA_VERSION,
        "experiment": trained.experiment.model_dump(mode="json"),
        "figures": trained.figures.model_dump(mode="json"),
        "members": {},
    }
    with Writer(file) as archive:
        archive.add(EXPERIMENT, [dump_document(document)], pack=True)
        for member, arrays in ((STATE, trained.arrays), (HISTORY, trained.history)):
            if arrays or member == STATE:
                size, digest = archive.add(member, pieces(arrays))
                manifest["members"][member] = {"bytes": size, "sha256": digest}
        text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        archive.add(TRAINED, [text.encode()], pack=True)


def _read(archive: Reader, name: str) -> TrainedState:
    if TRAINED not in archive.names:
        raise refusal(name, say("There is none in this file."))
    try:
        manifest = read_json(bytes(archive.read(TRAINED, MOST_MANIFEST)), MOST_VALUES)
    except JsonFault as fault:
        raise refusal(name, fault.text, fault.path) from fault
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise refusal(name, say("this is not a trained state; restore it from a copy."), TRAINED)
    versions = []
    for key, known in (("version", VERSION), ("schema_version", SCHEMA_VERSION)):
        found = manifest.get(key)
        if type(found) is not int or found < 1:
            raise refusal(name, say("a whole number from 1 is needed here."), key)
        if found > known:
            text = say("it was saved by a newer Descent (version {version}, this one reads up to {known}); "
                       "update Descent.", version=found, known=known)  # fmt: skip
            raise refusal(name, text, key)
        versions.append(found)
    parts = {}
    for key in ("experiment", "figures", "members"):
        if not isinstance(manifest.get(key), dict):
            raise refusal(name, say("this field is missing; restore the file from a copy."), key)
        parts[key] = manifest[key]
    if any(isinstance(each, dict) and len(each) > MOST_NODES for each in parts["figures"].values()):
        raise refusal(name, say("it is too large; restore the file from a copy."), "figures")
    try:
        experiment = read_experiment(parts["experiment"], versions[1])
    except ValidationError as fault:
        raise _first(fault, "experiment", name) from fault
    try:
        figures = Figures.model_validate_json(json.dumps(parts["figures"]))
    except ValidationError as fault:
        raise _first(fault, "figures", name) from fault
    arrays = _arrays(archive, STATE, parts["members"], name)
    history = _arrays(archive, HISTORY, parts["members"], name) if HISTORY in archive.names else {}
    return TrainedState(experiment, figures, arrays, history, name)


def _arrays(archive: Reader, member: str, members: Mapping[str, Any], name: str) -> dict[str, Array]:
    if member not in archive.names:
        raise refusal(name, say("it is missing; restore the file from a copy."), member)
    content = archive.read(member, MOST_BYTES, packed=False)
    if members.get(member) != {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}:
        raise refusal(name, say("it is not what was saved; restore the file from a copy."), member)
    try:
        return parse(content)
    except TensorFault as fault:
        raise refusal(name, fault.text, fault.path or member) from fault


def _first(fault: ValidationError, prefix: str, name: str) -> DescentError:
    first = field_faults(fault, prefix)[0]
    text: Message = first.text
    return refusal(name, text, first.path)
