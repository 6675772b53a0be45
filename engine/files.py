"""Experiment files: `{"format": "descent", "schema_version": 1, "experiment": {...}, "view": {...}}` in UTF-8, or a zip
archive that holds the same as `experiment.json` beside a trained state, see `engine.trained_files`.

Reading says every fault in one sentence that names file, field and remedy. Writing is atomic: after a crash at any
moment the file is the old one or the new one.
"""

from __future__ import annotations

import contextlib
import glob
import io
import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from engine.catalog import FAMILIES, family
from engine.messages import DescentError, Message, say
from engine.spec import MODELS, Experiment

FORMAT = "descent"
SCHEMA_VERSION = 1
SUFFIX = ".descent"
LARGEST = 64 * 2**20
"""Bytes; a larger file is no experiment."""

HEAD = b"PK\x03\x04"
"""How an archive begins."""

EXPERIMENT = "experiment.json"
TRAINED = "trained.json"
"""Members of an archive: the experiment, and what begins its trained state."""

MOST_VALUES = 100_000
"""Values in a file, some twenty a layer; each may be a fault of its own, and a fault takes a kilobyte to tell."""

DEEPEST = 100
"""Levels of nesting; no experiment has a tenth of them, and every reader and writer of JSON has its own limit."""

STALE = 600
"""Seconds after which a file that is being written and did not grow belongs to nobody."""

MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From a version to the next one, on the raw `experiment` dictionary."""


@dataclass(frozen=True)
class FieldFault:
    """One value that is not valid: the dotted path of its field, and what is wrong with it and would be right."""

    path: str
    text: Message

    def __str__(self) -> str:
        return f"{self.path}: {self.text}" if self.path else str(self.text)


class ExperimentError(DescentError):
    """A file that cannot be read as an experiment. `faults` lists all its faults; the text names the first."""

    def __init__(self, name: str, faults: Iterable[FieldFault]) -> None:
        self.faults = tuple(faults)
        first, more = self.faults[0], len(self.faults) - 1
        arguments = {"file": name, "field": first.path, "fault": first.text, "more": more}
        if first.path and more:
            message = say("{file}: {field}: {fault} ({more} more to mend)", **arguments)
        elif first.path:
            message = say("{file}: {field}: {fault}", **arguments)
        else:
            message = say("{file}: {fault}", **arguments)
        super().__init__(message)


class JsonFault(Exception):
    """A text that is not sound JSON: `text` says what is wrong, `path` at which field where it is about one."""

    def __init__(self, text: Message, path: str = "") -> None:
        super().__init__(text)
        self.text, self.path = text, path


@dataclass(frozen=True)
class StoredExperiment:
    """An experiment and how it was last looked at. The engine carries `view` unread. `trained` says whether the file
    it came from holds a trained state too, which `load_trained` reads."""

    experiment: Experiment
    view: dict[str, Any] = field(default_factory=dict)
    trained: bool = False


def load_experiment(path: str | Path) -> Experiment:
    """The experiment in a file. Raises ExperimentError."""
    return load_document(path).experiment


def load_document(path: str | Path) -> StoredExperiment:
    """The experiment and view in a file. Raises ExperimentError."""
    with opened(path, _fault) as (file, name):
        if file.read(len(HEAD)) == HEAD:
            return _from_archive(file, name)
        file.seek(0)
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise _fault(name, say("it is too large to be an experiment; choose another file."))
    return parse_document(content, name)


@contextlib.contextmanager
def opened(path: str | Path, fault: Callable[[str, Message], DescentError]) -> Iterator[tuple[IO[bytes], str]]:
    """A file to be read, and what messages call it. Where it is no regular file, or cannot be opened or read, what
    `fault` makes of that name and of a reason is raised."""
    path = Path(path)
    name = path.name or str(path)
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or a device: reading might never end
            raise fault(name, say("it is not a regular file; choose another one."))
        with path.open("rb") as file:
            yield file, name
    except OSError as error:
        reason = error.strerror or str(error)
        raise fault(name, say("it cannot be opened ({reason}); check the name.", reason=reason)) from error


def parse_document(content: bytes, name: str) -> StoredExperiment:
    """The experiment and view in a file's bytes; `name` is what messages call it. Raises ExperimentError."""
    return _from_archive(io.BytesIO(content), name) if content.startswith(HEAD) else _parse(content, name)


def _from_archive(file: IO[bytes], name: str) -> StoredExperiment:
    from engine.archive import ArchiveFault, Reader  # `zipfile` takes longer to import than most files to read

    try:
        archive = Reader(file)
        if EXPERIMENT not in archive.names:
            raise _fault(name, say("it is not a Descent experiment; choose a file that Descent has saved."))
        content = archive.read(EXPERIMENT, LARGEST)
    except ArchiveFault as fault:
        raise _fault(name, fault.text, fault.path) from fault
    return replace(_parse(bytes(content), name), trained=TRAINED in archive.names)


def _parse(content: bytes, name: str) -> StoredExperiment:
    try:
        envelope = read_json(content)
    except JsonFault as fault:
        raise _fault(name, fault.text, fault.path) from fault
    if not isinstance(envelope, dict) or envelope.get("format") != FORMAT:
        raise _fault(name, say("it is not a Descent experiment; choose a file that Descent has saved."))
    version = envelope.get("schema_version")
    if type(version) is not int or version < 1:
        raise _fault(name, say("a whole number from 1 is needed here."), "schema_version")
    if version > SCHEMA_VERSION:
        text = say("it was saved by a newer Descent (file version {version}, this one reads up to {known}); "
                   "update Descent.", version=version, known=SCHEMA_VERSION)  # fmt: skip
        raise _fault(name, text, "schema_version")
    for key in envelope:
        if key not in ("format", "schema_version", "experiment", "view"):
            raise _fault(name, say("this field is not known here; remove it."), key)
    view = envelope.get("view", {})
    if not isinstance(view, dict):
        raise _fault(name, say("an object is needed here."), "view")
    raw = envelope.get("experiment")
    if not isinstance(raw, dict):
        raise _fault(name, say("this field is missing; add the experiment."), "experiment")
    try:
        return StoredExperiment(read_experiment(raw, version), view)
    except ValidationError as fault:
        raise ExperimentError(name, field_faults(fault, "experiment")) from fault


def read_experiment(raw: dict[str, Any], version: int) -> Experiment:
    """The experiment that a version wrote as `raw`. Raises pydantic.ValidationError."""
    for step in range(version, SCHEMA_VERSION):
        raw = MIGRATIONS[step](raw)
    return Experiment.model_validate_json(json.dumps(raw))


def dump_document(document: StoredExperiment) -> bytes:
    """A document as a file's bytes; keys keep their order."""
    envelope = {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "experiment": document.experiment.model_dump(mode="json"),
        "view": document.view,
    }
    return (json.dumps(envelope, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def save_document(path: str | Path, document: StoredExperiment) -> None:
    """Write a document, atomically. Raises DescentError where the place cannot be written."""
    save_bytes(path, dump_document(document))


def save_bytes(path: str | Path, content: bytes) -> None:
    """Write a file, atomically. Raises DescentError where the place cannot be written."""
    save_by(path, lambda file: file.write(content))


def save_by(path: str | Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write a file, atomically, by a function that is given one. Raises DescentError where the place cannot be
    written."""
    path = Path(path)
    try:
        _write_atomically(path, write)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise DescentError(
            say("{file}: it cannot be saved here ({reason}); choose another place.", file=path.name, reason=reason)
        ) from fault


def field_faults(fault: ValidationError, prefix: str = "") -> list[FieldFault]:
    """All faults of a validation, with their paths as people write them: `model.nodes[2].layer.units`."""
    return [FieldFault(_path(error["loc"], prefix), _explain(error)) for error in fault.errors(include_url=False)]


def _write_atomically(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write a temporary beside the file, force it to the disk, then rename it over the old one. A link stays one."""
    path = Path(os.path.realpath(path))
    _sweep(path)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            os.chmod(temporary, path.stat().st_mode if path.exists() else 0o644)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _sweep(path: Path) -> None:
    """Remove what an earlier program that was killed while it saved this file has left beside it."""
    with contextlib.suppress(OSError):
        for each in path.parent.glob(f".{glob.escape(path.name)}.????????.part"):
            with contextlib.suppress(OSError):
                if time.time() - each.stat().st_mtime > STALE:
                    each.unlink()


def _fault(name: str, text: Message, path: str = "") -> ExperimentError:
    return ExperimentError(name, [FieldFault(path, text)])


def read_json(content: bytes, most: int = MOST_VALUES) -> Any:
    """What a text in JSON holds, if it could be an experiment at all: at most so many values. Raises JsonFault."""
    try:
        found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_refuse_constant)
        if _count(found) > most:
            raise JsonFault(say("it is too large to be an experiment; choose another file."))
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()  # 1e999 or half a character: could not be saved
        return found
    except UnicodeDecodeError as fault:
        raise JsonFault(say("it is not text in UTF-8; choose a file that Descent has saved.")) from fault
    except json.JSONDecodeError as fault:
        text = say("it breaks off or is damaged at line {line}, column {column}; restore it from a copy.",
                   line=fault.lineno, column=fault.colno)  # fmt: skip
        raise JsonFault(text) from fault
    except _DuplicateKey as fault:
        raise JsonFault(say("this field stands twice in one object; remove one."), str(fault)) from fault
    except (ValueError, RecursionError) as fault:  # NaN and infinity, halves of characters, bottomless nesting
        raise JsonFault(say("it holds values that no experiment has; restore it from a copy.")) from fault


_MEMBER_PLACES = (
    "augmentations", "initializer", "layer", "loss", "model", "optimizer", "preprocessing", "regularizers", "rules",
    "schedule", "source",
)  # fmt: skip


class _DuplicateKey(Exception):
    pass


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        raise _DuplicateKey(Counter(key for key, _ in pairs).most_common(1)[0][0])
    return result


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _count(found: Any) -> int:
    """How many values there are in all. Raises ValueError where they are nested deeper than DEEPEST."""
    level, count = [found], 0
    for _ in range(DEEPEST):
        count += len(level)
        level = [
            part for each in level if isinstance(each, dict | list)
            for part in (each.values() if isinstance(each, dict) else each)
        ]  # fmt: skip
    if level:
        raise ValueError("nested too deeply")
    return count


def _path(loc: tuple[int | str, ...], prefix: str) -> str:
    """pydantic puts the kind of a member between the field and its parts; a reader's path does without."""
    path = prefix
    for index, part in enumerate(loc):
        if isinstance(part, int):
            path += f"[{part}]"
        elif _is_tag(loc, index):
            continue
        else:
            path += f".{part}" if path else part
    return path


def _is_tag(loc: tuple[int | str, ...], index: int) -> bool:
    before = [part for part in loc[:index] if isinstance(part, str)]
    if not before or (before[-1] not in _MEMBER_PLACES and "initializers" not in before[-2:-1]):
        return False
    return loc[index] in MODELS or any(loc[index] in family(name) for name in FAMILIES)


def _explain(error: Any) -> Message:
    context = error.get("ctx", {})
    given = _shown(error.get("input"))
    match error["type"]:
        case "missing" | "union_tag_not_found":
            return say("this field is missing; add it.")
        case "extra_forbidden":
            return say("this field is not known here; remove it.")
        case "union_tag_invalid":
            return say('"{kind}" is not a known kind; use one of {kinds}.', kind=context["tag"],
                       kinds=context["expected_tags"].replace("'", ""))  # fmt: skip
        case "literal_error":
            return say("{given} is not possible; use one of {options}.", given=given,
                       options=context["expected"].replace("'", '"'))  # fmt: skip
        case "greater_than_equal":
            return say("{given} is too small; use at least {limit}.", given=given, limit=context["ge"])
        case "greater_than":
            return say("{given} is too small; use more than {limit}.", given=given, limit=context["gt"])
        case "less_than_equal":
            return say("{given} is too large; use at most {limit}.", given=given, limit=context["le"])
        case "less_than":
            return say("{given} is too large; use less than {limit}.", given=given, limit=context["lt"])
        case "int_type" | "int_from_float" | "int_parsing" | "int_parsing_size":
            return say("{given} is not a whole number; use one.", given=given)
        case "float_type" | "float_parsing" | "finite_number":
            return say("{given} is not a number; use one.", given=given)
        case "bool_type" | "bool_parsing":
            return say("{given} is not a yes or no; use true or false.", given=given)
        case "string_type":
            return say("{given} is not text; put it in quotes.", given=given)
        case "string_too_long":
            return say("it is too long; use at most {limit} characters.", limit=context["max_length"])
        case "string_pattern_mismatch":
            return say("{given} is not an id; use small letters, digits and underscores.", given=given)
        case "tuple_type" | "list_type":
            return say("{given} is not a list; use [ ... ].", given=given)
        case "model_type" | "model_attributes_type" | "dict_type":
            return say("{given} is not an object; use {{ ... }}.", given=given)
        case _:
            return say("{given} is not valid here ({reason}); correct it.", given=given, reason=error["msg"])


def _shown(value: Any) -> str:
    """A value as it stands in the file, cut to what one can read."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except ValueError:
        text = str(value)
    return text if len(text) <= 40 else text[:37] + "..."
