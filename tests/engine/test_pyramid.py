"""The pyramid beside plain minima and maxima."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Pyramid


def filled(values: np.ndarray, portion: int, capacity: int = 64) -> Pyramid:
    pyramid = Pyramid(values.shape[1], capacity)
    for start in range(0, len(values), portion):
        pyramid.append(values[start : start + portion])
    return pyramid


@pytest.mark.parametrize("portion", [1, 3, 64, 10_000])
@pytest.mark.parametrize("most", [1, 10, 100, 10_000])
def test_every_bucket_is_its_rows_extremes(portion: int, most: int) -> None:
    values = np.random.default_rng(0).standard_normal((5003, 2))
    pyramid = filled(values, portion)
    for first, last in ((0, 5003), (17, 4242), (5000, 5003), (4000, 99_999)):
        starts, width, low, high = pyramid.envelope(1, first, last, most)
        assert starts[0] <= first < starts[0] + width
        assert starts[-1] < min(last, 5003) <= starts[-1] + width
        assert len(starts) <= max(most, 4) + 1
        for start, lowest, highest in zip(starts, low, high, strict=True):
            bucket = values[start : start + width, 1]
            assert (lowest, highest) == (bucket.min(), bucket.max())


def test_rows_that_are_forgotten_leave_the_others() -> None:
    values = np.arange(128.0)[:, None]
    pyramid = filled(values, 10, 128)
    pyramid.drop(64)
    pyramid.append(np.arange(128.0, 170.0)[:, None])
    assert pyramid.rows[0].tolist() == list(range(64, 170))
    starts, width, low, high = pyramid.envelope(0, 0, 106, 12)
    assert width == 16
    assert low.tolist() == [64.0 + start for start in starts]
    assert high.tolist() == [min(79.0 + start, 169.0) for start in starts]


def test_numbers_that_are_missing_do_not_hide_others() -> None:
    values = np.full((64, 1), np.nan)
    values[5] = 3.0
    _, width, low, high = filled(values, 64).envelope(0, 0, 64, 4)
    assert width == 16
    assert low[0] == high[0] == 3.0
    assert np.isnan(low[1:]).all()


def test_a_pyramid_of_ranges() -> None:
    low = np.random.default_rng(0).standard_normal((1, 1000))
    pyramid = Pyramid.of_ranges(low, low + 1)
    starts, width, least, most = pyramid.envelope(0, 0, 1000, 20)
    assert width == 64
    assert least.tolist() == [low[0, each : each + 64].min() for each in starts]
    assert most.tolist() == [low[0, each : each + 64].max() + 1 for each in starts]


def test_appending_touches_what_is_finished_and_no_other() -> None:
    pyramid = filled(np.zeros((4096, 1)), 4096, 2**14)
    pyramid.envelope(0, 0, 4096, 2)
    pyramid._low[1][0, :1000] = 7.0  # a mark that would be overwritten
    pyramid.append(np.ones((8, 1)))
    assert pyramid.envelope(0, 4096, 4104, 2)[2].tolist() == [1.0, 1.0]
    assert (pyramid._low[1][0, :1000] == 7.0).all()


@pytest.mark.parametrize("width", [1, 2, 4, 8, 64, 512, 1024, 2048])
@pytest.mark.parametrize("portion", [1, 700])
def test_the_end_of_a_line_is_that_of_its_buckets(width: int, portion: int) -> None:
    values = np.random.default_rng(1).standard_normal((9001 if portion > 1 else 4403, 2))
    values[3000:3005] = np.nan
    pyramid = filled(values, portion)
    for first in (0, 7, 2999, 4000, len(values) - 1, len(values) - width):
        places, columns = pyramid.tail(first, width)
        for column in range(2):
            starts, same, low, high = pyramid.envelope(column, 0, len(values), width=width)
            assert same == width
            late = starts >= first // width * width
            if width == 1:
                expected = starts[late], low[late]
            else:
                middles = np.minimum(starts[late] + width / 2, len(values) - 1)
                expected = np.stack([starts[late], middles]).T.ravel(), np.stack([low[late], high[late]]).T.ravel()
            assert places == expected[0].tolist()
            np.testing.assert_array_equal(columns[column], expected[1])


def test_buckets_are_right_whenever_they_are_asked_for() -> None:
    random = np.random.default_rng(2)
    values, pyramid = np.empty((0, 1)), Pyramid(1, 64)
    for turn in range(200):
        fresh = random.standard_normal((int(random.integers(1, 60)), 1))
        values = np.concatenate([values, fresh])
        pyramid.append(fresh)
        if turn % 7 == 0:
            for most in (4, 40):
                starts, width, low, high = pyramid.envelope(0, 0, len(values), most)
                assert low.tolist() == [values[start : start + width].min() for start in starts]
                assert high.tolist() == [values[start : start + width].max() for start in starts]
