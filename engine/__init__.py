"""Descent's engine: networks, data and training, without a window. This is the door: import from here, not from within.

    from engine import Trainer, load_experiment

    for event in Trainer(load_experiment("resources/presets/digits.descent")).events():
        ...

Names are imported on first use, so that the window can paint before the engine is loaded.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.analysis.answers import Points
    from engine.analysis.evaluation import Answer, Evaluated, Evaluation, EvaluationPart, Pictures, Reply, Shown
    from engine.analysis.excerpts import Excerpt
    from engine.analysis.fitted import Curve, FittedCurve
    from engine.analysis.histogram_record import HistogramRecord, Slices
    from engine.analysis.histograms import KINDS as HISTOGRAM_KINDS
    from engine.analysis.histograms import QUANTILES, Histogram, Histograms, Snapshot, histogram, over_range
    from engine.analysis.images import (
        ClassTemplates,
        FeatureMaps,
        Filters,
        Gallery,
        Maps,
        NodeMaps,
        SampleGallery,
        WeightImages,
        template_shapes,
    )
    from engine.analysis.looks import Look
    from engine.analysis.microscope import LOSS_NODE, Anatomy, NodeFigures, ParameterFigures, Terms
    from engine.analysis.planar import (
        DecisionSurface,
        NeuronResponses,
        Neurons,
        Responses,
        Surface,
        Warp,
        WarpedPlane,
    )
    from engine.analysis.previews import penalty_curve, rate_curve
    from engine.analysis.probe import Probe, Probed
    from engine.analysis.ratios import RATIO, Ratios, UpdateRatios
    from engine.analysis.source_lines import Line
    from engine.analysis.updates import Part, UpdateAnatomy, UpdateFigures
    from engine.analysis.wires import Connections, Wires, WireWeights
    from engine.blocks import copy_layers, insert_block, parse_layers
    from engine.catalog import FAMILIES, describe, describe_all, family, schema
    from engine.edits import (
        add_loose,
        append,
        chain_neighbours,
        connect,
        disconnect,
        exchange,
        insert_on_wire,
        join,
        move_after,
        move_earlier,
        move_later,
        move_onto_wire,
        refuse_exchange,
        refuse_join,
        refuse_size,
        refuse_wire,
        remove,
    )
    from engine.fields import Hyperparameter, Member, Value, hyperparameter, hyperparameters
    from engine.files import (
        SUFFIX,
        ExperimentError,
        FieldFault,
        StoredExperiment,
        dump_document,
        field_faults,
        load_document,
        load_experiment,
        parse_document,
        save_bytes,
        save_document,
    )
    from engine.graph import Analysis, NodeFacts, analyse, check
    from engine.layers.base import times
    from engine.messages import DescentError, Message, Name, Problem, say, small, titled
    from engine.numerics import cores
    from engine.repairs import Repair, repair_of
    from engine.shorthand import Entry, candidates, split_entry, usage, with_arguments
    from engine.spec import (
        INPUT,
        MODELS,
        Data,
        Experiment,
        KNearestNeighbors,
        Network,
        Node,
        Training,
        chain,
        field_name,
        fresh_id,
        get,
        is_live,
        replaced,
    )
    from engine.trained import TrainedError, TrainedState, misfit
    from engine.trained_files import load_trained, save_trained
    from engine.training.events import Edited, Epoch, Event, Finished, Started, Step
    from engine.training.history import EPOCH_SERIES, STEP_SERIES, Axis, History
    from engine.training.pyramid import Pyramid
    from engine.training.samples import Splits
    from engine.training.trainer import Trainer
    from engine.training.typed import is_weight_path, split_weight_path, weight_path

# pydantic would search every installed package for plugins of its own: a large part of the catalogue's time on a
# machine with many of them. We use none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

_ROOMS = {
    "engine.analysis.histogram_record": "HistogramRecord Slices",
    "engine.analysis.histograms": "Histogram Histograms QUANTILES Snapshot histogram over_range",
    "engine.analysis.answers": "Points",
    "engine.analysis.fitted": "Curve FittedCurve",
    "engine.analysis.evaluation": "Answer Evaluated Evaluation EvaluationPart Pictures Reply Shown",
    "engine.analysis.excerpts": "Excerpt",
    "engine.analysis.images": "ClassTemplates FeatureMaps Filters Gallery Maps NodeMaps SampleGallery WeightImages "
    "template_shapes",
    "engine.analysis.looks": "Look",
    "engine.analysis.microscope": "LOSS_NODE Anatomy NodeFigures ParameterFigures Terms",
    "engine.analysis.source_lines": "Line",
    "engine.analysis.updates": "Part UpdateAnatomy UpdateFigures",
    "engine.analysis.ratios": "RATIO Ratios UpdateRatios",
    "engine.analysis.planar": "DecisionSurface NeuronResponses Neurons Responses Surface Warp WarpedPlane",
    "engine.analysis.probe": "Probe Probed",
    "engine.analysis.wires": "Connections WireWeights Wires",
    "engine.blocks": "copy_layers insert_block parse_layers",
    "engine.analysis.previews": "penalty_curve rate_curve",
    "engine.catalog": "FAMILIES describe describe_all family schema",
    "engine.edits": "add_loose append chain_neighbours connect disconnect exchange insert_on_wire join "
    "move_after move_earlier move_later move_onto_wire refuse_exchange refuse_join refuse_size refuse_wire remove",
    "engine.fields": "Hyperparameter Member Value hyperparameter hyperparameters",
    "engine.files": "SUFFIX ExperimentError FieldFault StoredExperiment dump_document field_faults load_document "
    "load_experiment parse_document save_bytes save_document",
    "engine.graph": "Analysis NodeFacts analyse check",
    "engine.layers.base": "times",
    "engine.messages": "DescentError Message Name Problem say small titled",
    "engine.numerics": "cores",
    "engine.repairs": "Repair repair_of",
    "engine.shorthand": "Entry candidates split_entry usage with_arguments",
    "engine.spec": "INPUT MODELS Data Experiment KNearestNeighbors Network Node Training chain field_name fresh_id get "
    "is_live replaced",
    "engine.trained": "TrainedError TrainedState misfit",
    "engine.trained_files": "load_trained save_trained",
    "engine.training.events": "Edited Epoch Event Finished Started Step",
    "engine.training.samples": "Splits",
    "engine.training.history": "Axis EPOCH_SERIES STEP_SERIES History",
    "engine.training.pyramid": "Pyramid",
    "engine.training.trainer": "Trainer",
    "engine.training.typed": "is_weight_path split_weight_path weight_path",
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names.split()}

__all__ = [
    "EPOCH_SERIES",
    "FAMILIES",
    "HISTOGRAM_KINDS",
    "INPUT",
    "LOSS_NODE",
    "MODELS",
    "QUANTILES",
    "RATIO",
    "STEP_SERIES",
    "SUFFIX",
    "Analysis",
    "Anatomy",
    "Answer",
    "Axis",
    "ClassTemplates",
    "Connections",
    "Curve",
    "Data",
    "DecisionSurface",
    "DescentError",
    "Edited",
    "Entry",
    "Epoch",
    "Evaluated",
    "Evaluation",
    "EvaluationPart",
    "Event",
    "Excerpt",
    "Experiment",
    "ExperimentError",
    "FeatureMaps",
    "FieldFault",
    "Filters",
    "Finished",
    "FittedCurve",
    "Gallery",
    "Histogram",
    "HistogramRecord",
    "Histograms",
    "History",
    "Hyperparameter",
    "KNearestNeighbors",
    "Line",
    "Look",
    "Maps",
    "Member",
    "Message",
    "Name",
    "Network",
    "NeuronResponses",
    "Neurons",
    "Node",
    "NodeFacts",
    "NodeFigures",
    "NodeMaps",
    "ParameterFigures",
    "Part",
    "Pictures",
    "Points",
    "Probe",
    "Probed",
    "Problem",
    "Pyramid",
    "Ratios",
    "Repair",
    "Reply",
    "Responses",
    "SampleGallery",
    "Shown",
    "Slices",
    "Snapshot",
    "Splits",
    "Started",
    "Step",
    "StoredExperiment",
    "Surface",
    "Terms",
    "TrainedError",
    "TrainedState",
    "Trainer",
    "Training",
    "UpdateAnatomy",
    "UpdateFigures",
    "UpdateRatios",
    "Value",
    "Warp",
    "WarpedPlane",
    "WeightImages",
    "WireWeights",
    "Wires",
    "add_loose",
    "analyse",
    "append",
    "candidates",
    "chain",
    "chain_neighbours",
    "check",
    "connect",
    "copy_layers",
    "cores",
    "describe",
    "describe_all",
    "disconnect",
    "dump_document",
    "exchange",
    "family",
    "field_faults",
    "field_name",
    "fresh_id",
    "get",
    "histogram",
    "hyperparameter",
    "hyperparameters",
    "insert_block",
    "insert_on_wire",
    "is_live",
    "is_weight_path",
    "join",
    "load_document",
    "load_experiment",
    "load_trained",
    "misfit",
    "move_after",
    "move_earlier",
    "move_later",
    "move_onto_wire",
    "over_range",
    "parse_document",
    "parse_layers",
    "penalty_curve",
    "rate_curve",
    "refuse_exchange",
    "refuse_join",
    "refuse_size",
    "refuse_wire",
    "remove",
    "repair_of",
    "replaced",
    "save_bytes",
    "save_document",
    "save_trained",
    "say",
    "schema",
    "small",
    "split_entry",
    "split_weight_path",
    "template_shapes",
    "times",
    "titled",
    "usage",
    "weight_path",
    "with_arguments",
]


def __getattr__(name: str) -> Any:
    if name == "HISTOGRAM_KINDS":
        value = importlib.import_module("engine.analysis.histograms").KINDS
    elif name in _HOME:
        value = getattr(importlib.import_module(_HOME[name]), name)
    else:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    globals()[name] = value
    return value
