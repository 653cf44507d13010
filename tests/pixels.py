"""The pixels of a picture, read all at once, since one by one they take seconds."""

from array import array

from PySide6.QtGui import QColor, QImage


def pixels(image: QImage) -> "array[int]":
    """Return each pixel as `QColor.rgb` does, row by row."""
    opaque = image.convertToFormat(QImage.Format.Format_RGB32)
    found = array("I")
    found.frombytes(opaque.constBits())
    return found


def count_colour(image: QImage, colour: str, *, top: int = 0, bottom: int | None = None) -> int:
    """Count the pixels of exactly that colour."""
    end = image.height() if bottom is None else bottom
    return pixels(image.copy(0, top, image.width(), end - top)).count(QColor(colour).rgb())
