"""Every text that the program shows is translated, by what the source says now."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from gui.language import NAMES, SOURCE, language
from gui.resources import TRANSLATIONS

OTHERS = [code for code in NAMES if code != SOURCE]


@pytest.fixture
def spoken(qapp: object, request: pytest.FixtureRequest) -> Iterator[str]:
    """A language other than English, for one test."""
    before = language.spoken
    language.apply(request.param)
    yield request.param
    language.apply(before)


def entries(code: str) -> Iterator[tuple[str, str, str, bool]]:
    """Context, English, translation, and whether it is finished."""
    for context in ET.parse(TRANSLATIONS / f"descent_{code}.ts").getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            finished = translation.get("type") is None
            yield context.findtext("name", ""), message.findtext("source", ""), translation.text or "", finished


def places(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^{}]*\}", text))


def letters(text: str) -> list[str]:
    return [each.lower() for each in re.findall(r"&(\w)", text.replace("&&", ""))]


def test_the_translations_hold_what_the_source_says_now() -> None:
    update = [sys.executable, str(TRANSLATIONS / "update.py"), "--check"]
    done = subprocess.run(update, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}; run resources/translations/update.py"


@pytest.mark.parametrize("code", OTHERS)
def test_no_text_is_without_a_translation(code: str) -> None:
    assert not [entry[:2] for entry in entries(code) if not entry[3] or not entry[2].strip()]


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_stands_in_the_context_where_it_is_looked_up(code: str) -> None:
    """lupdate guesses a context where it is not self.tr(...) within a class; Qt would look elsewhere."""
    assert not [name for name, *_ in entries(code) if not name.isidentifier()]


@pytest.mark.parametrize("code", OTHERS)
def test_translations_keep_places_letters_and_tags(code: str) -> None:
    for _, source, translation, _ in entries(code):
        assert places(translation) == places(source), source
        assert letters(translation) == letters(source), source
        assert re.findall(r"</?\w+", translation) == re.findall(r"</?\w+", source), source
        assert source.endswith(" ") == translation.endswith(" "), source


@pytest.mark.parametrize("spoken", OTHERS, indirect=True)
def test_every_translation_is_found_by_qt(spoken: str) -> None:
    """What stands in the .ts is what the program finds in the compiled file."""
    for context, source, translation, _ in entries(spoken):
        assert QCoreApplication.translate(context, source) == translation


def test_the_source_speaks_for_itself() -> None:
    assert not (Path(TRANSLATIONS) / "descent_en.ts").exists()
    assert QCoreApplication.translate("Menus", "&File") == "&File"
