"""What the microscope shows of a node: which grids of numbers, and the calculation in words, formulas and code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase

from engine import INPUT, LOSS_NODE
from gui.formulas import typeset
from gui.plots.microscope.figures import expression, factor, figure, indexed, sum_of_products
from gui.plots.microscope.number_grids import Panel
from gui.texts import catalogue
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Excerpt, NodeFigures, ParameterFigures, UpdateFigures

translate = QCoreApplication.translate

MOST_TERMS = 10
"""Most terms of a sum that are written out."""


class Row(NamedTuple):
    """One line of a calculation: what it is about, the code or formula, and the numbers."""

    label: str
    code: str
    numbers: str
    strong: bool = False
    source: bool = False
    """Whether `code` is a line of the program; else it is a formula."""


@dataclass(frozen=True)
class Page:
    """Grids, a sentence on what is to be seen, the calculation, and the code with the lines that matter here."""

    panels: tuple[Panel, ...]
    note: str
    rows: tuple[Row, ...]
    code: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    """Parts of the code's lines that show that a line matters."""


def forward_page(f: NodeFigures, names: dict[str, str]) -> Page:
    """What goes in, and what comes out. `names` are the nodes' titles."""
    if f.node_id == INPUT:
        panels = (
            Panel("output", translate("Microscope", "Input"), "x", f.output, "x"),
            Panel("upstream", translate("Microscope", "Gradient there"), "dL/dx", f.upstream, "dL/dx"),
        )
        note = translate(
            "Microscope",
            "Sample {n} of the batch, number {origin} of the training samples, as the network sees it, and how the "
            "loss changes with each of its numbers.",
        ).format(n=f.sample + 1, origin=f.origin + 1)
        at = f.output.place
        rows = (
            Row("", "x", f"{indexed('x', at)} = {figure(f.output.value)}"),
            Row("", "dL/dx", f"{indexed('dL/dx', at)} = {figure(f.upstream.value)}", True),
        )
        return Page(panels, note, rows)
    if f.node_id == LOSS_NODE:
        return _loss_forward(f)
    panels = [
        Panel(f"input:{number}", names.get(source, source), _x(f, number), excerpt, _x(f, number))
        for number, (source, excerpt) in enumerate(zip(f.sources, f.inputs, strict=True))
    ]
    for p in f.parameters:
        panels.append(Panel(f"values:{p.name}", p.name, "", p.values, p.name))
        if len(p.values.shape) == 2 and len(f.sources) == 1 and f.inputs[0].shape == p.values.shape[:1]:
            panels[0] = replace(panels[0], beside=panels[-1].key)
    panels[-1] = _followed(panels[-1], "→")
    panels.append(Panel("output", translate("Microscope", "Output"), "y", f.output, "y"))
    y = indexed("y", f.output.place)
    result = figure(f.output.value)
    rows: list[Row] = []
    terms = f.forward_terms
    if f.forward_line is not None:
        rows.append(
            Row("", f.forward_line.code, f"{y} = {expression(f.forward_line.pieces)} = {result}", True, source=True)
        )
    elif terms is not None and terms.right is not None and len(terms.left):
        written = sum_of_products(terms.left, terms.right, terms.rest, MOST_TERMS)
        count = translate("Microscope", "{n} terms").format(n=len(terms.left)) if len(terms.left) > MOST_TERMS else ""
        rows.append(Row(count, "", f"{y} = {written} = {result}", True))
    else:
        rows.append(Row("", "", f"{y} = {result}", True))
    note = translate("Microscope", "Forward: the chosen output is computed from the inputs of sample {n}.").format(
        n=f.sample + 1
    )
    return Page(tuple(panels), note, tuple(rows), f.forward_code, ("y", "return"))


def backward_page(f: NodeFigures, names: dict[str, str], parameter: str = "") -> Page:
    """Upstream times local gradient, to an input or to a parameter."""
    if f.node_id == INPUT:
        return forward_page(f, names)
    chosen = next((p for p in f.parameters if p.name == parameter), None)
    if chosen is not None:
        return _to_parameter(f, chosen, names)
    assert f.local is not None
    assert f.product is not None
    assert f.gradient is not None
    x, y, loss = _x(f, f.branch), indexed("y", f.output.place), f.node_id == LOSS_NODE
    into = indexed(x, f.local.place)
    dy, dx = ("dL/dL" if loss else f"dL/d{y}"), f"dL/d{into}"
    slope = f"d{'L' if loss else y}/d{into}"
    local = f"d{'L' if loss else _brief(f)}/d{x}"
    panels = (
        Panel(
            "upstream",
            translate("Microscope", "Upstream"),
            "dL/dL" if loss else "dL/dy",
            f.upstream,
            "dL/dy",
            "×",
            not loss,
        ),
        Panel("local", translate("Microscope", "Local"), local, f.local, f"d{y}/d{x}", "="),
        Panel(
            "product",
            translate("Microscope", "Product"),
            translate("Microscope", "upstream · local"),
            f.product,
            translate("Microscope", "product"),
            "" if loss else "Σ",
        ),
        Panel("gradient", translate("Microscope", "Passed on"), f"dL/d{x}", f.gradient, f"dL/d{x}"),
    )
    rows = _arrivals(f, dy, names)
    if f.backward_line is not None:
        line = f.backward_line
        rows.append(Row("", line.code, f"{slope} = {expression(line.pieces)} = {figure(line.value)}", source=True))
    product = f"{figure(f.upstream.value)} · {factor(f.local.value)} = {figure(f.product.value)}"
    rows.append(Row("", f"{dy} · {slope}", product, True))
    terms = f.gradient_terms
    if loss:
        panels = panels[:3]
    elif terms is not None and terms.right is not None:
        many = len(terms.left) > 1
        if many:
            written = sum_of_products(terms.left, terms.right, terms.rest, MOST_TERMS)
            rows.append(Row("", f"{dx} = Σ", f"{written} = {figure(terms.total)}"))
    else:
        several = translate("Microscope", "the sum over all outputs")
        rows.append(Row("", dx, f"= {figure(f.gradient.value)}  ({several})"))
    note = (
        translate(
            "Microscope",
            "Backward: the walk begins here. How the mean loss of the batch changes with each score of this sample.",
        )
        if loss
        else translate(
            "Microscope", "Backward: what arrives from behind, times the node's own slope, is passed on to its input."
        )
    )
    if f.mixes:
        note += " " + translate(
            "Microscope", "This output depends on the other samples of the batch as well; dL/dx holds what they add."
        )
    return Page(panels, note, tuple(rows), f.backward_code, ("return",))


def update_page(u: UpdateFigures) -> Page:
    """How the optimizer changes one entry of a parameter."""
    name = indexed(u.parameter, u.values.place)
    panels = (
        Panel("entry:values", u.parameter, "x", u.values, u.parameter),
        Panel("entry:gradient", translate("Microscope", "Gradient"), "g", u.gradients, f"dL/d{u.parameter}", "→"),
        Panel(
            "entry:change",
            translate("Microscope", "Change"),
            "Δx",
            u.changes,
            f"Δ{u.parameter}",
        ),
    )
    change = figure(u.after - u.before)
    change = change if change.startswith("−") else f"+{change}"
    rows = [
        Row(translate("Microscope", "Result"), name, f"{figure(u.before)} → {figure(u.after)}  ({change})", True),
        Row(
            translate("Microscope", "Gradient"),
            translate("Microscope", "of the mean loss"),
            f"g = {figure(u.data_gradient)}",
        ),
    ]
    rows += [
        Row(catalogue(part.title), line.code, f"g = {expression(line.pieces)} = {figure(line.value)}", source=True)
        for part in u.penalties
        for line in part.lines
    ]
    if u.clipping or u.numerical:
        titles = ", ".join(catalogue(part.title) for part in u.clipping)
        label = translate("Microscope", "Central differences") if u.numerical else ""
        rows.append(Row(", ".join(each for each in (label, titles) if each), "", f"g = {figure(u.gradient)}"))
    rows.append(_rate_row(u))
    if not u.trained:
        note = translate("Microscope", "This layer is frozen: it has a gradient, but is not trained.")
        return Page(panels, note, tuple(rows))
    if not u.counts:
        note = translate("Microscope", "Loss or gradient are no finite numbers, so that no step will be made.")
        return Page(panels, note, tuple(rows))
    rows += [Row(u.optimizer if number == 0 else "", equation, "") for number, equation in enumerate(u.equations)]
    rows += [
        Row("", line.code, f"{line.target} = {expression(line.pieces)} = {figure(line.value)}", source=True)
        for line in u.lines
    ]
    rows += [Row(catalogue(part.title), "", f"x = {figure(part.value)}") for part in u.constraints]
    if u.elementwise:
        note = translate(
            "Microscope", "The update: {optimizer}, line by line, with the numbers of the next step."
        ).format(optimizer=u.optimizer)
        return Page(panels, note, tuple(rows))
    note = translate(
        "Microscope",
        "{optimizer} looks at the loss of all samples in several places and moves all parameters together, so no "
        "formula gives one of them alone. Below: its code.",
    ).format(optimizer=u.optimizer)
    return Page(panels, note, tuple(rows), u.code)


def as_html(page: Page, small: bool) -> str:
    """The calculation and the code as rich text."""
    tokens = theme.tokens
    mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    style = f"style=\"font-family: '{mono}', monospace; white-space: pre-wrap;\""
    labelled = any(row.label for row in page.rows)
    coded = any(row.code for row in page.rows)
    body = "".join(_html_row(row, style, labelled=labelled, coded=coded) for row in page.rows)
    parts = [f'<table cellspacing="0" cellpadding="{1 if small else 3}">{body}</table>']
    note = f'<p style="color: {tokens.dim}; margin-top: 0; margin-bottom: 4px;">{escape(page.note)}</p>'
    if page.code:
        lines = "<br>".join(_code_line(line, page.matters) for line in page.code)
        title = escape(translate("Microscope", "NumPy"))
        parts.append(f'<p style="color: {tokens.dim}; margin-bottom: 0;">{title}</p><div {style}>{lines}</div>')
    return (parts[0] + note if small else note + parts[0]) + "".join(parts[1:])


def as_rows(page: Page) -> list[tuple[str, int, float]]:
    """The numbers of the grids: grid, flat place in the array, number."""
    found = []
    for panel in page.panels:
        excerpt = panel.excerpt
        flat = excerpt.values.reshape(-1).tolist()
        places = [excerpt.index(*cell) for cell in _cells(excerpt)]
        found += [(panel.name, place, value) for place, value in zip(places, flat, strict=True)]
    return found


def _to_parameter(f: NodeFigures, p: ParameterFigures, names: dict[str, str]) -> Page:
    y, entry = indexed("y", f.output.place), indexed(p.name, p.values.place)
    dy, local = f"dL/d{y}", f"d{_brief(f)}/d{p.name}"
    panels = (
        Panel("upstream", translate("Microscope", "Upstream"), "dL/dy", f.upstream, "dL/dy", "×"),
        Panel(f"plocal:{p.name}", translate("Microscope", "Local"), local, p.local, f"d{y}/d{p.name}", "="),
        Panel(
            f"pproduct:{p.name}",
            translate("Microscope", "Product"),
            translate("Microscope", "upstream · local"),
            p.product,
            translate("Microscope", "product"),
            "Σ",
        ),
        Panel(f"pgradient:{p.name}", translate("Microscope", "Gradient"), f"dL/d{p.name}", p.gradient, f"dL/d{p.name}"),
    )
    rows = _arrivals(f, dy, names)
    product = f"{figure(f.upstream.value)} · {factor(p.local.value)} = {figure(p.product.value)}"
    rows.append(Row("", f"{dy} · d{y}/d{entry}", product, True))
    total = figure(p.gradient.value)
    over = translate("Microscope", "the sum over all outputs and the {n} samples of the batch").format(n=f.samples)
    if p.shares is not None:
        shown = [figure(p.shares[0])] + [factor(each) for each in p.shares[1:MOST_TERMS]]
        shown += ["…"] if len(p.shares) > MOST_TERMS else []
        rows.append(Row("", f"dL/d{entry} = Σ", f"{' + '.join(shown)} = {total}"))
        over = translate("Microscope", "one term for each of the {n} samples of the batch, over all outputs").format(
            n=f.samples
        )
        rows.append(Row("", "", f"({over})"))
    else:
        rows.append(Row("", f"dL/d{entry}", f"= {total}  ({over})"))
    note = translate(
        "Microscope", "Backward: what arrives from behind, times how much the output moves with the parameter."
    )
    return Page(panels, note, tuple(rows), f.backward_code, (f'"{p.name}"',))


def _loss_forward(f: NodeFigures) -> Page:
    assert f.targets is not None
    (scores,) = f.inputs
    panels = [Panel("input:0", translate("Microscope", "Scores"), "s", scores, "s")]
    if f.probabilities is not None:
        panels.append(
            Panel(
                "probabilities",
                translate("Microscope", "Probabilities"),
                "q = softmax(s)",
                f.probabilities,
                "q",
                "",
                False,
            )
        )
    panels.append(Panel("targets", translate("Microscope", "Target"), "t", f.targets, "t", "→", False))
    panels.append(Panel("output", translate("Microscope", "Loss"), "L", f.output, "L", "", False))
    rows = []
    if f.sample_loss is not None:
        rows.append(Row(translate("Microscope", "Loss of this sample alone"), "", figure(f.sample_loss)))
    mean = translate("Microscope", "Mean over the {n} samples of the batch").format(n=f.samples)
    rows.append(Row(mean, "", f"L = {figure(f.output.value)}", True))
    note = translate("Microscope", "The loss says how far the scores are from the target.")
    return Page(tuple(panels), note, tuple(rows), f.forward_code, ("return",))


def _arrivals(f: NodeFigures, dy: str, names: dict[str, str]) -> list[Row]:
    if not f.arrivals:
        return []
    ways = " + ".join(f"{factor(share) if n else figure(share)}" for n, (_taker, share) in enumerate(f.arrivals))
    takers = ", ".join(names.get(taker, taker) for taker, _share in f.arrivals)
    label = translate("Microscope", "From {nodes}").format(nodes=takers)
    return [Row(label, dy, f"{ways} = {figure(f.upstream.value)}")]


def _rate_row(u: UpdateFigures) -> Row:
    parts = [figure(u.base_rate)]
    titles = [translate("Microscope", "base rate")]
    for part in u.rate_factors:
        parts.append(figure(part.value))
        titles.append(catalogue(part.title))
    if u.multiplier != 1:
        parts.append(figure(u.multiplier))
        titles.append(translate("Microscope", "the layer's multiplier"))
    return Row(translate("Microscope", "Rate"), " · ".join(titles), f"rate = {' · '.join(parts)} = {figure(u.rate)}")


def _html_row(row: Row, style: str, *, labelled: bool, coded: bool) -> str:
    tokens = theme.tokens
    weight = "font-weight: 600;" if row.strong else ""
    cells = []
    if labelled:
        cells.append(
            f'<td style="color: {tokens.dim}; padding-right: 10px; white-space: nowrap;">{escape(row.label)}</td>'
        )
    if coded and row.numbers:
        cells.append(f'<td style="padding-right: 14px;">{_html_code(row, style)}</td>')
    wide = ' colspan="2"' if coded and not row.numbers else ""
    text = f"<span {style}>{escape(row.numbers)}</span>" if row.numbers else _html_code(row, style)
    colour = tokens.text if row.numbers else tokens.dim
    cells.append(f'<td{wide} style="color: {colour}; {weight}">{text}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _html_code(row: Row, style: str) -> str:
    return f"<span {style}>{escape(row.code)}</span>" if row.source else typeset(row.code)


def _code_line(line: str, matters: Iterable[str]) -> str:
    written = escape(line).replace("  ", "&nbsp;&nbsp;")
    needed = any(part in line for part in matters)
    return f"<b>{written}</b>" if needed else f'<span style="color: {theme.tokens.dim};">{written}</span>'


def _x(f: NodeFigures, number: int) -> str:
    if f.node_id == LOSS_NODE:
        return "s"
    return "x" if len(f.sources) < 2 else f"x{number + 1}"


def _brief(f: NodeFigures) -> str:
    """The chosen output's name where it is short."""
    return indexed("y", f.output.place) if len(f.output.shape) == 1 else "y"


def _followed(panel: Panel, sign: str) -> Panel:
    return replace(panel, sign=sign)


def _cells(excerpt: Excerpt) -> Sequence[tuple[int, ...]]:
    return list(np.ndindex(excerpt.values.shape))
