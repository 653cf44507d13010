"""The alerts of the floor in the running program, with timers, muting, and signals for their displays."""

import logging
import math
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from desktop.acd.alerts.alert import AlertKey
from desktop.acd.alerts.borders import AlertBorders, borders_of
from desktop.acd.alerts.floor_alerts import FloorAlerts, Outcome
from desktop.acd.alerts.history import HistoryEntry
from desktop.acd.alerts.mute import MuteDuration
from desktop.acd.alerts.open_alerts import AlertSummary
from desktop.acd.alerts.subjects import FileFault
from desktop.acd.connection import Connections
from desktop.acd.directory import Directory
from desktop.acd.floor import Changes
from desktop.acd.limits import Limits
from desktop.acd.moment import Moment
from desktop.live.floor import LiveFloor
from desktop.live.terms import rules_of
from desktop.settings import SettingsError, SettingsFile
from desktop.system.person import person_here

LONGEST_WAIT_S: Final = 60.0
"""Timers are restarted at least this often: they may stop while the computer sleeps."""
SHOWN_EACH_MS: Final = 250
"""Shortest time between two updates of what shows open alerts: a floor may change with every record."""
_LONGEST_MUTE_S: Final = 26 * 60 * 60.0
"""The rest of a day, also of one on which the clock is put back."""

_log = logging.getLogger(__name__)


class AlertWatch(QObject):
    """The alerts of one floor.

    Signals:
        noticed: Notices to show and to withdraw: a tuple of `NoticeUpdate`, in order.
        entries_added: New entries of the history: a tuple.
        changed: The open alerts, or what a person did about them, changed. Emitted at once for the first
            change and for what a person does, then at most every `SHOWN_EACH_MS`.
        borders_changed: The borders on boards changed: `AlertBorders`.
        muted_changed: Alerts were muted or unmuted.

    Arguments:
        live_floor: The floor, its lines and the files that publish it.
        file: Contains the rules, and stores how long alerts are muted.
        now: Returns the present moment.
        wants_quiet: Tells whether the operating system asks not to disturb.
        can_withdraw: Whether shown notices can be withdrawn.
        is_play: Whether the floor is a demonstration's or a recording's; muting is not kept then.

    """

    noticed = Signal(object)
    entries_added = Signal(object)
    changed = Signal()
    borders_changed = Signal(object)
    muted_changed = Signal()

    def __init__(
        self,
        live_floor: LiveFloor,
        file: SettingsFile,
        now: Callable[[], Moment],
        wants_quiet: Callable[[], bool],
        *,
        can_withdraw: bool,
        is_play: bool = False,
    ) -> None:
        super().__init__()
        self._is_play = is_play
        self._live_floor = live_floor
        self._file = file
        self._now = now
        self._directory, self._limits = Directory(), Limits()
        self._faults: dict[str, FileFault] = {}
        self._borders = AlertBorders()
        self._muted_for: MuteDuration | None = None
        self._unmute_at_s = 0.0
        self._alerts = FloorAlerts(
            live_floor.floor, wants_quiet=wants_quiet, can_withdraw=can_withdraw, person=person_here()
        )
        self._is_behind = False
        self._due = self._timer(self._on_due)
        self._unmute_due = self._timer(self._on_unmute_due)
        self._rest = self._timer(self._on_rested)
        self._rest.setInterval(SHOWN_EACH_MS)
        self._heard: tuple[tuple[SignalInstance, Callable[..., None]], ...] = (
            (live_floor.floor_changed, self._on_floor_changed),
            (live_floor.floor_forgotten, self._on_floor_forgotten),
            (live_floor.lines_changed, self._on_lines_changed),
            (live_floor.files.changed, self._on_publishing_changed),
        )
        for signal, slot in self._heard:
            signal.connect(slot)

    # Open alerts

    def summaries(self) -> list[AlertSummary]:
        """Describe the open alerts with current readings, the worst first."""
        return self._alerts.summaries(self._now())

    def while_away(self, entries: Iterable[HistoryEntry], since: Moment) -> str:
        """Summarise what happened while the person was away; blank for nothing, or if notices said it.

        Arguments:
            entries: The entries of the history from that time.
            since: When the person left.

        """
        # First, show as a summary the notices held back while the operating system asked for quiet.
        self._on_due()
        if self._alerts.notices.held_shown_at_s >= since.steady_s:
            return ""
        return self._alerts.while_away(entries, self._now())

    # Actions of a person

    def acknowledge(self, key: AlertKey, note: str = "") -> None:
        """Acknowledge an alert until it gets worse."""
        self._rest.stop()
        self._pass_on(self._alerts.acknowledge(key, self._now(), note))

    def snooze(self, key: AlertKey, choice: MuteDuration) -> None:
        """Silence an alert for a while, or until it gets worse."""
        self._rest.stop()
        now = self._now()
        self._pass_on(self._alerts.snooze(key, choice.seconds(now), now))

    def take_back(self, key: AlertKey) -> None:
        """Undo acknowledging or snoozing an alert."""
        self._rest.stop()
        self._pass_on(self._alerts.take_back(key, self._now()))

    def mute_for(self, choice: MuteDuration) -> None:
        """Show no notices for a while, then one summary of what is open."""
        now = self._now()
        self._mute(now.wall_s + choice.seconds(now), choice)

    def unmute(self) -> None:
        """Show notices again."""
        self._mute(0.0, None)

    @property
    def muted_for(self) -> MuteDuration | None:
        """The chosen time of muting; None if alerts are not muted, or an earlier run muted them."""
        return self._muted_for

    @property
    def muted_until_s(self) -> float:
        """The Unix time until which alerts are muted; 0 if they are not."""
        until_s = self._alerts.notices.muted_until_s
        return until_s if until_s > self._now().wall_s else 0.0

    # Changes

    def start(self) -> None:
        """Restore the muting of an earlier run."""
        until_s = 0.0 if self._is_play else self._file.chosen.alerts.muted_until
        # A later time was set while the clock was wrong.
        if 0 < until_s - self._now().wall_s <= _LONGEST_MUTE_S:
            self._mute_until(until_s)
        self.muted_changed.emit()

    def stop(self) -> None:
        """End for good: evaluate no more rules, emit no more signals."""
        for signal, slot in self._heard:
            signal.disconnect(slot)
        self._heard = ()
        for timer in (self._due, self._unmute_due, self._rest):
            timer.stop()
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature

    @property
    def is_waiting(self) -> bool:
        """Whether time alone may change something."""
        return self._due.isActive()

    def take(self, directory: Directory, limits: Limits) -> None:
        """Set names and limits."""
        self._directory, self._limits = directory, limits
        self.take_rules()

    def take_rules(self) -> None:
        """Set the rules of the settings."""
        rules = rules_of(self._file.chosen.rules)
        # Names may have changed even if no alert has.
        self._is_behind = True
        self._pass_on(self._alerts.set_up(rules, self._directory, self._limits, self._now()))

    def _on_floor_changed(self, changes: Changes) -> None:
        self._pass_on(self._alerts.take(changes, self._now()))

    def _on_floor_forgotten(self) -> None:
        self._pass_on(self._alerts.forget(self._now()))

    def _on_lines_changed(self, lines: Connections) -> None:
        self._pass_on(self._alerts.take_lines(lines, self._now()))

    def _on_publishing_changed(self) -> None:
        now, faults = self._now(), {}
        for publication in self._live_floor.files.all:
            fault = publication.publisher.state.fault
            if fault is not None:
                before = self._faults.get(publication.name)
                since = before.since if before is not None else now
                faults[publication.name] = FileFault(publication.name, since, fault)
        # The signal follows every write, mostly without news.
        if faults != self._faults:
            self._faults = faults
            self._pass_on(self._alerts.take_faults(faults.values(), now))

    def _on_due(self) -> None:
        self._pass_on(self._alerts.advance(self._now()))

    def _mute(self, until_s: float, choice: MuteDuration | None) -> None:
        self._muted_for = choice
        if not self._is_play:
            try:
                self._file.change_alerts(muted_until=until_s)
            except SettingsError as error:
                _log.warning("%s", error)
        self._mute_until(until_s)
        self.muted_changed.emit()

    def _mute_until(self, until_s: float) -> None:
        now = self._now()
        self._unmute_at_s = now.steady_s + until_s - now.wall_s
        self._pass_on(self._alerts.mute(until_s, now))
        self._wait_for_unmute()

    def _wait_for_unmute(self) -> None:
        until_s, now = self.muted_until_s, self._now()
        if until_s:
            _start(self._unmute_due, min(until_s - now.wall_s, self._unmute_at_s - now.steady_s))
        else:
            self._unmute_due.stop()

    def _on_unmute_due(self) -> None:
        # Putting the clock back does not prolong muting.
        if self.muted_until_s and self._now().steady_s < self._unmute_at_s:
            self._wait_for_unmute()
        else:
            self._mute(0.0, None)

    def _pass_on(self, outcome: Outcome) -> None:
        if outcome.notices:
            self.noticed.emit(outcome.notices)
        if outcome.entries:
            self.entries_added.emit(outcome.entries)
        self._is_behind = self._is_behind or outcome.has_changed
        if self._is_behind and not self._rest.isActive():
            self._show()
        now = self._now()
        due_s = self._alerts.next_due_s(now)
        if due_s is None:
            self._due.stop()
        else:
            _start(self._due, due_s - now.steady_s)

    def _show(self) -> None:
        self._is_behind = False
        borders = borders_of(self._alerts.borders(self._now()), self._live_floor.floor)
        if borders != self._borders:
            self._borders = borders
            self.borders_changed.emit(borders)
        self.changed.emit()
        self._rest.start()

    def _on_rested(self) -> None:
        if self._is_behind:
            self._show()

    def _timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True)
        timer.timeout.connect(slot)
        return timer


def _start(timer: QTimer, wait_s: float) -> None:
    timer.start(math.ceil(min(max(0.0, wait_s), LONGEST_WAIT_S) * 1000))
