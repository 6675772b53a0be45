"""The terminal: train, check and list, without a window.

    python main.py train EXPERIMENT [--epochs N] [--seed S] [--resume] [--save FILE] [--json]
    python main.py check EXPERIMENT
    python main.py catalog [--json]

Results go to standard output, progress and faults to standard error. Exit codes: 0 done, 1 a fault or problems,
2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.catalog import FAMILIES, describe_all
from engine.files import FieldFault, StoredExperiment, field_faults, load_document, load_experiment
from engine.graph import analyse
from engine.messages import DescentError, say
from engine.numerics import cores
from engine.spec import Experiment, replaced
from engine.trained_files import load_trained, save_trained
from engine.training.events import Epoch, Event, Finished, Started, Step
from engine.training.history import EPOCH_SERIES, History
from engine.training.trainer import Trainer

KEEP_SECONDS = 60

COMMANDS = {
    "train": "train an experiment file and print the result",
    "check": "list an experiment file's problems",
    "catalog": "list all layers, losses, optimizers and so on",
}


def main(argv: Sequence[str]) -> int:
    """Run one subcommand; `argv` without the program's name. Returns the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # into a file or a pipe Windows writes an old code page
        sys.stdout.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except DescentError as fault:
        print(fault, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our output has gone; nothing is left to say
        sys.stderr.close()
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="Descent without a window.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    train = commands.add_parser("train", help=COMMANDS["train"])
    train.add_argument("experiment", type=Path, metavar="EXPERIMENT")
    train.add_argument("--epochs", type=int, metavar="N", help="train for so many epochs instead of the file's")
    train.add_argument("--seed", type=int, metavar="S", help="use this seed instead of the file's")
    train.add_argument("--resume", action="store_true", help="go on with the trained network that the file holds")
    train.add_argument("--save", type=Path, metavar="FILE", help="keep the experiment with the network as trained, "
                       "now and then and at the end; Ctrl+C ends the run after a step")  # fmt: skip
    train.add_argument("--json", action="store_true", help="print the result as one JSON object")
    train.set_defaults(run=_train)
    check = commands.add_parser("check", help=COMMANDS["check"])
    check.add_argument("experiment", type=Path, metavar="EXPERIMENT")
    check.set_defaults(run=_check)
    catalog = commands.add_parser("catalog", help=COMMANDS["catalog"])
    catalog.add_argument("--json", action="store_true", help="print everything, with JSON Schemas, as one JSON object")
    catalog.set_defaults(run=_catalog)
    return parser


def _train(arguments: argparse.Namespace) -> int:
    document = load_document(arguments.experiment)
    experiment = _overridden(document.experiment, "training.epochs", "--epochs", arguments.epochs)
    experiment = _overridden(experiment, "seed", "--seed", arguments.seed)
    trainer, history = Trainer(experiment, workers=cores()), History()
    progress = _Progress(experiment)
    result: dict[str, Any] = {
        "epochs": 0, "steps": 0, "loss": None, "train_accuracy": None, "validation_loss": None,
        "validation_accuracy": None, "seconds": 0.0, "status": "stopped", "weights_sha256": None, "metrics": None,
    }  # fmt: skip
    if arguments.resume:
        state = load_trained(arguments.experiment)
        trainer.restore(state)
        progress.start = trainer.step / trainer.steps_per_epoch
        history = History.of_arrays(state.history, state.edits) if state.history else history
    keeper = None if arguments.save is None else _Keeper(arguments.save, document, trainer, history)
    began = time.monotonic()
    explanation = None
    try:
        for event in trainer.events():
            if keeper is not None:
                keeper.note(event)
            match event:
                case Started():
                    result |= {
                        "validation_loss": event.validation_loss, "validation_accuracy": event.validation_accuracy,
                    }  # fmt: skip
                    result |= _last_epoch(history)
                case Step():
                    progress.show(event)
                case Epoch():
                    result |= {
                        "epochs": event.epoch, "loss": event.loss, "train_accuracy": event.accuracy,
                        "validation_loss": event.validation_loss, "validation_accuracy": event.validation_accuracy,
                    }  # fmt: skip
                    progress.epoch = event
                case Finished():
                    result["status"], explanation = event.status, event.explanation
    except KeyboardInterrupt:
        result["status"] = "stopped"
    finally:
        if keeper is not None:
            keeper.close()
    progress.close()
    result |= {
        "steps": trainer.step,
        "seconds": time.monotonic() - began,
        "weights_sha256": trainer.weights_sha256(),
        "metrics": trainer.report("validation"),
    }
    if explanation is not None:
        print(explanation, file=sys.stderr)
    if arguments.json:
        print(json.dumps({key: _plain(value) for key, value in result.items()}))
    else:
        print(_sentence(experiment, result))
    return {"finished": 0, "diverged": 1, "stopped": 130}[result["status"]]


def _last_epoch(history: History) -> dict[str, Any]:
    """The figures of the last epoch of a run that goes on, as the result has them."""
    if not history.epochs:
        return {}
    found: dict[str, Any] = {"epochs": history.epochs}
    for name, key in zip(
        EPOCH_SERIES, ("loss", "train_accuracy", "validation_loss", "validation_accuracy"), strict=True
    ):
        value = float(history.epoch_series(name)[2][-1])
        found[key] = None if math.isnan(value) else value
    return found


class _Keeper:
    """Keeps a run in a file: at its start, which tells in time where that cannot be; then at the end of an epoch where
    the last time is a minute ago; and at its end. Ctrl+C ends the run between two steps, a second time at once."""

    def __init__(self, path: Path, document: StoredExperiment, trainer: Trainer, history: History) -> None:
        self._path, self._document, self._trainer, self._history = path, document, trainer, history
        self._keep()
        self._before = signal.signal(signal.SIGINT, self._interrupted)

    def note(self, event: Event) -> None:
        """Record an event, and keep the run where it is time."""
        self._history.add(event)
        if isinstance(event, Finished) or (isinstance(event, Epoch) and time.monotonic() - self._kept > KEEP_SECONDS):
            self._keep()

    def close(self) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _keep(self) -> None:
        state = replace(self._trainer.state(), history=self._history.arrays())
        save_trained(self._path, StoredExperiment(self._trainer.experiment, self._document.view), state)
        self._kept = time.monotonic()

    def _interrupted(self, *_: object) -> None:
        self._trainer.stop()
        self.close()


def _check(arguments: argparse.Namespace) -> int:
    experiment = load_experiment(arguments.experiment)
    analysis = analyse(experiment)
    for problem in analysis.problems:
        print(f"{arguments.experiment.name}: {problem}")
    if not analysis.problems:
        print(
            f"{arguments.experiment.name}: no problems; {len(experiment.network.nodes)} layers, "
            f"{analysis.parameter_count:,} parameters, {analysis.operations:,} multiply-adds per sample"
        )
    return 1 if analysis.problems else 0


def _catalog(arguments: argparse.Namespace) -> int:
    catalogue = describe_all()
    if arguments.json:
        print(json.dumps(catalogue, indent=2))
        return 0
    for name, members in catalogue.items():
        print(f"{FAMILIES[name]}:")
        for entry in members:
            fields = ", ".join(f"{field['name']}={field['default']}" for field in entry["fields"])
            print(f"  {entry['kind']:<24}{entry['title']:<28}{fields}")
    return 0


def _overridden(experiment: Experiment, path: str, option: str, value: int | None) -> Experiment:
    if value is None:
        return experiment
    try:
        return replaced(experiment, path, value)
    except ValidationError as fault:
        problem: FieldFault = field_faults(fault)[0]
        raise DescentError(say("{option}: {fault}", option=option, fault=problem.text)) from fault


def _plain(value: Any) -> Any:
    """JSON has no infinity: a figure that is not finite becomes null."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _sentence(experiment: Experiment, result: dict[str, Any]) -> str:
    parts = [f"{experiment.name}: {result['status']} after {result['epochs']} epochs, {result['steps']:,} steps, "
             f"{result['seconds']:.1f} s"]  # fmt: skip
    for key, label in (("loss", "loss"), ("validation_loss", "validation loss")):
        if result[key] is not None:
            parts.append(f"{label} {result[key]:.4f}")
    for key, label in (("train_accuracy", "train accuracy"), ("validation_accuracy", "validation accuracy")):
        if result[key] is not None:
            parts.append(f"{label} {result[key]:.2%}")
    return "; ".join(parts)


class _Progress:
    """One line on a terminal, renewed ten times a second; silent where standard error is no terminal."""

    def __init__(self, experiment: Experiment) -> None:
        self.epoch: Epoch | None = None
        self.start = 0.0
        """How many epochs were done before."""
        self._epochs = experiment.training.epochs
        self._shown = 0.0
        self._live = sys.stderr.isatty()
        self._began = time.monotonic()

    def show(self, step: Step) -> None:
        now = time.monotonic()
        if not self._live or now - self._shown < 0.1:
            return
        self._shown = now
        remaining = (now - self._began) * (self._epochs - step.epoch) / max(step.epoch - self.start, 1e-9)
        line = f"epoch {step.epoch:.1f} of {self._epochs}, loss {step.loss:.4f}"
        if self.epoch is not None and self.epoch.validation_accuracy is not None:
            line += f", validation accuracy {self.epoch.validation_accuracy:.2%}"
        print(f"\r{line}, {remaining:.0f} s left\033[K", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._live and self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
