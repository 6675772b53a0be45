"""The launcher ``main.py``: which packages and Pythons suffice, what arguments start, and in which words it refuses."""

from __future__ import annotations

import ast
import os
import re
import runpy
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import engine.cli
import main
from gui import system

# The comparator of versions


@example([2, 1, 0], [("<=", [2, 1])])
@example([2, 1], [(">=", [2, 1, 0, 0])])
@given(
    version=st.lists(st.integers(0, 20), min_size=1, max_size=4),
    bounds=st.lists(
        st.tuples(st.sampled_from(sorted(main.SIGNS)), st.lists(st.integers(0, 20), min_size=1, max_size=4)),
        min_size=1,
        max_size=3,
    ),
)
def test_versions_compare_as_packaging_compares_them(version: list[int], bounds: list[tuple[str, list[int]]]) -> None:
    written = ".".join(map(str, version))
    ranges = ",".join(sign + ".".join(map(str, bound)) for sign, bound in bounds)
    assert main.within(written, ranges) == SpecifierSet(ranges).contains(written)


@pytest.mark.parametrize(
    ("version", "ranges"),
    [
        ("2.1rc1", ">=2"),
        ("none", ">=2"),
        ("2.1", "~=2.0"),
        ("2.1", "==2.*"),
        ("2.1", ">=2,<oops"),
        ("2.1+local", ">=2"),
    ],
)
def test_what_is_not_understood_counts_as_not_installed(version: str, ranges: str) -> None:
    assert not main.within(version, ranges)


@pytest.mark.parametrize(
    ("version", "python", "expected"),
    [
        ("6.11.3", "3.11", True),
        ("6.12.0", "3.11", False),  # aborts
        ("6.12.0", "3.12", True),
        ("6.11.1", "3.11", False),
        ("6.11.1", "3.13", False),
        ("7.0", "3.13", False),
    ],
)
def test_qt_that_aborts_is_refused(version: str, python: str, expected: bool) -> None:
    lines = [line for line in main.wanted(main.WINDOW) if line.startswith("PySide6")]
    assert lines
    assert all(main.satisfied(line, {"pyside6_essentials": version}, python) for line in lines) == expected


@pytest.mark.parametrize("line", main.wanted(main.TEST))
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.14"])
def test_every_requirement_of_ours_is_understood(line: str, python: str) -> None:
    requirement = Requirement(line)
    name = requirement.name.lower().replace("-", "_")
    for version in ("0.1", "0.14.2", "2.1", "2.10.1", "4.5", "6.11.2", "6.12.0", "6.130", "8.3", "9.0.1", "10.0"):
        applies = requirement.marker is None or requirement.marker.evaluate({"python_version": python})
        expected = not applies or requirement.specifier.contains(version)
        assert main.satisfied(line, {name: version}, python) == expected, version


def test_an_absent_package_and_a_strange_requirement_are_not_satisfied() -> None:
    assert not main.satisfied("numpy>=2", {}, "3.11")
    assert not main.satisfied("numpy @ https://example.org/numpy.whl", {"numpy": "2.1"}, "3.11")
    assert not main.satisfied("numpy>=2; sys_platform == 'linux'", {"numpy": "2.1"}, "3.11")


def test_installed_packages_are_found_by_name_and_the_first_on_the_path_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("one/PySide6_Essentials-6.11.3.dist-info", "two/pyside6_essentials-6.12.0.dist-info"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "none"), str(tmp_path / "one"), str(tmp_path / "two")])
    assert main.installed_here() == {"pyside6_essentials": "6.11.3"}


def test_the_engine_needs_no_qt() -> None:
    def names(level: int) -> set[str]:
        return {Requirement(line).name for line in main.wanted(level)}

    assert {"numpy", "pydantic"} <= names(main.ENGINE)
    assert not names(main.ENGINE) & {"PySide6-Essentials", "pyqtgraph"}
    assert names(main.WINDOW) - names(main.ENGINE) == {"PySide6-Essentials", "pyqtgraph"}
    assert names(main.TEST) - names(main.WINDOW) >= {"pytest", "pytest-qt", "hypothesis"}


# Arguments


@pytest.mark.parametrize(
    ("arguments", "level"),
    [
        ([], main.WINDOW),
        (["my.descent"], main.WINDOW),
        (["no/such/folder/my.json"], main.WINDOW),
        (["here"], main.WINDOW),
        (["test", "-k", "x"], main.TEST),
        (["train", "my.descent"], main.ENGINE),
        (["folder"], main.ENGINE),
        (["here", "my.descent"], main.ENGINE),
    ],
)
def test_arguments_decide_what_starts(
    arguments: list[str], level: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("here").touch()
    Path("folder").mkdir()
    assert main.level_of(arguments) == level


def test_help_names_the_commands_there_are() -> None:
    listed = re.findall(r"in the terminal: (.+)", main.USAGE)
    assert listed == [", ".join(engine.cli.COMMANDS)]


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_names_every_way_to_start(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main([flag]) == 0
    printed = capsys.readouterr().out
    for word in ("FILE.descent", "COMMAND", "test", "train", "catalog", "--version", ".venv"):
        assert word in printed


def test_an_unknown_option_shows_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--hepl"]) == 2
    assert "usage:" in capsys.readouterr().out


def test_the_version_is_that_of_pyproject(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--version"]) == 0
    assert re.fullmatch(r"Descent \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_tests_run_offscreen_in_the_folder_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    seen: list[object] = []
    monkeypatch.setattr(system, "obstacle", lambda: seen.append(os.environ["QT_QPA_PLATFORM"]))
    monkeypatch.setattr(pytest, "main", lambda arguments: seen.extend([arguments, Path.cwd()]) or 5)
    assert main.run(main.TEST, ["test", "-k", "x"]) == 5
    assert seen == ["offscreen", ["-k", "x"], main.ROOT]


def test_interruption_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(level: int) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "prepare", interrupted)
    assert main.main([]) == 130


@pytest.mark.parametrize(("culprit", "ours"), [("numpy", False), ("engine.cli", True)])
def test_a_damaged_package_is_told_but_our_own_mistake_is_shown(
    culprit: str, ours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "obstacle", lambda: None)
    broken = {"engine": None} if ours else {"pytest": None}
    for name, module in broken.items():
        monkeypatch.setitem(sys.modules, name, module)
        monkeypatch.delitem(sys.modules, f"{name}.cli", raising=False)
    monkeypatch.chdir(main.ROOT)
    expected = ImportError if ours else main.Stop
    with pytest.raises(expected):
        main.run(main.ENGINE if ours else main.TEST, ["train"])


# Old Pythons


def test_an_old_python_can_parse_the_launcher() -> None:
    ast.parse(Path(main.__file__).read_text("utf-8"), feature_version=(3, 7))


def test_an_old_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["main.py", "--help"])
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(main.__file__, run_name="__main__")
    assert stop.value.code == "Descent needs Python 3.11 or newer; this is Python 3.8."  # a text exits with code 1


def test_where_a_process_cannot_be_replaced_its_exit_code_is_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv(main.HANDED_OVER, "")
    called: list[list[str]] = []
    monkeypatch.setattr(subprocess, "call", lambda command: called.append(command) or 9)
    before = signal.getsignal(signal.SIGINT)
    try:
        assert main.hand_over(["train"]) == 9
    finally:
        signal.signal(signal.SIGINT, before)
    assert called == [[str(main.PYTHON), str(main.ROOT / "main.py"), "train"]]
