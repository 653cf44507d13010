"""Labels that show plain text: Qt would take a text with angle brackets for markup."""

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label(text: str = "", kind: str = "") -> QLabel:
    """Return a label that wraps its text.

    Arguments:
        text: Shown as it is.
        kind: The object name that the style sheet looks for: ``quiet``, ``reason`` or ``heading``.

    """
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setObjectName(kind)
    return label


def hidden_label(kind: str) -> QLabel:
    """Return a label that stays hidden until `say` gives it a text."""
    label = plain_label("", kind)
    label.hide()
    return label


def heading(text: str) -> QLabel:
    """Return the heading of a part of a page."""
    label = QLabel(text)
    label.setObjectName("heading")
    return label


def plain_tip(text: str) -> str:
    """Return a tooltip that shows a text as it is and wraps it: Qt guesses whether a tooltip is markup."""
    return QtGui.Qt.convertFromPlainText(text, Qt.WhiteSpaceMode.WhiteSpaceNormal)


def say(label: QLabel, text: str | None, kind: str | None = None) -> None:
    """Show a text in a label, or hide the label if there is none.

    Arguments:
        label: The label.
        text: None and the empty text hide it.
        kind: As in `plain_label`; None leaves it as it is.

    """
    label.setText(text or "")
    label.setVisible(bool(text))
    if kind is not None and kind != label.objectName():
        label.setObjectName(kind)
        # A style sheet does not notice a new object name by itself.
        label.style().unpolish(label)
        label.style().polish(label)
