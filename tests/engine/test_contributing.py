"""The worked example of CONTRIBUTING.md is true: one file, and everything else follows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PREPARE = """
import sys
import engine.layers
engine.layers.__path__.append(sys.argv[1])  # as if the file lay in engine/layers
"""

USE = """
import json
from engine import *
from engine.cli import main
from engine.fields import hyperparameters
from engine import chain, family

cls = family("layers")["hard_tanh"]
(limit,) = hyperparameters(cls)
layers = family("layers")
network = chain(layers["dense"](units=8), cls(limit=0.5), layers["dense"](units=2))
experiment = Experiment(
    data=Data(source=family("datasets")["two_spirals"](samples=60)), model=network,
    loss=family("losses")["softmax_cross_entropy"](), optimizer=family("optimizers")["adam"](),
    training=Training(epochs=3),
)
save_document(sys.argv[1] + "/hard.descent", StoredExperiment(experiment))
assert load_experiment(sys.argv[1] + "/hard.descent") == experiment
assert check(experiment) == ()
trainer = Trainer(experiment)
*_, finished = trainer.events()
assert abs(trainer.values("hard_tanh", "activations")).max() <= 0.5
assert main(["train", sys.argv[1] + "/hard.descent", "--json"]) == 0
main(["catalog"])
print(json.dumps({
    "entry": describe(cls), "status": finished.status, "field": [limit.title, limit.minimum, limit.maximum],
    "after": trainer.network.weights_sha256() != Trainer(experiment).network.weights_sha256(),
}))
"""

CONTRACT = """
import pytest
options = ["-p", "no:cacheprovider", "-W", "ignore::pytest.PytestConfigWarning", "-o", "addopts=-q"]
sys.exit(pytest.main([*options, "-k", "hard_tanh", "tests/contract"]))
"""


def example() -> str:
    """The file as the page shows it."""
    (code,) = re.findall(r"^```python\n(.*?)^```$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.M | re.S)
    return str(code)


def run(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PREPARE + code, str(folder)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hard_tanh.py").write_text(example(), encoding="utf-8")
    return tmp_path


def test_the_file_is_short_and_nothing_else_names_the_layer() -> None:
    assert len(example().splitlines()) <= 35
    for path in [*(ROOT / "engine").rglob("*.py"), *(ROOT / "gui").rglob("*.py")]:
        assert "hard_tanh" not in path.read_text(encoding="utf-8"), path


def test_catalogue_files_terminal_and_training_take_it_up(folder: Path) -> None:
    done = run(folder, USE)
    assert done.returncode == 0, done.stderr
    *lines, last = done.stdout.splitlines()
    result = json.loads(last)
    entry = result["entry"]
    assert (entry["title"], entry["group"]) == ("Hard tanh", "activation")
    assert entry["summary"].startswith("Hard tanh: a tanh made of three straight pieces.")
    assert entry["formula"].startswith("y = max(-limit, min(x, limit))")
    assert entry["schema"]["properties"]["limit"]["exclusiveMinimum"] == 0
    assert result["field"] == ["Limit", 0.0, 100.0]
    assert result["status"] == "finished"
    assert result["after"]
    assert any(re.search(r"hard_tanh +Hard tanh +limit=1\.0", line) for line in lines)


def test_the_contract_holds_for_it_and_finds_a_mistake_in_it(folder: Path) -> None:
    done = run(folder, CONTRACT)
    assert done.returncode == 0, done.stdout
    examples = re.search(r"contract: 1 members, (\d+) examples", done.stdout)
    assert examples is not None
    assert int(examples[1]) >= 300
    wrong = example().replace("< self.limit)", "< 2 * self.limit)")
    assert wrong != example()
    (folder / "hard_tanh.py").write_text(wrong, encoding="utf-8")
    done = run(folder, CONTRACT)
    assert done.returncode == 1
    assert "test_gradients_in_training[hard_tanh]" in done.stdout
    assert "the gradient is" in done.stdout
