from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np

from engine.augmentations.base import Augmentation, Refusal, Span
from engine.fields import real
from engine.messages import say
from engine.numerics import Array, Shape

LUMA = np.array([0.299, 0.587, 0.114])
"""How bright red, green and blue look (ITU-R BT.601)."""


def _amount(title: str, help: str, default: float) -> Any:
    return real(title, help, default, at_least=0.0, at_most=1.0, step=0.05, live=True)


class ColorJitter(Augmentation):
    """Colour jitter: changes brightness, contrast, saturation and hue of each image at random, as light and cameras do,
    so that the network learns shapes rather than colours. Saturation and hue need colour images.

        y = b x,  b ~ Uniform(1 - brightness, 1 + brightness)          values count from the darkest
        y = m + c (x - m),  c ~ Uniform(1 - contrast, 1 + contrast),  m: mean grey of the image
        y = g + s H (x - g),  s ~ Uniform(1 - saturation, 1 + saturation),  g: grey of the pixel,  H: turn of the hue

    In this order, as in torchvision; cut off once, at the end. g = 0.299 red + 0.587 green + 0.114 blue, which H keeps.
    """

    kind: Literal["color_jitter"] = "color_jitter"
    title: ClassVar[str] = "Colour jitter"

    brightness: float = _amount("Brightness", "How much brighter or darker: at 0.2 from 0.8 to 1.2 times.", 0.2)
    contrast: float = _amount("Contrast", "How much more or less contrast: at 0.2 from 0.8 to 1.2 times.", 0.2)
    saturation: float = _amount("Saturation", "How much more or less colour: at 0.2 from 0.8 to 1.2 times.", 0.2)
    hue: float = real(
        "Hue", "How far colours may turn around the colour circle, to either side.", 0.0,
        at_least=0.0, at_most=180.0, step=5.0, unit="°", live=True,
    )  # fmt: skip

    def refuses(self, shape: Shape, rows: bool = True) -> Refusal | None:
        if len(shape) == 3 and shape[2] != 3 and (self.saturation or self.hue):
            return (
                say("Saturation and hue belong to red, green and blue, but an image has {n} channels.", n=shape[2])
                if shape[2] > 1
                else say("Saturation and hue belong to colour images, but these are grey."),
                say("Set saturation and hue to 0, or choose colour images."),
            )
        return super().refuses(shape, rows)

    def changed(self, x: Array, rng: np.random.Generator, span: Span) -> Array:
        u = rng.uniform(-1, 1, (4, len(x), 1, 1, 1))
        amounts = np.array([self.brightness, self.contrast, self.saturation, np.deg2rad(self.hue)])
        bright, contrast, saturation, turn = u * amounts[:, None, None, None, None]
        if not amounts.any():
            return x
        y = (x - span.low.astype(x.dtype)) * (1 + bright).astype(x.dtype)
        mean = _grey(y).mean(axis=(1, 2, 3), keepdims=True)
        y = mean + (1 + contrast).astype(x.dtype) * (y - mean)
        if x.shape[3] == 3 and (self.saturation or self.hue):
            y = y.reshape(len(x), -1, 3) @ recolouring(1 + saturation[:, 0, 0, 0], turn[:, 0, 0, 0]).astype(x.dtype)
            y = y.reshape(x.shape)
        return span.clipped(y + span.low.astype(x.dtype))


def recolouring(saturation: Array, turn: Array) -> Array:
    """Matrices (N, 3, 3), to be applied from the right: colours that far from grey, and turned by so many radians in
    the plane of the two colour axes I and Q (NTSC)."""
    cosine, sine = saturation * np.cos(turn), saturation * np.sin(turn)
    zero, one = np.zeros_like(turn), np.ones_like(turn)
    turned = np.array([[one, zero, zero], [zero, cosine, sine], [zero, -sine, cosine]])
    matrices: Array = np.einsum("ij,jkn,kl->nil", _TO_YIQ, turned, np.linalg.inv(_TO_YIQ))
    return matrices


def _grey(x: Array) -> Array:
    grey: Array = x @ LUMA.astype(x.dtype)[:, None] if x.shape[3] == 3 else x.mean(axis=3, keepdims=True)
    return grey


_TO_YIQ = np.array([[0.299, 0.5959, 0.2115], [0.587, -0.2746, -0.5227], [0.114, -0.3213, 0.3112]])
