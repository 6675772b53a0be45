"""A network on images, seen as pictures: its weights, what each layer makes of one sample, and samples to choose from.

All answers are copies, bounded in size whatever the network: `most` and its kin say how much of an array is handed out,
and every answer says how much there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.analysis.evaluation import read
from engine.analysis.looks import Look
from engine.layers.base import Layer
from engine.layers.convolution import Conv2D
from engine.layers.dense import Dense
from engine.layers.flatten import Flatten
from engine.messages import ShapeError
from engine.numerics import Array, Shape
from engine.rules.base import AveragingRule, EvaluationRule
from engine.spec import INPUT, Network, Node
from engine.training.trainer import Trainer

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = ("train", "validation", "test")

LONGEST_VECTOR = 1024
"""Numbers of an output without pixels that a view of feature maps gets."""

MOST_PIXELS = 256
"""Rows, and columns, of a map or a kernel that are handed out; of a larger one the upper left corner."""


@dataclass(frozen=True)
class WeightImages:
    """Weights of a layer as images, (height, width, inputs, units): one small image for each unit and each input
    channel, exactly as they stand, or one for each unit where they are `averaged` over the inputs.

    `limit` is the largest magnitude among all of the layer's weights (of their means, where averaged): a scale common
    to all images. `inputs` and `units` count all there are, shown or not. `colour`: the three inputs are the red,
    green and blue of the samples. `names`: a name for each unit shown, where units stand for classes.
    """

    node_id: str
    weights: Array
    limit: float
    inputs: int
    units: int
    averaged: bool
    colour: bool
    names: tuple[str, ...]


@dataclass(frozen=True)
class Filters(Look[WeightImages]):
    """The kernels of a convolution as images: those of its first `most` filters, each for the first `most` inputs, or
    the mean over all inputs. Where a layer reads colour pictures one filter is one colour picture, so it is not
    averaged; nor is it where there is one input only."""

    node_id: str
    most: int = 64
    averaged: bool = False

    def answer(self, trainer: Trainer) -> WeightImages | None:
        if not _learns(trainer) or self.node_id not in trainer.network.nodes:
            return None
        node = trainer.network.nodes[self.node_id]
        if not isinstance(node.layer, Conv2D):
            return None
        weight = trainer.network.parameters[self.node_id]["weight"]
        coloured = reads_colours(trainer.experiment.network, self.node_id, _fed_shape(trainer))
        return _weight_images(self, weight, coloured, ())


@dataclass(frozen=True)
class ClassTemplates(Look[WeightImages]):
    """The weights of a Dense layer that reads the pixels themselves, laid out as they lie in the picture: one image for
    each of its first `most` units. In a linear classifier a unit is a class, and its image the template that a sample
    is compared with."""

    node_id: str
    most: int = 64
    averaged: bool = False

    def answer(self, trainer: Trainer) -> WeightImages | None:
        if not _learns(trainer):
            return None
        network, shape = trainer.experiment.network, _fed_shape(trainer)
        picture = template_shapes(network, shape).get(self.node_id)
        if picture is None:
            return None
        weight = trainer.network.parameters[self.node_id]["weight"].reshape(*picture, -1)
        names = trainer.experiment.data.source.class_names() if _is_answer(trainer, self.node_id) else ()
        return _weight_images(self, weight, picture[2] == 3, names[: self.most])


@dataclass(frozen=True)
class NodeMaps:
    """A node's output for one sample: (height, width, channels) or (numbers,), the first of them where they are many.

    `shape` is that of the whole output; `low` and `high` are its least and greatest number.
    """

    node_id: str
    values: Array
    shape: Shape
    low: float
    high: float


@dataclass(frozen=True)
class Maps:
    """What a network makes of one sample. `picture` is the sample as its source has it, (height, width, channels) or
    (features,), with values from `low` to `high` among the training samples; `fed` is what the network gets, and
    `nodes` the outputs of all layers, both as `NodeMaps`.

    `scores` (K,) is the network's answer as the training rules have it; `shares` the probability of each class where
    it is to be read so, see `read`, else None. `truth` is the sample's class where it has one, `names` those of all.
    `count` is the number of samples in the split.
    """

    split: Split
    index: int
    count: int
    picture: Array
    low: float
    high: float
    truth: int | None
    names: tuple[str, ...]
    scores: Array
    shares: Array | None
    fed: NodeMaps
    nodes: tuple[NodeMaps, ...]


@dataclass(frozen=True)
class FeatureMaps(Look[Maps]):
    """The outputs of all nodes for one sample of a split, in evaluation mode: one forward pass of one sample. At most
    `most_channels` maps of a node, and LONGEST_VECTOR numbers of one without pixels, are handed out. An index beyond
    the last sample goes on from the first, one below zero from the last. None where the split is empty."""

    split: Split
    index: int
    most_channels: int = 32

    def answer(self, trainer: Trainer) -> Maps | None:
        samples, resting = getattr(trainer.splits, self.split), trainer.splits.raw[self.split]
        if not _learns(trainer) or not len(samples):
            return None
        index = self.index % len(samples)
        x = samples.x[index : index + 1]
        with np.errstate(all="ignore"):
            outputs = trainer.stepper.outputs(x)
            rules = trainer.experiment.training.rules
            apart = any(isinstance(rule, AveragingRule | EvaluationRule) for rule in rules)
            scores = trainer.scores(x) if apart else outputs[trainer.network.output].copy()
            meaning, answers = read(trainer, scores)
            nodes = tuple(self._maps(node_id, outputs[node_id][0]) for node_id in trainer.network.order)
        names, span = trainer.experiment.data.source.class_names(), trainer.splits.span
        return Maps(
            self.split, index, len(samples), resting.x[index].copy(),
            float(span.low.min()), float(span.high.max()),
            int(resting.targets[index]) if names and resting.targets.ndim == 1 else None, names,
            scores[0], answers[0] if meaning == "probability" else None, self._maps(INPUT, x[0]), nodes,
        )  # fmt: skip

    def _maps(self, node_id: str, output: Array) -> NodeMaps:
        if output.ndim == 3:
            values = output[:MOST_PIXELS, :MOST_PIXELS, : self.most_channels]
        else:
            values = output.reshape(-1)[:LONGEST_VECTOR]
        return NodeMaps(node_id, values.copy(), output.shape, float(output.min()), float(output.max()))


@dataclass(frozen=True)
class Gallery:
    """Pictures (N, height, width, channels) as their source has them, the first of them being number `start` of the
    `count` samples of a split; their classes where they have some (else -1), and all classes' names. Values lie from
    `low` to `high` among the training samples."""

    split: Split
    start: int
    count: int
    pictures: Array
    low: float
    high: float
    classes: Array
    names: tuple[str, ...]


@dataclass(frozen=True)
class SampleGallery(Look[Gallery]):
    """Pictures of a split to choose from; the same at every step. None where samples are no pictures."""

    split: Split
    start: int
    most: int

    def answer(self, trainer: Trainer) -> Gallery | None:
        resting, span = trainer.splits.raw[self.split], trainer.splits.span
        if resting.x.ndim != 4:
            return None
        place = slice(max(self.start, 0), max(self.start, 0) + self.most)
        pictures, names = resting.x[place].copy(), trainer.experiment.data.source.class_names()
        targets = resting.targets[place]
        classes = targets.copy() if names and targets.ndim == 1 else np.full(len(pictures), -1)
        return Gallery(
            self.split, place.start, len(resting), pictures,
            float(span.low.min()), float(span.high.max()), classes, names,
        )  # fmt: skip


def template_shapes(network: Network, shape: Shape) -> dict[str, Shape]:
    """The Dense layers that read the pixels of samples of a shape, and how their weights lie in the picture: (height,
    width, channels) by node id. Between them and the input stand only layers that learn nothing and keep the numbers
    in their places, one Flatten, and perhaps a pooling before it, which makes the picture smaller."""
    found: dict[str, Shape] = {}
    for node in network.nodes:
        if isinstance(node.layer, Dense) and (way := _way_from_input(network, node)) is not None:
            picture = _picture_before(way, shape)
            if picture is not None:
                found[node.id] = picture
    return found


def reads_colours(network: Network, node_id: str, shape: Shape) -> bool:
    """Whether what a node is fed are the three colours of the samples' pixels: behind the input, or behind layers that
    learn nothing and keep the picture a picture."""
    way = _way_from_input(network, network.node(node_id))
    return way is not None and len(shape) == 3 and shape[2] == 3 and not any(_changes(each, shape) for each in way)


def _way_from_input(network: Network, node: Node) -> list[Layer] | None:
    """The layers between the input and a node, in order; None where they do not form a chain."""
    nodes = {each.id: each for each in network.nodes}
    way: list[Layer] = []
    while len(node.inputs) == 1 and len(way) <= len(nodes):
        if node.inputs[0] == INPUT:
            return way[::-1]
        if node.inputs[0] not in nodes:
            return None
        node = nodes[node.inputs[0]]
        way.append(node.layer)
    return None


def _changes(layer: Layer, shape: Shape) -> bool:
    """Whether a layer learns, or gives something else than a picture of the shape it gets."""
    try:
        return layer.output_shape((shape,)) != shape or bool(layer.parameters((shape,)))
    except ShapeError:
        return True


def _picture_before(way: Iterable[Layer], shape: Shape) -> Shape | None:
    """The shape of the picture that is laid out as a row on the way; None where none is, or something else happens."""
    picture: Shape | None = None
    try:
        for layer in way:
            after = layer.output_shape((shape,))  # first: it says whether the shape fits at all
            if layer.parameters((shape,)):
                return None
            if isinstance(layer, Flatten) and len(shape) == 3:
                picture = shape
            elif picture is not None and after != shape:
                return None
            shape = after
    except ShapeError:
        return None
    return picture


def _weight_images(
    look: Filters | ClassTemplates, weight: Array, coloured: bool, names: tuple[str, ...]
) -> WeightImages:
    """The answer from weights (height, width, inputs, units)."""
    inputs, units = weight.shape[2:]
    averaged = look.averaged and inputs > 1 and not coloured
    if averaged:
        mean = weight.mean(axis=2, keepdims=True)
        limit, shown = _magnitude(mean), mean[:MOST_PIXELS, :MOST_PIXELS, :, : look.most]
    else:
        limit, shown = _magnitude(weight), weight[:MOST_PIXELS, :MOST_PIXELS, : look.most, : look.most]
    return WeightImages(look.node_id, shown.copy(), limit, inputs, units, averaged, coloured, names)


def _magnitude(values: Array) -> float:
    return max(float(values.max()), -float(values.min()), 0.0)


def _is_answer(trainer: Trainer, node_id: str) -> bool:
    """Whether a node's units are the network's answers, one for each class."""
    network, data = trainer.network, trainer.experiment.data
    row = (data.outputs(),)
    if data.task != "classification" or network.parameters[node_id]["weight"].shape[1:] != row:
        return False
    followers = {node_id}
    for each in network.order:  # what learns nothing and keeps the shape keeps the numbers in their places
        node = network.nodes[each]
        follows = set(node.inputs) <= followers and not network.parameters[each]
        if follows and node.layer.output_shape([row] * len(node.inputs)) == row:
            followers.add(each)
    return network.output in followers


def _learns(trainer: Trainer) -> bool:
    """Whether the model is a network."""
    trainer.prepare()
    return bool(trainer.experiment.network.nodes)


def _fed_shape(trainer: Trainer) -> Shape:
    """The shape of a sample as the network sees it."""
    shape: Shape = trainer.splits.train.x.shape[1:]
    return shape
