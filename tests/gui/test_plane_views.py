"""What the views of few inputs have in common: whose network they show, what they say, and how they are taken."""

from __future__ import annotations

import pytest

from engine import Experiment, KNearestNeighbors, Network, chain, replaced
from gui.plots import export
from gui.plots.plane.neurons import NeuronsView
from gui.plots.plane.surface import SurfaceView
from gui.plots.plane.warp import WarpView
from gui.plots.scales import brief
from gui.standing import standing_name
from gui.theme import theme
from tests.gui.plane_tools import L, Lab, lab, paused, planar, sine

__all__ = ["lab"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [("surface", "needs two input numbers; this data set has 64 (8x8x1). Blobs, Circles, Two spirals and XOR"),
     ("neurons", "this data set has 64 (8x8x1)"), ("warp", "this data set has 64 (8x8x1)"),
     ("fit", "this data set has 64 (8x8x1) inputs. Noisy polynomial and Sine curve fit."),
     ("weights", "at most 32 inputs and outputs")],
)  # fmt: skip
def test_what_does_not_fit_says_what_would(lab: Lab, experiment: Experiment, kind: str, said: str) -> None:
    wide = replaced(experiment, "model", chain(L["flatten"](), L["dense"](units=40), L["dense"](units=10)))
    view = lab.open(kind, wide)
    assert not view.filled
    assert said in view.empty.text()
    assert not lab.controller.looks.wanted
    assert view.table() is None
    model = lab.open(kind, replaced(planar(), "model", KNearestNeighbors())) if kind != "surface" else None
    assert model is None or not model.filled


def test_views_out_of_sight_ask_for_nothing(lab: Lab) -> None:
    views = [lab.open(kind) for kind in ("surface", "neurons", "warp", "weights")]
    lab.until(lambda: all(view.filled for view in views))
    assert len(lab.controller.looks.wanted) == 4
    for view in views:
        view.hide()
    assert not lab.controller.looks.wanted


def test_an_emptied_network_says_its_problem(lab: Lab) -> None:
    view: SurfaceView = lab.open("surface", replaced(planar(), "model", Network()))
    assert not view.filled
    assert "as soon as the network has no problems" in view.empty.text()
    warp: WarpView = lab.open("warp")
    assert not warp.filled


@pytest.mark.parametrize("kind", ["surface", "neurons", "warp", "weights", "fit"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_smallest_place_is_enough(lab: Lab, kind: str, look: str) -> None:
    theme.apply(look)
    view = lab.open(kind, sine() if kind == "fit" else None, size=(220, 140))
    lab.until(lambda: view.filled)
    assert view.size().toTuple() == (220, 140)
    assert view.minimumSizeHint().width() <= 220
    view.grab()
    theme.apply("light")


@pytest.mark.parametrize("kind", ["surface", "neurons", "warp", "weights"])
def test_a_view_shows_the_run_whatever_the_document_becomes(lab: Lab, kind: str) -> None:
    paused(lab, replaced(planar(), "training.epochs", 100_000))
    view = lab.open(kind)
    lab.until(lambda: view.filled)
    other = sine()
    lab.document.edit("Sine", other)
    assert view.filled
    lab.controller.step()
    lab.until(lambda: view.step == 2)
    assert view.filled
    if kind == "surface":
        assert view.table().columns == ("x", "y", "Class 0", "Class 1", "Class 2")
        assert view.show_choice.findText("Class 2") > 0
    if kind == "warp":
        names = [view.layer.itemData(index) for index in range(view.layer.count())]
        assert names == [None, "input", "dense", "tanh", "dense_2"]
    if kind == "neurons":
        assert list(view.sheet.neurons.nodes) == ["dense", "tanh", "dense_2"]
    lab.controller.reset()
    assert not view.filled or kind == "weights"


@pytest.mark.parametrize("kind", ["surface", "neurons", "warp", "fit"])
def test_a_run_that_does_not_fit_says_so_though_the_document_would(lab: Lab, kind: str, experiment: Experiment) -> None:
    paused(lab, experiment)
    view = lab.open(kind)
    lab.document.edit("Another", sine() if kind == "fit" else planar())
    assert "this data set has" in view.empty.text()
    assert "64" in view.empty.text()
    assert not view.filled
    lab.controller.reset()
    lab.until(lambda: view.filled)


def test_a_layer_of_the_run_is_called_as_in_the_document(lab: Lab) -> None:
    paused(lab, replaced(planar(), "training.epochs", 100_000))
    view: NeuronsView = lab.open("neurons")
    lab.until(lambda: view.filled)
    first, *others = lab.document.network.nodes
    lab.document.edit_network("Rename", Network(nodes=(replaced(first, "title", "Bend"), *others)))
    assert standing_name(lab.controller, "dense") == "Bend"
    lab.document.edit_network("Remove", Network())
    assert standing_name(lab.controller, "dense_2") == "Dense 2"
    assert view.filled


@pytest.mark.parametrize(("kind", "least"), [("weights", 15), ("warp", 26 + 60), ("fit", 50)])
def test_lines_and_marks_are_shapes_in_a_drawing(lab: Lab, kind: str, least: int) -> None:
    view = lab.open(kind, sine() if kind == "fit" else None)
    lab.until(lambda: view.filled)
    drawing = bytes(export.svg(view)).decode()
    assert sum(drawing.count(f"<{each}") for each in ("polyline", "path", "circle", "ellipse", "rect")) >= least
    assert "<image" not in drawing


@pytest.mark.parametrize("kind", ["surface", "warp", "confusion", "predictions", "drawing", "microscope"])
def test_whether_there_is_a_table_is_known_without_it(lab: Lab, kind: str, experiment: Experiment) -> None:
    view = lab.open(kind, experiment if kind == "drawing" else planar(), size=(520, 320))
    assert view.has_table() == (view.table() is not None)
    lab.until(lambda: view.filled)
    lab.until(lambda: view.has_table() == (view.table() is not None))
    if kind == "warp":
        view.canvas.forget()
        assert not view.has_table()
    if kind == "drawing":
        assert not view.has_table()  # nothing is drawn yet


@pytest.mark.parametrize(
    ("kind", "hint", "keys"),
    [
        ("surface", "Point to read", ("Class 0", "Class 1", "training")),
        ("neurons", "Point at a neuron", ("each layer on a scale",)),
        ("weights", "Double click", ("negative", "positive")),
        ("warp", "Point to read", ("Class 0", "Class 1")),
    ],
)
def test_pictures_have_keys_of_their_colours_and_no_hints(
    lab: Lab, kind: str, hint: str, keys: tuple[str, ...]
) -> None:
    view = lab.open(kind, planar(kind="xor", classes=2), (260, 200))
    lab.until(lambda: view.filled)
    drawn = export.svg(view).decode()
    assert hint not in drawn
    if kind == "neurons":
        limits = [brief(view.sheet._picture(node_id)[1]) for node_id in view.sheet.neurons.nodes]
        keys += tuple(f"-{limit}" for limit in limits)
    for key in keys:
        assert key in drawn
    film = export.still(view)
    assert film.width() < 320, "a film has the view as it is"
    assert not view.taken
