"""Editors of single settings, each made from its setting's declaration."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.settings.declared import Field, wrong
from desktop.ui.controls import DropDown, TickBox
from desktop.ui.labels import hidden_label, say
from desktop.ui.layouts import column, row

FIXED_BY_SITE: Final = "Set by your site."
"""The text beside a setting that only the site can change."""
_SPACE: Final = 10
_WIDEST: Final = 360


class FieldEditor(QWidget):
    """Shows one setting and lets the user change it.

    Signals:
        edited: The user changed the setting: the new value.

    Arguments:
        declared: The setting.

    Attributes:
        declared: The setting.
        is_tall: Whether it has more below its first line.

    """

    edited = Signal(object)
    is_tall = False

    def __init__(self, declared: Field) -> None:
        super().__init__()
        self.declared = declared
        self._note = hidden_label("quiet")
        self.setToolTip(declared.metadata["description"])

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - of the setting's type
        """Show a value without emitting `edited`."""
        raise NotImplementedError

    def show_note(self, text: str, *, is_fixed: bool) -> None:
        """Show a note beside the setting.

        Arguments:
            text: The note; blank for none.
            is_fixed: Whether the user can't change the setting.

        """
        self.setEnabled(not is_fixed)
        layout = self.layout()
        if self._note.parent() is None and isinstance(layout, QHBoxLayout):
            self._note.setWordWrap(False)
            layout.insertWidget(layout.count() - 1, self._note)
        elif self._note.parent() is None and layout is not None:
            layout.addWidget(self._note)
        if layout is not None:
            say(self._note, text)
        control = self.focusProxy()
        if control is not None:
            control.setAccessibleDescription(f"{self.declared.metadata['description']} {text}".strip())

    def _lay_out_row(self, *controls: QWidget) -> None:
        """Lay out controls in a row; the first one gets the focus."""
        self.setLayout(row(*controls, None, spacing=_SPACE))
        self.setFocusProxy(controls[0])

    def _describe(self, control: QWidget) -> None:
        """Name and describe a control for screen readers."""
        control.setAccessibleName(self.declared.metadata["title"])
        control.setAccessibleDescription(self.declared.metadata["description"])


class TickEditor(FieldEditor):
    """A box to tick."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._box = TickBox(declared.metadata["title"])
        self._box.setAccessibleDescription(declared.metadata["description"])
        self._box.clicked.connect(self._on_clicked)
        self._lay_out_row(self._box)

    def show_value(self, value: bool) -> None:  # noqa: FBT001 - a setter
        """Show a value."""
        self._box.setChecked(value)

    def _on_clicked(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.edited.emit(is_on)


class ChoiceEditor(FieldEditor):
    """One of several choices, in a drop-down list."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._box = DropDown()
        for word, title in declared.metadata["choices"].items():
            self._box.addItem(title, word)
        self._describe(self._box)
        self._box.activated.connect(self._on_activated)
        self._lay_out_row(self._box)

    def show_value(self, value: str) -> None:
        """Show a value."""
        self._box.setCurrentIndex(self._box.findData(value))

    def _on_activated(self, index: int) -> None:
        self.edited.emit(self._box.itemData(index))


class SegmentsEditor(FieldEditor):
    """One of a few choices, each of them a button."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._words = tuple(declared.metadata["choices"])
        self._group = QButtonGroup(self)
        for number, title in enumerate(declared.metadata["choices"].values()):
            button = QPushButton(title)
            button.setCheckable(True)
            button.setAccessibleName(f"{declared.metadata['title']}: {title}")
            self._group.addButton(button, number)
        self._group.idClicked.connect(self._on_clicked)
        self._lay_out_row(*self._group.buttons())

    def show_value(self, value: str) -> None:
        """Show a value."""
        self._group.button(self._words.index(value)).setChecked(True)

    def _on_clicked(self, number: int) -> None:
        self.edited.emit(self._words[number])


class TextEditor(FieldEditor):
    """A line to type in; below it, what is wrong with the text.

    A text takes effect on Enter or when the line loses the focus, if nothing is wrong with it.
    """

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._value = ""
        self._line = QLineEdit()
        self._describe(self._line)
        self._reason = hidden_label("reason")
        self._lay_out()
        self.setFocusProxy(self._line)
        self._line.textEdited.connect(self._on_typed)
        self._line.editingFinished.connect(self._on_finished)

    def show_value(self, value: str) -> None:
        """Show a value, but leave alone what the user is typing."""
        if value != self._value or not self._line.hasFocus():
            self._value = value
            self._line.setText(value)
            self.show_reason(None)

    def wrong(self, text: str) -> str | None:
        """Return why a text is not allowed; None if it is."""
        return wrong(self.declared, text)

    def show_reason(self, reason: str | None) -> None:
        """Show what is wrong."""
        say(self._reason, reason)

    @property
    def _text(self) -> str:
        return self._line.text().strip()

    def _lay_out(self) -> None:
        self._line.setMaximumWidth(_WIDEST)
        self.setLayout(column(self._line, self._reason, spacing=4))

    def _take(self, text: str) -> None:
        """Apply a text with which nothing is wrong."""
        self._value = text
        self.edited.emit(text)

    def _on_typed(self) -> None:
        self.show_reason(self.wrong(self._text))

    def _on_finished(self) -> None:
        text = self._text
        if text == self._value:
            return
        reason = self.wrong(text)
        if reason is None:
            self._take(text)
        else:
            self.show_reason(reason)


class NameEditor(TextEditor):
    """A name that must be the only one of its kind.

    Arguments:
        declared: The setting.
        taken: Says that something else has the name.

    """

    def __init__(self, declared: Field, taken: str) -> None:
        super().__init__(declared)
        self._taken = taken
        self._others: frozenset[str] = frozenset()

    def set_others(self, names: frozenset[str]) -> None:
        """Set the names that are taken."""
        self._others = frozenset(name.casefold() for name in names)

    def wrong(self, text: str) -> str | None:
        """Return why a name is not allowed; None if it is."""
        return self._taken if text.casefold() in self._others else super().wrong(text)
