"""Minimum and maximum of a growing table over buckets of 4, 16, 64 ... rows: long curves are drawn from them."""

from __future__ import annotations

import numpy as np

from engine.numerics import Array

BASE = 4
"""Buckets of one level that make one of the next."""

START = 4096
"""Rows for which there is room at first, where nobody says."""


class Pyramid:
    """A table of so many columns; room grows fourfold. Buckets are worked out when somebody asks for them, and only
    those that were finished since.

    Rows are numbers, or ranges of numbers where `low` and `high` are given. NaN is passed over where a bucket holds
    other numbers.
    """

    def __init__(self, columns: int, capacity: int = START) -> None:
        self._columns = columns
        self._count = self._raised = 0
        self._low: list[Array] = []
        self._high: list[Array] = []
        exact = np.empty((columns, capacity))
        self._low, self._high = [exact], [exact]
        self._levels()

    @classmethod
    def of_ranges(cls, low: Array, high: Array) -> Pyramid:
        """A finished pyramid over ranges, (columns, n) each; they are not copied."""
        pyramid = cls(len(low), low.shape[1])
        pyramid._low[0], pyramid._high[0] = low, high
        pyramid._count = low.shape[1]
        return pyramid

    def __len__(self) -> int:
        return self._count

    @property
    def levels(self) -> int:
        """How many times buckets are gathered into larger ones."""
        return len(self._low) - 1

    @property
    def nbytes(self) -> int:
        """Memory of what is filled."""
        share = self._count / max(self._low[0].shape[1], 1)
        ranges = self._low[0] is not self._high[0]
        held: int = sum(each.nbytes for each in (*self._low, *self._high[0 if ranges else 1 :]))
        return int(share * held)

    @property
    def rows(self) -> Array:
        """The rows themselves, column by column: (columns, n), a window on what the pyramid holds."""
        return self._low[0][:, : self._count]

    def append(self, rows: Array) -> None:
        """Add rows (n, columns) at the end."""
        start, stop = self._count, self._count + len(rows)
        while stop > self._low[0].shape[1]:
            self._grow()
        self._low[0][:, start:stop] = rows.T
        self._count = stop

    def drop(self, count: int) -> None:
        """Forget the first rows; so many that no bucket is cut."""
        assert count % BASE**self.levels == 0, f"{count} rows cut a bucket of {BASE**self.levels}"
        self._catch_up()
        for level in range(len(self._low)):
            gone, kept = count // BASE**level, self._count // BASE**level
            for each in {id(side[level]): side[level] for side in (self._low, self._high)}.values():
                each[:, : kept - gone] = each[:, gone:kept].copy()
        self._count -= count
        self._raised = self._count

    def width(self, first: int, last: int, most: int) -> int:
        """Rows in one of the buckets that `envelope` gives for rows first ... last - 1."""
        first, last = max(first, 0), min(last, self._count)
        level = 0
        while (last - first) > 2 * most * BASE**level and level < self.levels:
            level += 1
        width: int = BASE**level
        return 2 * width if last - first > most * width else width

    def envelope(
        self, column: int, first: int, last: int, most: int = 0, *, width: int = 0
    ) -> tuple[Array, int, Array, Array]:
        """The rows first ... last - 1 as at most about `most` buckets, or as buckets of the `width` of another answer:
        first row of each, rows in one, minima, maxima. Buckets begin at multiples of their width, so the ends may reach
        a little further; a width of 1 is the rows themselves. Where a level has less than twice as many buckets, pairs
        of them are gathered."""
        self._catch_up()
        width = width or self.width(first, last, most)
        first, last = max(first, 0), min(last, self._count)
        level, pairs = divmod(width.bit_length() - 1, 2)
        width = BASE**level
        begin, end, finished = first // width, -(-last // width), self._count // width
        if pairs:
            begin, end = begin - begin % 2, end + end % 2
        low = self._low[level][column, begin : min(end, finished)]
        high = self._high[level][column, begin : min(end, finished)]
        if end > finished and self._count > finished * width:
            low = np.append(low, np.fmin.reduce(self._low[0][column, finished * width : self._count]))
            high = np.append(high, np.fmax.reduce(self._high[0][column, finished * width : self._count]))
        if pairs:
            low, high = (narrow(each[0::2], np.append(each[1::2], each[-1:])[: -(-len(each) // 2)])
                         for narrow, each in ((np.fmin, low), (np.fmax, high)))  # fmt: skip
            begin, width = begin // 2, 2 * width
        return width * np.arange(begin, begin + len(low)), width, low, high

    def tail(self, first: int, width: int) -> tuple[list[float], list[list[float]]]:
        """The ends of lines through the buckets of `envelope`, from that on which holds a row; `width` as it told it.
        Rows, and values of each column, as lists, since they are few: at the first row of a bucket its minimum, half a
        bucket later, but not behind the last row, its maximum. A width of 1 is the rows themselves."""
        begin, count = max(first, 0) // width * width, self._count
        rows = self._low[0][:, begin:count]
        if width == 1 or begin >= count:
            return [float(row) for row in range(begin, count)], rows.tolist()
        if width > BASE**5:  # so many rows are gathered sooner from buckets
            found = [self.envelope(column, begin, count, width=width)[2:] for column in range(self._columns)]
            low, high = (np.array(each) for each in zip(*found, strict=True))
        else:
            starts = np.arange(0, count - begin, width)
            low, high = np.fmin.reduceat(rows, starts, axis=1), np.fmax.reduceat(rows, starts, axis=1)
        values = np.empty((self._columns, 2 * low.shape[1]))
        values[:, 0::2], values[:, 1::2] = low, high
        half = width / 2
        places = [begin + half * index for index in range(values.shape[1])]
        places[-1] = min(places[-1], count - 1.0)
        return places, values.tolist()

    def _catch_up(self) -> None:
        """Work out the buckets that were finished since."""
        start, stop = self._raised, self._count
        self._raised = stop
        for level in range(1, len(self._low)):
            first, last = start // BASE**level, stop // BASE**level
            if first == last:
                return
            for side, narrow in ((self._low, np.fmin), (self._high, np.fmax)):
                below = side[level - 1][:, BASE * first : BASE * last]
                pairs = narrow(below[:, 0::2], below[:, 1::2])
                narrow(pairs[:, 0::2], pairs[:, 1::2], out=side[level][:, first:last])

    def _levels(self) -> None:
        """Make room for the levels that are worth having and are not there yet."""
        capacity = self._low[0].shape[1]
        while 2 * BASE ** len(self._low) <= capacity:
            shape = self._columns, capacity // BASE ** len(self._low)
            self._low.append(np.empty(shape))
            self._high.append(np.empty(shape))

    def _grow(self) -> None:
        self._catch_up()
        levels, capacity = len(self._low), BASE * self._low[0].shape[1]
        for level in range(levels):
            kept, wider = self._count // BASE**level, []
            for side in (self._low, self._high)[: 1 if level == 0 and self._low[0] is self._high[0] else 2]:
                wide = np.empty((self._columns, capacity // BASE**level))
                wide[:, :kept] = side[level][:, :kept]
                wider.append(wide)
            self._low[level], self._high[level] = wider[0], wider[-1]
        self._levels()
        for level in range(levels, len(self._low)):  # what the new levels would hold by now
            below, kept = level - 1, self._count // BASE**level
            for side, narrow in ((self._low, np.fmin), (self._high, np.fmax)):
                found = side[below][:, : BASE * kept].reshape(self._columns, kept, BASE)
                side[level][:, :kept] = narrow.reduce(found, axis=2)
