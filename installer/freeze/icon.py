"""Makes the Windows icon from the drawing, at every size that Windows shows."""

import pathlib
import struct
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_BARS: Final = {16: (1, 2), 20: (2, 2), 24: (2, 2)}
"""Widths of bars and gaps in pixels, at sizes where the drawing's bars would run together."""
_LARGEST_BITMAP: Final = 64
_HEAD: Final = struct.Struct("<HHH")
_ENTRY: Final = struct.Struct("<BBBBHHII")
_BITMAP: Final = struct.Struct("<IiiHHIIiiII")


def icon_bytes(drawing: pathlib.Path) -> bytes:
    """Return the content of an .ico file.

    Images of up to 64 pixels are bitmaps, which everything reads; larger ones are PNG.

    Arguments:
        drawing: An SVG.

    """
    images = []
    for size in SIZES:
        image = painted(drawing, size)
        images.append(_bitmap(image) if size <= _LARGEST_BITMAP else png(image))
    offset = _HEAD.size + _ENTRY.size * len(images)
    entries = b""
    for size, content in zip(SIZES, images, strict=True):
        # 256 is written as 0.
        entries += _ENTRY.pack(size % 256, size % 256, 0, 0, 1, 32, len(content), offset)
        offset += len(content)
    return _HEAD.pack(0, 1, len(images)) + entries + b"".join(images)


def images_in(icon: bytes) -> list[tuple[int, bytes]]:
    """Return the images of an .ico file as stored, each with its size in pixels."""
    _, _, count = _HEAD.unpack_from(icon)
    images = []
    for number in range(count):
        width, *_, length, offset = _ENTRY.unpack_from(icon, _HEAD.size + number * _ENTRY.size)
        images.append((width or 256, icon[offset : offset + length]))
    return images


def painted(drawing: pathlib.Path, size: int) -> QImage:
    """Paint a drawing at a size in pixels; the smallest are aligned to the pixels.

    Raises:
        ValueError: The file is no SVG drawing.

    """
    text = drawing.read_bytes()
    renderer = QSvgRenderer(QByteArray(_along_pixels(size) if size in _BARS else text))
    if not renderer.isValid():
        message = f"{drawing} is no drawing"
        raise ValueError(message)
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def _along_pixels(size: int) -> bytes:
    bar, gap = _BARS[size]
    left = (size - 4 * bar - 3 * gap) // 2
    top, bottom = size // 5, size - size // 5
    bars = "".join(
        f'<rect x="{left + number * (bar + gap)}" y="{top}" width="{bar}" height="{bottom - top}"/>'
        for number in range(4)
    )
    slash = f"M{left - bar} {size * 0.68}L{size - left + bar} {size * 0.34}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" rx="{size // 5}" fill="#0b5c9e"/><g fill="#ffffff">{bars}</g>'
        f'<path d="{slash}" stroke="#ffc94d" stroke-width="{size / 9}"/></svg>'
    ).encode()


def png(image: QImage) -> bytes:
    """Return an image as PNG."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want str, Qt takes both
    return bytes(content.data())


def _bitmap(image: QImage) -> bytes:
    """Return an image as a bitmap without a file header, from the bottom up, with an empty mask after it."""
    size = image.width()
    # Kept in a variable, since the bits live only as long as the image.
    upside_down = image.flipped(Qt.Orientation.Vertical)
    pixels = bytes(upside_down.constBits())
    mask_row = (size + 31) // 32 * 4
    head = _BITMAP.pack(_BITMAP.size, size, 2 * size, 1, 32, 0, len(pixels), 0, 0, 0, 0)
    return head + pixels + bytes(mask_row * size)
