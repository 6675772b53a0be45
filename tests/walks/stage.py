"""The real program on a screen of its own, used by a hand that has only mouse and keyboard.

The program runs in a process of its own under Xvfb with a window manager; mouse and keys come from xdotool. All that
the program is asked is what a person sees: where something is on the screen, and what stands there.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("Xvfb", "openbox", "xdotool")
PATIENCE = 30.0
"""Seconds until something that should happen is given up."""


def missing() -> list[str]:
    """The programs that this machine lacks."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Stage:
    """A screen with the program on it; use as a context."""

    def __init__(self, home: Path, size: tuple[int, int] = (1366, 768), file: Path | None = None) -> None:
        self._home, self._size, self._file = home, size, file
        self._processes: list[subprocess.Popen[Any]] = []
        self._environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"),
                             "XDG_DATA_HOME": str(home / "data"), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb",
                             "LANG": "C.UTF-8"}  # fmt: skip

    def __enter__(self) -> Stage:
        reading, writing = os.pipe()
        width, height = self._size
        screen = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
        self._processes.append(subprocess.Popen(screen, pass_fds=(writing,), stderr=subprocess.DEVNULL))
        os.close(writing)
        with os.fdopen(reading) as answer:
            self._environment["DISPLAY"] = f":{int(answer.readline())}"
        try:
            self._processes.append(subprocess.Popen(["openbox"], env=self._environment, stderr=subprocess.DEVNULL))
            command = [
                sys.executable,
                str(Path(__file__).with_name("guest.py")),
                *([str(self._file)] if self._file else []),
            ]
            self._program = subprocess.Popen(
                command, env=self._environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=self._home
            )
            self._processes.append(self._program)
            self.wait(lambda: self.ask("ready"), "the window")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(AssertionError, OSError, LookupError):
            self.ask("leave")
        for process in reversed(self._processes):  # the program before the screen it stands on
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for pipe in (self._program.stdin, self._program.stdout):
            if pipe is not None:
                pipe.close()

    def ask(self, what: str, *about: Any) -> Any:
        """Ask the program something that a person would see, see guest.py."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps([what, *about]) + "\n")
        self._program.stdin.flush()
        line = self._program.stdout.readline()
        assert line, "the program has ended"
        answer = json.loads(line)
        if "fault" in answer:
            raise LookupError(f"{what} {about}: {answer['fault']}")
        return answer["value"]

    def place(self, what: str, *about: Any) -> tuple[int, int]:
        """Where the middle of something is on the screen."""
        x, y = self.ask(what, *about)
        return int(x), int(y)

    def there(self, what: str, *about: Any) -> bool:
        """Whether something is to be seen."""
        try:
            return bool(self.ask(what, *about))
        except LookupError:
            return False

    def wait(self, true: Callable[[], Any], what: str) -> None:
        """Wait until something holds."""
        until = time.monotonic() + PATIENCE
        while not true():
            if time.monotonic() > until:
                raise AssertionError(f"waited in vain for {what}")
            time.sleep(0.03)

    def settle(self) -> None:
        """Let the program come to rest, as a person would look before going on."""
        time.sleep(0.12)
        self.ask("rest")

    def tool(self, *arguments: object) -> None:
        """Let xdotool do something."""
        subprocess.run(["xdotool", *map(str, arguments)], env=self._environment, check=True, timeout=PATIENCE)

    def picture(self, path: Path) -> None:
        """Save what is on the screen."""
        subprocess.run(["import", "-window", "root", str(path)], env=self._environment, check=True, timeout=PATIENCE)


class Hand:
    """A person's hand: each method is one action, and is counted."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.actions: list[str] = []

    def click(self, at: tuple[int, int], what: str, *, times: int = 1) -> None:
        """A click, or with `times` 2 a double click."""
        self._move(at)
        self._stage.tool("click", "--repeat", times, "--delay", 60, 1)
        self._done(f"{'double click' if times == 2 else 'click'} {what}")

    def double_click(self, at: tuple[int, int], what: str) -> None:
        self.click(at, what, times=2)

    def drag(self, start: tuple[int, int], end: tuple[int, int], what: str) -> None:
        """Press, move in some steps as a hand does, and let go."""
        self._move(start)
        self._stage.tool("mousedown", 1)
        for step in range(1, 13):
            share = step / 12
            self._move((round(start[0] + (end[0] - start[0]) * share), round(start[1] + (end[1] - start[1]) * share)))
            time.sleep(0.02)
        time.sleep(0.1)
        self._stage.tool("mouseup", 1)
        self._done(f"drag {what}")

    def scrub(self, field: str, wanted: float) -> None:
        """Drag the label of a number until its field shows what is wanted, as one does with an eye on it."""
        x, y = self._stage.place("label", field)
        self._move((x, y))
        self._stage.tool("mousedown", 1)
        for _ in range(600):
            shown = self._stage.ask("shown", field)
            if shown == wanted:
                break
            x += 1 if wanted > shown else -1
            self._move((x, y))
            self._stage.ask("rest")
        self._stage.tool("mouseup", 1)
        self._done(f"drag {field} to {wanted}")

    def chord(self, keys: str) -> None:
        """A key, or keys held together."""
        self._stage.tool("key", "--clearmodifiers", keys)
        self._done(f"key {keys}")

    def enter(self, text: str) -> None:
        """A text typed, and Enter."""
        self._stage.tool("type", "--delay", 30, text)
        self._stage.settle()
        self._stage.tool("key", "Return")
        self._done(f"type {text!r}, Enter")

    def _move(self, at: tuple[int, int]) -> None:
        self._stage.tool("mousemove", *at)

    def _done(self, what: str) -> None:
        self.actions.append(what)
        self._stage.settle()
