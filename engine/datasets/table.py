from __future__ import annotations

import functools
from typing import ClassVar, Literal

import numpy as np

from engine.datasets.base import BUNDLED, Dataset, Samples
from engine.messages import DescentError, say
from engine.numerics import Array, Shape


class Table(Dataset):
    """A bundled table: one row of measurements a sample."""

    rows: ClassVar[int]
    columns: ClassVar[int]
    classes: ClassVar[tuple[str, ...]]

    def input_shape(self) -> Shape:
        return (self.columns,)

    def outputs(self) -> int:
        return len(self.classes)

    def size(self) -> int:
        return self.rows

    def class_names(self) -> tuple[str, ...]:
        return self.classes

    def load(self, rng: np.random.Generator) -> Samples:
        x, labels = read_bundled(self.kind_name(), (self.rows, self.columns))
        return Samples(x.astype(np.float32), labels.astype(np.int64))


@functools.cache
def read_bundled(name: str, shape: Shape) -> tuple[Array, Array]:
    """The samples and labels of a bundled file. Raises DescentError where it is missing or damaged."""
    path = BUNDLED / f"{name}.npz"
    try:
        # np.load would leave a damaged file open.
        with open(path, "rb") as raw, np.load(raw, allow_pickle=False) as file:
            x, labels = file["x"], file["labels"]
        if x.shape != shape or labels.shape != shape[:1]:
            raise ValueError("unexpected shapes")
    except Exception as fault:  # np.load raises nine kinds of exception on damaged files
        raise DescentError(
            say("{file}: the data cannot be read; restore the file from the program's source.", file=path.name)
        ) from fault
    return x, labels


class Iris(Table):
    """Iris flowers: 150 flowers of three species, told apart by four lengths in centimetres. The oldest table in the
    field.

    R. A. Fisher, UCI Machine Learning Repository, 1936 (CC BY 4.0).
    """

    kind: Literal["iris"] = "iris"
    title: ClassVar[str] = "Iris"
    rows: ClassVar[int] = 150
    columns: ClassVar[int] = 4
    classes: ClassVar[tuple[str, ...]] = ("setosa", "versicolor", "virginica")


class Wine(Table):
    """Wine: 178 Italian wines of three cultivars, told apart by thirteen measurements on very different scales.

    S. Aeberhard and M. Forina, UCI Machine Learning Repository, 1992 (CC BY 4.0).
    """

    kind: Literal["wine"] = "wine"
    title: ClassVar[str] = "Wine"
    rows: ClassVar[int] = 178
    columns: ClassVar[int] = 13
    classes: ClassVar[tuple[str, ...]] = ("cultivar 1", "cultivar 2", "cultivar 3")


class BreastCancer(Table):
    """Breast cancer, Wisconsin diagnostic: 569 tumours, benign or malignant, by thirty measurements of cell nuclei.

    W. Wolberg, O. Mangasarian, N. Street and W. Street, UCI Machine Learning Repository, 1993 (CC BY 4.0).
    """

    kind: Literal["breast_cancer"] = "breast_cancer"
    title: ClassVar[str] = "Breast cancer"
    rows: ClassVar[int] = 569
    columns: ClassVar[int] = 30
    classes: ClassVar[tuple[str, ...]] = ("malignant", "benign")
