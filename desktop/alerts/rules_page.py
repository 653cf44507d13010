"""The settings page of alerts: the rules with an editor for one of them, and the sounds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QTabWidget, QWidget

from desktop.acd.alerts.tally import RuleTally, describe
from desktop.acd.known import PickerItem
from desktop.alerts.rule_editor import RuleEditor
from desktop.alerts.rule_fields import usual_rule, with_condition
from desktop.alerts.rule_list import LIST_WIDTH, RuleLine, RuleList
from desktop.alerts.rule_words import sentence
from desktop.settings import AlertSettings, RuleSettings
from desktop.settings.alerts import CONDITIONS
from desktop.settings.names import free_name
from desktop.ui.field_editor import FIXED_BY_SITE, FieldEditor
from desktop.ui.fields import FieldPage
from desktop.ui.labels import heading, hidden_label, plain_label, say
from desktop.ui.layouts import column, row
from desktop.ui.page_scroller import scrolled
from desktop.ui.theme import Theme
from desktop.ui.window_style import menu_style

_SPACE: Final = 12
_SOUNDS: Final = (("attention", "Hear attention"), ("trouble", "Hear trouble"), ("settled", "Hear it over"))
_TRY: Final = "Try on a recording..."


class RulesTab(QWidget):
    """The rules at the left, the editor of the selected one at the right.

    Signals:
        rules_changed: The user changed the rules: all of them as a tuple, and the name of the one to select.
        removed: The user removed the rule of that name; the callable restores it.
        try_asked: The user tries the rules on a recording.
        cancel_asked: The user cancels that.

    """

    rules_changed = Signal(object, str)
    removed = Signal(str, object)
    try_asked = Signal()
    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rules: tuple[RuleSettings, ...] = ()
        self._tallies: Mapping[str, RuleTally] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._is_fixed = False
        self._is_trying = False
        self._list = RuleList()
        self._editor = RuleEditor()
        self._scroller = scrolled(self._editor)
        self._empty = plain_label("There is no rule: nothing is told.", "quiet")
        self._fixed = plain_label(FIXED_BY_SITE, "quiet")
        self._fixed.hide()
        self._add, self._duplicate = QPushButton("+ Add rule"), QPushButton("Duplicate")
        self._remove, self._try = QPushButton("Remove"), QPushButton(_TRY)
        self._try.setToolTip("Say how often each rule would have alerted")
        self._conditions = QMenu(self)
        for what, title in CONDITIONS.items():
            self._conditions.addAction(title).setData(what)
        self._progress = hidden_label("quiet")
        self._progress.setFixedWidth(LIST_WIDTH)
        buttons = row(self._add, self._duplicate, self._remove, spacing=8)
        left = column((self._list, 1), buttons, self._try, self._progress, spacing=8)
        right = column(self._fixed, self._empty, (self._scroller, 1), spacing=_SPACE)
        self.setLayout(row(left, (right, 1), spacing=24))
        self._list.chosen.connect(self._on_chosen)
        self._list.toggled.connect(self._on_toggled)
        self._editor.changed.connect(self._on_changed)
        self._editor.delay_asked.connect(self._on_delay_asked)
        self._add.clicked.connect(self._on_add_clicked)
        self._conditions.triggered.connect(self._on_condition_chosen)
        self._duplicate.clicked.connect(self._on_duplicate_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._try.clicked.connect(self._on_try_clicked)

    @property
    def editors(self) -> Mapping[str, FieldEditor]:
        """The editors of the selected rule, by the settings' names."""
        return self._editor.editors

    @property
    def rules(self) -> tuple[RuleSettings, ...]:
        """The rules shown."""
        return self._rules

    @property
    def rule(self) -> str:
        """The name of the selected rule; blank if there is none."""
        return self._rules[self._at].name if self._rules else ""

    def show_rules(self, rules: tuple[RuleSettings, ...], name: str) -> None:
        """Show the rules, with the one of that name selected."""
        names = [rule.name for rule in rules]
        at = names.index(name) if name in names else min(self._at, max(0, len(rules) - 1))
        before = self.rule
        self._rules = rules
        self._show_list(at)
        self._show_chosen()
        if self.rule != before:
            self._scroller.verticalScrollBar().setValue(0)

    def show_tallies(self, tallies: Mapping[str, RuleTally]) -> None:
        """Show the results of a trial, by the rules' names."""
        self._tallies = tallies
        self._show_list(self._at)
        self._show_chosen()

    def show_trying(self, text: str, *, is_trying: bool, is_wrong: bool = False) -> None:
        """Show the progress or the outcome of a trial.

        Arguments:
            text: The text; blank for none.
            is_trying: Whether the trial is running.
            is_wrong: Whether it failed.

        """
        self._is_trying = is_trying
        self._try.setText("Cancel" if is_trying else _TRY)
        say(self._progress, text, "reason" if is_wrong else "quiet")

    def show_known(self, known: Mapping[str, tuple[PickerItem, ...]]) -> None:
        """Offer choices, by ``groups``, ``paths`` and ``agents``."""
        self._names = {(kind, one.number): one.name for kind, all_of in known.items() for one in all_of}
        self._editor.show_known(known)
        self._show_list(self._at)

    def show_fixed(self, *, is_fixed: bool) -> None:
        """Make rules that the site has set read-only."""
        self._is_fixed = is_fixed
        self._fixed.setVisible(is_fixed)
        self._list.set_fixed(is_fixed=is_fixed)
        self._editor.set_fixed(is_fixed=is_fixed)
        self._show_chosen()

    def set_theme(self, theme: Theme) -> None:
        """Apply colours."""
        self._list.set_theme(theme)
        self._conditions.setStyleSheet(menu_style(theme))

    @property
    def _at(self) -> int:
        return min(max(0, self._list.currentRow()), max(0, len(self._rules) - 1))

    def _show_list(self, at: int) -> None:
        with QSignalBlocker(self._list):
            self._list.show_lines(tuple(self._line(rule) for rule in self._rules), at)

    def _line(self, rule: RuleSettings) -> RuleLine:
        tally = self._tallies.get(rule.name)
        is_too_often = tally is not None and tally.is_too_often
        return RuleLine(rule.name, rule.on, sentence(rule, self._name_of), _said(tally), is_too_often)

    def _name_of(self, kind: str, number: str) -> str:
        return self._names.get((kind, number), number)

    def _show_chosen(self) -> None:
        has_one = bool(self._rules)
        self._scroller.setVisible(has_one)
        self._empty.setVisible(not has_one)
        self._add.setEnabled(not self._is_fixed)
        for button in (self._duplicate, self._remove):
            button.setEnabled(has_one and not self._is_fixed)
        if not has_one:
            return
        rule = self._rules[self._at]
        self._editor.show_rule(rule, frozenset(one.name for one in self._rules if one is not rule))
        tally = self._tallies.get(rule.name)
        self._editor.show_tried(_said(tally), tally.suggested_s if tally is not None else 0)

    def _on_chosen(self) -> None:
        self._scroller.verticalScrollBar().setValue(0)
        self._show_chosen()

    def _on_toggled(self, at: int) -> None:
        self._change(at, on=not self._rules[at].on)

    def _on_changed(self, name: str, value: object) -> None:
        rule = self._rules[self._at]
        if name != "what":
            self._change(self._at, **{name: value})
            return
        what = str(value)
        changed = with_condition(rule, what)
        if rule.name.rstrip("0123456789 ") == CONDITIONS[rule.what]:
            # The rule still has the name that it was given when it was added.
            changed = replace(changed, name=self._free_name(CONDITIONS[what], but=rule.name))
        self._emit([*self._rules[: self._at], changed, *self._rules[self._at + 1 :]], changed.name)

    def _on_delay_asked(self) -> None:
        tally = self._tallies.get(self.rule)
        if tally is not None:
            self._change(self._at, start_after_s=tally.suggested_s)

    def _on_add_clicked(self) -> None:
        above = QPoint(0, -self._conditions.sizeHint().height())
        self._conditions.popup(self._add.mapToGlobal(above))

    def _on_condition_chosen(self, action: QAction) -> None:
        what = action.data()
        self._insert(len(self._rules), usual_rule(what, CONDITIONS[what]), CONDITIONS[what])

    def _on_duplicate_clicked(self) -> None:
        self._insert(len(self._rules), self._rules[self._at], self.rule)

    def _on_remove_clicked(self) -> None:
        at, rules = self._at, list(self._rules)
        rule = rules.pop(at)
        self._emit(rules, rules[max(0, at - 1)].name if rules else "")
        self.removed.emit(rule.name, partial(self._insert, at, rule, rule.name))

    def _on_try_clicked(self) -> None:
        (self.cancel_asked if self._is_trying else self.try_asked).emit()

    def _change(self, at: int, **values: object) -> None:
        rules = list(self._rules)
        rules[at] = replace(rules[at], **values)  # type: ignore[arg-type]  # by name
        self._emit(rules, rules[at].name)

    def _insert(self, at: int, rule: RuleSettings, name: str) -> None:
        rule = replace(rule, name=self._free_name(name))
        self._emit([*self._rules[:at], rule, *self._rules[at:]], rule.name)

    def _free_name(self, name: str, but: str = "") -> str:
        taken = (rule.name for rule in self._rules if rule.name != but)
        return free_name(name, taken)

    def _emit(self, rules: Sequence[RuleSettings], name: str) -> None:
        self.rules_changed.emit(tuple(rules), name)


class SoundsTab(FieldPage):
    """The settings of all alerts.

    Signals:
        hear_asked: The user wants to hear a sound: ``attention``, ``trouble`` or ``settled``.

    """

    hear_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(AlertSettings, title_width=150, margins=(2, 4, 12, 12), spacing=_SPACE)
        hear = row(spacing=8)
        for name, title in _SOUNDS:
            button = QPushButton(title)
            button.clicked.connect(partial(self._on_hear_clicked, name))
            hear.addWidget(button)
        hear.addStretch(1)
        self.add(heading("Sounds"), "sounds", "volume", "sounds_only_here", hear, _SPACE)
        self.add(heading("What happened"), "history_days", None)

    def _on_hear_clicked(self, name: str) -> None:
        self.hear_asked.emit(name)


class AlertsPage(QWidget):
    """The page of alerts: rules and sounds.

    Attributes:
        rules: The tab of the rules.
        sounds: The tab of the sounds.

    """

    def __init__(self) -> None:
        super().__init__()
        self.rules, self.sounds = RulesTab(), SoundsTab()
        tabs = QTabWidget()
        tabs.addTab(self.rules, "Rules")
        tabs.addTab(scrolled(self.sounds), "Sounds and history")
        tabs.tabBar().setAccessibleName("Settings of alerts")
        self.setLayout(column(tabs))


def _said(tally: RuleTally | None) -> str:
    if tally is None:
        return ""
    said = describe(tally)
    return said[0].upper() + said[1:]
