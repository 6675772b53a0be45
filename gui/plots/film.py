"""A film of a view: pictures that follow one another, packed, and written as an animated GIF or as numbered PNGs."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from engine import save_bytes
from gui.plots.export import png_of

MOST_SECONDS = 60.0
MOST_BYTES = 256 * 2**20
"""Of packed pictures."""

LARGEST = QSize(960, 720)
"""A film has no more pixels than this; a slide shows no more of one."""

Progress = Callable[[int], bool]
"""Is told how many pictures are done; answers whether to go on."""


@dataclass
class Frame:
    """A picture, packed, and for how many seconds it stands."""

    packed: Future[bytes]
    seconds: float


class Film:
    """Pictures of one size. Equal ones that follow one another are one that stays longer; packing is done beside."""

    def __init__(self) -> None:
        self.size = QSize()
        self.frames: list[Frame] = []
        self.bytes = 0
        self._last = QImage()
        self._packer = ThreadPoolExecutor(1, "film")

    @property
    def seconds(self) -> float:
        """How long it is."""
        return sum(frame.seconds for frame in self.frames)

    @property
    def full(self) -> bool:
        """Whether it has to end."""
        return self.seconds >= MOST_SECONDS or self.bytes >= MOST_BYTES

    def add(self, image: QImage, seconds: float) -> None:
        """One more picture, which stands so long; one of another size is put into the first one's, undistorted."""
        if not self.frames:
            self.size = image.size().scaled(LARGEST, _KEEP) if _exceeds(image.size(), LARGEST) else image.size()
        image = image.convertToFormat(QImage.Format.Format_RGB888)
        image.setDevicePixelRatio(1.0)
        if image.size() != self.size:
            image = _fitted(image, self.size)
        if image == self._last:
            self.frames[-1].seconds += seconds
            return
        self._last = image
        packed = self._packer.submit(_packed, image)
        packed.add_done_callback(self._count)
        self.frames.append(Frame(packed, seconds))

    def close(self) -> None:
        """End the packing; what was added is packed still."""
        self._packer.shutdown(wait=False)
        self._last = QImage()

    def pictures(self) -> Iterator[tuple[bytes, float]]:
        """The pictures as rows of RGB bytes without gaps, and how long each stands."""
        for frame in self.frames:
            yield zlib.decompress(frame.packed.result()), frame.seconds

    def gif(self, progress: Progress = lambda done: True) -> bytes:
        """The film as an animated GIF that runs forever; b"" where it was given up."""
        from PIL import Image

        shown: list[Image.Image] = []
        for number, (pixels, _) in enumerate(self.pictures(), start=1):
            image = Image.frombytes("RGB", (self.size.width(), self.size.height()), pixels)
            shown.append(image.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE))
            if not progress(number):
                return b""
        out = io.BytesIO()
        durations = [round(1000 * frame.seconds) for frame in self.frames]
        shown[0].save(
            out, "GIF", save_all=True, append_images=shown[1:], duration=durations, loop=0, optimize=False, disposal=1
        )
        return out.getvalue()

    def numbered(self, path: Path) -> list[Path]:
        """The names of the pictures as files of their own beside `path`."""
        digits = len(str(len(self.frames)))
        return [path.with_name(f"{path.stem}_{number + 1:0{digits}}.png") for number in range(len(self.frames))]

    def save_numbered(self, path: Path, progress: Progress = lambda done: True) -> None:
        """Write the pictures as PNGs of those names; none is left where it ends early. Raises DescentError."""
        written: list[Path] = []
        try:
            for name, (pixels, _) in zip(self.numbered(path), self.pictures(), strict=True):
                width, height = self.size.width(), self.size.height()
                save_bytes(name, png_of(QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888)))
                written.append(name)
                if not progress(len(written)):
                    raise _GivenUp
        except BaseException as fault:
            for name in written:
                name.unlink(missing_ok=True)
            if not isinstance(fault, _GivenUp):
                raise

    def _count(self, packed: Future[bytes]) -> None:
        if packed.exception() is None:
            self.bytes += len(packed.result())


class _GivenUp(Exception):
    pass


_KEEP = Qt.AspectRatioMode.KeepAspectRatio


def _exceeds(size: QSize, most: QSize) -> bool:
    return size.width() > most.width() or size.height() > most.height()


def _fitted(image: QImage, size: QSize) -> QImage:
    """An image within a size, undistorted, on its own background."""
    scaled = image.scaled(size, _KEEP, Qt.TransformationMode.SmoothTransformation)
    if scaled.size() == size:
        return scaled
    whole = QImage(size, QImage.Format.Format_RGB888)
    whole.fill(image.pixelColor(0, 0))
    painter = QPainter(whole)
    painter.drawImage((size.width() - scaled.width()) // 2, (size.height() - scaled.height()) // 2, scaled)
    painter.end()
    return whole


def _packed(image: QImage) -> bytes:
    width, height, stride = image.width(), image.height(), image.bytesPerLine()
    rows = memoryview(image.constBits())
    return zlib.compress(b"".join(rows[y * stride : y * stride + 3 * width] for y in range(height)), 1)
