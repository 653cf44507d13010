"""Composes the page of alerts in the window of settings."""

import pathlib
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.acd.alerts.tally import RuleTally, describe
from desktop.acd.known import Known
from desktop.acd.moment import Moment
from desktop.acd.wording import date_and_clock, spoken_duration
from desktop.alerts.rule_fields import about, usual_rule
from desktop.alerts.rules_page import AlertsPage, RuleTried
from desktop.alerts.trial import Trying, TryingFailed
from desktop.live.context import Context
from desktop.live.files import files_of
from desktop.live.terms import rules_of
from desktop.recording.rehearsal import Rehearsed, Terms
from desktop.settings import AlertSettings
from desktop.settings.alerts import CONDITIONS, LONGEST_NAME
from desktop.settings.free_name import free_name
from desktop.system.sounds import Sound
from desktop.ui.feature import SettingsPages
from desktop.ui.path_editor import Browse
from desktop.ui.theme import LIGHT, Theme

_BROWSE_TITLE: Final = "Try on a recording"
_FILTER: Final = "Recordings (*.jsonl *.raw *.bin *.log *.txt);;All files (*)"


def browse_for_recording(window: QWidget, title: str, begin: str) -> str:
    """Ask for a recording that is there."""
    return QFileDialog.getOpenFileName(window, title, begin, _FILTER)[0]


class AlertPages(SettingsPages):
    """The page of alerts.

    Signals:
        sound_asked: A sound is to be heard: a `Sound` and how loud in percent.

    Arguments:
        context: What every feature is made from.
        browse: Asks for a recording.

    """

    sound_asked = Signal(object, int)

    def __init__(self, context: Context, browse: Browse = browse_for_recording) -> None:
        super().__init__()
        self._preferences = context.preferences
        self._file = context.preferences.file
        self._names = context.directory
        self._browse = browse
        self._theme = LIGHT
        self._page: AlertsPage | None = None
        self._removed: tuple[int, AlertSettings] | None = None
        self._tried: dict[str, RuleTally] = {}
        self._tried_on = ""
        self._trying = Trying()
        self._trying.reached.connect(self._on_reached)
        self._trying.ended.connect(self._on_ended)

    def make(self) -> dict[str, QWidget]:
        """Make the page."""
        page = self._page = AlertsPage()
        rules = page.rules
        rules.changed.connect(self._on_changed)
        rules.add_asked.connect(self._on_add_asked)
        rules.duplicate_asked.connect(self._on_duplicate_asked)
        rules.remove_asked.connect(self._on_remove_asked)
        rules.delay_asked.connect(self._on_delay_asked)
        rules.try_asked.connect(self._on_try_asked)
        rules.cancel_asked.connect(self._on_cancel_asked)
        page.sounds.changed.connect(self._on_alerting_changed)
        page.sounds.hear_asked.connect(self._on_hear_asked)
        rules.show_fixed(is_fixed=self._file.site.fixed.alerts)
        page.set_theme(self._theme)
        self._removed = None
        self._tried = {}
        self.show_settings()
        return {"Alerts": page}

    def show_settings(self, name: str | None = None) -> None:
        """Show the settings in force, and of the rules the one of that name; None for the one looked at."""
        if self._page is None:
            return
        rules = self._page.rules
        rules.show_rules(self._file.alerts, rules.rule if name is None else name)
        self._page.sounds.show_settings(self._file.alerting)
        self._show_tried()

    def show_known(self, known: Known) -> None:
        """Offer agents and queues to choose from."""
        if self._page is not None:
            self._page.rules.show_known(
                {"groups": known.reporting_groups, "paths": known.paths, "agents": known.agents}
            )

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme
        if self._page is not None:
            self._page.set_theme(theme)

    def take_back(self) -> None:
        """Put back the rule that was removed."""
        if self._removed is None:
            return
        (at, rule), self._removed = self._removed, None
        rules = list(self._file.alerts)
        rule = replace(rule, name=self._free_name(rule.name))
        rules.insert(at, rule)
        self._change(rules, rule.name)

    def forget_notice(self) -> None:
        """Forget the rule that was removed."""
        self._removed = None

    def close(self) -> None:
        """End what the page began; it is gone."""
        self._trying.cancel()
        self._page = None

    def stop(self) -> bool:
        """Try no more; tell whether that ended in time."""
        self.close()
        return self._trying.stop()

    def _change(self, rules: list[AlertSettings], name: str) -> None:
        self._preferences.change_alerts(tuple(rules))
        self.show_settings(name)

    def _rule(self, name: str) -> AlertSettings:
        return next(rule for rule in self._file.alerts if rule.name == name)

    def _swap(self, name: str, rule: AlertSettings) -> None:
        self._change([rule if one.name == name else one for one in self._file.alerts], rule.name)

    def _free_name(self, name: str, but: str = "") -> str:
        taken = (rule.name for rule in self._file.alerts if rule.name != but)
        return free_name(name, taken, LONGEST_NAME)

    def _on_changed(self, name: str, setting: str, value: object) -> None:
        rule = self._rule(name)
        if setting != "what":
            self._swap(name, replace(rule, **{setting: value}))  # type: ignore[arg-type]  # by name
            return
        what = str(value)
        changed = about(rule, what)
        if name.rstrip("0123456789 ") == CONDITIONS[rule.what]:
            # Nobody gave it another name than it had at first.
            changed = replace(changed, name=self._free_name(CONDITIONS[what], but=name))
        self._swap(name, changed)

    def _on_add_asked(self, what: str) -> None:
        rule = usual_rule(what, self._free_name(CONDITIONS[what]))
        self._change([*self._file.alerts, rule], rule.name)

    def _on_duplicate_asked(self, name: str) -> None:
        rule = replace(self._rule(name), name=self._free_name(name))
        self._change([*self._file.alerts, rule], rule.name)

    def _on_remove_asked(self, name: str) -> None:
        rules = list(self._file.alerts)
        at = next(at for at, rule in enumerate(rules) if rule.name == name)
        removed = rules.pop(at)
        self._change(rules, rules[max(0, at - 1)].name if rules else "")
        self.notice_asked.emit(f"{name} was removed.", "Undo")
        self._removed = at, removed

    def _on_delay_asked(self, name: str) -> None:
        tried = self._tried.get(name)
        if tried is not None:
            self._on_changed(name, "start_after_s", tried.suggested_s)

    def _on_alerting_changed(self, setting: str, value: object) -> None:
        self._preferences.change_alerting(**{setting: value})
        self.show_settings()

    def _on_hear_asked(self, name: str) -> None:
        self.sound_asked.emit(Sound[name.upper()], self._file.alerting.volume)

    def _on_try_asked(self) -> None:
        if self._page is None:
            return
        files = files_of(self._file.settings, self._file.path.parent)
        path = self._browse(self._page, _BROWSE_TITLE, str(files.record_file))
        if not path:
            return
        file = pathlib.Path(path)
        self._tried, self._tried_on = {}, file.name
        self._show_tried()
        self._page.rules.show_trying(f"Trying on {file.name}...", is_trying=True)
        self._trying.start(file, self._terms())

    def _terms(self) -> Terms:
        """Give what is to be tried: what is off, too, to see what it would come to."""
        file = self._file
        return Terms(
            rules_of(replace(rule, on=True) for rule in file.alerts),
            self._names.directory,
            self._preferences.limits,
            file.settings.silent_after_s,
        )

    def _on_cancel_asked(self) -> None:
        self._trying.cancel()

    def _on_reached(self, at: Moment) -> None:
        if self._page is not None and at.wall_s:
            said = f"Trying on {self._tried_on}: {date_and_clock(at)}"
            self._page.rules.show_trying(said, is_trying=self._trying.is_busy)

    def _on_ended(self, outcome: object) -> None:
        if self._page is None:
            return
        said, is_wrong = "", False
        match outcome:
            case Rehearsed():
                self._tried = {tried.rule.name: tried for tried in outcome.tried}
                said = f"RuleTally on {spoken_duration(outcome.watched_s)} of {self._tried_on}."
            case TryingFailed():
                said, is_wrong = outcome.reason, True
            case _:
                pass
        self._page.rules.show_trying(said, is_trying=False, is_wrong=is_wrong)
        self._show_tried()

    def _show_tried(self) -> None:
        """Show what the rules came to that are still as they were tried."""
        if self._page is None:
            return
        found = {}
        for rule in self._file.alerts:
            tried = self._tried.get(rule.name)
            if tried is not None and (tried.rule,) == rules_of((replace(rule, on=True),)):
                found[rule.name] = _said(tried)
        self._page.rules.show_tried(found)


def _said(tried: RuleTally) -> RuleTried:
    said = describe(tried)
    suggested = f"{tried.suggested_s} s" if tried.suggested_s else ""
    return RuleTried(said[0].upper() + said[1:], suggested, tried.is_too_often)
