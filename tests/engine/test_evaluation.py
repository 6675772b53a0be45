"""Evaluations, pictures and answers, against numbers worked out by plain loops."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from engine import Data, Experiment, KNearestNeighbors, Trainer, Training
from engine.analysis.evaluation import FEWEST, Answer, Evaluated, Evaluation, Pictures, Split, thinned, work
from engine.datasets.drawing import distances, pieces
from engine.datasets.strokes import FORMS, traced
from engine.numerics import Array
from tests.engine.support import digits, experiment, layer, make

CONVOLUTION = (
    layer("conv2d", filters=4), layer("relu"), layer("max_pool2d"), layer("dropout", rate=0.2), layer("flatten"),
    layer("dense", units=10),
)  # fmt: skip
DIGITS = Data(source=make("datasets", "digits"), test_fraction=0.1, preprocessing=(make("preprocessing", "scale"),))


def convolution(**fields: Any) -> Experiment:
    return digits(*CONVOLUTION, **{"data": DIGITS, "training": Training(epochs=1, batch_size=64), **fields})


def trained(of: Experiment, events: int = 12) -> Trainer:
    """A trainer some events on."""
    trainer = Trainer(of)
    for _ in itertools.islice(trainer.events(), events):
        pass
    return trainer


def evaluated(trainer: Trainer, split: Split = "validation", **fields: Any) -> Evaluated:
    answer = Evaluation(split, **fields).answer(trainer)
    assert answer is not None
    return answer


def given(answer: Evaluated, *names: str) -> list[Any]:
    """Some arrays of an answer, as nested lists."""
    values = [getattr(answer, name) for name in names]
    assert all(value is not None for value in values)
    return [value.tolist() for value in values]


def rows(trainer: Trainer, split: Split) -> Iterator[tuple[list[float], Any]]:
    samples = getattr(trainer.splits, split)
    yield from zip(trainer.scores(samples.x).astype(float).tolist(), samples.targets.tolist(), strict=True)


@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_classes(split: Split) -> None:
    trainer = trained(convolution())
    answer = evaluated(trainer, split)
    counts = [[0] * 10 for _ in range(10)]
    losses, predicted, confidence = [], [], []
    for scores, right in rows(trainer, split):
        total = sum(math.exp(score) for score in scores)
        best = max(range(10), key=scores.__getitem__)
        counts[right][best] += 1
        losses.append(-math.log(math.exp(scores[right]) / total))
        predicted.append(best)
        confidence.append(math.exp(scores[best]) / total)
    assert answer.whole
    assert answer.meaning == "probability"
    assert (answer.loss, answer.accuracy) == trainer.evaluate(split)
    assert given(answer, "counts", "predicted") == [counts, predicted]
    np.testing.assert_allclose(answer.losses, losses, rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(answer.confidence, confidence, rtol=1e-5)
    assert sum(losses) / len(losses) == pytest.approx(answer.loss, rel=1e-5)
    assert sum(counts[each][each] for each in range(10)) / len(losses) == answer.accuracy
    for each in range(10):
        hits, own, taken = counts[each][each], sum(counts[each]), sum(row[each] for row in counts)
        precision, recall, f1 = (values[each] for values in given(answer, "precision", "recall", "f1"))
        assert precision == pytest.approx(hits / taken if taken else 0)
        assert recall == pytest.approx(hits / own)
        assert f1 == pytest.approx(2 * hits / (own + taken))


def test_looking_changes_no_bit_of_training() -> None:
    """A run that is looked at between all steps ends as one that is not."""
    looks = Evaluation("validation"), Evaluation("train", most=100), Pictures("train", (0, 3)), Answer.to(ones())
    digests = []
    for looking in (False, True):
        trainer = Trainer(convolution(training=Training(epochs=1, batch_size=200)))
        for _ in trainer.events():
            for look in looks if looking else ():
                look.answer(trainer)
        digests.append(trainer.weights_sha256())
    assert digests[0] == digests[1]


def ones() -> Array:
    return np.ones((8, 8, 1))


def test_answers_are_nobody_elses_arrays() -> None:
    trainer = trained(convolution())
    answer, reply = evaluated(trainer), Answer.to(ones()).answer(trainer)
    shown = Pictures("validation", (0, 1)).answer(trainer)
    assert reply is not None
    arrays = [
        value for each in (answer, reply, shown) for value in vars(each).values() if isinstance(value, np.ndarray)
    ]
    splits = trainer.splits
    owned = [
        splits.validation.x,
        splits.validation.targets,
        *(each.x for each in splits.raw.values()),
        trainer.network.x,
    ]
    for array, other in itertools.product(arrays, owned):
        assert not np.shares_memory(array, other)


def test_neighbours_vote() -> None:
    trainer = Trainer(convolution(model=KNearestNeighbors(k=3)))
    answer = evaluated(trainer)
    votes = [scores for scores, _ in rows(trainer, "validation")]
    assert (answer.meaning, answer.loss, answer.losses) == ("votes", None, None)
    assert answer.accuracy == trainer.evaluate("validation")[1]
    np.testing.assert_allclose(answer.confidence, [max(vote) for vote in votes])
    np.testing.assert_allclose(answer.answers, votes)
    assert work(trainer) == 64 * len(trainer.splits.train)


def test_scores_without_a_scale_and_one_hot_targets() -> None:
    """The squared error of one-hot rows makes no probabilities: what tells how sure it is, is the lead."""
    one_hot = Data(source=make("datasets", "digits"), preprocessing=(make("preprocessing", "one_hot"),))
    trainer = trained(convolution(data=one_hot, loss=make("losses", "mean_squared_error")))
    answer = evaluated(trainer)
    lead, right, losses = [], [], []
    for scores, row in rows(trainer, "validation"):
        first, second, *_ = sorted(scores, reverse=True)
        lead.append(first - second)
        right.append(row.index(1.0))
        losses.append(sum((s - t) ** 2 for s, t in zip(scores, row, strict=True)) / 10)
    assert answer.meaning == "score"
    assert given(answer, "targets") == [right]
    np.testing.assert_allclose(answer.confidence, lead, rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(answer.losses, losses, rtol=1e-4)


def test_values() -> None:
    sine = Data(source=make("datasets", "sine"))
    layers = layer("dense", units=8), layer("tanh"), layer("dense", units=1)
    trainer = trained(experiment(*layers, data=sine, loss=make("losses", "mean_absolute_error")))
    answer = evaluated(trainer)
    pairs = [(scores[0], target[0]) for scores, target in rows(trainer, "validation")]
    assert (answer.meaning, answer.accuracy, answer.counts, answer.predicted) == ("value", None, None, None)
    assert (answer.loss, None) == trainer.evaluate("validation")
    assert given(answer, "answers", "targets") == [[[score] for score, _ in pairs], [[target] for _, target in pairs]]
    np.testing.assert_allclose(answer.losses, [abs(score - target) for score, target in pairs], rtol=1e-5)


def test_reconstructions_have_their_loss_told() -> None:
    data = Data(source=make("datasets", "digits"), preprocessing=(make("preprocessing", "inputs_as_targets"),))
    layers = layer("flatten"), layer("dense", units=100), layer("dense", units=64)
    trainer = Trainer(digits(*layers, data=data, loss=make("losses", "mean_squared_error")))
    answer = evaluated(trainer)
    assert (answer.loss, None) == trainer.evaluate("validation")
    assert answer.losses is not None
    assert answer.losses.mean() == pytest.approx(answer.loss, rel=1e-5)
    assert answer.answers is not None
    assert answer.answers.shape == (len(answer.index), 64)


def test_a_large_split_is_thinned() -> None:
    trainer = Trainer(convolution())
    answer = evaluated(trainer, "train", most=100)
    assert len(answer.index) == 100
    assert (answer.size, answer.whole) == (len(trainer.splits.train), False)
    scores = trainer.scores(trainer.splits.train.x[answer.index])
    assert answer.accuracy == (scores.argmax(axis=1) == trainer.splits.train.targets[answer.index]).mean()
    assert thinned(7, 3).tolist() == [0, 2, 4]
    assert thinned(3, 7).tolist() == [0, 1, 2]


def test_work_is_bounded_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = Trainer(convolution())
    monkeypatch.setattr("engine.analysis.evaluation.WORK", 600 * work(trainer))
    assert len(evaluated(trainer, "train").index) == 600
    assert evaluated(trainer, "train", thorough=True).whole
    monkeypatch.setattr("engine.analysis.evaluation.WORK", 1)
    assert len(evaluated(trainer, "train").index) == FEWEST


def test_an_empty_split_has_no_answer() -> None:
    trainer = Trainer(digits(*CONVOLUTION))
    assert Evaluation("test").answer(trainer) is None
    assert Pictures("test", (0,)).answer(trainer).raw.shape == (0, 8, 8, 1)


def test_pictures_are_raw() -> None:
    trainer = Trainer(convolution())
    shown = Pictures("validation", (2, 0, 10**6, -1)).answer(trainer)
    assert shown.index.tolist() == [2, 0]
    assert (float(shown.low), float(shown.high)) == (0, 16)
    np.testing.assert_array_equal(shown.raw / 16, trainer.splits.validation.x[[2, 0]])


@pytest.mark.parametrize("model", [None, KNearestNeighbors(k=3)])
def test_a_sample_from_outside_is_answered_as_one_within(model: Any) -> None:
    trainer = trained(convolution() if model is None else convolution(model=model))
    answer = evaluated(trainer)
    for at in (0, 7):
        look = Answer.to(trainer.splits.raw["validation"].x[at])
        assert look == Answer.to(trainer.splits.raw["validation"].x[at].astype(np.float32))
        assert hash(look) == hash(Answer(look.shape, look.numbers))
        reply = look.answer(trainer)
        assert reply is not None
        assert answer.answers is not None
        np.testing.assert_allclose(reply.answers, answer.answers[at], rtol=1e-5, atol=1e-7)
        np.testing.assert_array_equal(reply.fed, trainer.splits.validation.x[at])
        assert reply.predicted == given(answer, "predicted")[0][at]
        assert (reply.meaning, reply.class_names) == (answer.meaning, answer.class_names)
    assert Answer.to(np.ones((7, 8, 1))).answer(trainer) is None


# -- drawings --


def strokes(form: Any, wide: float = 1.0, high: float = 1.0, shift: float = 0.0) -> list[Array]:
    """A form of a glyph as a pen would draw it."""
    places, begin, end = traced(form)
    drawn: list[list[Array]] = []
    for start, stop in zip(begin @ places, end @ places, strict=True):
        if not drawn or not np.allclose(drawn[-1][-1], start):
            drawn.append([start])
        drawn[-1].append(stop)
    return [np.array(stroke) * (wide, high) + shift for stroke in drawn]


def centre_line(image: Array) -> Array:
    """Along the rows of an image with one stroke from top to bottom: the middle of each row's ink."""
    columns = np.arange(image.shape[1])
    return np.array([((row * columns).sum() / row.sum(), at) for at, row in enumerate(image) if row.sum()])


def outline(image: Array) -> Array:
    """Around an image of a ring: down the middle of its left half's ink, and up the right half's."""
    left, right = centre_line(image[:, :4]), centre_line(image[:, 4:]) + np.array([4, 0])
    return np.concatenate([left, right[::-1], left[:1]])


@pytest.mark.parametrize(("digit", "traced"), [(1, centre_line), (0, outline)])
def test_a_drawing_that_follows_a_digit_looks_like_it(digit: int, traced: Any) -> None:
    source = make("datasets", "digits")
    trainer = Trainer(convolution(model=KNearestNeighbors(k=3)))
    raw, targets = trainer.splits.raw["validation"].x, trainer.splits.validation.targets
    alike = []
    for image in raw[targets == digit][:20, ..., 0].astype(float):
        picture = source.drawn([traced(image) * 37 + 100])
        alike.append(np.corrcoef(picture.ravel(), image.ravel())[0, 1])
        reply = Answer.to(picture).answer(trainer)
        assert reply is not None
        assert reply.predicted == digit
    assert np.median(alike) > 0.85


@pytest.mark.parametrize(("kind", "at_least"), [("digits", 18), ("glyphs", 21)])
def test_digits_drawn_by_hand_are_known(kind: str, at_least: int) -> None:
    """Of 22 ways of drawing a digit; the digits' own writers draw no plain seven."""
    source = make("datasets", kind)
    trainer = Trainer(digits(data=Data(source=source), model=KNearestNeighbors(k=3)))
    known = 0
    for digit, forms in enumerate(FORMS.values()):
        for form in forms:
            reply = Answer.to(source.drawn(strokes(form, 75, 100))).answer(trainer)
            assert reply is not None
            known += reply.predicted == digit
    assert known >= at_least


@pytest.mark.parametrize("kind", ["digits", "glyphs"])
def test_place_and_size_of_a_drawing_do_not_matter(kind: str) -> None:
    source, form = make("datasets", kind), FORMS["five"][1]
    picture = source.drawn(strokes(form, 1, 1.3))
    assert picture.shape == source.input_shape()
    assert picture.dtype == np.float64
    assert 0 <= picture.min() < picture.max() <= (16 if kind == "digits" else 255)
    assert (picture == np.rint(picture)).all()
    np.testing.assert_array_equal(source.drawn(strokes(form, 200, 260, 77)), picture)


@pytest.mark.parametrize("kind", ["digits", "glyphs"])
def test_small_drawings(kind: str) -> None:
    """Nothing drawn is an empty picture, a dot a spot in its middle, and a dash stays flat."""
    source = make("datasets", kind)
    assert not source.drawn([]).any()
    assert not source.drawn([np.zeros((0, 2))]).any()
    dot = source.drawn([np.array([[5.0, 9.0]])])[..., 0]
    assert dot.any()
    np.testing.assert_array_equal(dot, dot[::-1, ::-1])
    dash = source.drawn([np.array([[0.0, 0.0], [50.0, 1.0], [100.0, 0.0]])])[..., 0]
    assert dash.any(axis=1).sum() < dash.any(axis=0).sum()


def test_what_cannot_be_drawn() -> None:
    assert make("datasets", "iris").drawn([np.zeros((3, 2))]) is None
    assert make("datasets", "shapes").drawn([np.zeros((3, 2))]) is None


def test_distances_to_lines() -> None:
    rng = np.random.default_rng(0)
    drawing = [rng.uniform(0, 9, (6, 2)), rng.uniform(0, 9, (1, 2))]
    begin, end = pieces(drawing)
    assert len(begin) == 6
    away = distances(begin, end, 9)
    along = np.linspace(0, 1, 2001)[:, None]
    lines = np.concatenate([a + along * (b - a) for a, b in zip(begin, end, strict=True)])
    for row, column in itertools.product(range(9), range(9)):
        nearest = np.sqrt(np.square(lines - (column, row)).sum(axis=1).min())
        assert away[row, column] == pytest.approx(nearest, abs=5e-3)


def test_fine_drawings_are_thinned() -> None:
    turn = np.linspace(0, 2 * np.pi, 3000)
    ring = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    begin, end = pieces([ring, ring + 3])
    assert len(begin) <= 82
    np.testing.assert_array_equal(begin[0], ring[0])
    np.testing.assert_array_equal(end[-1], ring[-1] + 3)
