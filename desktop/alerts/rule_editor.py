"""The settings of one rule of alerts: what everyone looks at, and the rest behind a button."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.acd.known import Pickable
from desktop.alerts.editors import ALL, SPECIAL, PickEditor
from desktop.alerts.rule_fields import (
    DECLARED,
    counts_callers,
    declared_for,
    more_fields,
    simple_fields,
)
from desktop.alerts.rule_words import more_than
from desktop.settings import AlertSettings
from desktop.settings.alerts import wrong_alert_name
from desktop.settings.declared import Field, setting
from desktop.ui.field_editor import FieldEditor, TextEditor
from desktop.ui.fields import FieldForm, make_editor
from desktop.ui.labels import plain_label

_SPACE: Final = 12
_NARROWEST: Final = 180
_TITLE_WIDTH: Final = 152
"""So titles of all forms stand in one column."""


def _name_field() -> Field:
    declared: Field = setting("alert", "What the rule is called.", default="", title="Name")
    declared.name = "name"
    return declared


class RuleNameEditor(TextEditor):
    """A rule's name, which no other rule has."""

    def __init__(self) -> None:
        super().__init__(_name_field())
        self._others: frozenset[str] = frozenset()

    def set_others(self, names: frozenset[str]) -> None:
        """Take the names of the other rules."""
        self._others = frozenset(name.casefold() for name in names)

    def wrong(self, text: str) -> str | None:
        """Say what is wrong with a name."""
        taken = text.casefold() in self._others
        return "another rule is called that" if taken else wrong_alert_name(text)


class RuleEditor(QWidget):
    """One rule.

    Signals:
        changed: Someone changed a setting: its name and the new value.
        delay_asked: The suggested delay is to be taken.

    """

    changed = Signal(str, object)
    delay_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._known: dict[str, tuple[Pickable, ...]] = {}
        self._rule: AlertSettings | None = None
        self._is_fixed = False
        self._tried = plain_label("")
        self._tried.setObjectName("quiet")
        self._take = QPushButton()
        self._take.hide()
        self._name = RuleNameEditor()
        self._what = make_editor(DECLARED["what"])
        self._more = QPushButton("More")
        self._more.setCheckable(True)
        self._more.setAccessibleDescription("Delays, repeating, days, hours, and how it is told")
        self._forms: list[QWidget] = []
        self._editors: dict[str, FieldEditor] = {"name": self._name, "what": self._what}
        self._simple_place, self._more_place = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self._what.edited.connect(self._on_what_edited)
        self._name.edited.connect(self._on_name_edited)
        self._more.toggled.connect(self._on_more_toggled)
        self._take.clicked.connect(self.delay_asked)

    @property
    def editors(self) -> Mapping[str, FieldEditor]:
        """What each setting of this rule is changed with, by its name."""
        return MappingProxyType(self._editors)

    def show_rule(self, rule: AlertSettings, others: frozenset[str]) -> None:
        """Show a rule.

        Arguments:
            rule: Which.
            others: The names of the others.

        """
        is_other = self._rule is None or self._rule.what != rule.what or self._rule.name != rule.name
        self._rule = rule
        self._name.set_others(others)
        if is_other:
            self._rebuild(rule.what)
        for name, editor in self._editors.items():
            editor.show_value(getattr(rule, name))
        self._say_limit()
        self._say_none(rule)

    def show_known(self, known: Mapping[str, tuple[Pickable, ...]]) -> None:
        """Offer these to be picked, by ``groups``, ``paths`` and ``agents``."""
        self._known = dict(known)
        for name, editor in self._editors.items():
            if isinstance(editor, PickEditor):
                editor.show_known(self._known.get(name, ()))

    def show_tried(self, text: str, suggested: str) -> None:
        """Say what the rule came to when it was tried.

        Arguments:
            text: What; blank when it was not tried.
            suggested: The delay that would make it calmer; blank for none.

        """
        self._tried.setText(text)
        self._tried.setVisible(bool(text))
        self._take.setText(f"Use a delay of {suggested}")
        self._take.setVisible(bool(suggested))
        self._take.setEnabled(not self._is_fixed)

    def set_fixed(self, *, is_fixed: bool) -> None:
        """Let nobody change what the site has set."""
        self._is_fixed = is_fixed
        for editor in self._editors.values():
            editor.setEnabled(not is_fixed)

    def _lay_out(self) -> None:
        box = self._what.focusProxy()
        if box is not None:
            box.setMinimumWidth(_NARROWEST)
        head = FieldForm(AlertSettings, ("what",), {"what": self._what}, _TITLE_WIDTH)
        name = QHBoxLayout()
        name.setSpacing(16)
        title = plain_label("Name")
        title.setFixedWidth(_TITLE_WIDTH)
        title.setBuddy(self._name)
        name.addWidget(title)
        name.addWidget(self._name, stretch=1)
        more = QHBoxLayout()
        more.addWidget(self._more)
        more.addStretch(1)
        take = QHBoxLayout()
        take.addWidget(self._take)
        take.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 12, 12)
        layout.setSpacing(_SPACE)
        layout.addWidget(self._tried)
        layout.addLayout(take)
        layout.addLayout(name)
        layout.addWidget(head)
        layout.addLayout(self._simple_place)
        layout.addLayout(more)
        layout.addLayout(self._more_place)
        layout.addStretch(1)
        self.show_tried("", "")

    def _rebuild(self, what: str) -> None:
        for form in self._forms:
            form.hide()
            form.setParent(None)
            form.deleteLater()
        simple = self._form(what, simple_fields(what))
        more = self._form(what, more_fields(what))
        self._forms = [simple, more]
        self._editors = {"name": self._name, "what": self._what, **simple.editors, **more.editors}
        self._simple_place.addWidget(simple)
        self._more_place.addWidget(more)
        # A layout shows what is new a moment later, and a focus that is to go there would get lost.
        simple.show()
        more.setVisible(self._more.isChecked())
        self.show_known(self._known)
        self.set_fixed(is_fixed=self._is_fixed)

    def _form(self, what: str, names: tuple[str, ...]) -> FieldForm:
        made = {name: SPECIAL.get(name, make_editor)(declared_for(what, name)) for name in names}
        form = FieldForm(AlertSettings, names, made, _TITLE_WIDTH)
        form.changed.connect(self.changed)
        return form

    def _say_limit(self) -> None:
        """Say what a limit of callers comes to: people say more than three, and mean from four on."""
        rule, editor = self._rule, self._editors.get("limit")
        if rule is None or editor is None:
            return
        is_said = counts_callers(rule.what) and rule.limit > 1
        editor.show_note(f"({more_than(rule.limit)})" if is_said else "", is_fixed=self._is_fixed)

    def _say_none(self, rule: AlertSettings) -> None:
        """Say whom it is about where none is picked: not all, once something else is."""
        for name, meaning in (
            ("groups", "None" if rule.paths else ALL),
            ("paths", "None" if rule.groups else ALL),
            ("agents", "All of the groups" if rule.groups else ALL),
        ):
            editor = self._editors.get(name)
            if isinstance(editor, PickEditor):
                editor.show_none(meaning)

    def _on_name_edited(self, value: object) -> None:
        self.changed.emit("name", value)

    def _on_what_edited(self, value: object) -> None:
        self.changed.emit("what", value)

    def _on_more_toggled(self, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._more.setText("Less" if is_wanted else "More")
        if self._forms:
            self._forms[1].setVisible(is_wanted)
