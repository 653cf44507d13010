"""Pages of settings of the program as a whole: what all of them have."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.settings import Settings
from desktop.ui.field_editor import FieldEditor
from desktop.ui.fields import FieldForm
from desktop.ui.labels import plain_label

_SPACE: Final = 14
_TITLE_WIDTH: Final = 110
"""So titles of several forms on a page stand in one column."""


class ProgramPage(QWidget):
    """Some of the program's settings.

    Signals:
        changed: Someone changed one: its name and the new value.

    """

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._forms: list[FieldForm] = []
        self._note = plain_label("")
        self._note.setObjectName("quiet")
        self._note.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2, 0, 12, 12)
        self._layout.setSpacing(_SPACE)
        self._layout.addWidget(self._note)

    @property
    def editors(self) -> Mapping[str, FieldEditor]:
        """What each setting is changed with, by its name."""
        return MappingProxyType({name: one for form in self._forms for name, one in form.editors.items()})

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        for form in self._forms:
            form.show_settings(settings)

    def show_notes(self, notes: Mapping[str, str], fixed: Collection[str]) -> None:
        """Say something of settings, by their names; those that are fixed can't be changed."""
        for form in self._forms:
            form.show_notes(notes, fixed)

    def show_page_note(self, text: str) -> None:
        """Say something of all of them; blank for nothing."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _add_form(self, *names: str, made: Mapping[str, FieldEditor] = MappingProxyType({})) -> FieldForm:
        form = FieldForm(Settings, names, made, _TITLE_WIDTH)
        form.changed.connect(self.changed)
        self._forms.append(form)
        self._layout.addWidget(form)
        return form

    def _add_heading(self, text: str) -> None:
        heading = QLabel(text)
        heading.setObjectName("heading")
        self._layout.addWidget(heading)

    def _add_text(self, text: str) -> None:
        self._layout.addWidget(plain_label(text))
