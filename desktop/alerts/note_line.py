"""Where a note is written to an alert that is acknowledged."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.acd.alerts.history import LONGEST_NOTE

_SPACE: Final = 8


class NoteLine(QWidget):
    """A field and its two answers: Enter acknowledges, Esc leaves it.

    Signals:
        confirmed: The note; may be blank.
        left: Nothing is to be acknowledged.

    """

    confirmed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._field = QLineEdit()
        self._field.setMaxLength(LONGEST_NOTE)
        self._field.setPlaceholderText("A note, if you like")
        self._field.setAccessibleName("Note, Enter acknowledges, Escape leaves")
        self._confirm = QPushButton("Acknowledge")
        self._confirm.setDefault(True)
        self._cancel = QPushButton("Cancel")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(_SPACE)
        layout.addWidget(self._field, stretch=1)
        layout.addWidget(self._confirm)
        layout.addWidget(self._cancel)
        self._field.returnPressed.connect(self._on_confirmed)
        self._confirm.clicked.connect(self._on_confirmed)
        self._cancel.clicked.connect(self.left)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard stops, in order."""
        return self._field, self._confirm, self._cancel

    def begin(self) -> None:
        """Begin anew, with the keyboard in the field."""
        self._field.clear()
        self.show()
        self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc; Enter on a button presses it."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                # A field lets Enter through behind its own signal: it must not press the card.
                if self._cancel.hasFocus():
                    self.left.emit()
                elif self._confirm.hasFocus():
                    self._on_confirmed()
            case _:
                super().keyPressEvent(event)

    def _on_confirmed(self) -> None:
        self.confirmed.emit(self._field.text())
