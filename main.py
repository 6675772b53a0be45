"""Start Descent: ``python main.py``; ``python main.py --help`` tells the rest.

Needs nothing but Python. Where this interpreter lacks the packages that pyproject.toml names, they are installed once
into a folder ``.venv`` beside this file, whose interpreter then takes over. What is slow to import is imported where
it is used, for the window should show at once. An older Python must be able to parse this file, to be refused by it.
"""

import operator
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

NEEDED = (3, 11)
if sys.version_info < NEEDED:
    sys.exit("Descent needs Python {}.{} or newer; this is Python {}.{}.".format(*NEEDED, *sys.version_info))

ROOT = Path(__file__).resolve().parent
PYPROJECT = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
STAMP = VENV / "descent.stamp"  # what was installed; empty while that is under way; absent in a .venv made by others
HANDED_OVER = "DESCENT_HANDED_OVER"
ENGINE, WINDOW, TEST = range(3)  # how much a start needs; each level includes those before it
SIGNS = {">=": operator.ge, "<=": operator.le, "==": operator.eq, "!=": operator.ne, ">": operator.gt, "<": operator.lt}
USAGE = """\
usage: python main.py [FILE.descent]      open the window, with a file if one is named
       python main.py COMMAND [...]       work in the terminal: train, check, catalog
       python main.py COMMAND --help      say what a command does and takes
       python main.py test [...]          run the tests; what follows goes to pytest
       python main.py --version | --help

The first start installs the packages it needs into the folder .venv beside main.py."""


class Stop(Exception):
    """The program cannot start; the text tells the user why and what to do."""


def say(text: str) -> None:
    """Tell the user; not on standard output, which belongs to the results of commands."""
    print(text, file=sys.stderr, flush=True)


def project() -> dict[str, Any]:
    """The [project] table of pyproject.toml, the one place that states names and versions."""
    import tomllib

    try:
        table: dict[str, Any] = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    except (OSError, ValueError, KeyError) as error:
        raise Stop(f"{PYPROJECT} cannot be read ({error}): get the program again, whole.") from None
    return table


def wanted(level: int) -> list[str]:
    """The requirements of a level."""
    lines = project()["dependencies"] + (project()["optional-dependencies"]["test"] if level == TEST else [])
    return [line for line in lines if level > ENGINE or not line.startswith(("PySide6", "pyqtgraph"))]


def within(version: str, ranges: str) -> bool:
    """Whether a version lies in ranges like ``>=2.1,<3``. A pre-release, or what is not understood, does not."""

    def release(text: str) -> tuple[int, ...]:
        return tuple(int(number) for number in re.sub(r"(\.0+)+$", "", text).split("."))  # 2.1.0 is 2.1

    bounds = re.findall(r"([^\s\w.,]+)\s*([^\s,]+)", ranges)
    try:
        return all(SIGNS[sign](release(version), release(bound)) for sign, bound in bounds)
    except (KeyError, ValueError):
        return False


def satisfied(requirement: str, installed: dict[str, str], python: str) -> bool:
    """Whether ``name>=1,<2; python_version < '3.12'`` is met, or does not concern this version of Python."""
    parts = re.fullmatch(r"([\w.-]+)([^;]*)(?:;\s*python_version([^;'\"]+)['\"]([\d.]+)['\"])?", requirement)
    if parts is None:
        return False
    if parts[3] and not within(python, parts[3] + parts[4]):
        return True
    return within(installed.get(parts[1].lower().replace("-", "_"), "none"), parts[2])


def installed_here() -> dict[str, str]:
    """Name -> version of this interpreter's packages, read off the names of their .dist-info folders.

    importlib.metadata says the same, but its import takes 45 ms, a tenth of the time until the window shows.
    """
    found = {}
    for folder in reversed(sys.path):  # the first on the path is the one that gets imported
        for name in os.listdir(folder) if os.path.isdir(folder) else []:
            if name.endswith(".dist-info"):
                package, _, version = name.removesuffix(".dist-info").partition("-")
                found[package.lower()] = version
    return found


def signature() -> str:
    """What .venv belongs to: its interpreter, which a system upgrade may replace, and the text of pyproject.toml."""
    return f"{os.path.realpath(PYTHON)}\n{PYPROJECT.read_text('utf-8')}"


def is_ready(level: int) -> bool:
    """Whether .venv was completed for this level and the present pyproject.toml, and its interpreter still exists."""
    try:
        stamped, _, text = STAMP.read_text("utf-8").partition("\n")
        home = re.search("^home = (.+)$", (VENV / "pyvenv.cfg").read_text("utf-8"), re.MULTILINE)
        alive = PYTHON.exists() and home is not None and os.path.isdir(home[1])
        return alive and text == signature() and int(stamped) >= level
    except (OSError, ValueError):
        return False


def take_lock() -> IO[str]:
    """Wait until no other start works on .venv. The system frees the lock when its holder ends, however it ends."""
    lock = open(ROOT / ".venv.lock", "w")  # noqa: SIM115
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)  # gives up after ten seconds
        return lock
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another start is installing the packages; waiting for it ...")
        fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError:
        pass  # a file system without locks: go on, for nearly always nobody else is here
    return lock


def set_up(level: int, lock: IO[str]) -> None:
    """Make .venv if it is missing, was cut off halfway or has no working Python; then install what a level needs."""
    import subprocess

    def call(complaint: str, *command: str | Path) -> None:
        shared = () if sys.platform == "win32" else (lock.fileno(),)  # if we get killed, the next start waits for pip
        child = subprocess.run(command, stdout=2, stderr=subprocess.PIPE, errors="replace", pass_fds=shared)
        if child.returncode:
            raise Stop("\n".join([complaint, *child.stderr.splitlines()[-8:]]))

    stamped = STAMP.read_text("utf-8", "replace")[:1] if STAMP.exists() else "0"
    whole = stamped in ("0", "1", "2")
    level = max(level, int(stamped)) if whole else level
    packages = wanted(level)
    works = f"import sys; sys.exit(sys.version_info < {NEEDED} or sys.prefix == sys.base_prefix)"
    if not whole or not PYTHON.exists() or subprocess.call([PYTHON, "-I", "-c", works]):
        try:
            import ensurepip  # noqa: F401
        except ImportError:
            package = "python{}.{}-venv".format(*sys.version_info)
            raise Stop(f"This Python cannot make {VENV}. On Debian or Ubuntu: sudo apt install {package}") from None
        say(f"Making {VENV} ...")
        call(f"Could not make {VENV}:", sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    say(f"Installing packages into {VENV}; later starts skip this ...")
    STAMP.write_text("")
    pip = ("-m", "pip", "--disable-pip-version-check", "--no-input", "--retries=2", "install")
    options = ("--no-user", "--only-binary=:all:")
    call("Could not install pip:", PYTHON, "-I", "-m", "ensurepip", "--default-pip")
    call(
        "Could not install the packages: check the network, then start again.", PYTHON, "-I", *pip, *options, *packages
    )
    if hasattr(os, "sync"):
        os.sync()  # a power cut must not spare the stamp and take the packages
    STAMP.write_text(f"{level}\n{signature()}", "utf-8")


def prepare(level: int) -> bool:
    """Whether this interpreter has what a level needs; if not, .venv has it from now on."""
    if os.environ.pop(HANDED_OVER, None):
        return True  # the start that handed over has seen to it; asking again could go round in a circle
    own_stamp = Path(sys.prefix, STAMP.name)
    cut_off = own_stamp.exists() and not own_stamp.read_text("utf-8")
    installed, python = installed_here(), "{}.{}".format(*sys.version_info)
    if not cut_off and all(satisfied(requirement, installed, python) for requirement in wanted(level)):
        return True
    try:
        if not is_ready(level):
            with take_lock() as lock:
                if not is_ready(level):  # nor has the start that we waited for made it so
                    set_up(level, lock)
    except OSError as error:
        raise Stop(
            f"Packages are missing and cannot be installed ({error}): "
            "put the program into a folder that you may write to, or delete its folder .venv."
        ) from None
    return False


def hand_over(arguments: list[str]) -> int:
    """Start again with the interpreter of .venv."""
    os.environ[HANDED_OVER] = "1"
    os.environ.pop("PYTHONHOME", None)  # it would lead that interpreter away from its packages
    command = [str(PYTHON), str(ROOT / "main.py"), *arguments]
    if sys.platform != "win32":
        os.execv(command[0], command)
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the console tells the child too, and the child decides
    return subprocess.call(command)


def level_of(arguments: list[str]) -> int:
    """How much these arguments need: what is neither a file alone nor ``test`` is a command of the engine."""
    if arguments[:1] == ["test"]:
        return TEST
    alone = len(arguments) == 1
    opens = not arguments or arguments[0].endswith((".descent", ".json")) or (alone and os.path.isfile(arguments[0]))
    return WINDOW if opens else ENGINE


def run(level: int, arguments: list[str]) -> int:
    """Do what the arguments ask for, now that the packages are here."""
    if level == TEST:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.chdir(ROOT)
        arguments = arguments[1:]
    if level > ENGINE:
        from gui import system

        complaint = system.obstacle()
        if complaint is not None:
            raise Stop(complaint)
    start: Callable[[list[str]], int]
    try:
        if level == ENGINE:
            from engine import cli

            start = cli.main
        elif level == WINDOW:
            from gui import app

            start = app.main
        else:
            import pytest

            start = pytest.main
    except ImportError as error:
        if (error.name or "").startswith(("engine", "gui")):
            raise  # our own mistake, which wants its traceback
        raise Stop(f"A package is damaged ({error}): delete the folder {VENV} and start again.") from None
    return int(start(arguments))


def main(arguments: list[str]) -> int:
    """Start what the arguments ask for and return its exit code."""
    try:
        if arguments and arguments[0].startswith("-"):
            texts = {"-h": USAGE, "--help": USAGE, "--version": f"Descent {project()['version']}"}
            print(texts.get(arguments[0], USAGE))
            return 0 if arguments[0] in texts else 2
        level = level_of(arguments)
        return run(level, arguments) if prepare(level) else hand_over(arguments)
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
