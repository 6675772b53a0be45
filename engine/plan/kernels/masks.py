"""Dropout's masks: drawn once a step for the whole batch, in the textbook's order, from the node's own stream."""

from __future__ import annotations

import numpy as np

from engine.layers.base import Layer
from engine.layers.dropout import Dropout
from engine.numerics import Shape, keep_mask
from engine.plan.kernels.base import Site
from engine.spec import Node


def is_inverted(layer: Layer) -> bool:
    """Whether a layer is a dropout that is done here: kept numbers are scaled up, and some are kept."""
    return isinstance(layer, Dropout) and layer.variant == "inverted" and layer.rate < 1


class Mask:
    """The mask of one inverted dropout: `keep` is (batch, *shape), `factor` what is kept is multiplied by."""

    def __init__(self, site: Site, node: Node, shape: Shape) -> None:
        assert isinstance(node.layer, Dropout)
        self.rate = node.layer.rate
        self.factor = 1 / (1 - self.rate)
        self.scale = site.scalar(self.factor)
        self._stream = site.network.mask_stream(node.id)
        self.keep = np.ones((site.batch, *shape), np.bool_)

    def draw(self) -> None:
        """Draw the mask of a step."""
        if self.rate:
            keep_mask(self._stream, self.keep.shape, 1 - self.rate, self.keep)
