from __future__ import annotations

from typing import ClassVar, Literal

from engine.numerics import Array
from engine.preprocessing.base import Fitted, Preprocessing


class InputsAsTargets(Preprocessing):
    """Inputs as targets: asks the network to give back what it is fed, as an autoencoder does. The data set's own
    targets are left aside, and classes with them.

        t = x' as one row of numbers          x': a sample as the network sees it, after all steps and augmentations

    A sample that was augmented is asked for as it is fed. Asking for the sample as it was before would make a denoising
    autoencoder (Vincent et al., 2008); for that one, put a Gaussian noise layer at the network's input.
    """

    kind: Literal["inputs_as_targets"] = "inputs_as_targets"
    title: ClassVar[str] = "Inputs as targets"
    reconstructs: ClassVar[bool] = True

    def fit(self, x: Array) -> Fitted:
        return {}

    def apply(self, x: Array, fitted: Fitted) -> Array:
        return x
