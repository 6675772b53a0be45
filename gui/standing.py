"""What stands, and so is looked at: the network of the run, or where there is none the document's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine import INPUT, Analysis, Experiment, analyse
from gui.texts import node_title

if TYPE_CHECKING:
    from gui.run_controller import RunController

_known: list[tuple[Experiment, Analysis]] = []  # of the run that was asked for last


def standing_analysis(controller: RunController) -> Analysis:
    """The order, shapes and counts of the network that stands."""
    experiment, document = controller.experiment, controller.document
    if experiment is document.experiment:
        return document.analysis
    if _known and _known[0][0].model is experiment.model and _known[0][0].data is experiment.data:
        return _known[0][1]
    _known[:] = [(experiment, analyse(experiment))]
    return _known[0][1]


def standing_name(controller: RunController, node_id: str, source: str = "") -> str:
    """What a layer of the network that stands is called; `source` is the name of the input. One that is in the document
    as well is called as it is there, since names are not trained; one that is in neither by its id."""
    if node_id == INPUT and source:
        return source
    networks = controller.experiment.network, controller.document.network
    own, named = (next((node for node in each.nodes if node.id == node_id), None) for each in networks)
    if own is not None and named is not None and type(own.layer) is not type(named.layer):
        named = own
    found = named or own
    return node_id if found is None else node_title(found)
