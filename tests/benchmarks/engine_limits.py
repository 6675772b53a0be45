"""What else the engine promises: python -m tests.benchmarks.engine_limits [--steps 1000000] [--only NAMES]

Evaluation against PyTorch, training against scikit-learn, the first step, changes of the batch size, memory and pace of
a long run, and the memory of the largest workload against PyTorch's. Figures with their bounds; nothing is judged.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from engine import Step, Trainer, replaced
from tests.benchmarks.engine import interleaved, ours
from tests.benchmarks.workloads import Workload, workloads

ROOT = Path(__file__).parents[2]
BY_NAME: dict[str, Workload] = {each.name: each for each in workloads()}


def repeated(function: Callable[[], Any]) -> Iterator[None]:
    while True:
        function()
        yield


def evaluation() -> None:
    """10,000 images of 8x8 pixels through W2 and W4: ours as the trainer does it, PyTorch's in one go and by 1,024."""
    import torch

    from tests.benchmarks.torch_twin import Twin, images

    torch.set_num_threads(1)
    x = np.random.default_rng(0).standard_normal((10_000, 8, 8, 1)).astype(np.float32)
    inputs = images(x)
    for name in ("W2", "W4"):
        trainer = Trainer(BY_NAME[name].experiment)
        net = Twin(BY_NAME[name].experiment.network, (8, 8, 1)).eval()

        def torch_runs(chunk: int, net: Any = net) -> Callable[[], Any]:
            def run() -> None:
                with torch.no_grad():
                    for start in range(0, len(inputs), chunk):
                        net(inputs[start : start + chunk]).argmax(1).sum().item()

            return run

        runs: dict[str, Callable[[], Any]] = {
            "ours": lambda trainer=trainer: trainer.scores(x).argmax(1).sum(),  # type: ignore[misc]
            "whole": torch_runs(10_000),
            "by 1,024": torch_runs(1_024),
        }
        found = interleaved({each: repeated(each_run) for each, each_run in runs.items()}, 9, 0.1)
        middle = {each: statistics.median(times) for each, times in found.items()}
        best = min(middle["whole"], middle["by 1,024"])
        print(f"evaluation of 10,000 digits by {name}: ours {middle['ours']:.1f} ms, torch {best:.1f} ms, ratio "
              f"{middle['ours'] / best:.2f} (at most 0.7)")  # fmt: skip


def scikit_learn() -> None:
    """Steps of the same networks by MLPClassifier; it draws no loss or accuracy a step, only sums a loss an epoch."""
    from sklearn.neural_network import MLPClassifier

    for name, layers, fields in (
        ("W1 SGD", (8, 8), {"activation": "tanh", "solver": "sgd", "momentum": 0.0, "learning_rate_init": 0.03}),
        ("W1 Adam", (8, 8), {"activation": "tanh", "solver": "adam"}),
        ("W2", (128, 64), {"solver": "adam"}),
    ):
        experiment = BY_NAME[name].experiment
        trainer = Trainer(experiment)
        trainer.prepare()
        train, size = trainer.splits.train, experiment.training.batch_size
        x, y = train.x.reshape(len(train), -1), train.targets
        model = MLPClassifier(layers, batch_size=size, alpha=0.0, **fields)  # type: ignore[arg-type]
        classes = np.unique(y)

        def epochs(model: Any = model, x: Any = x, y: Any = y, classes: Any = classes) -> Iterator[None]:
            while True:  # partial_fit makes one pass over what it is given, in batches
                model.partial_fit(x, y, classes=classes)
                yield

        steps = -(-len(x) // size)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = statistics.median(interleaved({"sklearn": epochs()}, 5)["sklearn"]) / steps
            mine = statistics.median(interleaved({"ours": ours(BY_NAME[name], 1)}, 5)["ours"])
        print(f"{name} against scikit-learn: {mine:.4f} and {theirs:.4f} ms, ratio {mine / theirs:.2f} (at most 0.25)")


def first_step() -> None:
    """From a prepared trainer to the end of its first step; and the plan's share of it."""
    for name in ("W1 SGD", "W5", "W6"):
        trainer = Trainer(BY_NAME[name].experiment)
        trainer.prepare()
        steps = (event for event in trainer.events() if type(event) is Step)
        began = time.perf_counter()
        next(steps)
        first = time.perf_counter() - began
        began = time.perf_counter()
        next(steps)
        second = time.perf_counter() - began
        print(f"first step of {name}: {first * 1e3:.0f} ms, of which {(first - second) * 1e3:.0f} to build the plan "
              "(W5: at most 300)")  # fmt: skip


def batch_changes() -> None:
    """The longest step while the batch size changes every fifth step; and the ragged step at an epoch's end."""
    for name in ("W2", "W5"):
        trainer = Trainer(BY_NAME[name].experiment)
        steps = (event for event in trainer.events() if type(event) is Step)
        times = []
        for index, size in enumerate((64, 48, 64, 32, 57, 64)):
            trainer.edit("training.batch_size", size)
            for _ in range(5):
                began = time.perf_counter()
                next(steps)
                times.append((time.perf_counter() - began, index))
        usual = statistics.median(each for each, _ in times)
        print(f"batch sizes of {name} in mid-run: usual step {usual * 1e3:.2f} ms, longest but for the first "
              f"{max(each for each, index in times[1:]) * 1e3:.2f} ms")  # fmt: skip


def long_run(steps: int) -> None:
    """Pace by tenths and memory of so many steps of W1."""
    trainer = Trainer(replaced(BY_NAME["W1 SGD"].experiment, "training.epochs", 1_000_000))
    events = (event for event in trainer.events() if type(event) is Step)
    for _ in range(max(1, steps // 100)):
        next(events)
    before, paces = _resident(), []
    for _ in range(10):
        began = time.perf_counter()
        for _ in range(steps // 10):
            next(events)
        paces.append((time.perf_counter() - began) / (steps // 10) * 1e6)
    print(f"{steps:,} steps of W1: {', '.join(f'{pace:.1f}' for pace in paces)} us a step; memory grew by "
          f"{(_resident() - before) / 2**20:.2f} MB (at most 1)")  # fmt: skip


def peak_memory() -> None:
    """What training W5 adds to a process that has loaded its data, ours and PyTorch's each in one of its own."""
    grown = {}
    for who in ("ours", "torch"):
        code = f"from tests.benchmarks.engine_limits import peak_of; peak_of({who!r})"
        run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
        grown[who] = float(run.stdout)
    print(f"peak memory of W5: ours {grown['ours']:.0f} MB, torch {grown['torch']:.0f} MB, ratio "
          f"{grown['ours'] / grown['torch']:.2f} (at most 1.2)")  # fmt: skip


def peak_of(who: str) -> None:
    """Print the megabytes that 15 steps of W5 add."""
    workload = BY_NAME["W5"]
    if who == "ours":
        trainer = Trainer(workload.experiment)
        trainer.prepare()
        steps: Any = trainer.events()
    else:
        import torch

        from tests.benchmarks.torch_twin import steps as torch_steps

        torch.set_num_threads(1)
        small = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3), torch.nn.ReLU())  # what any first use loads
        small(torch.zeros(2, 3, 8, 8)).sum().backward()
        steps = torch_steps(workload.experiment, workload.torch_kind, workload.torch_rate)
        trainer = Trainer(workload.experiment)
        trainer.prepare()
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here on
    before = _resident()
    for _ in range(15):
        next(steps)
    status = Path("/proc/self/status").read_text()
    peak = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024
    print((peak - before) / 2**20)


def _resident() -> int:
    """Bytes of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.engine_limits")
    parser.add_argument("--steps", type=int, default=1_000_000, help="steps of the long run")
    parser.add_argument("--only", default="", help="names, by commas")
    chosen = parser.parse_args(arguments)
    parts: dict[str, Callable[[], None]] = {
        "evaluation": evaluation, "scikit_learn": scikit_learn, "first_step": first_step,
        "batch_changes": batch_changes, "peak_memory": peak_memory, "long_run": lambda: long_run(chosen.steps),
    }  # fmt: skip
    for name, part in parts.items():
        if not chosen.only or name in chosen.only.split(","):
            part()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
