"""Every template, found through the catalogue: what it builds fits, or it says what it needs."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from engine.graph import layer_facts
from engine.layers.base import times
from engine.messages import DescentError
from engine.numerics import Shape
from engine.spec import INPUT, Network
from engine.wiring import execution_order, output_of
from tests.contract.laws import law
from tests.contract.strategies import any_members, members

pictures = st.tuples(st.integers(1, 40), st.integers(1, 40), st.integers(1, 4))
shapes = st.tuples(st.integers(1, 40)) | pictures


def output_shape(network: Network, shape: Shape) -> Shape | None:
    """What comes out at the end, for samples of a shape. Raises ShapeError where layers do not fit each other."""
    order, stuck = execution_order(network)
    assert not stuck
    found: dict[str, Shape | None] = {INPUT: shape}
    for node_id in order:
        inputs = [found[source] for source in network.node(node_id).inputs]
        found[node_id] = layer_facts(network.node(node_id).layer, inputs).shape  # type: ignore[arg-type]
    used = {source for node in network.nodes for source in node.inputs}
    (end,) = (node.id for node in network.nodes if node.id not in used)
    assert end == output_of(network, order) == network.nodes[-1].id
    return found[end]


@law("templates")
def test_what_it_builds_fits_or_it_says_what_it_needs(cls: Any, data: st.DataObject) -> None:
    template, shape, outputs = data.draw(members(cls)), data.draw(shapes), data.draw(st.integers(1, 9))
    refusal, network = "", Network()
    try:
        network = template.build(shape, outputs)
    except DescentError as fault:
        refusal = str(fault)
    if refusal:
        assert refusal.startswith(f"{cls.title} needs ")
        assert refusal.endswith(f"; the input is {times(shape)}.")
        return
    size = shape[0] if len(shape) == 1 else shape[0] * shape[1] * shape[2]
    assert output_shape(network, shape) == ((size,) if cls.kind_name() == "autoencoder" else (outputs,))
    assert network == template.build(shape, outputs)
    assert Network.model_validate_json(json.dumps(json.loads(network.model_dump_json()))) == network


@law("templates")
def test_ample_images_suit_all_whatever_the_settings(cls: Any, data: st.DataObject) -> None:
    """Settings as large as may be: sizes are for the experiment's check, which needs the network to refuse it."""
    template, side = data.draw(any_members(cls)), data.draw(st.integers(12, 64))
    network = template.build((side, side + 3, 3), 5)
    assert output_shape(network, (side, side + 3, 3)) in ((5,), (side * (side + 3) * 3,))
