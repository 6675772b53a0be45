"""The table of the analysis as data: a line for each layer in order of execution, and one for each of its problems."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from engine import INPUT, Analysis, Node, Problem, times
from gui.amounts import counted, in_bytes, percent
from gui.document import Document
from gui.resources import icon
from gui.texts import catalogue, explain, node_title

SHARE = Qt.ItemDataRole.UserRole
"""The role of a figure's share of the network's total, from 0 to 1; None where a cell has none."""

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    TYPE = 1
    SHAPES = 2
    LEARNABLES = 3
    PARAMETERS = 4
    OPERATIONS = 5
    MEMORY = 6


FIGURES = (Column.PARAMETERS, Column.OPERATIONS, Column.MEMORY)


@dataclass(frozen=True)
class Line:
    """A layer: its texts by column, its figures where they are known, and how it compares by each column."""

    id: str
    kind: str
    group: str
    texts: tuple[str, ...]
    figures: tuple[int, ...]
    ranks: tuple[Any, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Row:
    """A row of the table: a layer, or below it one of its problems."""

    line: Line
    problem: Problem | None = None

    @property
    def place(self) -> tuple[str, bool]:
        """What must stay equal for a row to be the same row after an edit."""
        return self.line.id, self.problem is not None


class LayersModel(QAbstractTableModel):
    """Follows a document when told to. Where rows stay what they are, it says which of them changed; else it resets."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._sorted_by: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self.lines: list[Line] = []
        """The layers in order of execution."""
        self.rows: list[Row] = []
        """What is shown, in the order in which it is shown."""
        self.totals = (0,) * len(FIGURES)

    def refresh(self) -> None:
        """Show what stands in the document."""
        analysis = self._document.analysis
        before, self.totals = self.totals, (analysis.parameter_count, analysis.operations, analysis.sample_memory)
        self.lines = _lines(self._document)
        self._arrange()
        if before != self.totals and self.rows:  # all bars are longer or shorter, though their figures are the same
            last = self.index(len(self.rows) - 1, FIGURES[-1])
            self.dataChanged.emit(self.index(0, FIGURES[0]), last, [SHARE])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the layers by a column, equals by execution; by execution alone where the column is -1."""
        self._sorted_by = (column, order)
        self._arrange()

    def row_of(self, layer: str) -> int | None:
        """The row of a layer by its id."""
        return next((index for index, row in enumerate(self.rows) if row.place == (layer, False)), None)

    def last_line(self, row: int) -> int:
        """The last row that is about the layer of a row: that of its last problem."""
        return row + len(self.rows[row].line.problems)

    def as_text(self, layers: Collection[str] = ()) -> str:
        """The lines of these layers (of all where none is named), with a head, separated by tabs. Figures are plain
        numbers, for a spreadsheet."""
        head = [*self._heads()[: Column.PARAMETERS], self.tr("Parameters"), self.tr("Multiply-adds per sample"),
                self.tr("Memory per sample in bytes"), self.tr("Problems")]  # fmt: skip
        table = [head]
        for row in self.rows:
            line = row.line
            if row.problem is None and (not layers or line.id in layers):
                figures = [str(figure) for figure in line.figures] or [""] * len(FIGURES)
                said = " ".join(explain(problem) for problem in line.problems)
                table.append([*line.texts[: Column.PARAMETERS], *figures, said])
        return "\n".join("\t".join(cell.replace("\t", " ") for cell in cells) for cells in table) + "\n"

    # what Qt asks

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A problem is no item to select: a widget with its remedy stands there."""
        if not index.isValid() or self.rows[index.row()].problem is not None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if row.problem is not None:
            said = role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
            return explain(row.problem) if said else None
        give = _ROLES.get(role)
        return give(self, row.line, column) if give is not None else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # fmt: skip
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads()[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tips()[section]
        if role == Qt.ItemDataRole.InitialSortOrderRole:  # who sorts by a figure looks for the largest
            order = Qt.SortOrder.DescendingOrder if section in FIGURES else Qt.SortOrder.AscendingOrder
            return order.value
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in FIGURES else Qt.AlignmentFlag.AlignLeft
            return (side | Qt.AlignmentFlag.AlignVCenter).value
        return None

    # parts

    def _arrange(self) -> None:
        column, order = self._sorted_by
        lines = self.lines
        if column >= 0:
            lines = sorted(lines, key=lambda line: line.ranks[column], reverse=order == Qt.SortOrder.DescendingOrder)
        rows = [row for line in lines for row in (Row(line), *(Row(line, problem) for problem in line.problems))]
        if [row.place for row in rows] != [row.place for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        changed = [index for index, (old, new) in enumerate(zip(self.rows, rows, strict=True)) if old != new]
        self.rows = rows
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(Column) - 1))

    def _text(self, line: Line, column: int) -> str:
        return line.texts[column]

    def _tip(self, line: Line, column: int) -> str:
        if column not in FIGURES or not line.figures:
            return line.texts[column]
        figure, total = (each[column - FIGURES[0]] for each in (line.figures, self.totals))
        amount = {
            Column.PARAMETERS: self.tr("{n} parameters"),
            Column.OPERATIONS: self.tr("{n} multiply-adds per sample"),
            Column.MEMORY: self.tr("{n} bytes per sample"),
        }[Column(column)]
        share = self.tr("{share} of the network's {total}")
        return f"{amount.format(n=counted(figure))}\n{share.format(share=percent(figure, total), total=counted(total))}"

    def _share(self, line: Line, column: int) -> float | None:
        if column not in FIGURES or not line.figures:
            return None
        index = column - FIGURES[0]
        return line.figures[index] / self.totals[index] if self.totals[index] else 0.0

    def _icon(self, line: Line, column: int) -> Any:
        return icon(line.kind, line.group) if column == Column.NAME else None

    def _side(self, line: Line, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if column in FIGURES else Qt.AlignmentFlag.AlignLeft
        return (side | Qt.AlignmentFlag.AlignVCenter).value

    def _spoken(self, line: Line, column: int) -> str:
        return self._tip(line, column).replace("\n", ", ")

    def _heads(self) -> tuple[str, ...]:
        return (self.tr("Layer"), self.tr("Type"), self.tr("Shapes"), self.tr("Learnables"), self.tr("Parameters"),
                self.tr("Multiply-adds"), self.tr("Memory"))  # fmt: skip

    def _tips(self) -> tuple[str, ...]:
        return (
            self.tr("In order of execution. A click on a heading sorts by it, a third one brings this order back."),
            self.tr("What kind of layer it is"),
            self.tr("What comes in and what goes out, without the batch"),
            self.tr("The learned arrays with their shapes"),
            self.tr("Numbers that training may change, and their share of the network's"),
            self.tr("Multiplications with additions of one sample's forward pass, and their share of the network's"),
            self.tr("What one sample's output takes, with what the pass keeps besides, and its share"),
        )


_ROLES: dict[int, Callable[[LayersModel, Line, int], Any]] = {
    Qt.ItemDataRole.DisplayRole: LayersModel._text,
    Qt.ItemDataRole.ToolTipRole: LayersModel._tip,
    Qt.ItemDataRole.DecorationRole: LayersModel._icon,
    Qt.ItemDataRole.TextAlignmentRole: LayersModel._side,
    Qt.ItemDataRole.AccessibleTextRole: LayersModel._spoken,
    SHARE: LayersModel._share,
}


def _lines(document: Document) -> list[Line]:
    analysis = document.analysis
    nodes = {node.id: node for node in document.network.nodes}
    order = [*analysis.order, *(node_id for node_id in nodes if node_id not in set(analysis.order))]
    problems: dict[str, list[Problem]] = {}
    for problem in analysis.problems:
        problems.setdefault(problem.node or "", []).append(problem)
    return [_line(nodes[node_id], analysis, problems.get(node_id, ())) for node_id in order]


def _line(node: Node, analysis: Analysis, problems: Sequence[Problem]) -> Line:
    facts = analysis.nodes[node.id]
    layer: Any = node.layer
    known = facts.shape is not None
    shapes = f"{', '.join(_fed(source, analysis) for source in node.inputs) or '?'} → {_size(facts.shape)}"
    learnables = ", ".join(f"{parameter.name} {times(parameter.shape)}" for parameter in facts.parameters)
    figures = (facts.parameter_count, facts.operations, facts.memory + facts.scratch) if known else ()
    shown = (counted(figures[0]), counted(figures[1]), in_bytes(figures[2])) if known else ("?", "?", "?")
    name, kind = node_title(node), catalogue(layer.title)
    return Line(
        node.id, layer.kind_name(), layer.group, (name, kind, shapes, learnables, *shown), figures,
        (name.casefold(), kind.casefold(), facts.memory, learnables, *(figures or (-1, -1, -1))), tuple(problems),
    )  # fmt: skip


def _fed(source: str, analysis: Analysis) -> str:
    if source == INPUT:
        return times(analysis.input_shape)
    return _size(analysis.nodes[source].shape) if source in analysis.nodes else "?"


def _size(shape: tuple[int, ...] | None) -> str:
    return times(shape) if shape is not None else "?"
