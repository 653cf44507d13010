"""The line for a note when an alert is acknowledged."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.acd.alerts.open_alerts import LONGEST_NOTE
from desktop.ui.layouts import row

_SPACE: Final = 8


class NoteLine(QWidget):
    """A field with two buttons: Enter acknowledges, Esc cancels.

    Signals:
        confirmed: The note; may be blank.
        cancelled: Nothing is acknowledged.

    """

    confirmed = Signal(str)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._field = QLineEdit()
        self._field.setMaxLength(LONGEST_NOTE)
        self._field.setPlaceholderText("A note, if you like")
        self._field.setAccessibleName("Note, Enter acknowledges, Escape leaves")
        self._confirm = QPushButton("Acknowledge")
        self._confirm.setDefault(True)
        self._cancel = QPushButton("Cancel")
        parts = ((self._field, 1), self._confirm, self._cancel)
        self.setLayout(row(*parts, spacing=_SPACE, margins=(0, 4, 0, 0)))
        self._field.returnPressed.connect(self._on_confirmed)
        self._confirm.clicked.connect(self._on_confirmed)
        self._cancel.clicked.connect(self.cancelled)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The widgets that Tab reaches, in order."""
        return self._field, self._confirm, self._cancel

    def begin(self) -> None:
        """Show an empty line with the focus in it."""
        self._field.clear()
        self.show()
        self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel on Esc; press a button on Enter."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape:
                self.cancelled.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                # A QLineEdit passes Enter on after its signal; the card must not get it.
                if self._cancel.hasFocus():
                    self.cancelled.emit()
                elif self._confirm.hasFocus():
                    self._on_confirmed()
            case _:
                super().keyPressEvent(event)

    def _on_confirmed(self) -> None:
        self.confirmed.emit(self._field.text())
