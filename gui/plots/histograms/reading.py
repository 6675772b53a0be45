"""The figures of a histogram in words, and what is dead or saturated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine import QUANTILES
from gui.plots.scales import brief, exact
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Histogram

TOO_HIGH = 0.5
"""Share of dead units or saturated values from which on it is marked as a problem."""

SEEN = 0.005
"""Least share that is mentioned."""


@dataclass(frozen=True)
class Badge:
    """A few words beside a layer, and their colour."""

    text: str
    colour: str


def percent(share: float) -> str:
    """A share in whole percent."""
    return QCoreApplication.translate("Histograms", "{n} %").format(n=round(100 * share))


def badge(activations: Histogram | None) -> Badge | None:
    """Which share of a layer is dead or saturated; None where none is, or it cannot be."""
    if activations is None:
        return None
    translate = QCoreApplication.translate
    for share, text in (
        (activations.dead, translate("Histograms", "{n} dead")),
        (activations.saturated, translate("Histograms", "{n} saturated")),
    ):
        if share is not None and share >= SEEN:
            return Badge(text.format(n=percent(share)), theme.tokens.problem if share > TOO_HIGH else theme.tokens.dim)
    return None


def badge_hint(layer: str, activations: Histogram | None) -> str:
    """What the shares of a layer mean; empty where it has none."""
    if activations is None:
        return ""
    translate = QCoreApplication.translate
    if activations.dead is not None:
        return translate(
            "Histograms",
            "{layer}: {dead} of its units gave zero for every sample of the batch. No gradient passes through them, so "
            "they cannot learn; they are called dead if that lasts. {zeros} of all its outputs were zero.",
        ).format(layer=layer, dead=percent(activations.dead), zeros=percent(activations.silent or 0.0))
    if activations.saturated is not None:
        return translate(
            "Histograms",
            "{layer}: {share} of its outputs lie within the outermost 3 % of its range on either side, where it is "
            "nearly level and passes hardly any gradient.",
        ).format(layer=layer, share=percent(activations.saturated))
    return ""


def figures_of(layer: str, kind: str, found: Histogram, step: int | None = None, run: str = "") -> str:
    """All figures of a histogram, exact; with the step and the run where it is not that of now."""
    translate = QCoreApplication.translate
    heading = translate("Histograms", "{layer}, {kind}").format(layer=layer, kind=kind.lower())
    if step is not None:
        heading = translate("Histograms", "{heading}, step {step}").format(heading=heading, step=f"{step:,}")
    heading = f"{run}: {heading}" if run else heading
    counted = translate("Histograms", "{size} values").format(size=f"{found.size:,}")
    if found.stride > 1:
        counted = translate("Histograms", "{sampled} of {size} values, {stride} apart; the ends are of all").format(
            sampled=f"{found.sampled:,}", size=f"{found.size:,}", stride=found.stride
        )
    lines = [
        heading, counted,
        translate("Histograms", "from {low} to {high}").format(low=exact(found.low), high=exact(found.high)),
        translate("Histograms", "mean {mean}, standard deviation {deviation}").format(
            mean=exact(found.mean), deviation=exact(found.deviation)
        ),
        ", ".join(
            f"{name} {brief(value, 4)}" for name, value in zip(quantile_names(), found.quantiles, strict=True)
        ),
    ]  # fmt: skip
    shares = [
        (found.silent, translate("Histograms", "{n} zeros")), (found.dead, translate("Histograms", "{n} dead units")),
        (found.saturated, translate("Histograms", "{n} saturated")),
    ]  # fmt: skip
    lines += [text.format(n=f"{100 * share:.4g} %") for share, text in shares if share is not None]
    return "\n".join(lines)


def quantile_names() -> list[str]:
    """The QUANTILES as the user reads them."""
    translate = QCoreApplication.translate
    named = {0.0: translate("Histograms", "min"), 0.5: translate("Histograms", "median"),
             1.0: translate("Histograms", "max")}  # fmt: skip
    return [named.get(each, f"{100 * each:g} %") for each in QUANTILES]
