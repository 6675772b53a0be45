"""A view as a file: its picture as pixels or drawn lines, its numbers as a table, a film of it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from gui.theme import theme

if TYPE_CHECKING:
    from gui.plots.view import Table, View

MARGIN = 12


def picture(view: View, scale: float = 2.0) -> QImage:
    """The view with its title, as pixels; `scale` of them for one on the screen."""
    size = _size(view)
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    painter = QPainter(image)
    try:
        _paint(view, painter, size)
    finally:
        painter.end()
    return image


def png(view: View, scale: float = 2.0) -> bytes:
    """The picture as a PNG file."""
    return png_of(picture(view, scale))


def svg(view: View) -> bytes:
    """The picture as an SVG file, which stays sharp at any size; what is made of pixels is embedded as such."""
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
    view.paint_into(painter, QRect(MARGIN, MARGIN + _title_height(view), page.width(), page.height()))
