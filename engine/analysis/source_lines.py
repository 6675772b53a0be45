"""The NumPy lines that compute something, as they stand in a member's own code, and with numbers in place of names.

Nothing is told twice: the lines are read from the source of the very method that runs, and `traced` runs them one by
one. A program that was frozen without its sources has none to show; the results are the same.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import MethodType
from typing import Any

import numpy as np

Piece = str | int | float
Function = Callable[..., Any]

_SHORT = {"maximum": "max", "minimum": "min"}
_PLACE = re.compile(r"_(\d+)_")


@dataclass(frozen=True)
class Line:
    """A statement as it stands in the code (`v *= self.rho`), the name it gives a value to (`v`), the same with numbers
    (`0.2`, ` * `, `0.9`), and the value that comes of it."""

    code: str
    target: str
    pieces: tuple[Piece, ...]
    value: float


def body_lines(function: Function) -> tuple[str, ...]:
    """The code of a function without its head and docstring; nothing where there is no source."""
    found = _parsed(function)
    return () if found is None else _lines(_statements(found), _source(function))


def forward_lines(forward: Function) -> tuple[str, ...]:
    """A layer's forward code without the closure within that carries gradients back."""
    found = _parsed(forward)
    if found is None:
        return ()
    return _lines([each for each in _statements(found) if not isinstance(each, ast.FunctionDef)], _source(forward))


def backward_lines(forward: Function) -> tuple[str, ...]:
    """The code of the closure within a layer's forward that carries gradients back."""
    found = _parsed(forward)
    inner = [] if found is None else [each for each in ast.walk(found) if isinstance(each, ast.FunctionDef)][1:]
    return _lines([statement for each in inner for statement in _statements(each)], _source(forward))


def traced(method: Function, **arguments: Any) -> list[Line]:
    """Run a bound method's code statement by statement with arrays of one number, which change as by a call, and tell
    what was computed. Lines that only pass names on are run and not told. Without source it is a plain call."""
    assert isinstance(method, MethodType)
    function, owner = method.__func__, method.__self__
    found = _parsed(function)
    if found is None:
        method(**arguments)
        return []
    names = {**function.__globals__, **arguments, found.args.args[0].arg: owner}
    return list(_run(_statements(found), names, _source(function)))


def _run(statements: Iterable[ast.stmt], names: dict[str, Any], source: str) -> Iterator[Line]:
    for statement in statements:
        if isinstance(statement, ast.If):
            taken = _value(statement.test, names)
            yield from _run(statement.body if taken else statement.orelse, names, source)
            continue
        told = _told(statement, names)
        if isinstance(statement, ast.Return):
            assert statement.value is not None
            result = _value(statement.value, names)
            target = "return"
        else:
            exec(compile(ast.Module([statement], []), "<traced>", "exec"), names)
            target = told[0] if told else ""
            result = names.get(target)
        if told and _is_number(result):
            yield Line(ast.get_source_segment(source, statement) or "", target, told[1], _number(result))


def _told(statement: ast.stmt, names: dict[str, Any]) -> tuple[str, tuple[Piece, ...]] | None:
    """What a statement gives a value to, and from which numbers; None where nothing is computed."""
    match statement:
        case ast.AugAssign(target=ast.Name(id=target), op=op, value=value):
            return target, _pieces(ast.BinOp(ast.Name(target, ast.Load()), op, value), names)
        case (
            ast.Assign(targets=[ast.Name(id=target)], value=value)
            | ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value)
        ):
            return None if isinstance(value, ast.Subscript | ast.Name) else (target, _pieces(value, names))
        case ast.Return(value=ast.expr() as value):
            return "return", _pieces(value, names)
    return None


class _Numbers(ast.NodeTransformer):
    """Puts numbers in the place of names, and leaves out what only concerns types."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names, self.values = names, list[int | float]()

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._put(self.names.get(node.id), node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            return self._put(getattr(self.names["self"], node.attr, None), node)
        return ast.Name(_SHORT.get(node.attr, node.attr), ast.Load()) if _is_module(node.value, self.names) else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr == "astype":
            return self._inside(function.value)
        if (isinstance(function, ast.Attribute) and function.attr == "type") or _named(function, "float"):
            return self._inside(node.args[0])
        self.generic_visit(node)
        return node

    def _inside(self, node: ast.expr) -> ast.expr:
        found: ast.expr = self.visit(node)
        return found

    def _put(self, value: Any, node: ast.expr) -> ast.expr:
        if not _is_number(value):
            return node
        self.values.append(_number(value))
        return ast.Name(f"_{len(self.values) - 1}_", ast.Load())


def _pieces(expression: ast.expr, names: dict[str, Any]) -> tuple[Piece, ...]:
    numbers = _Numbers(names)
    text = ast.unparse(numbers.visit(ast.parse(ast.unparse(expression), mode="eval").body))
    parts = _PLACE.split(text)
    pieces = [numbers.values[int(part)] if place % 2 else part for place, part in enumerate(parts)]
    return tuple(piece for piece in pieces if piece != "")


def _value(expression: ast.expr, names: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(expression), "<traced>", "eval"), names)


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or value is None:
        return False
    return isinstance(value, int | float | np.number) or (isinstance(value, np.ndarray) and value.size == 1)


def _number(value: Any) -> int | float:
    if isinstance(value, int):
        return value
    return float(np.asarray(value).reshape(-1)[0])


def _is_module(node: ast.expr, names: dict[str, Any]) -> bool:
    return isinstance(node, ast.Name) and inspect.ismodule(names.get(node.id))


def _named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


@cache
def _source(function: Function) -> str:
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):
        return ""


@cache
def _parsed(function: Function) -> ast.FunctionDef | None:
    tree = ast.parse(_source(function)).body
    return tree[0] if tree and isinstance(tree[0], ast.FunctionDef) else None


def _statements(function: ast.FunctionDef) -> list[ast.stmt]:
    """A function's statements without its docstring."""
    first, *rest = function.body
    quoted = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return rest if quoted else function.body


def _lines(statements: Iterable[ast.stmt], source: str) -> tuple[str, ...]:
    rows = source.splitlines()
    taken = [rows[each.lineno - 1 : each.end_lineno] for each in statements]
    return tuple(textwrap.dedent("\n".join(line for lines in taken for line in lines)).splitlines())
