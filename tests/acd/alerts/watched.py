"""A floor with rules, on a clock that the test sets and that stops whenever something is due."""

import datetime as dt
from types import MappingProxyType
from zoneinfo import ZoneInfo

from desktop.acd.alerts.alert import AlertEvent
from desktop.acd.alerts.engine import Engine
from desktop.acd.alerts.floor_alerts import FloorAlerts, Outcome
from desktop.acd.alerts.history import HistoryEntry
from desktop.acd.alerts.notices import Notice, NoticeUpdate, Withdrawal
from desktop.acd.alerts.rule import Rule
from desktop.acd.alerts.subjects import FileFault, Subjects
from desktop.acd.connection import Connection, Connections
from desktop.acd.directory import Directory
from desktop.acd.directory import DirectoryEntry as Named
from desktop.acd.floor import Floor
from desktop.acd.limits import Limit, Limits, QueueLimits
from desktop.acd.moment import Moment
from desktop.protocol.decoder import Decoder
from desktop.protocol.line import LinePhase
from tests.support import wire

PBX = "pbx.example:15373"
BERLIN = ZoneInfo("Europe/Berlin")
NAMES = Directory(
    MappingProxyType(
        {
            "6001": Named("Ben Keller", ("610",)),
            "6002": Named("Olga Wagner", ("610",)),
            "6003": Named("Zoe Lang", ("611",)),
        }
    ),
    MappingProxyType({"610": Named("Sales"), "611": Named("Support")}),
)
LIMITS = Limits(QueueLimits(Limit(3, 6), Limit(120, 300)))


def berlin(wall_s: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(wall_s, BERLIN)


def at(text: str) -> float:
    """Return the Unix time at which the wall clock in Berlin first shows a time."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp()


class WatchedFloor:
    """A floor, the line to it, and rules.

    Attributes:
        happened: The events of alerts.

    """

    def __init__(
        self,
        *rules: Rule,
        directory: Directory = NAMES,
        limits: Limits = LIMITS,
        starts: str = "2026-01-05 09:00",
    ) -> None:
        self.now = Moment(1000.0, at(starts))
        self.began_s = self.now.steady_s
        self.floor = Floor()
        self.engine = Engine(Subjects(self.floor), berlin)
        self.happened: list[AlertEvent] = self.engine.set_up(rules, directory, limits, self.now)
        self.live()

    @property
    def said(self) -> list[tuple[int, str]]:
        """The kinds of events, each with its second."""
        return [(round(each.at.steady_s - self.began_s), each.kind.value) for each in self.happened]

    def hear(self, *records: str, source: str = PBX) -> None:
        changes = self.floor.apply(Decoder().receive_data(wire(*records)), self.now, source)
        self.happened += self.engine.take(changes, self.now)

    def live(self) -> None:
        self._stand(Connection(LinePhase.LIVE, PBX, self.now, last_heard=self.now))

    def fall_silent(self) -> None:
        self._stand(Connection(LinePhase.SILENT, PBX, self.now, last_heard=self.now))

    def lose(self) -> None:
        self._stand(Connection(LinePhase.LOST, PBX, self.now, "connection refused", self.now))
        self.happened += self.engine.take(self.floor.mark_unconfirmed(PBX), self.now)

    def never_reach(self, source: str) -> None:
        """Listen only to this phone system, which does not answer."""
        self._stand(Connection(LinePhase.LOST, source, self.now, "connection refused"))

    def fail(self, *faults: FileFault) -> None:
        self.happened += self.engine.take_faults(faults, self.now)

    def go_on(self, seconds: float) -> None:
        """Let time pass, and stop whenever something is due."""
        end_s = self.now.steady_s + seconds
        while (due_s := self.engine.next_due_s) is not None and due_s <= end_s:
            self.go_to_s(due_s)
            self.happened += self.engine.advance(self.now)
        self.go_to_s(end_s)

    def go_to(self, second: float) -> None:
        self.go_on(self.began_s + second - self.now.steady_s)

    def go_to_s(self, steady_s: float) -> None:
        self.now = Moment(steady_s, self.now.wall_s + steady_s - self.now.steady_s)

    def _stand(self, connection: Connection) -> None:
        self.happened += self.engine.take_lines(Connections((connection,)), self.now)


class AlertedFloor:
    """A floor and its alerts, with notices and history.

    Attributes:
        told: Notices shown and withdrawn, each with its second.
        wants_quiet: Whether the operating system asks not to disturb.
        entries: The history.

    """

    def __init__(
        self,
        *rules: Rule,
        directory: Directory = NAMES,
        limits: Limits = LIMITS,
        starts: str = "2026-01-05 09:00",
        can_withdraw: bool = True,
        person: str = "",
    ) -> None:
        self.now = Moment(1000.0, at(starts))
        self.began_s = self.now.steady_s
        self.floor = Floor()
        self.wants_quiet = False
        self.alerts = FloorAlerts(
            self.floor, berlin, lambda: self.wants_quiet, can_withdraw=can_withdraw, person=person
        )
        self.told: list[tuple[float, NoticeUpdate]] = []
        self.entries: list[HistoryEntry] = []
        self.come(self.alerts.set_up(rules, directory, limits, self.now))
        self.live()

    @property
    def notices(self) -> list[Notice]:
        return [told for _, told in self.told if isinstance(told, Notice)]

    @property
    def titles(self) -> list[str]:
        return [notice.title for notice in self.notices]

    @property
    def shown(self) -> dict[str, str]:
        """The titles of the notices shown now."""
        shown: dict[str, str] = {}
        for _, told in self.told:
            if isinstance(told, Withdrawal):
                del shown[told.id]
            else:
                shown[told.id] = told.title
        return shown

    def come(self, outcome: Outcome) -> None:
        self.told += [(self.now.steady_s - self.began_s, told) for told in outcome.notices]
        self.entries += outcome.entries

    def hear(self, *records: str) -> None:
        changes = self.floor.apply(Decoder().receive_data(wire(*records)), self.now, PBX)
        self.come(self.alerts.take(changes, self.now))

    def live(self) -> None:
        line = Connection(LinePhase.LIVE, PBX, self.now, last_heard=self.now)
        self.come(self.alerts.take_lines(Connections((line,)), self.now))

    def lose(self) -> None:
        line = Connection(LinePhase.LOST, PBX, self.now, "connection refused", self.now)
        self.come(self.alerts.take_lines(Connections((line,)), self.now))
        self.come(self.alerts.take(self.floor.mark_unconfirmed(PBX), self.now))

    def go_on(self, seconds: float) -> None:
        end_s = self.now.steady_s + seconds
        while (due_s := self.alerts.next_due_s(self.now)) is not None and due_s <= end_s:
            self.go_to_s(due_s)
            self.come(self.alerts.advance(self.now))
        self.go_to_s(end_s)

    def go_to_s(self, steady_s: float) -> None:
        self.now = Moment(steady_s, self.now.wall_s + steady_s - self.now.steady_s)
