"""The page of alerts: the rules, one of them to be changed, and the sounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.acd.known import Pickable
from desktop.alerts.rule_editor import RuleEditor
from desktop.alerts.rule_fields import kinds
from desktop.alerts.rule_list import LIST_WIDTH, RuleList, RuleRow
from desktop.alerts.rule_words import sentence
from desktop.settings import AlertingSettings, AlertSettings
from desktop.ui.field_editor import FIXED_BY_SITE, FieldEditor
from desktop.ui.fields import FieldForm
from desktop.ui.labels import plain_label
from desktop.ui.page_scroller import scrolled
from desktop.ui.theme import Theme
from desktop.ui.window_style import menu_style

_SPACE: Final = 12
_TITLE_WIDTH: Final = 150
_SOUNDS: Final = (("attention", "Hear attention"), ("trouble", "Hear trouble"), ("settled", "Hear it over"))
_NO_RULES: Final = "There is no rule: nothing is told."
_TRY: Final = "Try on a recording..."


@dataclass(frozen=True, slots=True)
class RuleTried:
    """What a rule came to when it was tried.

    Attributes:
        said: In words.
        suggested: A delay that would make it calmer, in words; blank for none.
        is_too_often: Whether it is more than anyone acts on.

    """

    said: str
    suggested: str = ""
    is_too_often: bool = False


class RulesTab(QWidget):
    """The rules at the left, the chosen one at the right.

    Signals:
        changed: Someone changed a rule: its name, the setting's name and the new value.
        add_asked: There is to be one more: what about.
        duplicate_asked: There is to be another like the one of that name.
        remove_asked: The one of that name is to go.
        try_asked: The rules are to be tried on a recording.
        cancel_asked: That is to end.
        delay_asked: The delay that was suggested is to be taken by the rule of that name.

    """

    changed = Signal(str, str, object)
    add_asked = Signal(str)
    duplicate_asked = Signal(str)
    remove_asked = Signal(str)
    try_asked = Signal()
    cancel_asked = Signal()
    delay_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rules: tuple[AlertSettings, ...] = ()
        self._tried: Mapping[str, RuleTried] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._is_fixed = False
        self._is_trying = False
        self._list = RuleList()
        self._editor = RuleEditor()
        self._empty = plain_label(_NO_RULES)
        self._empty.setObjectName("quiet")
        self._fixed = plain_label(FIXED_BY_SITE)
        self._fixed.setObjectName("quiet")
        self._fixed.hide()
        self._add = QPushButton("+ Add rule")
        self._kinds = QMenu(self)
        for what, title in kinds().items():
            action = QAction(title, self._kinds)
            action.setData(what)
            self._kinds.addAction(action)
        self._duplicate = QPushButton("Duplicate")
        self._remove = QPushButton("Remove")
        self._try = QPushButton(_TRY)
        self._try.setToolTip("Say how often each rule would have alerted")
        self._progress = plain_label("")
        self._progress.setObjectName("quiet")
        self._progress.hide()
        self._lay_out()
        self._list.chosen.connect(self._on_chosen)
        self._list.toggled.connect(self._on_toggled)
        self._editor.changed.connect(self._on_changed)
        self._editor.delay_asked.connect(self._on_delay_asked)
        self._add.clicked.connect(self._on_add_clicked)
        self._kinds.triggered.connect(self._on_kind_chosen)
        self._duplicate.clicked.connect(self._on_duplicate_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._try.clicked.connect(self._on_try_clicked)

    @property
    def editors(self) -> Mapping[str, FieldEditor]:
        """What each setting of the chosen rule is changed with, by its name."""
        return self._editor.editors

    @property
    def rule(self) -> str:
        """The name of the rule that is looked at; blank when there is none."""
        return self._rules[self._at].name if self._rules else ""

    def show_rules(self, rules: tuple[AlertSettings, ...], name: str) -> None:
        """Show the rules, and of them the one of that name."""
        names = [rule.name for rule in rules]
        at = names.index(name) if name in names else min(self._at, max(0, len(rules) - 1))
        before = self.rule
        self._rules = rules
        self._show_list(at)
        self._show_chosen()
        if self.rule != before:
            self._scroller.verticalScrollBar().setValue(0)

    def show_tried(self, tried: Mapping[str, RuleTried]) -> None:
        """Show what rules came to, by their names."""
        self._tried = tried
        self._show_list(self._at)
        self._show_chosen()

    def show_trying(self, text: str, *, is_trying: bool, is_wrong: bool = False) -> None:
        """Say how far trying is, or what came of it.

        Arguments:
            text: What; blank for nothing.
            is_trying: Whether it goes on.
            is_wrong: Whether it failed.

        """
        self._is_trying = is_trying
        self._try.setText("Cancel" if is_trying else _TRY)
        self._progress.setObjectName("reason" if is_wrong else "quiet")
        # A style sheet looks at an object's name only when it is told to.
        self._progress.style().unpolish(self._progress)
        self._progress.style().polish(self._progress)
        self._progress.setText(text)
        self._progress.setVisible(bool(text))

    def show_known(self, known: Mapping[str, tuple[Pickable, ...]]) -> None:
        """Offer these to be picked, by ``groups``, ``paths`` and ``agents``."""
        self._names = {(kind, one.number): one.name for kind, all_of in known.items() for one in all_of}
        self._editor.show_known(known)
        self._show_list(self._at)

    def show_fixed(self, *, is_fixed: bool) -> None:
        """Let nobody change what the site has set."""
        self._is_fixed = is_fixed
        self._fixed.setVisible(is_fixed)
        self._list.set_fixed(is_fixed=is_fixed)
        self._editor.set_fixed(is_fixed=is_fixed)
        self._show_chosen()

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._list.set_theme(theme)
        self._kinds.setStyleSheet(menu_style(theme))

    @property
    def _at(self) -> int:
        return min(max(0, self._list.currentIndex().row()), max(0, len(self._rules) - 1))

    def _lay_out(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(8)
        for button in (self._add, self._duplicate, self._remove):
            pair.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._list, stretch=1)
        left.addLayout(pair)
        left.addWidget(self._try)
        left.addWidget(self._progress)
        self._progress.setFixedWidth(LIST_WIDTH)
        right = QVBoxLayout()
        right.setSpacing(_SPACE)
        right.addWidget(self._fixed)
        right.addWidget(self._empty)
        self._scroller = scrolled(self._editor)
        right.addWidget(self._scroller, stretch=1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        layout.addLayout(left)
        layout.addLayout(right, stretch=1)

    def _show_list(self, at: int) -> None:
        with QSignalBlocker(self._list):
            self._list.show_rows(tuple(self._row(rule) for rule in self._rules), at)

    def _row(self, rule: AlertSettings) -> RuleRow:
        tried = self._tried.get(rule.name, RuleTried(""))
        return RuleRow(rule.name, rule.on, sentence(rule, self._name_of), tried.said, tried.is_too_often)

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
        others = frozenset(one.name for one in self._rules if one is not rule)
        self._editor.show_rule(rule, others)
        tried = self._tried.get(rule.name, RuleTried(""))
        self._editor.show_tried(tried.said, tried.suggested)

    def _on_chosen(self) -> None:
        self._scroller.verticalScrollBar().setValue(0)
        self._show_chosen()

    def _on_toggled(self, at: int) -> None:
        rule = self._rules[at]
        self.changed.emit(rule.name, "on", not rule.on)

    def _on_changed(self, name: str, value: object) -> None:
        self.changed.emit(self.rule, name, value)

    def _on_delay_asked(self) -> None:
        self.delay_asked.emit(self.rule)

    def _on_add_clicked(self) -> None:
        above = QPoint(0, -self._kinds.sizeHint().height())
        self._kinds.popup(self._add.mapToGlobal(above))

    def _on_kind_chosen(self, action: QAction) -> None:
        self.add_asked.emit(action.data())

    def _on_duplicate_clicked(self) -> None:
        self.duplicate_asked.emit(self.rule)

    def _on_remove_clicked(self) -> None:
        self.remove_asked.emit(self.rule)

    def _on_try_clicked(self) -> None:
        (self.cancel_asked if self._is_trying else self.try_asked).emit()


class SoundsTab(QWidget):
    """What holds for all alerts.

    Signals:
        changed: Someone changed a setting: its name and the new value.
        hear_asked: A sound is to be heard: ``attention``, ``trouble`` or ``settled``.

    """

    changed = Signal(str, object)
    hear_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        sounds = ("sounds", "volume", "sounds_only_here")
        self._forms = [
            FieldForm(AlertingSettings, sounds, title_width=_TITLE_WIDTH),
            FieldForm(AlertingSettings, ("history_days",), title_width=_TITLE_WIDTH),
        ]
        hear = QHBoxLayout()
        hear.setSpacing(8)
        for name, title in _SOUNDS:
            button = QPushButton(title)
            button.setProperty("sound", name)
            button.clicked.connect(self._on_hear_clicked)
            hear.addWidget(button)
        hear.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 4, 12, 12)
        layout.setSpacing(_SPACE)
        layout.addWidget(_heading("Sounds"))
        layout.addWidget(self._forms[0])
        layout.addLayout(hear)
        layout.addSpacing(_SPACE)
        layout.addWidget(_heading("What happened"))
        layout.addWidget(self._forms[1])
        layout.addStretch(1)
        for form in self._forms:
            form.changed.connect(self.changed)

    @property
    def editors(self) -> Mapping[str, FieldEditor]:
        """What each setting is changed with, by its name."""
        return {name: one for form in self._forms for name, one in form.editors.items()}

    def show_settings(self, settings: AlertingSettings) -> None:
        """Show what is set."""
        for form in self._forms:
            form.show_settings(settings)

    def _on_hear_clicked(self) -> None:
        self.hear_asked.emit(self.sender().property("sound"))


class AlertsPage(QWidget):
    """The page: rules, and what holds for all of them.

    Attributes:
        rules: The tab of rules.
        sounds: The tab of sounds.

    """

    def __init__(self) -> None:
        super().__init__()
        self.rules, self.sounds = RulesTab(), SoundsTab()
        tabs = QTabWidget()
        tabs.addTab(self.rules, "Rules")
        tabs.addTab(scrolled(self.sounds), "Sounds and history")
        tabs.tabBar().setAccessibleName("Settings of alerts")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(tabs)

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self.rules.set_theme(theme)


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    heading.setObjectName("heading")
    return heading
