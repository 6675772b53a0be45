"""The terminal: results, problems, catalogue, faults."""

from __future__ import annotations

import io
import itertools
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine import (
    Data,
    KNearestNeighbors,
    StoredExperiment,
    Trainer,
    load_document,
    load_trained,
    replaced,
    save_document,
)
from engine.catalog import FAMILIES
from engine.cli import main
from engine.datasets.base import BUNDLED
from tests.engine.support import digits, experiment, layer, make

DIGITS = BUNDLED.parent / "presets" / "digits.descent"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    save_document(tmp_path / "small.descent", StoredExperiment(experiment()))
    return tmp_path / "small.descent"


def test_train_prints_one_object(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", str(small), "--epochs", "2", "--seed", "5", "--json"]) == 0
    output = capsys.readouterr().out
    result = json.loads(output)
    assert set(result) >= {
        "epochs", "steps", "loss", "train_accuracy", "validation_loss", "validation_accuracy", "seconds", "status",
        "weights_sha256",
    }  # fmt: skip
    assert (result["epochs"], result["steps"], result["status"]) == (2, 12, "finished")
    assert len(result["weights_sha256"]) == 64
    assert main(["train", str(small), "--epochs", "2", "--seed", "5", "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert {**again, "seconds": 0} == {**result, "seconds": 0}
    assert main(["train", str(small), "--epochs", "2", "--seed", "6", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["weights_sha256"] != result["weights_sha256"]


def test_train_prints_a_sentence(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", str(small)]) == 0
    assert capsys.readouterr().out.startswith("Untitled: finished after 3 epochs, 18 steps")


def test_the_real_digits_reach_97_percent(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", str(DIGITS), "--epochs", "60", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["validation_accuracy"] >= 0.97


def test_check(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(small)]) == 0
    assert "no problems" in capsys.readouterr().out
    save_document(tmp_path / "bad.descent", StoredExperiment(digits(layer("dense", units=10))))
    assert main(["check", str(tmp_path / "bad.descent")]) == 1
    assert "bad.descent: dense: It needs one row of numbers" in capsys.readouterr().out
    assert main(["train", str(tmp_path / "bad.descent")]) == 1
    assert "Dense: It needs one row of numbers" in capsys.readouterr().err


def test_catalog(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "--json"]) == 0
    catalogue = json.loads(capsys.readouterr().out)
    assert set(catalogue) == set(FAMILIES)
    dense = next(entry for entry in catalogue["layers"] if entry["kind"] == "dense")
    assert dense["schema"]["properties"]["units"]["minimum"] == 1
    assert main(["catalog"]) == 0
    assert "conv2d" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["train", "gone.descent"], ["check", "gone.descent"]])
def test_faults_are_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "gone.descent: it cannot be opened (No such file or directory); check the name.\n"


def test_overrides_are_checked_like_the_file(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", str(small), "--epochs", "0"]) == 1
    assert capsys.readouterr().err == "--epochs: 0 is too small; use at least 1.\n"


def test_the_engine_starts_without_qt() -> None:
    """In a process of its own: neither training nor the catalogue imports Qt."""
    code = (
        "import sys; from engine.cli import main; main(['train', sys.argv[1], '--epochs', '1']); main(['catalog']);"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph', 'gui'))]"
    )
    subprocess.run([sys.executable, "-c", code, str(DIGITS)], check=True, stdout=subprocess.DEVNULL)


def test_a_name_that_the_output_cannot_spell_is_no_fault(small: Path) -> None:
    """On Windows a pipe takes an old code page only."""
    value = replaced(experiment(), "name", "\u6570\u5b57")
    save_document(small, StoredExperiment(value))
    command = [sys.executable, str(BUNDLED.parents[1] / "main.py"), "train", str(small), "--epochs", "1"]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    result = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("\\u6570\\u5b57: finished after 1 epochs")


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_one_line_of_progress_and_clears_it(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, clock = Terminal(), itertools.count(0.0, 0.06)
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("engine.cli.time.monotonic", lambda: next(clock))
    assert main(["train", str(small)]) == 0
    lines = terminal.getvalue().split("\r")
    assert lines[-1] == "\033[K"
    assert all(line.endswith("\033[K") for line in lines[1:])
    assert any("of 3, loss" in line and "s left" in line for line in lines)
    assert any("validation accuracy" in line for line in lines)
    assert len(lines) < 18, "ten lines a second are enough"


def test_ctrl_c_ends_the_run_with_what_there_is(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: Trainer) -> Any:
        yield from itertools.islice(real(self), 9)
        raise KeyboardInterrupt

    real = Trainer.events
    monkeypatch.setattr(Trainer, "events", interrupted)
    assert main(["train", str(small), "--json"]) == 130
    result = json.loads(capsys.readouterr().out)
    assert (result["status"], result["epochs"], result["steps"]) == ("stopped", 1, 7)


def test_a_run_that_diverges_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    value = experiment(
        layer("dense", units=8), layer("relu"), layer("dense", units=1), data=Data(source=make("datasets", "sine")),
        loss=make("losses", "mean_squared_error"), optimizer=make("optimizers", "sgd", learning_rate=500.0),
    )  # fmt: skip
    save_document(tmp_path / "wild.descent", StoredExperiment(value))
    assert main(["train", str(tmp_path / "wild.descent")]) == 1
    captured = capsys.readouterr()
    assert "Untitled: diverged after 0 epochs" in captured.out
    assert "accuracy" not in captured.out
    assert "Try a learning rate of" in captured.err


def test_a_reader_that_has_gone_is_no_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: Any, **__: Any) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("builtins.print", gone)
    monkeypatch.setattr("sys.stderr", Terminal())
    assert main(["catalog"]) == 1


def result_of(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, Any]:
    assert main(["train", *arguments, "--json"]) == code
    return dict(json.loads(capsys.readouterr().out), seconds=0)


def test_a_run_that_is_kept_goes_on_as_if_never_interrupted(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, whole = str(tmp_path / "kept.descent"), result_of(capsys, str(small))
    result_of(capsys, str(small), "--epochs", "2", "--save", kept)
    assert load_document(kept).experiment.training.epochs == 2
    assert result_of(capsys, kept, "--resume", "--epochs", "3", "--save", kept) == whole
    assert load_trained(kept).history["epochs"].shape == (4, 6)
    assert result_of(capsys, kept, "--resume") == whole, "it is over, and says what came of it"
    assert result_of(capsys, kept) == whole, "from the start"


def test_ctrl_c_ends_a_kept_run_between_two_steps(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, whole = str(tmp_path / "kept.descent"), result_of(capsys, str(small))
    real, before = Trainer.events, signal.getsignal(signal.SIGINT)

    def interrupted(self: Trainer) -> Any:
        for number, event in enumerate(real(self)):
            if number == 9:
                signal.raise_signal(signal.SIGINT)
            yield event

    monkeypatch.setattr(Trainer, "events", interrupted)
    stopped = result_of(capsys, str(small), "--save", kept, code=130)
    assert (stopped["status"], stopped["epochs"], stopped["steps"]) == ("stopped", 1, 8)
    assert signal.getsignal(signal.SIGINT) is before
    monkeypatch.undo()
    assert result_of(capsys, kept, "--resume") == whole


def test_what_cannot_be_kept_is_told_before_the_run(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", str(small), "--save", str(tmp_path / "gone" / "kept.descent")]) == 1
    assert capsys.readouterr().err.startswith("kept.descent: it cannot be saved here")
    save_document(small, StoredExperiment(experiment(network=KNearestNeighbors())))  # type: ignore[arg-type]
    assert main(["train", str(small), "--save", str(tmp_path / "kept.descent")]) == 1
    assert "only remembers its training samples" in capsys.readouterr().err
    assert main(["train", str(small), "--resume"]) == 1
    assert capsys.readouterr().err == "small.descent: the trained state is left out. There is none in this file.\n"


def test_a_state_of_another_experiment_is_not_gone_on_with(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = str(tmp_path / "kept.descent")
    assert main(["train", str(small), "--save", kept]) == 0
    assert main(["train", kept, "--resume", "--seed", "9"]) == 1
    assert "kept.descent: the trained state is left out. Seed is not what it was" in capsys.readouterr().err


def test_a_long_run_is_kept_now_and_then(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saved: list[int] = []
    monkeypatch.setattr("engine.cli.save_trained", lambda *arguments: saved.append(arguments[2].figures.done))
    monkeypatch.setattr("engine.cli.KEEP_SECONDS", 0)
    assert main(["train", str(small), "--save", str(tmp_path / "kept.descent")]) == 0
    assert saved == [0, 1, 2, 3, 3]
