"""The same training loop in PyTorch: shuffled batches, loss and accuracy read in every step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch
from torch import nn

from engine import INPUT, Experiment, Network, Trainer


class Twin(nn.Module):
    """A network of ours as a module that takes (N, channels, height, width) or rows."""

    def __init__(self, network: Network, shape: tuple[int, ...]) -> None:
        super().__init__()
        self.nodes = network.nodes
        self.parts = nn.ModuleDict()
        shapes: dict[str, tuple[int, ...]] = {INPUT: shape}
        for node in network.nodes:
            given = [shapes[source] for source in node.inputs]
            self.parts[node.id] = module(node.layer, given[0])
            shapes[node.id] = node.layer.output_shape(given)

    def forward(self, x: Any) -> Any:
        values = {INPUT: x}
        for node in self.nodes:
            inputs = [values[source] for source in node.inputs]
            values[node.id] = inputs[0] + inputs[1] if node.layer.kind == "add" else self.parts[node.id](inputs[0])
        return values[self.nodes[-1].id]


class Mean(nn.Module):
    def forward(self, x: Any) -> Any:
        return x.mean((2, 3))


def module(layer: Any, shape: tuple[int, ...]) -> nn.Module:
    match layer.kind:
        case "dense":
            return nn.Linear(shape[0], layer.units)
        case "conv2d":
            padding = 0 if layer.padding == "valid" else layer.kernel // 2
            return nn.Conv2d(shape[2], layer.filters, layer.kernel, layer.stride, padding)
        case "batch_norm":
            return nn.BatchNorm2d(shape[2]) if len(shape) == 3 else nn.BatchNorm1d(shape[0])
        case "max_pool2d":
            return nn.MaxPool2d(layer.size, layer.stride)
        case "dropout":
            return nn.Dropout(layer.rate)
        case "global_avg_pool2d":
            return Mean()
        case "add":
            return nn.Identity()
        case kind:
            return {"relu": nn.ReLU, "tanh": nn.Tanh, "flatten": nn.Flatten}[kind]()


def images(x: np.ndarray) -> Any:
    """Our samples as PyTorch's, channels first."""
    return torch.from_numpy(np.ascontiguousarray(x.transpose(0, 3, 1, 2) if x.ndim == 4 else x))


def optimizer(kind: str, rate: float, parameters: Any, **fields: Any) -> Any:
    if kind == "adam":
        return torch.optim.Adam(parameters, lr=rate, **fields)
    return torch.optim.SGD(parameters, lr=rate, momentum=0.9 if kind == "momentum" else 0.0, **fields)


def steps(
    experiment: Experiment, kind: str, rate: float, *, channels_last: bool = False, fused: bool = False,
    compiled: bool = False,
) -> Iterator[tuple[float, float]]:  # fmt: skip
    """Train for ever; yields loss and accuracy of each step."""
    trainer = Trainer(experiment)
    trainer.prepare()
    train, size = trainer.splits.train, experiment.training.batch_size
    torch.manual_seed(0)
    net: Any = Twin(experiment.network, train.x.shape[1:])
    x, y = images(train.x), torch.from_numpy(train.targets)
    if channels_last:
        net, x = net.to(memory_format=torch.channels_last), x.contiguous(memory_format=torch.channels_last)
    moved = optimizer(kind, rate, net.parameters(), **({"fused": True} if fused else {}))
    loss_of = nn.CrossEntropyLoss()
    run: Callable[[Any], Any] = torch.compile(net) if compiled else net
    while True:
        order = torch.randperm(len(x))
        for start in range(0, len(x), size):
            index = order[start : start + size]
            inputs, targets = x[index], y[index]
            moved.zero_grad(set_to_none=True)
            scores = run(inputs)
            loss = loss_of(scores, targets)
            loss.backward()
            moved.step()
            yield loss.item(), (scores.argmax(1) == targets).sum().item() / len(index)
