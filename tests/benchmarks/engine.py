"""Steps of training against PyTorch's: python -m tests.benchmarks.engine [--json] [--threads 1,2] [--only W1,W5]

Both run in this process, a short stretch each in turn, so that a machine that changes its pace does so for both. A
figure is the median over the stretches; `ratio` is our time divided by that of PyTorch's eager mode.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from engine import Step, Trainer
from tests.benchmarks.workloads import Workload, workloads

BARS = {
    1: {"W1 SGD": 0.12, "W1 Adam": 0.09, "W2": 0.20, "W3": 0.68, "W4": 0.60, "W5": 0.72, "W6": 0.42, "branch": 0.9},
    2: {"W1 SGD": 0.10, "W1 Adam": 0.09, "W2": 0.20, "W3": 0.40, "W4": 0.66, "W5": 0.90, "W6": 0.55},
}
"""The ratio to stay below, on a machine with AVX-512."""

STRETCH = 0.15
"""Seconds of one stretch."""


def ours(workload: Workload, workers: int) -> Iterator[Any]:
    """Our steps, as they come."""
    return (event for event in Trainer(workload.experiment, workers=workers).events() if type(event) is Step)


def peers(workload: Workload, compiled: bool) -> dict[str, Iterator[Any]]:
    """PyTorch's steps: eager, and each way in which it may be faster."""
    from tests.benchmarks.torch_twin import steps

    given = workload.experiment, workload.torch_kind, workload.torch_rate
    found = {"eager": steps(*given), "fused": steps(*given, fused=True)}
    if any(node.layer.kind_name() == "conv2d" for node in workload.experiment.network.nodes):
        found["channels_last"] = steps(*given, channels_last=True)
        found["channels_last, fused"] = steps(*given, channels_last=True, fused=True)
    if compiled:
        found["compile"] = steps(*given, compiled=True)
    return found


def interleaved(runs: dict[str, Iterator[Any]], rounds: int, stretch: float = STRETCH) -> dict[str, list[float]]:
    """Milliseconds a step of each, one figure a round."""
    counts: dict[str, int] = {}
    for name, run in runs.items():
        for _ in range(3):
            next(run)
        began, done = time.perf_counter(), 0
        while done < 3 or time.perf_counter() - began < stretch / 3:
            next(run)
            done += 1
        counts[name] = max(2, round(stretch * done / (time.perf_counter() - began)))
    figures: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            next(run)
            began = time.perf_counter()
            for _ in range(counts[name]):
                next(run)
            figures[name].append((time.perf_counter() - began) / counts[name] * 1e3)
    return figures


def measure(workload: Workload, threads: int, rounds: int, compiled: bool) -> dict[str, Any]:
    """One row of the table."""
    import torch

    torch.set_num_threads(threads)
    runs = {"ours": ours(workload, threads), **peers(workload, compiled)}
    figures = interleaved(runs, rounds)
    middle = {name: statistics.median(each) for name, each in figures.items()}
    best = min((name for name in middle if name not in ("ours", "compile")), key=middle.__getitem__)
    ratios = sorted(a / b for a, b in zip(figures["ours"], figures["eager"], strict=True))
    row = {
        "workload": workload.name,
        "threads": threads,
        "ours_ms": middle["ours"],
        "torch_ms": middle["eager"],
        "best_torch_ms": middle[best],
        "best_torch": best,
        "ratio": middle["ours"] / middle["eager"],
        "ratio_to_best": middle["ours"] / middle[best],
        "ratio_spread": [ratios[0], ratios[-1]],
        "bar": BARS.get(threads, {}).get(workload.name),
        "all_ms": middle,
    }
    for run in runs.values():
        run.close()  # type: ignore[attr-defined]
    return row


def machine() -> dict[str, Any]:
    """What the figures depend on."""
    import threadpoolctl
    import torch

    features = np._core._multiarray_umath.__cpu_features__  # type: ignore[attr-defined]
    blas = [pool.get("architecture") for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"]
    return {
        "python": platform.python_version(), "numpy": np.__version__, "torch": torch.__version__,
        "avx512": bool(features.get("AVX512F")), "blas": blas,
    }  # fmt: skip


def line(row: dict[str, Any]) -> str:
    """A row of the table."""
    low, high = row["ratio_spread"]
    compiled = f"  compile {row['all_ms']['compile']:.4f} ms" if "compile" in row["all_ms"] else ""
    return (
        f"{row['workload']:10}{row['threads']:8}{row['ours_ms']:10.4f}{row['torch_ms']:10.4f}{row['ratio']:7.3f}"
        f"{low:7.3f}-{high:.3f}{row['bar'] or '':>6}{row['ratio_to_best']:9.3f} {row['best_torch']}{compiled}"
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.engine", description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print a list of objects")
    parser.add_argument("--threads", default="1,2", help="numbers of threads, by commas")
    parser.add_argument("--only", default="", help="beginnings of names, by commas")
    parser.add_argument("--rounds", type=int, default=9, help="stretches of each")
    parser.add_argument("--compile", action="store_true", help="measure torch.compile too")
    chosen = parser.parse_args(arguments)
    names = tuple(chosen.only.split(","))
    rows = []
    if not chosen.json:
        print("  ".join(f"{name} {value}" for name, value in machine().items()))
        print(f"{'':10}{'threads':>8}{'ours ms':>10}{'torch ms':>10}{'ratio':>7}{'spread':>13}{'bar':>6}{'to best':>9}")
    for threads in (int(each) for each in chosen.threads.split(",")):
        for workload in workloads():
            if not workload.name.startswith(names):
                continue
            row = measure(workload, threads, chosen.rounds, chosen.compile)
            rows.append(row)
            if not chosen.json:
                print(line(row), flush=True)
    if chosen.json:
        print(json.dumps(rows, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
