"""Calls in order, parts in any thread, memory that plans share."""

from __future__ import annotations

import gc
import threading
from typing import Any

import numpy as np
import pytest

from engine.plan.costs import NUMBERS, PRODUCTS, START, microseconds, worth_sharing
from engine.plan.memory import Field, Grid, Store
from engine.plan.program import GROUP, Builder, Program, Workers, group_size, ranges


def recorder(log: list[Any], name: str) -> Any:
    return lambda calls, first, count, part: calls.append((log.append, ((name, first, count, part),)))


def test_neighbouring_work_on_samples_goes_group_by_group() -> None:
    log: list[Any] = []
    build = Builder(batch=5, parts=2)
    build.each(GROUP // 2, recorder(log, "a"))
    build.each(GROUP // 3, recorder(log, "b"))
    build.barrier()
    build.split("rows", 5, recorder(log, "c"))
    build.call(log.append, "end")
    build.first(log.append, "begin")
    build.program().run()
    assert log == [
        "begin", ("a", 0, 2, 0), ("b", 0, 2, 0), ("a", 2, 2, 1), ("b", 2, 2, 1), ("a", 4, 1, 1), ("b", 4, 1, 1),
        ("c", 0, 2, 0), ("c", 2, 3, 1), "end",
    ]  # fmt: skip


def test_work_along_another_axis_waits() -> None:
    build, log = Builder(batch=8, parts=2), []
    build.split("columns", 8, recorder(log, "a"))
    build.split("columns", 8, recorder(log, "b"))
    build.split("rows", 8, recorder(log, "c"))
    build.together("columns", 8, recorder(log, "d"))
    build.each(1, recorder(log, "e"))
    stages = [[len(calls) for calls in parts] for parts, _ in build.program().stages]
    assert stages == [[], [2, 2], [2, 2], [1, 1]]


def test_parts_are_no_smaller_than_they_should_be() -> None:
    assert ranges(10, 2) == [(0, 5), (5, 5)]
    assert ranges(7, 2, least=4) == [(0, 7)]
    assert ranges(1, 2) == [(0, 1)]
    assert group_size(10 * GROUP) == 1


def squaring(numbers: np.ndarray, threads: set[str]) -> Program:
    def square(calls: list[Any], first: int, count: int, part: int) -> None:
        piece = numbers[first : first + count]
        calls.append((np.multiply, (piece, piece, piece)))
        calls.append((lambda: threads.add(threading.current_thread().name), ()))

    build = Builder(batch=len(numbers), parts=2)
    build.split("rows", len(numbers), square)
    return build.program()


def test_threads_do_the_same_work() -> None:
    threads: set[str] = set()
    numbers = np.linspace(0.0, 1.0, 1_000_000)
    program, workers = squaring(numbers, threads), Workers(2)
    program.run(workers)
    np.testing.assert_array_equal(numbers, np.linspace(0.0, 1.0, 1_000_000) ** 2)
    assert len(threads) == 2
    workers.close()
    assert not any(thread.name == "descent-worker" for thread in threading.enumerate())
    program.run(workers)  # alone again
    np.testing.assert_array_equal(numbers, (np.linspace(0.0, 1.0, 1_000_000) ** 2) ** 2)


def test_short_work_is_left_to_one_thread() -> None:
    threads: set[str] = set()
    numbers, workers = np.arange(1_000.0), Workers(2)
    squaring(numbers, threads).run(workers)
    workers.close()
    np.testing.assert_array_equal(numbers, np.arange(1_000.0) ** 2)
    assert threads == {threading.current_thread().name}


def test_what_calls_cost_is_told_by_their_shapes() -> None:
    a, b, out = np.ones((100, 200)), np.ones((200, 300)), np.ones((100, 300))
    product = START + 2 * 100 * 200 * 300 / PRODUCTS
    assert microseconds((np.matmul, (a, b, out))) == microseconds((a.dot, (b, out))) == product
    assert microseconds((np.dot, (a, b[:, 0]))) == START + 2 * 100 * 200 / PRODUCTS
    assert microseconds((np.add, (a, a[0], a))) == START + a.size / NUMBERS
    assert microseconds((print, ())) == START
    assert worth_sharing([(np.matmul, (a, b, out))])
    assert not worth_sharing([(np.add, (a, a, a))] * 20)


def test_a_fault_in_a_helper_reaches_the_caller_and_leaves_it_usable() -> None:
    workers = Workers(2)

    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        workers.run([[], [(fail, ())]])
    with pytest.raises(ZeroDivisionError):
        workers.run([[(fail, ())], [(len, ([],))]])
    seen: list[int] = []
    workers.run([[(seen.append, (1,))], [(seen.append, (2,))]])
    assert sorted(seen) == [1, 2]
    workers.close()


def test_an_interrupt_waits_for_the_helper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the next work would be given to a helper that is still at the last."""
    workers = Workers(2)
    helper = workers._helpers[0]
    done, interrupted = helper._done, []

    class Interrupted:
        def acquire(self) -> bool:
            if not interrupted:
                interrupted.append(True)
                raise KeyboardInterrupt
            return done.acquire()

        def release(self) -> None:
            done.release()

    monkeypatch.setattr(helper, "_done", Interrupted())
    seen: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        workers.run([[], [(seen.append, (1,))]])
    assert seen == [1]
    workers.run([[], [(seen.append, (2,))]])
    assert seen == [1, 2]
    workers.close()


def test_helpers_end_with_their_workers() -> None:
    workers = Workers(2)
    helper = next(thread for thread in threading.enumerate() if thread.name == "descent-worker")
    del workers
    gc.collect()
    helper.join(5)
    assert not helper.is_alive()


def test_a_grid_s_margins_lie_between_images() -> None:
    grid = Grid((2, 3, 4), pad=1, multiple=3)
    assert (grid.pitch, grid.body, grid.span) == (4, 8, 15)  # 2 rows of 4, then a row and a pixel, rounded up
    field = Store(np.float64).field("x", grid, 2)
    field.values(0, 2)[...] = 1
    assert field.array.sum() == 2 * 2 * 3 * 4
    assert field.values(1, 1)[0, 1, 2, 3] == field.rows(1, 1)[1 * 4 + 2, 3]
    field.array[...] = 1
    for view in (*field.right(0, 2), *field.below(0, 2)):
        view[...] = 0
    assert field.rows(0, 2).sum() == 2 * 2 * 3 * 4
    assert field.flat(0, 2).shape == (2, 8 * 4)


def test_rows_and_images_without_margins_are_flat() -> None:
    store = Store(np.float32)
    for shape in ((5,), (2, 3, 4)):
        field = store.field("x", Grid(shape), 3)
        assert field.grid.plain
        assert field.flat(1, 2).shape == (2 * int(np.prod(shape)),)
        assert field.right(0, 3) == field.below(0, 3) == ()
        assert field.values(0, 3).shape == (3, *shape)


def test_memory_is_shared_by_name_and_grows() -> None:
    store = Store(np.float32)
    small = store.take("a", (2, 3))
    small[...] = 1
    assert store.take("a", (1, 3)).base is small.base
    assert store.grown == 0
    large = store.take("a", (4, 3))
    assert not large.any()
    assert store.grown == 1
    assert store.take("a", (3,), np.bool_).dtype == np.bool_
    ones: Field = store.field("b", Grid((3,)), 2, ones=True)
    np.testing.assert_array_equal(ones.rows(0, 2)[:, 3], 1)
