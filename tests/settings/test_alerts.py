"""The settings of alerts through the file, and the rules that they become."""

import dataclasses
import pathlib

import pytest

from desktop.acd.alerts.hours import ALWAYS, EVERY_DAY, NEVER, Hours, Span
from desktop.acd.alerts.rule import Condition, Way
from desktop.acd.limits import Level
from desktop.live.terms import rules_of
from desktop.settings import (
    DEFAULT_RULES,
    AlertSettings,
    RuleSettings,
    SettingsError,
    SettingsFile,
    read_site,
    wrong_value,
)
from desktop.settings.alerts import CONDITIONS, MOST_RULES, WAYS
from desktop.settings.declared import settings_in
from desktop.settings.names import LONGEST_NAME
from desktop.settings.times import read_spans, read_time

FIELDS = settings_in(RuleSettings)

# For every setting a value that is not its default.
OTHER: dict[str, object] = {
    "on": False,
    "what": "nobody-free",
    "limit": 4,
    "level": "attention",
    "longest_s": 90,
    "hour": "21:30",
    "start_after_s": 0,
    "end_after_s": 5,
    "dead_band": 2,
    "repeat_s": 600,
    "rest_s": 0,
    "days": ("mon", "fri"),
    "hours": "8:00-12:00, 13:00-17:00",
    "quiet": "22:00-6:00",
    "ways": (),
    "says_end": True,
    "groups": ("610", "611"),
    "paths": ("501",),
    "agents": ("0601",),
}
OTHER_ALERTS: dict[str, object] = {
    "sounds": False,
    "volume": 5,
    "sounds_only_here": False,
    "history_days": 7,
    "muted_until": 1790000000.5,
    "window_place": "10,20,600,400",
}


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "tallymate.ini"


def refusal(path: pathlib.Path) -> str:
    with pytest.raises(SettingsError) as refused:
        SettingsFile(path, is_read_only=True)
    message = str(refused.value)
    assert len(message.splitlines()) == 1
    return message


def test_every_setting_has_another_value_for_these_tests() -> None:
    assert set(OTHER) == set(FIELDS)
    assert set(OTHER_ALERTS) == set(settings_in(AlertSettings))
    assert all(getattr(RuleSettings("x"), name) != value for name, value in OTHER.items())
    assert all(getattr(AlertSettings(), name) != value for name, value in OTHER_ALERTS.items())


@pytest.mark.parametrize("name", FIELDS)
def test_a_rule_round_trips_through_the_file(path: pathlib.Path, name: str) -> None:
    changed = RuleSettings("Sales é", **{name: OTHER[name]})  # type: ignore[arg-type]
    SettingsFile(path).change_rules([changed])
    assert SettingsFile(path).chosen.rules == (changed,)


@pytest.mark.parametrize("name", OTHER_ALERTS)
def test_settings_of_all_alerts_round_trip(path: pathlib.Path, name: str) -> None:
    SettingsFile(path).change_alerts(**{name: OTHER_ALERTS[name]})
    assert getattr(SettingsFile(path).chosen.alerts, name) == OTHER_ALERTS[name]


def test_every_setting_has_a_title_and_a_description() -> None:
    assert all(field.metadata["title"] and field.metadata["description"] for field in FIELDS.values())


def test_new_files_and_files_of_an_older_version_have_the_default_rules(
    path: pathlib.Path,
) -> None:
    assert SettingsFile(path).chosen.rules == DEFAULT_RULES
    assert SettingsFile(path).chosen.rules == DEFAULT_RULES
    path.write_text("[board]\n", encoding="utf-8")
    assert SettingsFile(path).chosen.rules == DEFAULT_RULES


def test_after_all_rules_are_removed_there_are_none(path: pathlib.Path) -> None:
    SettingsFile(path).change_rules([])
    assert SettingsFile(path).chosen.rules == ()


def test_rules_in_the_file_add_to_the_default_rules(path: pathlib.Path) -> None:
    path.write_text("[alert Sales]\nlimit = 4\n[alert nobody free]\nlimit = 2\n", encoding="utf-8")
    sales, nobody, *others = SettingsFile(path).chosen.rules
    assert sales == RuleSettings("Sales", limit=4)
    assert nobody == dataclasses.replace(DEFAULT_RULES[2], limit=2)
    assert others == [rule for rule in DEFAULT_RULES if rule.name != "Nobody free"]


def test_a_removed_rule_stays_removed(path: pathlib.Path) -> None:
    SettingsFile(path).change_rules(DEFAULT_RULES[1:])
    assert SettingsFile(path).chosen.rules == DEFAULT_RULES[1:]
    assert "[alert Callers waiting]\n# Exists without this file, and is removed by it.\nremoved = yes" in (
        path.read_text(encoding="utf-8")
    )
    SettingsFile(path).change_rules(DEFAULT_RULES)
    assert SettingsFile(path).chosen.rules == DEFAULT_RULES


def test_a_wrong_value_affects_no_other_and_stays_in_the_file(path: pathlib.Path) -> None:
    path.write_text("[alert Sales]\nhours = noon\nlimit = 4\n", encoding="utf-8")
    file = SettingsFile(path)
    assert file.chosen.rules[0] == RuleSettings("Sales", limit=4)
    assert file.problems == (
        f"settings file {path}: [alert Sales] hours: 'noon' are no hours like 8:00-17:00",
    )
    file.change_alerts(volume=1)
    assert "hours = noon" in path.read_text(encoding="utf-8")


def test_the_most_rules_permitted_fit_into_the_file(path: pathlib.Path) -> None:
    many = tuple(
        RuleSettings(f"{number:0{LONGEST_NAME}}", **OTHER)  # type: ignore[arg-type]
        for number in range(MOST_RULES)
    )
    SettingsFile(path).change_rules(many)
    assert SettingsFile(path).chosen.rules == many
    with pytest.raises(SettingsError, match="more than"):
        SettingsFile(path).change_rules([*many, RuleSettings("one more")])


@pytest.fixture
def site_path(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "site.ini"


def test_a_site_s_rules_apply_beneath_each_person_s(path: pathlib.Path, site_path: pathlib.Path) -> None:
    site_path.write_text(
        "[alert Sales]\nlimit = 4\n[alert Nobody free]\nremoved = yes\n[alerts]\nvolume = 7\n",
        encoding="utf-8",
    )
    site = read_site(site_path)
    assert site.problems == ()
    file = SettingsFile(path, site)
    assert [rule.name for rule in file.chosen.rules][:2] == ["Sales", "Callers waiting"]
    assert "Nobody free" not in [rule.name for rule in file.chosen.rules]
    assert file.chosen.alerts.volume == 7
    changed = [dataclasses.replace(file.chosen.rules[0], dead_band=1), *file.chosen.rules[2:]]
    file.change_rules(changed)
    assert SettingsFile(path, site).chosen.rules == tuple(changed)
    assert ";limit = 4" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["alerts", "all"])
def test_rules_fixed_by_the_site_are_the_only_ones(
    path: pathlib.Path, site_path: pathlib.Path, name: str
) -> None:
    site_path.write_text(f"[alert Sales]\nlimit = 4\n[fixed]\nsettings = {name}\n", encoding="utf-8")
    path.write_text("[alert Sales]\nlimit = 9\n[alert Mine]\n", encoding="utf-8")
    file = SettingsFile(path, read_site(site_path))
    assert file.chosen.rules == (RuleSettings("Sales", limit=4), *DEFAULT_RULES)
    assert file.problems == ()
    with pytest.raises(SettingsError, match="it is set by your site"):
        file.change_rules(DEFAULT_RULES)
    file.change_alerts(volume=3)
    assert "[alert Mine]" in path.read_text(encoding="utf-8")
    assert SettingsFile(path, read_site(site_path)).chosen.alerts.volume == 3


def test_an_unknown_setting_stays_as_long_as_its_rule(path: pathlib.Path) -> None:
    path.write_text("[alert Sales]\nwhat = ringing\ncolour = blue\n", encoding="utf-8")
    file = SettingsFile(path)
    assert file.foreign == ["[alert Sales] colour"]
    file.change_alerts(volume=1)
    assert "colour = blue" in path.read_text(encoding="utf-8")
    file.change_rules([])
    assert "colour = blue" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("[alert a]\nwhat = rain\n", "[alert a] what: 'rain' is none of callers-waiting"),
        ("[alert a]\nlimit = many\n", "limit: 'many' is not a whole number"),
        ("[alert a]\nhours = noon\n", "hours: 'noon' are no hours like 8:00-17:00"),
        ("[alert a]\nquiet = 8:00-25:00\n", "quiet: '25:00' is no time of day like 8:30"),
        ("[alert a]\nhour = 8:60\n", "hour: '8:60' is no time of day like 8:30"),
        ("[alert a]\nways = flag\n", "ways: 'flag' is none of notification"),
        ("[alert a]\ndays = mon, someday\n", "days: 'someday' is none of mon"),
        ("[alert a]\nrepeat_s = 5\n", "repeat_s: 5 is not 0 nor from 10 to 86400"),
        ("[alert A]\n[alert a]\n", "[alert a]: two rules are called 'a'"),
        ("[alerts]\nvolume = 101\n", "volume: 101 is not from 0 to 100"),
    ],
)
def test_a_wrong_value_is_refused_with_its_reason(path: pathlib.Path, written: str, reason: str) -> None:
    path.write_text(written, encoding="utf-8")
    assert reason in refusal(path)


@pytest.mark.parametrize("name", ["", " a", "a]b", "a\nb", "a" * 41])
def test_a_name_that_the_file_can_not_hold_is_refused(name: str) -> None:
    with pytest.raises(SettingsError):
        RuleSettings(name)


@pytest.mark.parametrize(
    ("text", "minutes"), [("8", 480), ("08:30", 510), ("8.05", 485), ("24:00", 0), ("0:00", 0)]
)
def test_times_of_day_are_parsed_as_people_write_them(text: str, minutes: int) -> None:
    assert read_time(text) == minutes


@pytest.mark.parametrize("text", ["24:01", "8:5", "noon", "", "-1", "8:00:00", "\u0668"])
def test_an_invalid_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no time of day"):
        read_time(text)


def test_hours_are_parsed_as_people_write_them() -> None:
    assert read_spans("8-12, 13:30 - 17:00") == ((480, 720), (810, 1020))
    assert read_spans("22:00\N{EN DASH}6:00") == ((1320, 360),)
    assert read_spans("  ") == ()
    assert wrong_value(RuleSettings, "hours", "8") == "'8' are no hours like 8:00-17:00"
    assert wrong_value(RuleSettings, "hours", "1-2," * 11 + "1-2") == "more than 10 hours of a day"


def test_settings_know_every_condition_and_every_way() -> None:
    assert set(CONDITIONS) == {condition.value for condition in Condition}
    assert set(WAYS) == {way.value for way in Way}


def test_settings_become_rules() -> None:
    settings = RuleSettings("Sales", **OTHER | {"on": True, "what": "callers-waiting"})  # type: ignore[arg-type]
    (rule,) = rules_of([settings, dataclasses.replace(settings, on=False)])
    assert (rule.name, rule.condition, rule.limit, rule.level) == (
        "Sales",
        Condition.CALLERS_WAITING,
        4,
        Level.ATTENTION,
    )
    assert rule.hours == Hours(frozenset({0, 4}), (Span(480, 720), Span(780, 1020)))
    assert rule.quiet == Hours(EVERY_DAY, (Span(1320, 360),))
    assert (rule.longest_s, rule.start_after_s, rule.end_after_s, rule.dead_band) == (90, 0, 5, 2)
    assert (rule.repeat_s, rule.rest_s, rule.ways, rule.says_end) == (600, 0, frozenset(), True)
    picked = (rule.groups, rule.paths, rule.agents)
    assert picked == (frozenset({"610", "611"}), frozenset({"501"}), frozenset({"0601"}))


def test_the_default_rules_are_few_and_always_apply() -> None:
    rules = rules_of(DEFAULT_RULES)
    assert len(rules) <= 7
    assert all(rule.hours is ALWAYS and rule.quiet is NEVER for rule in rules)
    assert all(Way.SOUND not in rule.ways for rule in rules)


def test_an_hour_is_one_of_the_day() -> None:
    (rule,) = rules_of([RuleSettings("late", what="still-logged-in", hour="21:30", limit=5)])
    assert rule.limit == 21 * 60 + 30
