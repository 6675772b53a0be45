"""Experiment files: the round trip, every fault in one sentence, and writing that is never torn."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from engine import (
    DescentError,
    ExperimentError,
    StoredExperiment,
    dump_document,
    family,
    field_faults,
    load_document,
    load_experiment,
    parse_document,
    replaced,
    save_document,
)
from engine.files import MIGRATIONS
from tests.engine.support import experiment, make, residual_network

GOOD = dump_document(StoredExperiment(experiment(network=residual_network()), {"positions": {"stem": [1, 2]}}))


def mutated(**changes: Any) -> bytes:
    envelope = json.loads(GOOD)
    for path, value in changes.items():
        place = envelope
        *parents, last = path.split("__")
        for key in parents:
            place = place[int(key) if key.isdecimal() else key]
        if value is ...:
            del place[last]
        else:
            place[last] = value
    return json.dumps(envelope).encode()


def fault_of(content: bytes) -> str | None:
    """What reading says is wrong; None where nothing is. Anything but ExperimentError goes through and fails."""
    try:
        parse_document(content, "x.descent")
    except ExperimentError as fault:
        return str(fault)
    return None


def test_round_trip_keeps_experiment_view_and_order() -> None:
    stored = parse_document(GOOD, "x.descent")
    assert stored.experiment == experiment(network=residual_network())
    assert stored.view == {"positions": {"stem": [1, 2]}}
    assert dump_document(stored) == GOOD
    assert list(json.loads(GOOD)) == ["format", "schema_version", "experiment", "view"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "x.descent: it breaks off or is damaged at line 1, column 1; restore it from a copy."),
        (GOOD[:200], "x.descent: it breaks off or is damaged at line"),
        (b"\xff\xfe", "x.descent: it is not text in UTF-8; choose a file that Descent has saved."),
        (b"[]", "x.descent: it is not a Descent experiment; choose a file that Descent has saved."),
        (b'{"format": "other"}', "x.descent: it is not a Descent experiment; choose a file that Descent has saved."),
        (mutated(schema_version=2), "x.descent: schema_version: it was saved by a newer Descent (file version 2, this "
                                    "one reads up to 1); update Descent."),
        (mutated(schema_version="1"), "x.descent: schema_version: a whole number from 1 is needed here."),
        (mutated(schema_version=True), "x.descent: schema_version: a whole number from 1 is needed here."),
        (mutated(extra=1), "x.descent: extra: this field is not known here; remove it."),
        (mutated(view=3), "x.descent: view: an object is needed here."),
        (mutated(experiment=...), "x.descent: experiment: this field is missing; add the experiment."),
        (mutated(experiment__loss=...), "x.descent: experiment.loss: this field is missing; add it."),
        (mutated(experiment__loss__kind="magic"), 'x.descent: experiment.loss: "magic" is not a known kind; use one of '
                                                  f"{', '.join(sorted(family('losses')))}."),
        (mutated(experiment__model__nodes__0__layer__units=0), "x.descent: experiment.model.nodes[0].layer.units: 0 is "
                                                               "too small; use at least 1."),
        (mutated(experiment__model__nodes__0__layer__units="8"), "x.descent: experiment.model.nodes[0].layer.units: "
                                                                 '"8" is not a whole number; use one.'),
        (mutated(experiment__optimizer__learning_rate="fast"), 'x.descent: experiment.optimizer.learning_rate: "fast" '
                                                               "is not a number; use one."),
        (mutated(experiment__model__nodes__0__id="No!"), 'x.descent: experiment.model.nodes[0].id: "No!" is not an id; '
                                                         "use small letters, digits and underscores."),
        (mutated(experiment__training__shuffle=1), "x.descent: experiment.training.shuffle: 1 is not a yes or no; use "
                                                   "true or false."),
        (mutated(experiment__regularizers={}), "x.descent: experiment.regularizers: {} is not a list; use [ ... ]."),
        (mutated(experiment__data=[]), "x.descent: experiment.data: [] is not an object; use { ... }."),
        (GOOD.replace(b'"seed": 0,', b'"seed": NaN,', 1),
         "x.descent: it holds values that no experiment has; restore it from a copy."),
        (GOOD.replace(b'"seed": 0,', b'"seed": 0, "seed": 1,', 1),
         "x.descent: seed: this field stands twice in one object; remove one."),
        (b"[" * 100_000, "x.descent: it "),
        (b'{"format":"descent","schema_version":' + b"9" * 5000 + b"}",
         "x.descent: it holds values that no experiment"),
    ],
)  # fmt: skip
def test_every_fault_is_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(ExperimentError) as refusal:
        parse_document(content, "x.descent")
    assert str(refusal.value).startswith(sentence)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with open(tmp_path / "huge.descent", "wb") as file:
        file.truncate(64 * 2**20 + 1)
    with pytest.raises(ExperimentError, match=r"^huge\.descent: it is too large to be an experiment"):
        load_document(tmp_path / "huge.descent")


def test_older_files_are_brought_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each migration takes the raw experiment one version on, in order."""
    monkeypatch.setattr("engine.files.SCHEMA_VERSION", 3)
    monkeypatch.setitem(MIGRATIONS, 1, lambda raw: {**raw, "name": raw["name"] + " one"})
    monkeypatch.setitem(MIGRATIONS, 2, lambda raw: {**raw, "name": raw["name"] + " two"})
    assert parse_document(GOOD, "x.descent").experiment.name == "Untitled one two"
    assert parse_document(mutated(schema_version=2), "x.descent").experiment.name == "Untitled two"


def test_strange_values_are_shown_cut_to_what_one_can_read() -> None:
    assert fault_of(mutated(experiment__seed="x" * 100)) == (
        'x.descent: experiment.seed: "' + "x" * 36 + "... is not a whole number; use one."
    )


def test_values_that_no_json_can_hold_are_shown_too() -> None:
    """A script may put anything into an experiment; the sentence still says where and what."""
    ring: list[Any] = []
    ring.append(ring)
    with pytest.raises(ValidationError) as refusal:
        type(experiment()).model_validate({**dict(experiment()), "seed": ring})
    assert [str(fault) for fault in field_faults(refusal.value)] == ["seed: [[...]] is not a whole number; use one."]


def test_a_fault_of_no_sentence_of_its_own_gives_the_reason() -> None:
    """Of the whole file, and of a kind that nothing else here names."""
    fault = ValidationError.from_exception_data("x", [{"type": "bytes_type", "loc": (), "input": 3}])
    assert [str(each) for each in field_faults(fault)] == [
        "3 is not valid here (Input should be a valid bytes); correct it."
    ]


def test_all_faults_are_counted() -> None:
    content = mutated(experiment__training__epochs=0, experiment__seed=-1, experiment__name=3)
    with pytest.raises(ExperimentError, match=r"\(2 more to mend\)") as refusal:
        parse_document(content, "x.descent")
    assert {fault.path for fault in refusal.value.faults} == {
        "experiment.training.epochs", "experiment.seed", "experiment.name",
    }  # fmt: skip


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(ExperimentError, match=r"^nothing\.descent: it cannot be opened \(No such file"):
        load_experiment(tmp_path / "nothing.descent")
    with pytest.raises(ExperimentError, match="cannot be opened"):
        load_experiment(tmp_path)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damaged_files_raise_nothing_else(data: st.DataObject) -> None:
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.sampled_from(["flip", "cut", "double", "number"])):
            case "flip":
                content[place] = data.draw(st.integers(0, 255))
            case "cut":
                del content[place : place + data.draw(st.integers(1, 50))]
            case "double":
                content[place:place] = content[place : place + 30]
            case _:
                content[place:place] = data.draw(
                    st.sampled_from([b"1e999", b"-1", b"null", b"{}", b'"\\ud800"', b"[[]]"])
                )
        if not content:
            content = bytearray(b" ")
    fault = fault_of(bytes(content))
    assert fault is None or fault.startswith("x.descent: ")


@settings(max_examples=150, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner) |
                    st.dictionaries(st.text(), inner), max_leaves=8), st.sampled_from(
    ["model", "data", "loss", "optimizer", "schedule", "regularizers", "training", "name", "seed"]))  # fmt: skip
def test_strange_values_raise_nothing_else(value: Any, key: str) -> None:
    envelope = json.loads(GOOD)
    envelope["experiment"][key] = value
    fault = fault_of(json.dumps(envelope).encode())
    assert fault is None or fault.startswith(f"x.descent: experiment.{key}") or "no experiment has" in fault


def test_saving_replaces_the_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "Übung 1 학습.descent"
    first = StoredExperiment(experiment())
    save_document(path, first)
    second = StoredExperiment(replaced(experiment(), "name", "second"))
    save_document(path, second)
    assert load_document(path) == second
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_place_that_cannot_be_written_is_said_and_the_old_file_stays(tmp_path: Path, monkeypatch: Any) -> None:
    path = tmp_path / "a.descent"
    save_document(path, StoredExperiment(experiment()))
    kept = path.read_bytes()

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DescentError, match=r"a\.descent: it cannot be saved here \(No space left on device\)"):
        save_document(path, StoredExperiment(replaced(experiment(), "name", "second")))
    assert path.read_bytes() == kept
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.descent"]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(DescentError, match="cannot be saved here"):
        save_document(tmp_path / "gone" / "a.descent", StoredExperiment(experiment()))


SAVER = """
import sys
from engine import StoredExperiment, load_document, replaced, save_document
stored = load_document(sys.argv[1])
print("ready", flush=True)
for number in range(10**9):
    save_document(sys.argv[1], StoredExperiment(replaced(stored.experiment, "seed", number), {"pad": "x" * 200_000}))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a kill that cannot be caught")
def test_a_kill_while_saving_leaves_old_or_new(tmp_path: Path) -> None:
    path = tmp_path / "a.descent"
    save_document(path, StoredExperiment(experiment()))
    for attempt in range(10):
        process = subprocess.Popen([sys.executable, "-c", SAVER, str(path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        with process, process.stdout:
            process.stdout.readline()
            try:
                process.wait(0.005 + 0.003 * attempt)
            except subprocess.TimeoutExpired:
                process.kill()
        assert load_experiment(path).optimizer == make("optimizers", "momentum", learning_rate=0.1)


@pytest.mark.parametrize("odd", ["1e999", '"\\ud800"', "[" * 150 + "]" * 150])
def test_what_could_not_be_saved_again_is_not_read(odd: str) -> None:
    """The engine carries `view` unread, so that what no file can hold would come up only when saving."""
    content = mutated(view={"odd": "@"}).replace(b'"@"', odd.encode())
    with pytest.raises(ExperimentError, match="values that no experiment has"):
        parse_document(content, "odd.descent")


def test_a_key_that_stands_twice_among_very_many_is_found_at_once() -> None:
    content = "{" + ",".join(f'"k{number}":0' for number in range(100_000)) + ',"z":0,"z":0}'
    began = time.monotonic()
    with pytest.raises(ExperimentError, match="z: this field stands twice"):
        parse_document(content.encode(), "many.descent")
    assert time.monotonic() - began < 10  # it took two minutes when each key was counted for itself


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.descent")
    with pytest.raises(ExperimentError, match=r"pipe\.descent: it is not a regular file"):
        load_document(tmp_path / "pipe.descent")


def test_a_folder_is_named() -> None:
    with pytest.raises(ExperimentError, match=r"^\.: it cannot be opened"):
        load_document(".")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_saving_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "real.descent", tmp_path / "link.descent"
    target.write_bytes(b"old")
    link.symlink_to(target)
    save_document(link, StoredExperiment(experiment()))
    assert link.is_symlink()
    assert load_experiment(target) == experiment()


def test_a_file_with_hundreds_of_thousands_of_faults_is_refused_at_once() -> None:
    """Row 4 of the fault table: 1 MiB of faults took 860 MB and eight seconds."""
    content = mutated(experiment__regularizers=[1] * 300_000)
    with pytest.raises(ExperimentError, match="too large to be an experiment") as refused:
        parse_document(content, "many.descent")
    assert len(refused.value.faults) == 1
