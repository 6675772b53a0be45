"""The way for every layer without a kernel: its own textbook code, on the plan's memory."""

from __future__ import annotations

from typing import Any

from engine.layers.base import Backward, Context
from engine.numerics import Array
from engine.plan.kernels.base import Kernel
from engine.plan.memory import Field
from engine.plan.program import Builder


class TextbookKernel(Kernel):
    """Runs a layer's `forward` and `backward` on the whole batch."""

    _backward: Backward | None = None

    def forward(self, build: Builder) -> None:
        build.call(self._run)

    def backward(self, build: Builder) -> None:
        arrived, _ = self.collect(build)
        build.call(self._carry_back, arrived, [source.new_edge(self.site) for source in self.sources])

    def _run(self) -> None:
        network, node, batch = self.site.network, self.nodes[0], self.site.batch
        ctx = Context(self.site.training, network.mask_stream(node.id))
        inputs: list[Array] = [source.y.values(0, batch) for source in self.sources]
        y, backward = node.layer.forward(inputs, network.parameters[node.id], network.states[node.id], ctx)
        self.target.y.values(0, batch)[...] = y
        self._backward = backward if self.site.training else None

    def _carry_back(self, arrived: Field, edges: list[Field | None]) -> None:
        assert self._backward is not None
        batch = self.site.batch
        dxs, gradients = self._backward(arrived.values(0, batch))
        own: dict[str, Any] = self.site.network.gradients[self.nodes[0].id]
        for name, gradient in gradients.items():
            own[name][...] = gradient
        for edge, dx in zip(edges, dxs, strict=True):
            if edge is not None:
                edge.values(0, batch)[...] = dx
        self._backward = None
