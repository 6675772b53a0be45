"""Where the boxes of a network lie, and how its wires run: left to right, in rows, like lines of text. No Qt here.

A box's rank is the length of the longest path to it, its lane tells branches side by side apart. The ranks are cut into
rows so that the whole drawing gets as large as possible in the view, preferably where one wire only crosses the cut.
All lengths are in scene units, which are pixels at zoom 1.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 156.0, 60.0
CAPTION = 22.0
"""Room under a box for its output's shape."""
GUTTER = 36.0
LANE_GAP = 12.0
ROW_GAP = 28.0
TRACK = 14.0
"""Distance of wires that run side by side."""
RISER, FIRST_RISER, LAST_RISER = 6.0, 7.0, GUTTER - 12.0
"""Distance of wires that run up or down between two columns, less where they are many; how far behind a box the first
of them runs, and the last: before the arrows."""
TITLE = 22.0
"""Height of the title of a frame around boxes."""
PITCH = WIDTH + GUTTER
LANE = HEIGHT + CAPTION + LANE_GAP

ROW_COST, CUT_COST, ORPHAN_COST = 0.94, 0.97, 0.92
"""What a further row, a further wire between rows, and a last row of one box are counted as in zoom: a layout that has
them must be so much larger."""

Wire = tuple[str, str]
Point = tuple[float, float]


@dataclass(frozen=True)
class Route:
    """A wire that runs around boxes: out of its source to `out_x`, along `track` (a height) to `in_x`, then in."""

    out_x: float
    track: float
    in_x: float


@dataclass(frozen=True)
class Layout:
    """Top left corners of the boxes; routes of the wires that cannot run straight; the extent of it all; the columns of
    the longest row; how often a row ends, how many wires then run on into another beside the one that must, and whether
    the last row holds one rank only."""

    places: Mapping[str, Point]
    routes: Mapping[Wire, Route]
    width: float
    height: float
    columns: int
    breaks: int = 0
    cuts: int = 0
    orphan: bool = False


@dataclass
class _Row:
    first: int
    last: int
    lanes: int = 1
    tracks: list[list[tuple[int, int]]] = field(default_factory=list)
    incoming: int = 0
    top: float = 0.0
    titled: set[int] = field(default_factory=set)
    lane: float = LANE
    """Distance of its lanes."""

    @property
    def headroom(self) -> float:
        """What a frame's title takes up above the first lane."""
        return TITLE + LANE_GAP if 0 in self.titled else 0.0

    def height(self, lane: int) -> float:
        """Where the boxes of a lane begin, below the row's top; the number of lanes for the end of the last."""
        above = sum(1 for each in self.titled if 0 < each <= lane)
        return lane * self.lane + above * (TITLE + LANE_GAP)


@dataclass(frozen=True)
class _Cut:
    """Rows, the row of each rank, where wires run that are not straight, and what a layout says besides."""

    rows: list[_Row]
    row_of: list[int]
    tracks: dict[Wire, tuple[str, int]]
    width: float
    height: float
    columns: int
    breaks: int
    cuts: int
    orphan: bool


def arrange(
    ids: Sequence[str], wires: Sequence[Wire], view: tuple[float, float], *, columns: int | None = None,
    enough: float = 1.0, framed: Sequence[Collection[str]] = (), below: float = 0.0,
) -> Layout:  # fmt: skip
    """Lay out the boxes `ids`, listed in the order in which equals are shown, for a view of that width and height.
    `framed` are boxes with a frame around them, above which its title must have room; `below` is left free under every
    box and its caption.

    `columns` fixes the longest row; otherwise the number is chosen which gives the largest zoom at which everything is
    in view, zooms above `enough` counting as equal, unless the rows cost more than that gains.
    """
    plan = _Plan(ids, wires, framed, below)
    if columns is not None:
        return plan.place(plan.cut(columns))
    best, best_score = None, 0.0
    for bound, longest in sorted(plan.bounds(view, enough), reverse=True):
        if bound <= best_score:
            break
        for slack in {longest // 4, 0}:
            found = plan.cut(longest, slack)
            zoom = min(view[0] / found.width, view[1] / found.height, enough)
            score = zoom * ROW_COST**found.breaks * CUT_COST**found.cuts * ORPHAN_COST**found.orphan
            if score > best_score:
                best, best_score = found, score
    return plan.place(best or plan.cut(plan.count))


def ranks(ids: Sequence[str], wires: Sequence[Wire]) -> dict[str, int]:
    """Longest path to each box. A box that nothing feeds stands behind the one listed before it; in a cycle one wire is
    taken for not there."""
    position = {each: index for index, each in enumerate(ids)}
    sources: dict[str, list[str]] = {each: [] for each in ids}
    users: dict[str, list[str]] = {each: [] for each in ids}
    for source, target in wires:
        if source in position and target in position:
            sources[target].append(source)
            users[source].append(target)
    waiting = {each: set(sources[each]) for each in ids}
    ready = [position[each] for each in ids if not waiting[each]]
    heapq.heapify(ready)
    found: dict[str, int] = {}
    pending = dict.fromkeys(ids)
    while pending:
        here = ids[heapq.heappop(ready)] if ready else next(iter(pending))
        if here in found:
            continue
        pending.pop(here)
        before = [found[source] + 1 for source in sources[here] if source in found]
        listed = ids[position[here] - 1] if position[here] else None
        found[here] = max(before) if before else (found.get(listed, 0) + 1 if listed is not None else 0)
        for user in users[here]:
            waiting[user].discard(here)
            if not waiting[user] and user not in found:
                heapq.heappush(ready, position[user])
    return found


class _Plan:
    """What does not depend on where rows end: ranks and lanes."""

    def __init__(
        self, ids: Sequence[str], wires: Sequence[Wire], framed: Sequence[Collection[str]] = (), below: float = 0.0
    ) -> None:
        self.ids, self.framed = ids, framed
        self.lane_height = LANE + below
        self.rank = ranks(ids, wires)
        self.wires = [wire for wire in wires if wire[0] in self.rank and wire[1] in self.rank]
        self.count = max(self.rank.values(), default=0) + 1
        self.by_rank: list[list[str]] = [[] for _ in range(self.count)]
        for each in ids:
            self.by_rank[self.rank[each]].append(each)
        self.crossing = self._crossings()
        self.lane = self._lanes()
        self.deepest = [max((self.lane[each] for each in members), default=0) for members in self.by_rank]
        self.cells = {(self.rank[each], self.lane[each]) for each in ids}
        ends = ((wire, self.rank[wire[0]], self.rank[wire[1]]) for wire in self.wires)
        self.spans = [(wire, first, last) for wire, first, last in ends if last > first]

    def _crossings(self) -> list[int]:
        """How many wires pass from each rank to what lies behind it."""
        change = [0] * (self.count + 1)
        for source, target in self.wires:
            first, last = self.rank[source], self.rank[target]
            if first < last:
                change[first] += 1
                change[last] -= 1
        total, found = 0, []
        for each in change[: self.count]:
            total += each
            found.append(total)
        return found

    def _lanes(self) -> dict[str, int]:
        """The longest path to the last box runs in lane 0; other branches lie below it, each as straight as may be."""
        sources: dict[str, list[str]] = {}
        for source, target in self.wires:
            if self.rank[source] < self.rank[target]:
                sources.setdefault(target, []).append(source)
        lane: dict[str, int] = {}
        taken: set[tuple[int, int]] = set()
        here: str | None = self.ids[-1] if self.ids else None
        while here is not None:
            lane[here] = 0
            taken.add((self.rank[here], 0))
            here = max(sources.get(here, ()), key=lambda each: self.rank[each], default=None)
        for rank, members in enumerate(self.by_rank):
            for each in members:
                if each in lane:
                    continue
                before = [lane[source] for source in sources.get(each, ()) if source in lane]
                wished = before[0] if before else 0
                while (rank, wished) in taken:
                    wished += 1
                lane[each] = wished
                taken.add((rank, wished))
        return lane

    def bounds(self, view: Point, enough: float) -> list[tuple[float, int]]:
        """For each number of columns worth a try: a score that it cannot exceed."""
        lengths = {math.ceil(self.count / rows) for rows in range(1, min(self.count, 24) + 1)}
        lengths |= {each + 1 for each in lengths if each < self.count}
        found = []
        for each in lengths:
            rows = math.ceil(self.count / each)
            zoom = min(view[0] / (each * PITCH - GUTTER), view[1] / (rows * self.lane_height), enough)
            found.append((zoom * ROW_COST ** (rows - 1), each))
        return found

    def cut(self, columns: int, slack: int = 0) -> _Cut:
        """Rows that hold at most `columns` ranks, and up to `slack` fewer where that cuts fewer wires."""
        rows = self._rows(max(columns, 1), slack)
        row_of = [index for index, row in enumerate(rows) for _ in range(row.first, row.last + 1)]
        for row in rows:
            row.lanes = 1 + max(self.deepest[row.first : row.last + 1])
        for members in self.framed:
            first = rows[min(row_of[self.rank[each]] for each in members)]
            first.titled.add(min(self.lane[each] for each in members if rows[row_of[self.rank[each]]] is first))
        taken, tracks = set(self.cells), {}
        for wire, first_rank, last_rank in self.spans:
            if last_rank > first_rank + 1 or row_of[first_rank] != row_of[last_rank]:
                tracks[wire] = self._track(wire, rows, row_of, taken)
        height = 0.0
        for row in rows:
            if row is not rows[0]:
                height += ROW_GAP + max(row.incoming - 1, 0) * TRACK
            height += row.headroom + len(row.tracks) * TRACK + (TRACK if row.tracks else 0)
            row.top = height
            height += row.height(row.lanes) - LANE_GAP
        longest = max(row.last - row.first for row in rows)
        orphan = len(rows) > 1 and rows[-1].first == rows[-1].last
        cuts = sum(max(self.crossing[row.last] - 1, 0) for row in rows[:-1])
        return _Cut(rows, row_of, tracks, longest * PITCH + WIDTH, height, longest + 1, len(rows) - 1, cuts, orphan)

    def place(self, cut: _Cut) -> Layout:
        """Where boxes and wires lie in those rows."""
        places = {}
        for each in self.ids:
            row = cut.rows[cut.row_of[self.rank[each]]]
            places[each] = ((self.rank[each] - row.first) * PITCH, row.top + row.height(self.lane[each]))
        return Layout(
            places, self._routes(cut, places), cut.width, cut.height, cut.columns, cut.breaks, cut.cuts, cut.orphan
        )

    def _rows(self, columns: int, slack: int) -> list[_Row]:
        """Cut the ranks into rows of at most `columns`, or up to `slack` fewer where that cuts fewer wires."""
        rows: list[_Row] = []
        first = 0
        while first < self.count:
            last = min(first + columns, self.count) - 1
            if last < self.count - 1:
                last = min(range(last, max(first, last - slack) - 1, -1), key=lambda rank: self.crossing[rank])
            rows.append(_Row(first, last, lane=self.lane_height))
            first = last + 1
        return rows

    def _track(
        self, wire: Wire, rows: list[_Row], row_of: Sequence[int], taken: set[tuple[int, int]]
    ) -> tuple[str, int]:
        """Where a wire runs that does not go straight to its neighbour: in a free lane, above its row, between rows."""
        first, last = self.rank[wire[0]], self.rank[wire[1]]
        row = rows[row_of[last]]
        if row_of[first] != row_of[last]:
            row.incoming += 1
            return "between", row.incoming - 1
        for lane in (self.lane[wire[0]], self.lane[wire[1]]):
            cells = {(rank, lane) for rank in range(first + 1, last)}
            if not cells & taken:
                taken |= cells
                return "lane", lane
        for index, spans in enumerate(row.tracks):
            if all(last <= start or end <= first for start, end in spans):
                spans.append((first, last))
                return "above", index
        row.tracks.append([(first, last)])
        return "above", len(row.tracks) - 1

    def _routes(self, cut: _Cut, places: Mapping[str, Point]) -> dict[Wire, Route]:
        """The routes of all wires that do not run straight. Between two columns, what leaves one box shares a line, and
        every wire that arrives has one of its own, so that as few as possible cross."""
        tracks = {wire: self._height(wire, where, cut) for wire, where in cut.tracks.items()}
        spans: dict[str, tuple[float, float]] = {}
        arriving: dict[tuple[float, float, bool], list[Wire]] = {}
        for (source, target), track in tracks.items():
            middle = places[source][1] + HEIGHT / 2
            top, bottom = spans.get(source, (middle, middle))
            spans[source] = min(top, track), max(bottom, track)
            row = cut.rows[cut.row_of[self.rank[target]]]
            below = track > places[target][1] + HEIGHT / 2
            arriving.setdefault((places[target][0], row.top, below), []).append((source, target))
        leaving = _apart(spans, {source: places[source][0] + PITCH for source in spans})
        out, into = Counter[float](), Counter[float]()
        for source, index in leaving.items():
            out[places[source][0] + PITCH] = max(out[places[source][0] + PITCH], index + 1)
        for (right, _, _), wires in arriving.items():
            into[right] = max(into[right], len(wires))
        room = LAST_RISER - FIRST_RISER
        steps = {right: min(RISER, room / max(out[right] + into[right] - 1, 1)) for right in out | into}

        def nesting(wire: Wire) -> tuple[int, bool, float]:
            """The smaller, the nearer to its box: what comes from afar must not cross what turns in before it."""
            from_right = places[wire[0]][0] >= places[wire[1]][0]
            far = -abs(tracks[wire] - places[wire[1]][1])
            return self.lane[wire[1]], from_right, -far if from_right else far

        routes = {}
        for (right, _, _), wires in arriving.items():
            for index, wire in enumerate(sorted(wires, key=nesting)):
                left = places[wire[0]][0] + PITCH
                out_x = left - GUTTER + FIRST_RISER + leaving[wire[0]] * steps[left]
                routes[wire] = Route(out_x, tracks[wire], right - GUTTER + LAST_RISER - index * steps[right])
        return routes

    def _height(self, wire: Wire, where: tuple[str, int], cut: _Cut) -> float:
        """The height at which a wire runs to where it goes in."""
        (kind, index), row = where, cut.rows[cut.row_of[self.rank[wire[1]]]]
        if kind == "lane":
            return row.top + row.height(index) + HEIGHT / 2
        if kind == "above":
            return row.top - (index + 1) * TRACK
        tracks = (len(row.tracks) + 1 if row.tracks else 0) * TRACK
        return row.top - tracks - ROW_GAP / 2 - index * TRACK - row.headroom


def _apart(spans: Mapping[str, tuple[float, float]], column: Mapping[str, float]) -> dict[str, int]:
    """Numbers from 0 for lines, so that no two of one column whose spans overlap share one."""
    found: dict[str, int] = {}
    for each, (top, bottom) in sorted(spans.items(), key=lambda item: item[1]):
        taken = {found[other] for other in found if column[other] == column[each] and spans[other][1] > top
                 and spans[other][0] < bottom}  # fmt: skip
        found[each] = next(number for number in range(len(taken) + 1) if number not in taken)
    return found
