"""Collects every text that the program shows, and makes the translations up to date:

    python resources/translations/update.py            collect the texts into the .ts files, and compile those
    python resources/translations/update.py --check    change nothing; fail where that would change something

What the window says is found by Qt's lupdate; what the engine says (`say`) and what members declare (titles, help,
explanations, formulas) is handed to it as a list. A translator edits the .ts files, by hand or in Qt Linguist, and runs
this again. Sentences that are no longer said are dropped.
"""

from __future__ import annotations

import argparse
import ast
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))  # so that the functions find what they import


def languages() -> list[str]:
    """Those that the program speaks besides that of its source."""
    from gui.language import NAMES, SOURCE

    return [code for code in NAMES if code != SOURCE]


def said() -> Iterator[str]:
    """The templates of the engine's messages: the literal first arguments of `say`."""
    for path in sorted((ROOT / "engine").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                first = node.args[0]
                if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                    raise SystemExit(f"{path}:{node.lineno}: the first argument of say() must be a literal")
                yield first.value


def declared() -> Iterator[str]:
    """The texts of the catalogue: what members and their fields are called, and how they are explained."""
    from engine import FAMILIES, Experiment, Value, family, hyperparameters

    for name, title in FAMILIES.items():
        yield title
        for cls in family(name).values():
            yield from (cls.title, cls.summary(), cls.formula())
    assert issubclass(Experiment, Value)  # the parts of an experiment are loaded with it
    for cls in _below(Value):
        for entry in hyperparameters(cls):
            yield from (entry.title, entry.help, entry.unit, *entry.options.values())
    for path in sorted((ROOT / "resources" / "presets").glob("*.descent")):
        yield json.loads(path.read_text("utf-8"))["experiment"]["name"]
    for source in family("datasets").values():
        yield from source().class_names()


def _below(base: type) -> Iterator[type]:
    """Every class made from another: of values, all whose fields a form may show."""
    for cls in base.__subclasses__():
        yield cls
        yield from _below(cls)


def listed(folder: Path) -> Path:
    """The engine's texts as a file that lupdate reads."""
    from engine.messages import CATALOGUE, CONTEXT

    lines = ["from PySide6.QtCore import QCoreApplication"]
    for context, texts in ((CONTEXT, said()), (CATALOGUE, declared())):
        for text in dict.fromkeys(text for text in texts if text):
            literal = json.dumps(text, ensure_ascii=False)
            lines.append(f"QCoreApplication.translate({json.dumps(context)}, {literal})")
    path = folder / "engine_texts.py"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def collect(file: Path, language: str) -> None:
    """Bring a .ts file up to date: new texts come in as unfinished, gone ones are dropped."""
    with tempfile.TemporaryDirectory() as folder:
        engine = listed(Path(folder))
        sources = [str(path) for path in sorted((ROOT / "gui").rglob("*.py"))]
        _run(
            "lupdate", *sources, str(engine), "-ts", str(file), "-locations", "none", "-no-obsolete",
            "-source-language", "en", "-target-language", language, "-silent",
        )  # fmt: skip


def compile_into(file: Path, compiled: Path) -> None:
    """Make the file that the program loads."""
    _run("lrelease", str(file), "-qm", str(compiled), "-silent")


def _run(tool: str, *arguments: str) -> None:
    found = shutil.which(f"pyside6-{tool}", path=str(Path(sys.executable).parent)) or shutil.which(f"pyside6-{tool}")
    if found is None:
        raise SystemExit(f"pyside6-{tool} comes with PySide6, but is not beside {sys.executable}")
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{tool} failed:\n{done.stdout}{done.stderr}")


def outdated(language: str) -> list[str]:
    """Which files of a language are not what this program would make of them."""
    file, compiled = HERE / f"descent_{language}.ts", HERE / f"descent_{language}.qm"
    found = []
    with tempfile.TemporaryDirectory() as folder:
        fresh, fresh_compiled = Path(folder) / file.name, Path(folder) / compiled.name
        if file.exists():
            shutil.copy(file, fresh)
        collect(fresh, language)
        compile_into(fresh, fresh_compiled)
        for old, new in ((file, fresh), (compiled, fresh_compiled)):
            if not old.exists() or old.read_bytes() != new.read_bytes():
                found.append(old.name)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, and fail where that would")
    asked = parser.parse_args()
    if asked.check:
        found = [name for language in languages() for name in outdated(language)]
        print(f"out of date: {', '.join(found)}" if found else "up to date")
        return 1 if found else 0
    for language in languages():
        file = HERE / f"descent_{language}.ts"
        collect(file, language)
        compile_into(file, file.with_suffix(".qm"))
        text = file.read_text("utf-8")
        print(f"{file.name}: {text.count('<message>')} texts, {text.count('unfinished')} to be translated")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
