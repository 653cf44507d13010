"""Composes the alerts: rules held against the floor, and whoever shows or tells what comes of it."""

import logging
import math
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acd.alerts.alert import Alert, AlertKey
from desktop.acd.alerts.floor_alerts import FloorAlerts, Outcome, end_of_day_s
from desktop.acd.alerts.history import Entry, OpenAlert
from desktop.acd.alerts.mute import MuteFor
from desktop.acd.alerts.rims import Rims, rims_of
from desktop.acd.alerts.subjects import FileFault
from desktop.acd.connection import Lines
from desktop.acd.directory import Directory
from desktop.acd.display_names import DisplayNames
from desktop.acd.floor import Changes
from desktop.acd.limits import Limits
from desktop.acd.moment import Moment
from desktop.live.listening import Listening
from desktop.live.terms import rules_of
from desktop.settings import SettingsError, SettingsFile
from desktop.system.person import person_here

_SECONDS: Final = {MuteFor.QUARTER: 15 * 60.0, MuteFor.HOUR: 60 * 60.0}
_LONGEST_WAIT_S: Final = 60.0
"""Looked again at least so often: the clock counts while the computer sleeps, a timer may not."""
SHOWN_EACH_MS: Final = 250
"""So often what is open is shown anew at most: a floor may change with every record."""
_LONGEST_MUTE_S: Final = 26 * 60 * 60.0
"""The rest of a day, also of one on which the clock is put back: more nobody asked for."""

_log = logging.getLogger(__name__)


class Alerting(QObject):
    """The alerts of one floor.

    Signals:
        told: What to tell and what to take back, a tuple in order.
        entries_added: Something happened: a tuple of entries of the history.
        changed: Other alerts are open, or something else holds of them; the first change and what a person
            did at once, further ones a little later together.
        rims_changed: What boards draw borders around: `Rims`.
        muted_changed: They are muted, or no longer.

    Arguments:
        listening: Where the floor comes from.
        file: Has the rules, and keeps up to when they are muted.
        now: Gives the present moment.
        wants_quiet: Tells whether the system says that nobody wants to be disturbed.
        can_withdraw: Whether what was told can be taken back where it is shown.
        is_play: Whether the floor is a demonstration's or a recording's: muted is that alone.

    """

    told = Signal(object)
    entries_added = Signal(object)
    changed = Signal()
    rims_changed = Signal(object)
    muted_changed = Signal()

    def __init__(
        self,
        listening: Listening,
        file: SettingsFile,
        now: Callable[[], Moment],
        wants_quiet: Callable[[], bool],
        *,
        can_withdraw: bool,
        is_play: bool = False,
    ) -> None:
        super().__init__()
        self._is_play = is_play
        self._listening = listening
        self._file = file
        self._now = now
        self._wants_quiet = wants_quiet
        self._is_quiet = False
        self._naming = DisplayNames()
        self._directory, self._limits = Directory(), Limits()
        self._faults: dict[str, FileFault] = {}
        self._rims = Rims()
        self._muted_for: MuteFor | None = None
        self._unmute_at_s = 0.0
        self._desk = FloorAlerts(
            listening.floor, self._give_naming, can_withdraw=can_withdraw, person=person_here()
        )
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._on_due)
        self._unmute_due = QTimer(self)
        self._unmute_due.setSingleShot(True)
        self._unmute_due.timeout.connect(self._on_unmute_due)
        self._is_behind = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SHOWN_EACH_MS)
        self._rest.timeout.connect(self._on_rested)
        listening.floor_changed.connect(self._on_floor_changed)
        listening.floor_forgotten.connect(self._on_floor_forgotten)
        listening.lines_changed.connect(self._on_lines_changed)
        listening.files.changed.connect(self._on_publishing_changed)

    # What is open

    def open_alerts(self) -> list[OpenAlert]:
        """Give what is open, the worst first, with the figures of now."""
        return self._desk.open_alerts(self._now())

    def headline(self, alert: Alert) -> str:
        """Say what is so, in one short line."""
        return self._desk.headline(alert)

    def detail(self, alert: Alert) -> str:
        """Say why it is told, and what belongs to it."""
        return self._desk.detail(alert)

    def while_away(self, entries: Iterable[Entry], since: Moment) -> str:
        """Sum up what happened while nobody was here; blank when nothing did, or that is told already.

        Arguments:
            entries: Of the history, since the person went.
            since: When that was.

        """
        # What the system held back meanwhile is told now, as one.
        self._on_due()
        return "" if self._desk.told_held_since(since) else self._desk.while_away(entries, self._now())

    # What a person does

    def acknowledge(self, key: AlertKey, note: str = "") -> None:
        """Take note of an alert. It comes back when it gets worse."""
        self._rest.stop()
        self._pass_on(self._desk.acknowledge(key, self._now(), note))

    def snooze(self, key: AlertKey, seconds: float) -> None:
        """Hear nothing of an alert for a while. It comes back then, or when it gets worse."""
        self._rest.stop()
        self._pass_on(self._desk.snooze(key, seconds, self._now()))

    def take_back(self, key: AlertKey) -> None:
        """Have an alert as if nobody had acknowledged or snoozed it."""
        self._look_whether_quiet()
        self._rest.stop()
        self._pass_on(self._desk.take_back(key, self._now()))

    def mute_for(self, wish: MuteFor) -> None:
        """Tell nothing for a while; what is open then is told in one summary."""
        now = self._now()
        self._mute(now.wall_s + seconds_of(wish, now), wish)

    def unmute(self) -> None:
        """Tell again."""
        self._mute(0.0, None)

    @property
    def muted_for(self) -> MuteFor | None:
        """What was chosen; None when they are not muted, or were by an earlier run."""
        return self._muted_for

    @property
    def muted_until_s(self) -> float:
        """Up to when nothing is told, as Unix time; 0 when they are not muted."""
        until_s = self._desk.muted_until_s
        return until_s if until_s > self._now().wall_s else 0.0

    # What changes

    def start(self) -> None:
        """Be muted for as long as somebody wanted in an earlier run."""
        until_s = 0.0 if self._is_play else self._file.alerting.muted_until
        # Further ahead it was muted while the clock was wrong.
        if 0 < until_s - self._now().wall_s <= _LONGEST_MUTE_S:
            self._expect_unmute(until_s)
            self._pass_on(self._desk.mute(until_s, self._now()))
            self._wait_for_unmute()
        self.muted_changed.emit()

    def stop(self) -> None:
        """Hold rules against nothing any more, whatever the floor still tells."""
        listening = self._listening
        listening.floor_changed.disconnect(self._on_floor_changed)
        listening.floor_forgotten.disconnect(self._on_floor_forgotten)
        listening.lines_changed.disconnect(self._on_lines_changed)
        listening.files.changed.disconnect(self._on_publishing_changed)
        self._due.stop()
        self._unmute_due.stop()
        self._rest.stop()
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature

    def take(self, directory: Directory, limits: Limits) -> None:
        """Take other names and limits."""
        self._naming = DisplayNames(directory)
        self._directory, self._limits = directory, limits
        self.take_rules()

    def take_rules(self) -> None:
        """Take the rules as the settings say now."""
        rules = rules_of(self._file.alerts)
        self._look_whether_quiet()
        # Names may be others also where no alert is.
        self._is_behind = True
        self._pass_on(self._desk.set_up(rules, self._directory, self._limits, self._now()))

    def _give_naming(self) -> DisplayNames:
        return self._naming

    def _on_floor_changed(self, changes: Changes) -> None:
        self._look_whether_quiet()
        self._pass_on(self._desk.take(changes, self._now()))

    def _on_floor_forgotten(self) -> None:
        self._look_whether_quiet()
        self._pass_on(self._desk.forget(self._now()))

    def _on_lines_changed(self, lines: Lines) -> None:
        self._look_whether_quiet()
        self._pass_on(self._desk.take_lines(lines, self._now()))

    def _on_publishing_changed(self) -> None:
        now, faults = self._now(), {}
        for publication in self._listening.files.all:
            fault = publication.publisher.state.fault
            if fault is not None:
                before = self._faults.get(publication.name)
                since = before.since if before is not None else now
                faults[publication.name] = FileFault(publication.name, since, fault)
        # Told after every writing, mostly of the same.
        if faults != self._faults:
            self._faults = faults
            self._look_whether_quiet()
            self._pass_on(self._desk.take_faults(faults.values(), now))

    def _on_due(self) -> None:
        self._look_whether_quiet()
        self._pass_on(self._desk.advance(self._now()))

    def _look_whether_quiet(self) -> None:
        is_quiet = self._wants_quiet()
        if is_quiet != self._is_quiet:
            self._is_quiet = is_quiet
            self._pass_on(self._desk.hush(self._now(), is_hushed=is_quiet))

    def _mute(self, until_s: float, wish: MuteFor | None) -> None:
        self._muted_for = wish
        if not self._is_play:
            self._keep(until_s)
        self._expect_unmute(until_s)
        self._look_whether_quiet()
        self._pass_on(self._desk.mute(until_s, self._now()))
        self._wait_for_unmute()
        self.muted_changed.emit()

    def _keep(self, until_s: float) -> None:
        try:
            self._file.change_alerting(muted_until=until_s)
        except SettingsError as error:
            _log.warning("%s", error)

    def _expect_unmute(self, until_s: float) -> None:
        now = self._now()
        self._unmute_at_s = now.steady_s + until_s - now.wall_s

    def _wait_for_unmute(self) -> None:
        until_s, now = self.muted_until_s, self._now()
        if until_s:
            wait_s = min(until_s - now.wall_s, self._unmute_at_s - now.steady_s, _LONGEST_WAIT_S)
            self._unmute_due.start(math.ceil(max(0.0, wait_s) * 1000))
        else:
            self._unmute_due.stop()

    def _on_unmute_due(self) -> None:
        # A clock that is put back makes nothing longer.
        if self.muted_until_s and self._now().steady_s < self._unmute_at_s:
            self._wait_for_unmute()
        else:
            self._mute(0.0, None)

    def _pass_on(self, outcome: Outcome) -> None:
        if outcome.told:
            self.told.emit(outcome.told)
        if outcome.entries:
            self.entries_added.emit(outcome.entries)
        self._is_behind = self._is_behind or outcome.has_changed
        if self._is_behind and not self._rest.isActive():
            self._show()
        self._wait()

    def _show(self) -> None:
        self._is_behind = False
        rims = rims_of(self._desk.borders(self._now()), self._listening.floor)
        if rims != self._rims:
            self._rims = rims
            self.rims_changed.emit(rims)
        self.changed.emit()
        self._rest.start()

    def _on_rested(self) -> None:
        if self._is_behind:
            self._show()

    def _wait(self) -> None:
        now = self._now()
        due_s = self._desk.next_due_s(now)
        if due_s is None:
            self._due.stop()
        else:
            wait_s = min(max(0.0, due_s - now.steady_s), _LONGEST_WAIT_S)
            self._due.start(math.ceil(wait_s * 1000))


def seconds_of(wish: MuteFor, now: Moment) -> float:
    """Give for how many seconds somebody wants to hear nothing."""
    return _SECONDS.get(wish) or end_of_day_s(now.wall_s) - now.wall_s
