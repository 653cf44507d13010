"""The editor of a board's screen: the screens of this computer as they are arranged on the desk."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton

from desktop.settings.declared import Field
from desktop.ui.field_editor import FieldEditor
from desktop.ui.screen_button import ScreenButton, ScreenPlace

_SCREENS_HEIGHT: Final = 132
_GAP: Final = 5


class ScreensEditor(FieldEditor):
    """A button for each screen, arranged as on the desk, and one for the screen where the board was last.

    Arguments:
        declared: The setting.

    """

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._screens: tuple[ScreenPlace, ...] = ()
        self._value = 0
        self._group = QButtonGroup(self)
        self._buttons: list[ScreenButton] = []
        self._places: list[QRect] = []
        self._anywhere = QPushButton(declared.metadata["zero_label"])
        self._anywhere.setCheckable(True)
        self._anywhere.setAccessibleName(f"Screen: {declared.metadata['zero_label']}")
        self._anywhere.setParent(self)
        self._anywhere.clicked.connect(lambda: self._choose(0))
        self._group.idClicked.connect(self._choose)

    def show_screens(self, screens: tuple[ScreenPlace, ...]) -> None:
        """Show other screens."""
        if screens != self._screens:
            self._screens = screens
            self._rebuild()

    def show_value(self, value: int) -> None:
        """Show a value."""
        was_there = self._has(self._value)
        self._value = value
        if not was_there or not self._has(value):
            self._rebuild()
        self._check()

    def sizeHint(self) -> QSize:
        """Return the room that the screens need."""
        return QSize(460, _SCREENS_HEIGHT + _GAP + self._anywhere.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same as `sizeHint`."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the desktop as large as the room allows."""
        self._place()
        super().resizeEvent(event)

    def _has(self, number: int) -> bool:
        return number <= len(self._screens)

    def _check(self) -> None:
        """Mark the chosen screen; none if the board stays where it was last."""
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(button.screen_number == self._value)
        self._anywhere.setChecked(self._value == 0)

    def _rebuild(self) -> None:
        for button in self._buttons:
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        shown = list(self._screens)
        if not self._has(self._value):
            shown.append(ScreenPlace(self._value, "", QRect()))
        self._buttons = [ScreenButton(screen) for screen in shown]
        self._places = [screen.place for screen in shown]
        for button in self._buttons:
            button.setParent(self)
            self._group.addButton(button, button.screen_number)
            button.show()
        self._check()
        self._place()

    def _place(self) -> None:
        """Place the buttons as the screens are arranged, missing ones at the right."""
        hint = self._anywhere.sizeHint()
        self._anywhere.setGeometry(0, _SCREENS_HEIGHT + _GAP, hint.width(), hint.height())
        desktop = QRect()
        for place in self._places:
            desktop = desktop.united(place)
        missing = sum(not place.isValid() for place in self._places)
        room = self.width() - missing * (_SCREENS_HEIGHT + _GAP)
        if desktop.isEmpty() or room <= 0:
            return
        ratio = min(room / desktop.width(), _SCREENS_HEIGHT / desktop.height())
        right = int(desktop.width() * ratio)
        for button, place in zip(self._buttons, self._places, strict=True):
            if place.isValid():
                left, top = place.left() - desktop.left(), place.top() - desktop.top()
                where = QRectF(left * ratio, top * ratio, place.width() * ratio, place.height() * ratio)
                button.setGeometry(where.toRect().adjusted(0, 0, -_GAP, -_GAP))
            else:
                button.setGeometry(right, 0, _SCREENS_HEIGHT, int(_SCREENS_HEIGHT * 0.7))
                right += _SCREENS_HEIGHT + _GAP

    def _choose(self, number: int) -> None:
        self._value = number
        self._check()
        self.edited.emit(number)
