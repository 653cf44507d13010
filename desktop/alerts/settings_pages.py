"""The settings page of alerts, connected with the settings, the sounds and the rule trial."""

import pathlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.acd.alerts.tally import RuleTally
from desktop.acd.known import PickerItems
from desktop.acd.moment import Moment
from desktop.acd.wording import date_and_clock, spoken_duration
from desktop.alerts.rules_page import AlertsPage
from desktop.live.context import Context
from desktop.live.files import files_of
from desktop.live.terms import rules_of
from desktop.settings import RuleSettings
from desktop.system.sounds import Sound
from desktop.ui.feature import SettingsPages
from desktop.ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from desktop.alerts.trial import RuleTrial
    from desktop.recording.rehearsal import RehearsalResult

_FILTER: Final = "Recordings (*.jsonl *.raw *.bin *.log *.txt);;All files (*)"


class AlertsSettingsPages(SettingsPages):
    """The page of alerts.

    Signals:
        sound_asked: The user wants to hear a sound: a `Sound` and the volume in percent.

    Arguments:
        context: The parts that all features share.

    """

    sound_asked = Signal(object, int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._preferences = context.preferences
        self._file = context.preferences.file
        self._names = context.directory
        self._theme = LIGHT
        self._page: AlertsPage | None = None
        self._tallies: dict[str, RuleTally] = {}
        self._tried_on = ""
        self._trial: RuleTrial | None = None

    @property
    def is_trying(self) -> bool:
        """Whether rules are being tried."""
        return self._trial is not None and self._trial.is_busy

    def make(self) -> dict[str, QWidget]:
        """Make the page."""
        page = self._page = AlertsPage()
        rules = page.rules
        rules.rules_changed.connect(self._on_rules_changed)
        rules.removed.connect(self._on_removed)
        rules.try_asked.connect(self._on_try_asked)
        rules.cancel_asked.connect(self._cancel)
        page.sounds.changed.connect(self._on_alerting_changed)
        page.sounds.hear_asked.connect(self._on_hear_asked)
        rules.show_fixed(is_fixed="alerts" in self._file.site.fixed.kinds)
        rules.set_theme(self._theme)
        self._tallies = {}
        self.show_settings()
        return {"Alerts": page}

    def show_settings(self, name: str | None = None) -> None:
        """Show the settings in force, with the rule of that name selected; None for the one selected now."""
        if self._page is not None:
            rules = self._page.rules
            rules.show_rules(self._file.chosen.rules, rules.rule if name is None else name)
            self._page.sounds.show_settings(self._file.chosen.alerts)
            self._show_tallies()

    def show_known(self, known: PickerItems) -> None:
        """Offer agents and queues to choose from."""
        if self._page is not None:
            self._page.rules.show_known(
                {"groups": known.reporting_groups, "paths": known.paths, "agents": known.agents}
            )

    def set_theme(self, theme: Theme) -> None:
        """Apply colours."""
        self._theme = theme
        if self._page is not None:
            self._page.rules.set_theme(theme)

    def close(self) -> None:
        """Release the page and cancel a trial."""
        self._cancel()
        self._page = None

    def stop(self) -> bool:
        """End for good; return whether the thread ended in time."""
        self.close()
        return self._trial is None or self._trial.stop()

    def _on_rules_changed(self, rules: tuple[RuleSettings, ...], name: str) -> None:
        self._preferences.change_rules(rules)
        self.show_settings(name)

    def _on_removed(self, name: str, restore: Callable[[], None]) -> None:
        self.notice_asked.emit(f"{name} was removed.", "Undo", restore)

    def _on_alerting_changed(self, setting: str, value: object) -> None:
        self._preferences.change_alerts(**{setting: value})
        self.show_settings()

    def _on_hear_asked(self, name: str) -> None:
        self.sound_asked.emit(Sound[name.upper()], self._file.chosen.alerts.volume)

    def _on_try_asked(self) -> None:
        from desktop.alerts.trial import RuleTrial  # noqa: PLC0415 - loaded on first use
        from desktop.recording.rehearsal import TrialConditions  # noqa: PLC0415 - loaded on first use

        if self._page is None:
            return
        begin = files_of(self._file.chosen.settings, self._file.path.parent).record_file
        path, _ = QFileDialog.getOpenFileName(self._page, "Try on a recording", str(begin), _FILTER)
        if not path:
            return
        file = pathlib.Path(path)
        self._tallies, self._tried_on = {}, file.name
        self._show_tallies()
        self._page.rules.show_trying(f"Trying on {file.name}...", is_trying=True)
        terms = TrialConditions(
            # Also the rules that are off, to see what they would do.
            rules_of(replace(rule, on=True) for rule in self._file.chosen.rules),
            self._names.directory,
            self._preferences.limits,
            self._file.chosen.settings.silent_after_s,
        )
        if self._trial is None:
            self._trial = RuleTrial()
            self._trial.reached.connect(self._on_reached)
            self._trial.ended.connect(self._on_ended)
        self._trial.start(file, terms)

    def _cancel(self) -> None:
        if self._trial is not None:
            self._trial.cancel()

    def _on_reached(self, at: Moment) -> None:
        if self._page is not None and at.wall_s:
            said = f"Trying on {self._tried_on}: {date_and_clock(at)}"
            self._page.rules.show_trying(said, is_trying=self.is_trying)

    def _on_ended(self, result: "RehearsalResult | str") -> None:
        if self._trial is None or not self._trial.stop():
            return
        if isinstance(result, str):
            text, is_wrong = result, bool(result)
        else:
            self._tallies = {tally.rule.name: tally for tally in result.tried}
            text, is_wrong = f"Tried on {spoken_duration(result.watched_s)} of {self._tried_on}.", False
        if self._page is not None:
            self._page.rules.show_trying(text, is_trying=False, is_wrong=is_wrong)
            self._show_tallies()

    def _show_tallies(self) -> None:
        """Show the results of the rules that have not changed since the trial."""
        if self._page is not None:
            tried = {rule.name: rules_of((replace(rule, on=True),)) for rule in self._file.chosen.rules}
            self._page.rules.show_tallies(
                {name: tally for name, tally in self._tallies.items() if tried.get(name) == (tally.rule,)}
            )
