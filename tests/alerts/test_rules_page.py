"""The page of alerts: the list of rules, and the rule being edited."""

import dataclasses
import itertools
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDoubleSpinBox, QLabel, QMenu, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.notices import TOO_OFTEN
from desktop.acd.alerts.rule import Condition, Rule
from desktop.acd.alerts.tally import RuleTally
from desktop.acd.known import PickerItem
from desktop.alerts.rule_fields import more_fields, simple_fields, usual_rule, with_condition
from desktop.alerts.rule_list import RuleList
from desktop.alerts.rules_page import AlertsPage
from desktop.settings import DEFAULT_RULES, AlertSettings, RuleSettings
from desktop.settings.alerts import CONDITIONS
from desktop.settings.declared import difference, settings_in
from desktop.ui.theme import DARK
from desktop.ui.window_style import window_style
from tests.finding import the

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
LEFT = Qt.MouseButton.LeftButton
NAMES = [rule.name for rule in DEFAULT_RULES]


@pytest.fixture
def page(qtbot: QtBot) -> AlertsPage:
    page = AlertsPage()
    qtbot.addWidget(page)
    page.setStyleSheet(window_style(DARK))
    page.rules.set_theme(DARK)
    page.rules.show_known({"groups": (PickerItem("101", "Sales"),), "paths": (), "agents": ()})
    page.rules.show_rules(DEFAULT_RULES, "")
    page.sounds.show_settings(AlertSettings())
    page.resize(852, 560)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def told_by(page: AlertsPage) -> list[tuple[str, str, Any]]:
    """The changes: rule, setting and new value."""
    told: list[tuple[str, str, Any]] = []

    def on_changed(rules: tuple[RuleSettings, ...], name: str) -> None:
        (before, after) = next(
            pair for pair in zip(page.rules.rules, rules, strict=True) if pair[0] != pair[1]
        )
        assert name == after.name
        told.extend((before.name, setting, value) for setting, value in difference(before, after).items())

    page.rules.rules_changed.connect(on_changed)
    return told


def tallied(count: int, **values: float) -> dict[str, RuleTally]:
    """Return the result of a trial in which the first rule alerted so many times."""
    rule = Rule(NAMES[0], Condition.CALLERS_WAITING)
    return {NAMES[0]: RuleTally(rule, count, **values)}  # type: ignore[arg-type]  # by name


def lines(page: AlertsPage) -> RuleList:
    return the(RuleList, page)


def press(qtbot: QtBot, page: AlertsPage, text: str) -> None:
    qtbot.mouseClick(the(QPushButton, page, text), LEFT)


def texts(page: AlertsPage) -> set[str]:
    return {label.text() for label in page.findChildren(QLabel) if label.isVisible()}


def test_rules_are_listed_with_their_descriptions(page: AlertsPage) -> None:
    model = lines(page).model()
    described = Qt.ItemDataRole.AccessibleDescriptionRole
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == NAMES
    assert all(str(model.index(row, 0).data(described)).startswith("Tell when ") for row in range(len(NAMES)))


def test_a_click_on_the_box_switches_a_rule_and_one_on_its_words_selects_it(
    qtbot: QtBot, page: AlertsPage
) -> None:
    told = told_by(page)
    qtbot.mouseClick(lines(page).viewport(), LEFT, pos=lines(page).box_at(1).center())
    assert told == [(NAMES[1], "on", False)]
    index = lines(page).model().index(2, 0)
    qtbot.mouseClick(lines(page).viewport(), LEFT, pos=lines(page).visualRect(index).center())
    assert page.rules.rule == NAMES[2]
    assert len(told) == 1


def test_the_space_bar_switches_a_rule_and_arrows_select(qtbot: QtBot, page: AlertsPage) -> None:
    told = told_by(page)
    qtbot.keyClick(lines(page), Qt.Key.Key_Down)
    assert page.rules.rule == NAMES[1]
    qtbot.keyClick(lines(page), Qt.Key.Key_Space)
    assert told == [(NAMES[1], "on", False)]


@pytest.mark.parametrize("what", CONDITIONS)
def test_only_the_fields_of_a_condition_can_be_changed(page: AlertsPage, what: str) -> None:
    page.rules.show_rules((usual_rule(what, "Mine"),), "Mine")
    assert set(page.rules.editors) == {"name", "what", *simple_fields(what), *more_fields(what)}
    simple = [page.rules.editors[name] for name in simple_fields(what)]
    more = [page.rules.editors[name] for name in more_fields(what)]
    assert all(editor.isVisible() for editor in simple)
    assert not any(editor.isVisible() for editor in more)


def test_every_setting_of_a_rule_can_be_changed_somewhere() -> None:
    offered = {name for what in CONDITIONS for name in (*simple_fields(what), *more_fields(what))}
    assert offered | {"on", "what"} == set(settings_in(RuleSettings))


def test_further_fields_are_behind_a_button(qtbot: QtBot, page: AlertsPage) -> None:
    press(qtbot, page, "More")
    assert page.rules.editors["start_after_s"].isVisible()
    press(qtbot, page, "Less")
    assert not page.rules.editors["start_after_s"].isVisible()


def test_a_limit_of_callers_says_what_it_counts(qtbot: QtBot, page: AlertsPage) -> None:
    page.rules.show_rules((usual_rule("callers-waiting", "Mine"),), "Mine")
    box = the(QDoubleSpinBox, page, "Callers waiting")
    assert box.text() == "4 or more"
    assert "(more than 3)" in texts(page)
    page.rules.show_rules((dataclasses.replace(usual_rule("callers-waiting", "Mine"), limit=0),), "Mine")
    assert box.text() == "as on the board"
    assert "(more than 3)" not in texts(page)
    told = told_by(page)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert told == [("Mine", "limit", 4)]


def test_by_how_many_callers_it_ends_is_right_for_one_too(qtbot: QtBot, page: AlertsPage) -> None:
    page.rules.show_rules((usual_rule("callers-waiting", "Mine"),), "Mine")
    press(qtbot, page, "More")
    assert the(QDoubleSpinBox, page, "Ends when fewer by").text() == "1"


def test_once_a_group_is_picked_paths_count_only_if_picked(page: AlertsPage) -> None:
    def written(**picked: tuple[str, ...]) -> list[str]:
        rule = dataclasses.replace(usual_rule("nobody-free", "Mine"), **picked)  # type: ignore[arg-type]  # by name
        page.rules.show_rules((rule,), "Mine")
        buttons = [page.rules.editors[name].focusProxy() for name in ("groups", "paths", "agents")]
        return [button.text() for button in buttons if isinstance(button, QPushButton)]

    assert written() == ["All", "All", "All"]
    assert written(groups=("101",)) == ["Sales", "None", "All of the groups"]
    assert written(paths=("501",)) == ["None", "501", "All"]


def test_a_duplicate_name_is_refused_as_it_is_typed(qtbot: QtBot, page: AlertsPage) -> None:
    told = told_by(page)
    line = page.rules.editors["name"].focusProxy()
    assert line is not None
    line.setFocus()
    for typed, reason in (
        ("nobody FREE", "another rule is called that"),
        ("[x", "'[x' holds what can't stand in a rule's name"),
        ("x" * 41, "a name has at most 40 letters"),
        (" ", "a rule needs a name, without spaces around it"),
    ):
        qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(line, typed)
        assert reason in texts(page)
    line.clearFocus()
    assert not told


def test_a_trial_s_result_stands_with_the_rule_and_a_delay_is_offered(qtbot: QtBot, page: AlertsPage) -> None:
    page.rules.show_tallies(tallied(6, suggested_s=45))
    said = "Would have alerted 6 times; suggested delay 45 s."
    assert said in texts(page)
    described = lines(page).model().index(0, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert str(described).endswith(said)
    told = told_by(page)
    press(qtbot, page, "Use a delay of 45 s")
    assert told == [(NAMES[0], "start_after_s", 45)]
    qtbot.keyClick(lines(page), Qt.Key.Key_Down)
    assert said not in texts(page)


def test_a_rule_that_alerts_too_often_is_red_in_the_list(page: AlertsPage) -> None:
    def reds() -> int:
        image = lines(page).grab().toImage()
        places = itertools.product(range(image.width()), range(image.height()))
        return sum(image.pixelColor(x, y).name() == DARK.alarm for x, y in places)

    page.rules.show_tallies(tallied(90))
    assert not reds()
    page.rules.show_tallies(tallied(90, per_hour=TOO_OFTEN))
    assert reds()


def test_a_rule_s_line_grows_with_its_text(page: AlertsPage) -> None:
    page.rules.show_rules((dataclasses.replace(DEFAULT_RULES[0], groups=("101", "7")),), "")
    before = lines(page).sizeHintForRow(0)
    page.rules.show_tallies(tallied(90, short=80, suggested_s=300, per_hour=90))
    assert lines(page).sizeHintForRow(0) > before
    page.rules.show_rules((), "")
    assert "There is no rule: nothing is told." in texts(page)
    assert not the(QPushButton, page, "Remove").isEnabled()


def test_a_rule_is_added_from_the_list_of_conditions(qtbot: QtBot, page: AlertsPage) -> None:
    press(qtbot, page, "+ Add rule")
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    assert [action.text() for action in menu.actions()] == list(CONDITIONS.values())
    with qtbot.waitSignal(page.rules.rules_changed) as changed:
        qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(menu.actions()[1]).center())
    rules, name = changed.args
    assert rules[:-1] == DEFAULT_RULES
    assert (rules[-1].what, rules[-1].name) == ("longest-waiting", name)


def test_an_added_rule_is_shown_from_its_name_on(qtbot: QtBot, page: AlertsPage) -> None:
    press(qtbot, page, "More")
    name = page.rules.editors["name"]
    scroller = next(one for one in page.findChildren(QScrollArea) if one.isAncestorOf(name))
    bar = scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert name.visibleRegion().isEmpty()
    added = usual_rule("do-not-disturb", "Too long in do not disturb")
    page.rules.show_rules((*DEFAULT_RULES, added), added.name)
    assert bar.value() == 0
    assert not name.visibleRegion().isEmpty()


def test_settings_fixed_by_the_site_can_be_seen_and_not_changed(qtbot: QtBot, page: AlertsPage) -> None:
    page.rules.show_fixed(is_fixed=True)
    told = told_by(page)
    assert "Set by your site." in texts(page)
    qtbot.keyClick(lines(page), Qt.Key.Key_Space)
    qtbot.mouseClick(lines(page).viewport(), LEFT, pos=lines(page).box_at(1).center())
    qtbot.keyClick(lines(page), Qt.Key.Key_Down)
    assert not any(editor.isEnabled() for editor in page.rules.editors.values())
    assert not any(the(QPushButton, page, text).isEnabled() for text in ("+ Add rule", "Duplicate", "Remove"))
    assert the(QPushButton, page, "Try on a recording...").isEnabled()
    assert not told
    assert lines(page).selectionMode() is QAbstractItemView.SelectionMode.SingleSelection


def test_changing_a_rule_s_condition_resets_its_limit_and_keeps_the_rest() -> None:
    rule = dataclasses.replace(
        usual_rule("callers-waiting", "Mine"), quiet="12:00-13:00", groups=("101",), paths=("501",)
    )
    changed = with_condition(rule, "make-busy")
    assert (changed.limit, changed.longest_s, changed.dead_band) == (0, 0, 0)
    assert (changed.quiet, changed.groups, changed.paths) == ("12:00-13:00", ("101",), ())


def test_every_setting_for_all_alerts_can_be_changed(page: AlertsPage) -> None:
    offered = {
        name
        for name, declared in settings_in(AlertSettings).items()
        if not declared.metadata["kept_by_program"]
    }
    assert set(page.sounds.editors) == offered
