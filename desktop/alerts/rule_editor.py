"""The editor of one rule: the main settings, and the rest behind a button."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.acd.known import PickerItem
from desktop.alerts.choice_editors import ALL, PickEditor, TicksEditor
from desktop.alerts.rule_fields import (
    DECLARED,
    NAME,
    counts_callers,
    declared_for,
    more_fields,
    simple_fields,
)
from desktop.alerts.rule_words import more_than
from desktop.alerts.time_editors import HoursEditor, TimeEditor
from desktop.settings import RuleSettings
from desktop.settings.declared import Field
from desktop.ui.field_editor import FieldEditor, NameEditor
from desktop.ui.fields import FieldForm, make_editor, show_settings
from desktop.ui.labels import hidden_label, say
from desktop.ui.layouts import column, row

_SPACE: Final = 12
_NARROWEST: Final = 180
_TITLE_WIDTH: Final = 152
"""Aligns the titles of all forms."""
EDITORS: Final[Mapping[str, Callable[[Field], FieldEditor]]] = {
    "hour": TimeEditor,
    "groups": PickEditor,
    "paths": PickEditor,
    "agents": PickEditor,
    "quiet": lambda declared: HoursEditor(declared, "12:00-13:00", "None: it is told at any time."),
    "hours": lambda declared: HoursEditor(declared, "8:00-17:00", "Always."),
    "days": lambda declared: TicksEditor(declared, 3, none_is_all=True),
    "ways": lambda declared: TicksEditor(declared, 2, none_is_all=False),
}
"""The editors of some settings, by the settings' names."""


class RuleEditor(QWidget):
    """One rule.

    Signals:
        changed: The user changed a setting: its name and the new value.
        delay_asked: The user accepts the suggested delay.

    """

    changed = Signal(str, object)
    delay_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._known: Mapping[str, tuple[PickerItem, ...]] = {}
        self._rule: RuleSettings | None = None
        self._is_fixed = False
        self._tried = hidden_label("quiet")
        self._take = QPushButton()
        self._take.hide()
        self._name = NameEditor(NAME, "another rule is called that")
        what = make_editor(DECLARED["what"])
        box = what.focusProxy()
        if box is not None:
            box.setMinimumWidth(_NARROWEST)
        heads = {"name": self._name, "what": what}
        self._heads = [FieldForm(RuleSettings, (name,), heads, _TITLE_WIDTH) for name in heads]
        self._forms: list[FieldForm] = []
        self._more = QPushButton("More")
        self._more.setCheckable(True)
        self._more.setAccessibleDescription("Delays, repeating, days, hours, and how it is told")
        self._simple_place, self._more_place = column(), column()
        head = (self._tried, row(self._take, None), column(*self._heads, spacing=_SPACE))
        more = (row(self._more, None), self._more_place, None)
        self.setLayout(column(*head, self._simple_place, *more, spacing=_SPACE, margins=(2, 2, 12, 12)))
        for form in self._heads:
            form.changed.connect(self.changed)
        self._more.toggled.connect(self._on_more_toggled)
        self._take.clicked.connect(self.delay_asked)

    @property
    def editors(self) -> Mapping[str, FieldEditor]:
        """The editors of this rule, by the settings' names."""
        return MappingProxyType({name: one for form in self._all_forms for name, one in form.editors.items()})

    @property
    def _all_forms(self) -> list[FieldForm]:
        return [*self._heads, *self._forms]

    def show_rule(self, rule: RuleSettings, others: frozenset[str]) -> None:
        """Show a rule.

        Arguments:
            rule: The rule.
            others: The names of the other rules.

        """
        before, self._rule = self._rule, rule
        self._name.set_others(others)
        if before is None or (before.what, before.name) != (rule.what, rule.name):
            self._rebuild(rule.what)
        show_settings(self.editors, rule)
        self._show_notes(rule)

    def show_known(self, known: Mapping[str, tuple[PickerItem, ...]]) -> None:
        """Offer choices, by ``groups``, ``paths`` and ``agents``."""
        self._known = known
        for name, editor in self.editors.items():
            if isinstance(editor, PickEditor):
                editor.show_known(known.get(name, ()))

    def show_tried(self, text: str, suggested_s: int) -> None:
        """Show the result of a trial.

        Arguments:
            text: The result in words; blank for none.
            suggested_s: A delay that would make the rule calmer; 0 for none.

        """
        say(self._tried, text)
        self._take.setText(f"Use a delay of {suggested_s} s")
        self._take.setVisible(suggested_s > 0)
        self._take.setEnabled(not self._is_fixed)

    def set_fixed(self, *, is_fixed: bool) -> None:
        """Make the rule read-only."""
        self._is_fixed = is_fixed
        for editor in self.editors.values():
            editor.setEnabled(not is_fixed)

    def _rebuild(self, what: str) -> None:
        for form in self._forms:
            form.hide()
            form.setParent(None)
            form.deleteLater()
        simple, more = self._form(what, simple_fields(what)), self._form(what, more_fields(what))
        self._forms = [simple, more]
        self._simple_place.addWidget(simple)
        self._more_place.addWidget(more)
        # A layout shows a new widget only later, and the focus would not go there.
        simple.show()
        more.setVisible(self._more.isChecked())
        self.show_known(self._known)
        self.set_fixed(is_fixed=self._is_fixed)

    def _form(self, what: str, names: tuple[str, ...]) -> FieldForm:
        made = {name: EDITORS.get(name, make_editor)(declared_for(what, name)) for name in names}
        form = FieldForm(RuleSettings, names, made, _TITLE_WIDTH)
        form.changed.connect(self.changed)
        return form

    def _show_notes(self, rule: RuleSettings) -> None:
        """Explain a limit of callers and empty choices, which mean all only if no other choice is made."""
        editors = self.editors
        if "limit" in editors:
            is_said = counts_callers(rule.what) and rule.limit > 1
            note = f"({more_than(rule.limit)})" if is_said else ""
            editors["limit"].show_note(note, is_fixed=self._is_fixed)
        for name, meaning in (
            ("groups", "None" if rule.paths else ALL),
            ("paths", "None" if rule.groups else ALL),
            ("agents", "All of the groups" if rule.groups else ALL),
        ):
            editor = editors.get(name)
            if isinstance(editor, PickEditor):
                editor.show_none(meaning)

    def _on_more_toggled(self, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._more.setText("Less" if is_wanted else "More")
        if self._forms:
            self._forms[1].setVisible(is_wanted)
