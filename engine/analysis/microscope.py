"""Backpropagation under the microscope: what one node makes, in the step that comes next, of one sample's numbers.

Every local gradient is had from the layer itself: the closure that carries gradients back, given 1 at one output and 0
at all others. So no formula is repeated here, and the numbers of every layer are exact, whatever it does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.analysis.dry_run import DryRun, dry_run
from engine.analysis.excerpts import Excerpt, excerpt, within
from engine.analysis.looks import Look
from engine.analysis.source_lines import Line, Piece, backward_lines, body_lines, forward_lines, traced
from engine.layers.activation import Activation
from engine.layers.base import Layer
from engine.losses.base import dense_targets
from engine.numerics import Array, Shape, softmax
from engine.spec import INPUT
from engine.training.trainer import Trainer

LOSS_NODE = "(loss)"
"""Stands for the loss where a node is asked for: the walk through a network ends there."""

PATHS = 64
"""Most outputs of a sample whose shares in the gradient of one input are worked out."""

WORK = 5e7
"""Most multiply-adds that this may take."""


@dataclass(frozen=True, eq=False)
class Terms:
    """A sum, term by term: the places of its terms, the two factors of each (the second is None where there is but
    one), what is added besides, and the total."""

    places: Array
    left: Array
    right: Array | None
    rest: float
    total: float


@dataclass(frozen=True, eq=False)
class ParameterFigures:
    """A parameter W of the node: its values, dy/dW of the chosen output, that times the upstream gradient, and dL/dW of
    the batch; `shares`: what every sample adds to the chosen entry of dL/dW, None where it would take long."""

    name: str
    values: Excerpt
    local: Excerpt
    product: Excerpt
    gradient: Excerpt
    shares: Array | None


@dataclass(frozen=True, eq=False)
class NodeFigures:
    """One node x -> y in step number `step`, for one sample of its batch.

    Forward: `inputs` and `output`; `forward_terms` where the chosen output is a weighted sum of inputs plus what is
    added besides. Backward: `upstream` is dL/dy, `local` is dy[chosen]/dx at the input `branch`, `product` the two
    multiplied, `gradient` is dL/dx, to which all outputs add (`gradient_terms`: their upstream and local gradients at
    the chosen input). `arrivals`: where several nodes take y, what each adds to the upstream gradient.

    The input has an output alone, and the gradient there; the loss has the scores as input, and the mean loss of the
    batch as output, of which `sample_loss` is the sample's own.
    `mixes`: the chosen output depends on other samples of the batch too, which are not shown.
    """

    step: int
    walk: tuple[str, ...]
    node_id: str
    samples: int
    sample: int
    origin: int
    loss: float
    sources: tuple[str, ...]
    inputs: tuple[Excerpt, ...]
    branch: int
    output: Excerpt
    upstream: Excerpt
    arrivals: tuple[tuple[str, float], ...] = ()
    local: Excerpt | None = None
    product: Excerpt | None = None
    gradient: Excerpt | None = None
    gradient_terms: Terms | None = None
    forward_terms: Terms | None = None
    parameters: tuple[ParameterFigures, ...] = ()
    mixes: bool = False
    sample_loss: float | None = None
    targets: Excerpt | None = None
    probabilities: Excerpt | None = None
    forward_code: tuple[str, ...] = ()
    backward_code: tuple[str, ...] = ()
    forward_line: Line | None = None
    backward_line: Line | None = None


@dataclass(frozen=True)
class Anatomy(Look[NodeFigures]):
    """What a node, the input or LOSS_NODE does with sample number `sample` of the next batch.

    `output` and `input` are flat places in the sample's output and in the input number `branch`, `entry` one in the
    parameter called `parameter`; None: where most happens, that is, where the gradient, or the product, is greatest.
    Costs about a step, once a step, and some backward passes of the node; excerpts bound what is copied.
    """

    node_id: str
    sample: int = 0
    output: int | None = None
    branch: int = 0
    input: int | None = None
    parameter: str = ""
    entry: int | None = None

    def answer(self, trainer: Trainer) -> NodeFigures | None:
        if trainer.experiment.model.kind != "network":
            return None
        trial = dry_run(trainer)
        if self.node_id not in (INPUT, *trial.network.order, LOSS_NODE):
            return None
        with np.errstate(all="ignore"):
            return _figures(self, trial)


def _figures(look: Anatomy, trial: DryRun) -> NodeFigures:
    network, batch = trial.network, trial.ahead.batch
    count = len(batch.x)
    sample = max(0, min(look.sample, count - 1))
    common: dict[str, Any] = {
        "step": trial.number,
        "walk": (INPUT, *network.order, LOSS_NODE),
        "node_id": look.node_id,
        "samples": count,
        "sample": sample,
        "origin": int(trial.ahead.samples[sample]),
        "loss": trial.loss,
        "branch": 0,
        "sources": (),
        "inputs": (),
    }
    if look.node_id == LOSS_NODE:
        return NodeFigures(**{**common, **_loss(look, trial, sample)})
    if look.node_id == INPUT:
        upstream = trial.input_gradient
        at = within(upstream[sample], look.output)
        return NodeFigures(
            **common,
            output=excerpt(batch.x[sample], at),
            upstream=excerpt(upstream[sample], at),
            arrivals=_arrivals(trial, INPUT, sample, at),
        )
    return NodeFigures(**{**common, **_node(look, trial, sample)})


def _node(look: Anatomy, trial: DryRun, sample: int) -> dict[str, Any]:
    network, run = trial.network, trial.run
    node, y, dy = network.nodes[look.node_id], run.outputs[look.node_id], run.gradients[look.node_id]
    layer, backward = node.layer, run.backwards[look.node_id]
    at = within(dy[sample], look.output)
    branch = max(0, min(look.branch, len(node.inputs) - 1))
    hot = np.zeros(y.shape, y.dtype)
    hot[sample].reshape(-1)[at] = 1
    locals_, local_parameters = backward(hot)
    dxs, gradients = backward(dy)
    upstream = dy[sample].reshape(-1)[at]
    local = locals_[branch]
    same_place = local.shape == dy.shape and not local[sample].any()
    i = within(local[sample], at if look.input is None and same_place else look.input)
    inputs = [run.outputs[source] for source in node.inputs]
    sizes = local[sample].size, dy[sample].size
    line, slope = _elementwise(layer, inputs[branch][sample].reshape(-1)[i : i + 1])
    if at != i:  # another number than the one that is shown as output
        line, slope = None, None
    return {
        "sources": node.inputs,
        "inputs": tuple(excerpt(x[sample], i if number == branch else None) for number, x in enumerate(inputs)),
        "branch": branch,
        "output": excerpt(y[sample], at),
        "upstream": excerpt(dy[sample], at),
        "arrivals": _arrivals(trial, look.node_id, sample, at),
        "local": excerpt(local[sample], i),
        "product": excerpt(upstream * local[sample], i),
        "gradient": excerpt(dxs[branch][sample], i),
        "gradient_terms": _gradient_terms(trial, look.node_id, sample, branch, i, dxs),
        "forward_terms": _forward_terms(trial, look.node_id, sample, at, locals_, local_parameters),
        "parameters": tuple(
            _parameter(look, trial, name, local_parameters[name], upstream, gradients[name], sizes, (i, at))
            for name in network.parameters[look.node_id]
        ),
        "mixes": any(bool(np.delete(each, sample, 0).any()) for each in locals_),
        "forward_code": _forward_code(layer),
        "backward_code": _backward_code(layer),
        "forward_line": line,
        "backward_line": slope,
    }


def _loss(look: Anatomy, trial: DryRun, sample: int) -> dict[str, Any]:
    loss, network = trial.ahead.experiment.loss, trial.network
    scores, targets = trial.run.outputs[network.output], trial.ahead.batch.targets
    i = within(trial.slope[sample], look.input)
    one = np.ones(1, scores.dtype)
    gradient = excerpt(trial.slope[sample], i)
    rows = dense_targets(targets, scores)[sample]
    q = softmax(scores)[sample]
    return {
        "sources": (network.output,),
        "inputs": (excerpt(scores[sample], i),),
        "output": excerpt(one * scores.dtype.type(trial.loss)),
        "upstream": excerpt(one),
        "local": gradient,
        "product": gradient,
        "gradient": gradient,
        "sample_loss": loss.value(scores[sample : sample + 1], targets[sample : sample + 1]),
        "targets": excerpt(rows, i),
        "probabilities": excerpt(q, i) if loss.accepts == {"classes"} else None,
        "backward_line": _slope_of_loss(scores, q, rows, sample, i, float(trial.slope[sample, i])),
        "forward_code": body_lines(type(loss).value_and_gradient),
        "backward_code": body_lines(type(loss).value_and_gradient),
    }


def _slope_of_loss(scores: Array, q: Array, t: Array, sample: int, i: int, slope: float) -> Line | None:
    """The loss's gradient at one score as a short formula, where it is one of those that everybody knows."""
    s, target, size, count = float(scores[sample, i]), float(t[i]), scores.size, len(scores)
    known: tuple[tuple[str, tuple[Piece, ...], float], ...] = (
        ("(q - t) / N", ("(", float(q[i]), " - ", target, ") / ", count), (float(q[i]) - target) / count),
        ("2 * (s - t) / size", (2, " * (", s, " - ", target, ") / ", size), 2 * (s - target) / size),
    )
    near = 1e-5 * max(abs(slope), 1e-3 / count)
    return next((Line(code, "ds", pieces, slope) for code, pieces, value in known if abs(value - slope) <= near), None)


def _parameter(
    look: Anatomy, trial: DryRun, name: str, local: Array, upstream: Any, gradient: Array, sizes: Shape, places: Shape
) -> ParameterFigures:
    chosen = look.entry if look.parameter == name else None
    if chosen is None and local.shape == sizes:  # the weight between the chosen input and output
        chosen = int(np.ravel_multi_index(places, sizes))
    entry = within(local if local.any() else gradient, chosen)
    return ParameterFigures(
        name,
        excerpt(trial.network.parameters[look.node_id][name], entry),
        excerpt(local, entry),
        excerpt(upstream * local, entry),
        excerpt(gradient, entry),
        _shares(trial, look.node_id, name, entry) if look.parameter == name else None,
    )


def _shares(trial: DryRun, node_id: str, name: str, entry: int) -> Array | None:
    """What every sample adds to an entry of a parameter's gradient: the same backward pass with the others' upstream
    gradients set to zero."""
    dy = trial.run.gradients[node_id]
    if len(dy) > PATHS or len(dy) * _cost(trial, node_id) > WORK:
        return None
    shares = np.empty(len(dy))
    for sample in range(len(dy)):
        alone = np.zeros_like(dy)
        alone[sample] = dy[sample]
        shares[sample] = trial.run.backwards[node_id](alone)[1][name].reshape(-1)[entry]
    return shares


def _gradient_terms(
    trial: DryRun, node_id: str, sample: int, branch: int, i: int, dxs: tuple[Array, ...]
) -> Terms | None:
    """How dL/dx at one input adds up: upstream times local gradient, over all outputs of the sample."""
    run, dy = trial.run, trial.run.gradients[node_id]
    size = dy[sample].size
    total = float(dxs[branch][sample].reshape(-1)[i])
    alone = isinstance(trial.network.nodes[node_id].layer, Activation)
    if not alone and (size > PATHS or size * _cost(trial, node_id) > WORK):
        return None
    places = np.array([i]) if alone else np.arange(size)
    local = np.empty(len(places))
    for row, place in enumerate(places.tolist()):
        hot = np.zeros(dy.shape, dy.dtype)
        hot[sample].reshape(-1)[place] = 1
        local[row] = run.backwards[node_id](hot)[0][branch][sample].reshape(-1)[i]
    upstream = dy[sample].reshape(-1)[places].astype(np.float64)
    linked = local != 0
    places, upstream, local = places[linked], upstream[linked], local[linked]
    return Terms(places, upstream, local, total - float(upstream @ local), total)


def _forward_terms(
    trial: DryRun, node_id: str, sample: int, at: int, locals_: tuple[Array, ...], parameters: dict[str, Array]
) -> Terms | None:
    """How y at one output adds up where it is a sum of inputs, each times its local gradient, and biases; None where it
    is no such sum: it then shows in the total."""
    network, run = trial.network, trial.run
    x = np.concatenate([run.outputs[source][sample].reshape(-1) for source in network.nodes[node_id].inputs])
    local = np.concatenate([each[sample].reshape(-1) for each in locals_])
    x, local = x.astype(np.float64), local.astype(np.float64)
    total = float(run.outputs[node_id][sample].reshape(-1)[at])
    rest = 0.0
    for slot in trial.slots(node_id):
        if slot.parameter.role == "bias":
            name = slot.parameter.name
            rest += float(np.vdot(parameters[name], network.parameters[node_id][name]))
    linked = np.flatnonzero(local)
    size = float(np.abs(x[linked]) @ np.abs(local[linked])) + abs(rest)
    fine = 64 * float(np.finfo(network.dtype).eps) * max(size, 1e-30)
    if not abs(float(x[linked] @ local[linked]) + rest - total) <= fine:
        return None
    return Terms(linked, x[linked], local[linked], rest, total)


def _arrivals(trial: DryRun, node_id: str, sample: int, at: int) -> tuple[tuple[str, float], ...]:
    """What each node that takes the output adds to the upstream gradient at one number, where there are several."""
    network, run = trial.network, trial.run
    takers = [(each, branch) for each in network.order for branch, source in enumerate(network.nodes[each].inputs)
              if source == node_id]  # fmt: skip
    arrived = [
        (taker, float(run.backwards[taker](run.gradients[taker])[0][branch][sample].reshape(-1)[at]))
        for taker, branch in takers
    ]
    if node_id == network.output:
        arrived.append((LOSS_NODE, float(trial.slope[sample].reshape(-1)[at])))
    return tuple(arrived) if len(arrived) > 1 else ()


def _elementwise(layer: Layer, x: Array) -> tuple[Line | None, Line | None]:
    """An activation's value and slope at one number, as its own lines compute them."""
    if not isinstance(layer, Activation):
        return None, None
    y = layer.value(x)
    lines = [traced(layer.value, x=x.copy()), traced(layer.slope, x=x.copy(), y=y)]
    value, slope = (found[-1] if found else None for found in lines)
    return value, slope


def _forward_code(layer: Layer) -> tuple[str, ...]:
    if isinstance(layer, Activation):
        return body_lines(type(layer).value)
    return forward_lines(type(layer).forward)


def _backward_code(layer: Layer) -> tuple[str, ...]:
    if isinstance(layer, Activation):
        return (*backward_lines(type(layer).forward), *body_lines(type(layer).slope))
    return backward_lines(type(layer).forward)


def _cost(trial: DryRun, node_id: str) -> int:
    """Multiply-adds of a backward pass of the node over the batch, about."""
    node, outputs = trial.network.nodes[node_id], trial.run.outputs
    shapes = [outputs[source].shape[1:] for source in node.inputs]
    sizes = [math.prod(shape) for shape in shapes]
    return 2 * len(outputs[node_id]) * max(node.layer.operations(shapes), *sizes, 1)
