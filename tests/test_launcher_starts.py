"""Whole starts by the launcher ``main.py``: how it makes .venv, and hands over. No test here needs the network.

They run in a copy of the program that has a toy engine and needs one toy package, which pip takes from a folder.
``python -S`` stands for a Python that has no packages.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import main

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and locks")
TOY_PYPROJECT = """\
[project]
name = "descent"
version = "9.8.7"
dependencies = ["toy>=1,<2"]
optional-dependencies = { test = ["toy>=1"] }
"""
TOY_CLI = """\
import json, sys
def main(arguments):
    import toy
    print(json.dumps([arguments, sys.prefix, sorted(sys.modules)]))
    return 7
"""


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the one package that the toy program needs."""
    folder = tmp_path_factory.mktemp("wheels")
    info = "toy-1.5.dist-info"
    with zipfile.ZipFile(folder / "toy-1.5-py3-none-any.whl", "w") as wheel:
        wheel.writestr("toy.py", "")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: toy\nVersion: 1.5\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", f"toy.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return folder


def lay_out(folder: Path) -> Path:
    """Put the launcher and the toy program into a folder."""
    (folder / "engine").mkdir(parents=True)
    (folder / "engine/cli.py").write_text(TOY_CLI)
    (folder / "pyproject.toml").write_text(TOY_PYPROJECT)
    shutil.copy(main.__file__, folder / "main.py")
    return folder


def environment(wheels: Path, **changes: str) -> dict[str, str]:
    """An environment in which pip sees a folder of wheels and nothing else."""
    ours = ("PIP_", "PYTHON", "DESCENT_", "COVERAGE_", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
    return {**kept, **pip, **changes}


def command(folder: Path) -> list[str]:
    """The command that starts the toy engine from a Python without packages."""
    return [sys.executable, "-S", str(folder / "main.py"), "train", "a b", ""]


def start(folder: Path, wheels: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Start the toy engine and wait for its end."""
    return subprocess.run(
        command(folder), env=environment(wheels, **changes), capture_output=True, text=True, timeout=240, check=False
    )


@pytest.fixture(scope="module")
def first_start(
    wheels: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder in which the toy program was started once, and what that start said."""
    folder = lay_out(tmp_path_factory.mktemp("first") / "with a space, ünïcode")
    return folder, start(folder, wheels)


@pytest.fixture
def program(first_start: tuple[Path, object], tmp_path: Path) -> Path:
    """A copy of the program after its first start."""
    return shutil.copytree(first_start[0], tmp_path / "program", symlinks=True)


def assert_runs(result: subprocess.CompletedProcess[str], folder: Path) -> None:
    """The toy engine ran, in the .venv of its folder, with its arguments, and its exit code came through."""
    assert result.returncode == 7, result.stderr
    arguments, prefix, _ = json.loads(result.stdout)  # and nothing else is on standard output
    assert arguments == ["train", "a b", ""]
    assert Path(prefix).samefile(folder / ".venv")


def test_the_first_start_installs_and_hands_over(
    first_start: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, result = first_start
    assert_runs(result, folder)
    assert "Making" in result.stderr
    assert "Successfully installed toy-1.5" in result.stderr


def test_later_starts_are_silent_and_import_nothing_slow(program: Path, wheels: Path) -> None:
    result = start(program, wheels)
    assert_runs(result, program)
    assert result.stderr == ""
    slow = {"importlib.metadata", "subprocess", "tomllib", "argparse", "email", "ctypes", "shutil"}
    assert not slow & set(json.loads(result.stdout)[2])


def test_more_packages_than_before_make_a_venv_unready(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYPROJECT", "VENV", "PYTHON", "STAMP"):
        monkeypatch.setattr(main, name, program / getattr(main, name).relative_to(main.ROOT))
    assert main.is_ready(main.ENGINE)
    assert not main.is_ready(main.WINDOW)


def test_a_changed_pyproject_is_installed_into_the_same_venv(program: Path, wheels: Path) -> None:
    (program / ".venv/sentinel").touch()
    stamp = program / ".venv/descent.stamp"
    stamp.write_text(f"{main.TEST}" + stamp.read_text("utf-8")[1:], "utf-8")  # as if the tests had run here
    (program / "pyproject.toml").write_text(TOY_PYPROJECT.replace("toy>=1,<2", "toy>=1.5,<2"))
    result = start(program, wheels)
    assert_runs(result, program)
    assert "Installing" in result.stderr
    assert (program / ".venv/sentinel").exists()
    assert stamp.read_text("utf-8").startswith(f"{main.TEST}\n")
    assert start(program, wheels).stderr == ""


@pytest.mark.parametrize("own", [False, pytest.param(True, marks=posix)], ids=["from outside", "from within"])
def test_a_venv_that_was_cut_off_halfway_is_made_anew(program: Path, wheels: Path, own: bool) -> None:
    (program / ".venv/descent.stamp").write_text("")
    (program / ".venv/sentinel").touch()
    (toy,) = program.glob(".venv/**/toy.py")
    toy.unlink()  # its metadata is still there: pip alone would believe that all is well
    python = [str(program / ".venv/bin/python")] if own else [sys.executable, "-S"]
    result = subprocess.run(
        [*python, *command(program)[2:]],
        env=environment(wheels),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert_runs(result, program)
    assert not (program / ".venv/sentinel").exists()


@posix
def test_a_venv_whose_interpreter_vanished_is_made_anew(program: Path, wheels: Path) -> None:
    for link in (program / ".venv/bin").glob("python*"):
        link.unlink()
        link.symlink_to(program / "gone")
    assert_runs(start(program, wheels), program)


@posix
def test_a_venv_made_by_others_is_used_and_not_emptied(program: Path, wheels: Path) -> None:
    (program / ".venv/descent.stamp").unlink()
    (program / ".venv/sentinel").touch()
    assert_runs(start(program, wheels), program)
    assert (program / ".venv/sentinel").exists()


@posix
def test_a_folder_that_only_looks_like_a_venv_never_leads_to_the_system_python(tmp_path: Path, wheels: Path) -> None:
    folder = lay_out(tmp_path / "program")
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to(os.path.realpath(sys.executable))
    assert_runs(start(folder, wheels), folder)


def test_a_failing_pip_is_explained_and_the_next_start_recovers(program: Path, wheels: Path, tmp_path: Path) -> None:
    (program / ".venv/descent.stamp").unlink()
    (program / "pyproject.toml").write_text(TOY_PYPROJECT.replace("toy>=1,<2", "toy>=2"))
    result = start(program, tmp_path)
    assert result.returncode == 1
    complaint, _, pips_own = result.stderr.partition("check the network, then start again.\n")
    assert "Could not install the packages" in complaint
    assert "No matching distribution found for toy>=2" in pips_own
    assert "Traceback" not in result.stderr
    assert (program / ".venv/descent.stamp").read_text() == ""
    (program / "pyproject.toml").write_text(TOY_PYPROJECT)
    assert_runs(start(program, wheels), program)


def test_without_ensurepip_the_package_to_install_is_named(tmp_path: Path, wheels: Path) -> None:
    folder = lay_out(tmp_path / "program")
    (tmp_path / "ensurepip.py").write_text("raise ImportError")
    result = start(folder, wheels, PYTHONPATH=str(tmp_path))
    assert result.returncode == 1
    assert f"sudo apt install python3.{sys.version_info[1]}-venv" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path, wheels: Path) -> None:
    folder = lay_out(tmp_path / "program")
    if os.name == "posix" and os.geteuid() != 0:
        folder.chmod(0o555)
    else:  # nothing is read-only to root: let the first write fail in another way
        (folder / ".venv.lock").mkdir()
    result = start(folder, wheels)
    folder.chmod(0o755)
    assert result.returncode == 1
    assert "a folder that you may write to" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_program_that_is_not_whole_is_said_in_a_sentence(tmp_path: Path, wheels: Path) -> None:
    folder = lay_out(tmp_path / "program")
    (folder / "pyproject.toml").write_text("<<<<<<< HEAD")
    result = start(folder, wheels)
    assert result.returncode == 1
    assert "pyproject.toml cannot be read" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def managed_python() -> str | None:
    """A Python on which its operating system forbids pip to install, and which suffices otherwise."""
    probe = (
        "import sys, sysconfig, pathlib, ensurepip\n"
        f"mark = pathlib.Path(sysconfig.get_path('stdlib'), 'EXTERNALLY-MANAGED')\n"
        f"sys.exit(not mark.exists() or sys.version_info < {main.NEEDED})"
    )
    for python in ("/usr/bin/python3", sys.executable):
        if os.path.exists(python) and subprocess.run([python, "-c", probe], capture_output=True).returncode == 0:
            return python
    return None


def test_a_python_that_the_system_manages_is_enough_and_is_left_alone(tmp_path: Path, wheels: Path) -> None:
    python = managed_python()
    if python is None:
        pytest.skip("no such Python here")
    folder = lay_out(tmp_path / "program")
    started = [python, *command(folder)[1:]]
    result = subprocess.run(started, env=environment(wheels), capture_output=True, text=True, timeout=240, check=False)
    assert_runs(result, folder)
    asked = subprocess.run([python, "-c", "import toy"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "No module named 'toy'" in asked.stderr


@pytest.fixture
def silent_index() -> Iterator[socket.socket]:
    """A package index that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        yield server


@contextlib.contextmanager
def stuck_start(folder: Path, wheels: Path, index: socket.socket) -> Iterator[subprocess.Popen[str]]:
    """A start whose pip waits for an answer that never comes."""
    (folder / "pyproject.toml").write_text(TOY_PYPROJECT.replace("toy>=1,<2", "other>=1"))
    # Tests that run in the background ignore SIGINT, and so would what they start.
    heeding_ctrl_c = "import os, signal, sys; signal.signal(2, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    address = f"http://127.0.0.1:{index.getsockname()[1]}/"
    changes = {"PIP_INDEX_URL": address, "PIP_NO_INDEX": "0", "PIP_FIND_LINKS": ""}
    with subprocess.Popen(
        [sys.executable, "-c", heeding_ctrl_c, *command(folder)],
        env=environment(wheels, **changes),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        connection, _ = index.accept()
        (folder / "pyproject.toml").write_text(TOY_PYPROJECT)
        try:
            yield process
        finally:
            connection.close()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@posix
def test_ctrl_c_while_installing_ends_quietly(program: Path, wheels: Path, silent_index: socket.socket) -> None:
    with stuck_start(program, wheels, silent_index) as process:
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert (program / ".venv/descent.stamp").read_text() == ""


@posix
def test_a_start_that_was_killed_keeps_others_waiting_until_its_pip_has_ended(
    program: Path, wheels: Path, silent_index: socket.socket
) -> None:
    with stuck_start(program, wheels, silent_index) as killed:
        killed.kill()
        killed.wait()
        with subprocess.Popen(
            command(program), env=environment(wheels), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as waiting:
            assert waiting.stderr is not None
            assert "Another start is installing the packages" in waiting.stderr.readline()
            time.sleep(0.5)
            assert waiting.poll() is None
            os.killpg(killed.pid, signal.SIGKILL)
            printed, said = waiting.communicate(timeout=240)
    assert_runs(subprocess.CompletedProcess([], waiting.returncode, printed, said), program)


@pytest.mark.slow
def test_a_fresh_clone_starts_by_itself(tmp_path: Path) -> None:
    """The real program, through the network: every file that a clone would hold, and a Python without packages."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(listing, cwd=main.ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this copy of the program is not a git repository")
    for name in filter(None, listed.stdout.split("\0")):
        if (main.ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(main.ROOT / name, tmp_path / name)
    ours = ("PYTHON", "DESCENT_", "COVERAGE_", "COV_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    catalog = [sys.executable, "-S", str(tmp_path / "main.py"), "catalog", "--json"]
    result = subprocess.run(catalog, cwd=tmp_path, env=clean, capture_output=True, text=True, timeout=900, check=False)
    if "check the network" in result.stderr:
        pytest.skip("no network")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)
    assert (tmp_path / ".venv/descent.stamp").read_text("utf-8").startswith(str(main.ENGINE))
