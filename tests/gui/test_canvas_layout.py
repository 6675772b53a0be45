"""The layout of boxes and wires, which needs no Qt."""

from __future__ import annotations

import itertools

import pytest

from gui.canvas.layout import GUTTER, HEIGHT, LANE, PITCH, WIDTH, arrange, ranks

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


# layout


def test_a_chain_runs_left_to_right_in_even_rows():
    ids = [str(index) for index in range(12)]
    layout = arrange(ids, list(itertools.pairwise(ids)), (700, 330))
    assert layout.breaks == 2
    assert layout.columns == 4
    assert layout.places["4"] == (0, pytest.approx(layout.places["8"][1] / 2))
    assert len(set(layout.places.values())) == 12


def test_no_box_is_left_alone_in_the_last_row():
    ids = [str(index) for index in range(9)]
    places = arrange(ids, list(itertools.pairwise(ids)), (782, 408)).places
    last = max(y for _, y in places.values())
    assert sum(y == last for _, y in places.values()) == 3


def test_one_row_where_it_fits():
    ids = [str(index) for index in range(6)]
    layout = arrange(ids, list(itertools.pairwise(ids)), (1400, 330))
    assert {y for _, y in layout.places.values()} == {0}
    assert layout.routes == {}
    assert layout.width == 6 * PITCH - GUTTER


def test_branches_lie_side_by_side_and_skips_run_around():
    ids = ["in", "a", "b", "c", "p", "join", "end"]
    wires = [("in", "a"), ("a", "b"), ("b", "c"), ("c", "join"), ("join", "end")]
    wires += [("in", "p"), ("p", "join"), ("in", "join")]
    layout = arrange(ids, wires, (4000, 500))
    place = layout.places
    assert place["a"][1] == place["b"][1] == place["join"][1]
    assert place["p"] == (place["a"][0], place["a"][1] + LANE)
    assert layout.routes[("p", "join")].track == place["p"][1] + HEIGHT / 2
    assert layout.routes[("in", "join")].track < place["a"][1]
    assert place["in"][0] + WIDTH < layout.routes[("in", "join")].out_x < place["a"][0]


def test_boxes_never_overlap():
    ids = ["input", *(f"n{index}" for index in range(40)), "loss"]
    wires = [(ids[index], ids[index + 1]) for index in range(len(ids) - 1) if index % 7]
    wires += [(ids[index], ids[min(index + 4, len(ids) - 1)]) for index in range(0, len(ids) - 1, 3)]
    for view in ((700, 330), (1900, 800), (300, 900)):
        places = list(arrange(ids, wires, view).places.values())
        for index, (x, y) in enumerate(places):
            assert all(abs(x - u) >= WIDTH or abs(y - v) >= HEIGHT for u, v in places[index + 1 :])


def test_a_cycle_and_loose_boxes_are_laid_out_too():
    found = ranks(["input", "loose", "a", "b", "c"], [("input", "a"), ("a", "b"), ("b", "c"), ("c", "b")])
    assert found == {"input": 0, "a": 1, "b": 2, "c": 3, "loose": 1}
    assert arrange([], [], (700, 330)).places == {}


@pytest.mark.parametrize("view", [(4000, 500), (900, 500), (700, 900)])
def test_parallel_skips_have_lanes_of_their_own(view):
    """No two wires of different boxes run along each other nearer than a few pixels, up, down or across."""
    ids = [str(index) for index in range(12)]
    skips = [("1", "7"), ("2", "7"), ("4", "7"), ("2", "5"), ("1", "9"), ("2", "9"), ("4", "9"), ("5", "9")]
    layout = arrange(ids, [*itertools.pairwise(ids), *skips], view)
    uprights, levels = [], []
    for (source, target), route in layout.routes.items():
        out_y, in_y = (layout.places[each][1] + HEIGHT / 2 for each in (source, target))
        uprights.append((source, route.out_x, *sorted((out_y, route.track))))
        uprights.append((source, route.in_x, *sorted((in_y, route.track))))
        levels.append((source, route.track, *sorted((route.out_x, route.in_x))))
    for lines in (uprights, levels):
        for (one, at, start, end), (other, at_other, start_other, end_other) in itertools.combinations(lines, 2):
            along = min(end, end_other) - max(start, start_other)
            assert one == other or along <= 1 or abs(at - at_other) >= 3.5, (one, other)


def test_wires_that_arrive_at_one_box_are_nested():
    """Of two that come from the left over the boxes, the higher one turns in nearer to the box."""
    ids = [str(index) for index in range(8)]
    layout = arrange(ids, [*itertools.pairwise(ids), ("0", "6"), ("1", "6"), ("3", "6")], (4000, 500))
    routes = sorted((layout.routes[(each, "6")] for each in ("0", "1", "3")), key=lambda route: route.track)
    assert [route.in_x for route in routes] == sorted((route.in_x for route in routes), reverse=True)
    assert len({route.track for route in routes}) == 3
    assert all(layout.places["5"][0] + WIDTH < route.in_x < layout.places["6"][0] - 8 for route in routes)
