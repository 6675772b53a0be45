"""Tab order: from top to bottom, also after parts of a form were exchanged (Qt appends what is new at the end)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget


def restore_tab_order(widget: QWidget) -> None:
    """Put the inputs of the form that `widget` is part of into the order in which they are laid out."""
    root = widget
    while (parent := root.parentWidget()) is not None and parent.layout() is not None and not root.isWindow():
        root = parent
    for first, second in pairwise(tab_stops(root)):
        QWidget.setTabOrder(first, second)


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """The inputs in and under a widget that the Tab key reaches, in the order of the layouts."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    elif widget.layout() is not None:
        yield from _in_layout(widget.layout())


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    order = range(layout.count())
    if isinstance(layout, QGridLayout):  # it lists its items as they were added
        order = sorted(order, key=layout.getItemPosition)
    for index in order:
        item = layout.itemAt(index)
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _in_layout(inner)
        elif widget is not None:
            yield from tab_stops(widget)
