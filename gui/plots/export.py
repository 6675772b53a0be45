"""A view as a file: its picture as pixels or drawn lines, its numbers as a table, a film of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QEvent,
    QIODevice,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from gui.theme import theme

if TYPE_CHECKING:
    from gui.plots.view import Table, View

MARGIN = 12

LEAST = QSize(800, 500)
"""In pixels: the page of a view is laid out at least as large while a picture is taken; a small place has little."""

LEAST_WIDTH = 1600
"""Pixels that a saved picture is wide at least."""


def picture(view: View) -> QImage:
    """The view with its title, as pixels: two or more for one on the screen, so that letters are sharp."""
    with _spacious(view):
        return still(view, max(2.0, LEAST_WIDTH / _size(view).width()))


def still(view: View, scale: float = 1.0) -> QImage:
    """The same as large as it is on the screen; `scale` pixels for one there."""
    size = _size(view)
    image = QImage(QSizeF(size.width() * scale, size.height() * scale).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    painter = QPainter(image)
    try:
        _paint(view, painter, size)
    finally:
        painter.end()
    return image


def png(view: View) -> bytes:
    """The picture as a PNG file."""
    return png_of(picture(view))


def svg(view: View) -> bytes:
    """The picture as an SVG file, which stays sharp at any size; what is made of pixels is embedded as such."""
    with _spacious(view):
        return _svg(view)


def _svg(view: View) -> bytes:
    size = _size(view)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(view.title())
    painter = QPainter(generator)
    try:
        _paint(view, painter, size)
    finally:
        painter.end()
    buffer.close()
    return bytes(content.data())


def csv_text(table: Table, delimiter: str = ",") -> str:
    """A table as text, numbers to their last digit."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_written(value) for value in row] for row in table.rows)
    return out.getvalue()


def csv_bytes(table: Table) -> bytes:
    """A table as a CSV file: UTF-8 with the mark by which spreadsheets know it."""
    return csv_text(table).encode("utf-8-sig")


def png_of(image: QImage) -> bytes:
    """An image as a PNG file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())


@contextmanager
def _spacious(view: View) -> Iterator[None]:
    """Give the view the room that a picture needs. Nothing is painted on the screen before it has its own size back."""
    before, page = view.geometry(), view.page.size()
    wanted = before.size() + page.expandedTo(LEAST) - page
    if wanted == before.size():
        yield
        return
    parent = view.parentWidget()
    around = parent.layout() if parent is not None else None
    if around is not None:
        around.setEnabled(False)  # it would at once give the view its place's size
    try:
        view.resize(wanted)
        _settle(view)
        _settle(view)  # what some of it need, they know only now
        yield
    finally:
        view.setGeometry(before)
        _settle(view)
        if around is not None:
            around.setEnabled(True)


def _settle(widget: QWidget) -> None:
    """Lay out a widget and all in it now, not when the window gets to it."""
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest.value)
    layout = widget.layout()
    if layout is not None:
        layout.activate()
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isWindow():
            _settle(child)


def _written(value: object) -> object:
    """Numbers of NumPy as Python writes them: the shortest text that gives back the same number."""
    item = getattr(value, "item", None)
    value = item() if callable(item) else value
    return repr(value) if isinstance(value, float) else value


def _title_font(view: View) -> QFont:
    font = QFont(view.font())
    font.setPointSizeF(1.2 * font.pointSizeF())
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _size(view: View) -> QSize:
    """The page's size with room for the title."""
    page = view.page.size().expandedTo(QSize(1, 1))
    return QSize(page.width() + 2 * MARGIN, page.height() + 2 * MARGIN + _title_height(view))


def _title_height(view: View) -> int:
    return QFontMetrics(_title_font(view)).height() + MARGIN // 2


def _paint(view: View, painter: QPainter, size: QSize) -> None:
    tokens = theme.tokens
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(tokens.panel))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = _title_font(view)
    painter.setFont(font)
    painter.setPen(QColor(tokens.text))
    baseline = MARGIN + QFontMetrics(font).ascent()
    painter.drawText(QPointF(MARGIN, baseline), view.heading())
    note = view.note()
    if note:
        painter.setFont(view.font())
        painter.setPen(QColor(tokens.dim))
        frame = QRectF(MARGIN, MARGIN, size.width() - 2 * MARGIN, _title_height(view) - MARGIN // 2)
        painter.drawText(frame, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    page = view.page.size()
    view.taken = True
    try:
        view.paint_into(painter, QRect(MARGIN, MARGIN + _title_height(view), page.width(), page.height()))
    finally:
        view.taken = False
