"""The table of the analysis: bars behind the figures, problems across the row, in step with what is selected."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.canvas.chooser import soften_selection
from gui.document import Document
from gui.forms.notices import RemedyButton
from gui.panels.analysis_model import FIGURES, SHARE, Column, LayersModel
from gui.panels.analysis_problems import ProblemLine
from gui.theme import tabular, theme

ICON = 16
PADDING = 8
"""Pixels left and right of a cell's text."""
WIDEST_FIGURE = 320
"""Pixels; a wider bar tells no more."""
NARROWEST = {Column.LEARNABLES: 100, Column.SHAPES: 100, Column.TYPE: 70, Column.NAME: 100}
"""How narrow columns may get before the table scrolls sideways; those named first give way first."""

_Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """Paints a figure's share of the total as a bar behind it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        share = index.data(SHARE)
        if share is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        room = QRectF(option.rect).adjusted(PADDING, 3, -3, -3)  # clear of the figure in the column before
        bar = QColor(theme.tokens.accent)
        bar.setAlphaF(0.35)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(bar)
        if share > 0:
            painter.drawRoundedRect(QRectF(room.topLeft(), QSize(0, 0)).adjusted(0, 0, max(2.0, room.width() * share),
                                                                               room.height()), 2, 2)  # fmt: skip
        painter.setFont(option.font)
        painter.setPen(QColor(theme.tokens.text))
        place = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        text = QFontMetrics(option.font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class AnalysisTable(QTableView):
    """The layers of a document. Selecting rows selects layers, and the other way round."""

    located = Signal(str)
    """A layer is to be brought into view: its id."""
    relaid = Signal()
    """Lines of problems came or went."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(
            parent, frameShape=QFrame.Shape.NoFrame, showGrid=False, wordWrap=False, cornerButtonEnabled=False,
            tabKeyNavigation=False, iconSize=QSize(ICON, ICON),
            selectionBehavior=QAbstractItemView.SelectionBehavior.SelectRows,
            horizontalScrollMode=QAbstractItemView.ScrollMode.ScrollPerPixel,
            contextMenuPolicy=Qt.ContextMenuPolicy.ActionsContextMenu,
        )  # fmt: skip
        self.document = document
        self.layers = LayersModel(document, self)
        self._following = self._fitting = self._sized_by_hand = False
        self._natural = [0] * len(Column)
        self._problem_lines: dict[int, ProblemLine] = {}
        tabular(self)
        self.setAccessibleName(self.tr("Layers of the network"))
        self.setItemDelegate(Cells(self))
        self.setModel(self.layers)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.copying = self._action(self.tr("&Copy"), self.copy)
        self.copying.setShortcut(QKeySequence.StandardKey.Copy)
        self.copying.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.locating = self._action(self.tr("&Show on the canvas"), self._locate)
        self.layers.modelAboutToBeReset.connect(self._before_reset)
        self.layers.modelReset.connect(self._after_reset)
        self.layers.dataChanged.connect(self._grow)
        self.selectionModel().selectionChanged.connect(self._selected)
        header.sectionResized.connect(self._resized_by_hand)
        self.doubleClicked.connect(self._locate)
        theme.changed.connect(self._dress)
        self._dress()

    def refresh(self) -> None:
        """Show what stands in the document."""
        self.layers.refresh()
        self.follow_selection()

    def follow_selection(self) -> None:
        """Select the rows of the selected layers, and bring the first of them into view if none is."""
        if self._following:
            return
        rows = [row for layer in self.document.selection if (row := self.layers.row_of(layer)) is not None]
        model = self.selectionModel()
        if sorted(rows) == sorted(index.row() for index in model.selectedRows()):
            return
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.layers.index(row, 0), self.layers.index(row, len(Column) - 1))
        self._following = True
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            column = max(self.currentIndex().column(), 0)
            model.setCurrentIndex(self.layers.index(rows[-1], column), QItemSelectionModel.SelectionFlag.NoUpdate)
            if not any(self._in_view(row) for row in rows):
                bar, at = self.horizontalScrollBar(), self.horizontalScrollBar().value()
                for each in (self.layers.last_line(rows[0]), rows[0]):  # its problems too, where there is room
                    self.scrollTo(self.layers.index(each, 0))
                bar.setValue(at)
        self._following = False

    def _in_view(self, row: int) -> bool:
        """Whether a layer's row and its problems are in view."""
        first, last = (self.visualRect(self.layers.index(each, 0)) for each in (row, self.layers.last_line(row)))
        return first.top() >= 0 and last.bottom() <= self.viewport().height()

    def remedies(self) -> list[RemedyButton]:
        """The buttons in the table, from top to bottom."""
        return [line.button for line in self._problem_lines.values()]

    def copy(self) -> None:
        """Copy the selected rows, or all where none is selected, as text separated by tabs."""
        chosen = {self.layers.rows[index.row()].line.id for index in self.selectionModel().selectedRows()}
        QGuiApplication.clipboard().setText(self.layers.as_text(chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._locate()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    # parts

    def _action(self, text: str, do: object) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(do)
        self.addAction(action)
        return action

    def _locate(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.located.emit(self.layers.rows[index.row()].line.id)

    def _selected(self) -> None:
        if self._following:
            return
        chosen = [self.layers.rows[index.row()].line.id for index in self.selectionModel().selectedRows()]
        kept = [layer for layer in self.document.selection if layer in chosen]
        self._following = True
        self.document.select([*kept, *(layer for layer in chosen if layer not in kept)])
        self._following = False

    def _before_reset(self) -> None:
        focus, index = QApplication.focusWidget(), self.currentIndex()
        self._kept_focus = focus is not None and self.isAncestorOf(focus)
        self._kept_current = self.layers.rows[index.row()].line.id if index.isValid() else None
        self._kept_column = index.column()
        self._kept_scroll = self.verticalScrollBar().value(), self.horizontalScrollBar().value()

    def _after_reset(self) -> None:
        """What a reset forgets: problem lines, the current cell, what is selected, how far it is scrolled."""
        self._measure(range(len(self.layers.rows)), anew=True)
        self._lay_problems()
        self._fit_columns()
        row = self.layers.row_of(self._kept_current) if self._kept_current is not None else None
        self._following = True
        if row is not None:
            index = self.layers.index(row, self._kept_column)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._following = False
        self.follow_selection()
        self.updateGeometries()
        self.verticalScrollBar().setValue(self._kept_scroll[0])
        self.horizontalScrollBar().setValue(self._kept_scroll[1])
        if self._kept_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_problems(self) -> None:
        self.clearSpans()
        self._problem_lines = {}
        for index, row in enumerate(self.layers.rows):
            if row.problem is None:
                continue
            line = ProblemLine(self.document, indent=PADDING + ICON)
            line.clicked.connect(lambda layer=row.line.id: self.document.select((layer,)))
            line.show_problem(row.problem)
            self.setSpan(index, 0, 1, len(Column))
            self.setIndexWidget(self.layers.index(index, 0), line)
            self.setRowHeight(index, line.sizeHint().height())
            self._problem_lines[index] = line
        self.relaid.emit()

    def _grow(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        """Make room for longer texts; none is given back while rows stay, so that columns do not tremble."""
        if roles == [SHARE]:
            return
        for index in range(first.row(), last.row() + 1):
            problem = self.layers.rows[index].problem
            if problem is not None:
                self._problem_lines[index].show_problem(problem)
        before = list(self._natural)
        self._measure(range(first.row(), last.row() + 1))
        if before != self._natural:
            self._fit_columns()

    def _measure(self, rows: range, *, anew: bool = False) -> None:
        """How wide the columns would like to be."""
        metrics, head = self.fontMetrics(), self.horizontalHeader().fontMetrics()
        if anew:
            arrow = head.height() + 8
            titles = [str(self.layers.headerData(column, Qt.Orientation.Horizontal)) for column in Column]
            self._natural = [head.horizontalAdvance(title) + arrow + 2 * PADDING for title in titles]
        for column in Column:
            texts = {self.layers.rows[row].line.texts[column] for row in rows}
            extra = 2 * PADDING + (ICON + 6 if column == Column.NAME else 0)
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            self._natural[column] = max(self._natural[column], widest + extra)

    def _fit_columns(self) -> None:
        """Share the width out: what is missing is taken where texts may be cut, what is spare goes to the bars and then
        to the learnables."""
        if self._sized_by_hand or not self.layers.rows:
            return
        widths, spare = list(self._natural), self.viewport().width() - sum(self._natural)
        for column, least in NARROWEST.items():
            taken = min(max(-spare, 0), max(widths[column] - least, 0))
            widths[column] -= taken
            spare += taken
        for left, column in enumerate(FIGURES):
            given = min(max(spare, 0) // (len(FIGURES) - left), max(WIDEST_FIGURE - widths[column], 0))
            widths[column] += given
            spare -= given
        widths[Column.LEARNABLES] += max(spare, 0)
        self._fitting = True
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self._fitting = False

    def _resized_by_hand(self) -> None:
        self._sized_by_hand = self._sized_by_hand or not self._fitting

    def _dress(self) -> None:
        soften_selection(self)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        self._measure(range(len(self.layers.rows)), anew=True)
        self._fit_columns()
        self.viewport().update()
