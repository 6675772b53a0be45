"""What may follow an edit a moment later comes once, after the painting, and at once where it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.document import Document


class Painted(QWidget):
    """Notes when it is painted."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__()
        self._heard = heard

    def paintEvent(self, event: object) -> None:
        self._heard.append("painted")


def listened(document: Document) -> list[str]:
    heard: list[str] = []
    for name in ("changed", "settled", "selection_changed", "selection_settled"):
        getattr(document, name).connect(_noting(heard, name))
    return heard


def _noting(heard: list[str], name: str) -> Callable[[], None]:
    return lambda: heard.append(name)


def test_several_edits_settle_once_and_after_the_painting(document: Document, qtbot: QtBot) -> None:
    heard = listened(document)
    widget = Painted(heard)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    document.settle()
    heard.clear()
    document.changed.connect(widget.update)
    document.set_field("One", "name", "one")
    document.set_field("Two", "name", "two")
    assert heard == ["changed", "changed"]
    assert document.settling
    qtbot.waitUntil(lambda: not document.settling)
    assert heard == ["changed", "changed", "painted", "settled"]


def test_a_selection_settles_after_the_contents(document: Document, qtbot: QtBot) -> None:
    heard = listened(document)
    document.select((document.network.nodes[0].id,))
    assert heard == ["selection_changed"]
    qtbot.waitUntil(lambda: not document.settling)
    assert heard == ["selection_changed", "settled", "selection_settled"]


def test_what_is_to_follow_can_be_had_at_once_and_does_not_come_again(document: Document, qtbot: QtBot) -> None:
    heard = listened(document)
    document.set_field("One", "name", "one")
    document.settle()
    assert heard == ["changed", "settled"]
    document.settle()
    qtbot.wait(20)
    assert heard == ["changed", "settled"]
    assert not document.settling
