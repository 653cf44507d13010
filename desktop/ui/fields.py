"""Forms and pages of settings, made from the settings' declarations."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.settings.declared import Field, settings_in
from desktop.ui.field_editor import (
    FIXED_BY_SITE,
    ChoiceEditor,
    FieldEditor,
    SegmentsEditor,
    TextEditor,
    TickEditor,
)
from desktop.ui.labels import plain_label
from desktop.ui.layouts import Margins, Part, add_to
from desktop.ui.number_editor import NumberEditor
from desktop.ui.order_editor import OrderEditor
from desktop.ui.path_editor import PathEditor

_MOST_SEGMENTS: Final = 3
_SPACE: Final = 10
_LINE_MARGIN: Final = 7
"""Distance from the top of a text field to its text."""


def make_editor(declared: Field) -> FieldEditor:
    """Return the editor that fits a setting.

    Raises:
        TypeError: None fits: a tuple without choices needs an editor of its own.

    """
    choices = declared.metadata["choices"]
    match declared.default:
        case bool():
            return TickEditor(declared)
        case int() | float():
            return NumberEditor(declared)
        case tuple() if choices:
            return OrderEditor(declared)
        case str() if choices:
            few = len(choices) <= _MOST_SEGMENTS
            return SegmentsEditor(declared) if few else ChoiceEditor(declared)
        case str() if declared.metadata["is_path"]:
            return PathEditor(declared)
        case str():
            return TextEditor(declared)
        case _:
            message = f"no editor for {declared.name}"
            raise TypeError(message)


class FieldForm(QWidget):
    """Editors one below the other, each with its title at the left.

    Signals:
        changed: The user changed a setting: its name and the new value.

    Arguments:
        kind: The class of settings.
        names: The settings, from top to bottom.
        made: Editors to use in place of those of `make_editor`, by the settings' names.
        title_width: The least width of the titles, in pixels.

    Attributes:
        editors: The editors by the settings' names.

    """

    changed = Signal(str, object)

    def __init__(
        self,
        kind: type[Any],
        names: Iterable[str],
        made: Mapping[str, FieldEditor] = MappingProxyType({}),
        title_width: int = 0,
    ) -> None:
        super().__init__()
        declared = settings_in(kind)
        editors = {name: made.get(name) or make_editor(declared[name]) for name in names}
        self.editors: Mapping[str, FieldEditor] = MappingProxyType(editors)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(_SPACE)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, title_width)
        for row, (name, editor) in enumerate(editors.items()):
            if isinstance(editor, TickEditor):
                grid.addWidget(editor, row, 0, 1, 2)
            else:
                title = plain_label(editor.declared.metadata["title"])
                title.setWordWrap(False)
                title.setBuddy(editor)
                top = isinstance(editor, OrderEditor) or editor.is_tall
                title.setContentsMargins(0, _LINE_MARGIN if editor.is_tall else 0, 0, 0)
                title.setAlignment(Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(title, row, 0)
                grid.addWidget(editor, row, 1)
            editor.edited.connect(partial(self.changed.emit, name))


class FieldPage(QWidget):
    """A page of settings: names of settings become editors, anything else stands where it is added.

    >>> page = FieldPage(Settings)
    >>> page.add(heading("Recording"), "record", "record_file", swatches, row(test, None), None)

    Signals:
        changed: The user changed a setting: its name and the new value.

    Arguments:
        kind: The class of settings.
        title_width: The least width of the titles, in pixels, so that those of all forms are aligned.
        margins: Margins around the page, in pixels.
        spacing: Space between the parts, in pixels.

    """

    changed = Signal(str, object)

    def __init__(
        self, kind: type[Any], title_width: int = 110, margins: Margins = (2, 0, 12, 12), spacing: int = 14
    ) -> None:
        super().__init__()
        # The style sheet of a scrolled page looks for this name.
        self.setObjectName("page")
        self._kind = kind
        self._title_width = title_width
        self._editors: dict[str, FieldEditor] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*margins)
        self._layout.setSpacing(spacing)

    @property
    def editors(self) -> Mapping[str, FieldEditor]:
        """All editors, by the settings' names."""
        return MappingProxyType(self._editors)

    def add(self, *parts: str | Part) -> None:
        """Add parts below the others.

        Arguments:
            parts: A name adds the editor of that setting with its title; successive names share one
                `FieldForm`. A `FieldEditor` takes the whole width and has no title. Anything else is a part
                of the page's column, as in `desktop.ui.layouts`.

        """
        for is_name, run in groupby(parts, lambda part: isinstance(part, str)):
            if is_name:
                form = FieldForm(self._kind, cast("Iterator[str]", run), title_width=self._title_width)
                form.changed.connect(self.changed)
                self._editors |= form.editors
                self._layout.addWidget(form)
                continue
            for part in cast("Iterator[Part]", run):
                if isinstance(part, FieldEditor):
                    self.include(part)
                add_to(self._layout, part)

    def include(self, editor: FieldEditor) -> None:
        """Include an editor that is inside a part of the page."""
        self._editors[editor.declared.name] = editor
        editor.edited.connect(partial(self.changed.emit, editor.declared.name))

    def show_settings(self, settings: object) -> None:
        """Show the values of an instance of the class of settings."""
        show_settings(self._editors, settings)

    def show_notes(self, notes: Mapping[str, str], fixed: Collection[str]) -> None:
        """Show notes beside settings.

        Arguments:
            notes: The notes by the settings' names; the others have none.
            fixed: The settings that only the site sets: their editors are disabled and say so.

        """
        for name, editor in self._editors.items():
            is_fixed = name in fixed
            editor.show_note(FIXED_BY_SITE if is_fixed else notes.get(name, ""), is_fixed=is_fixed)

    def show_page_note(self, text: str) -> None:
        """Show a note above everything else."""
        self._layout.insertWidget(0, plain_label(text, "quiet"))


def show_settings(editors: Mapping[str, FieldEditor], settings: object) -> None:
    """Show the values of an instance of a class of settings in editors, by the settings' names."""
    for name, editor in editors.items():
        editor.show_value(getattr(settings, name))
