"""The list models over a floor that hears records."""

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.acd.agent import AgentState
from desktop.acd.directory import Directory
from desktop.acd.floor import Floor
from desktop.acd.limits import Limits
from desktop.acd.roster import Roster
from desktop.acd.selection import AgentOrder, QueueSelection, Selection
from desktop.boards.agent_model import SHOWN_ROLE, AgentListModel
from desktop.boards.look import BoardLook
from desktop.boards.queue_model import QueueListModel
from desktop.boards.view import BoardView
from desktop.protocol.decoder import Decoder
from desktop.ui.brushes import Brushes
from desktop.ui.theme import DARK
from tests.support import START, Clock, call, floor_after, group, path, wire

pytestmark = pytest.mark.usefixtures("qtbot")


class ModelledFloor:
    """A floor with its models, as the board has them."""

    def __init__(self, brushes: Brushes, clock: Clock, *, order: AgentOrder = AgentOrder.TROUBLE) -> None:
        self.clock = clock
        self.floor = Floor()
        self.look = BoardLook(brushes, DARK, clock)
        self.roster = Roster(self.floor, self.look.freshness)
        self.roster.show(Selection(order=order), Directory(), Limits())
        self.agents = AgentListModel(self.floor, self.roster, self.look)
        self.look.view = BoardView(Selection(QueueSelection.BOTH))
        self.queues = QueueListModel(self.floor, self.look)
        self.testers = [QAbstractItemModelTester(model) for model in (self.agents, self.queues)]

    def hear(self, *records: str) -> None:
        changes = self.floor.apply(Decoder().receive_data(wire(*records)), self.clock.now)
        self.agents.refresh(self.roster.update(changes.agents))
        self.queues.on_floor_changed(changes)

    def shown(self) -> list[str]:
        return [self.agents.index(row).data() for row in range(self.agents.rowCount())]


def test_an_agent_has_a_row_from_its_first_record_on(brushes: Brushes, clock: Clock) -> None:
    heard = ModelledFloor(brushes, clock)
    heard.hear(call("E", "", number="1999"))
    assert heard.shown() == []
    heard.hear(call("A", "6001"), call("A", "6002"))
    assert heard.shown() == ["6001", "6002"]


def test_rows_are_ordered_by_state_then_by_agent_id(brushes: Brushes, clock: Clock) -> None:
    heard = ModelledFloor(brushes, clock)
    heard.hear(*[call("A", f"{6000 + i}") for i in range(30)])
    # All in one batch, although a proxy moves one row at a time and must find the others in order.
    heard.hear(
        *[call("B", f"{6000 + i}") for i in range(0, 30, 3)], call("T", "6029"), call("G", "6028", "01")
    )
    states = [heard.floor.agents[agent_id].shown.state for agent_id in heard.shown()]
    assert states[:2] == [AgentState.RINGING, AgentState.ACD]
    idle = [a for a in heard.shown() if heard.floor.agents[a].shown.state is AgentState.IDLE]
    out = [a for a in heard.shown() if heard.floor.agents[a].shown.state is AgentState.LOGGED_OUT]
    assert heard.shown() == ["6029", "6028", *sorted(idle), *sorted(out)]
    assert len(out) == 10


def test_rows_can_keep_their_places(brushes: Brushes, clock: Clock) -> None:
    heard = ModelledFloor(brushes, clock, order=AgentOrder.ID)
    heard.hear(call("A", "600"), call("A", "6002"), call("A", "6001"))
    heard.hear(call("B", "600"), call("T", "6002"))
    assert heard.shown() == ["600", "6001", "6002"]


def test_a_group_and_a_path_with_the_same_number_are_two(brushes: Brushes, clock: Clock) -> None:
    heard = ModelledFloor(brushes, clock)
    heard.hear(group("610", 2), path("610", 7))
    assert heard.queues.index(0).data() == "Group 610"
    assert heard.queues.index(0).data(SHOWN_ROLE).waiting == 2
    assert heard.queues.index(1).data() == "Path 610"
    assert heard.queues.index(1).data(SHOWN_ROLE).waiting == 7


def test_queues_reported_later_are_sorted_in(brushes: Brushes, clock: Clock) -> None:
    heard = ModelledFloor(brushes, clock)
    heard.hear(group("612", 1), path("501", 0))
    place = QPersistentModelIndex(heard.queues.index(1))
    heard.hear(group("610", 2), group("611", 3), path("502", 1))
    rows = range(heard.queues.rowCount())
    assert [heard.queues.name(row) for row in rows] == [
        *("Group 610", "Group 611", "Group 612", "Path 501", "Path 502"),
    ]
    assert (place.row(), place.data()) == (3, "Path 501")


def test_paths_disappear_when_the_first_group_is_reported(brushes: Brushes, clock: Clock) -> None:
    heard = ModelledFloor(brushes, clock)
    heard.look.view = BoardView()
    heard.hear(path("501", 4))
    heard.hear(group("610", 2))
    assert [heard.queues.name(row) for row in range(heard.queues.rowCount())] == ["Group 610"]


def test_only_changed_rows_are_announced(brushes: Brushes, clock: Clock) -> None:
    heard = ModelledFloor(brushes, clock)
    heard.hear(*[call("A", f"{6000 + i}") for i in range(5)])
    told: list[int] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        told.extend(range(first.row(), last.row() + 1))

    heard.agents.dataChanged.connect(note)
    heard.hear(call("C", "6003"))
    # Out of reach comes first: the agent takes another's row, and the rows in between move down.
    assert told == [0, 1, 2, 3]


def test_a_persistent_index_follows_its_agent(brushes: Brushes, clock: Clock) -> None:
    heard = ModelledFloor(brushes, clock)
    heard.hear(*[call("A", f"{6000 + i}") for i in range(5)])
    place = QPersistentModelIndex(heard.agents.index(3))
    heard.hear(call("C", "6003"))
    assert (place.row(), place.data()) == (0, "6003")
    heard.hear(call("G", "6001", "01"), call("G", "6004", "01"))
    assert (place.row(), place.data()) == (2, "6003")
    heard.agents.show_page(0, 4)
    place = QPersistentModelIndex(heard.agents.index(0))
    assert place.data() == "6001"
    heard.hear(call("B", "6001"))
    # On another page now.
    assert not place.isValid()


def test_a_page_shows_agents_that_moved_to_it(brushes: Brushes, clock: Clock) -> None:
    heard = ModelledFloor(brushes, clock)
    heard.hear(*[call("A", f"{6000 + i}") for i in range(9)])
    heard.agents.show_page(3, 3)
    assert heard.shown() == ["6003", "6004", "6005"]
    heard.hear(call("T", "6008"))
    assert heard.shown() == ["6002", "6003", "6004"]
    heard.hear(call("A", "5999"))
    assert heard.shown() == ["6001", "6002", "6003"]
    told: list[int] = []
    heard.agents.dataChanged.connect(lambda first, last: told.extend((first.row(), last.row())))
    heard.hear(call("T", "6000"))
    assert heard.shown() == ["6001", "6002", "6003"]
    assert told == []
    heard.hear(call("B", "6002"))
    assert heard.shown() == ["6001", "6003", "6004"]
    assert told == [1, 2]


def test_a_restored_floor_is_shown_from_the_beginning(brushes: Brushes, clock: Clock) -> None:
    floor = Floor()
    floor.restore(floor_after(call("A"), group("610", 1)).snapshot())
    look = BoardLook(brushes, DARK, clock)
    agents = AgentListModel(floor, Roster(floor, look.freshness), look)
    assert agents.index(0).data(SHOWN_ROLE).state is AgentState.UNKNOWN
    assert QueueListModel(floor, look).rowCount() == 1


def test_rows_have_words_for_screen_readers(brushes: Brushes, clock: Clock) -> None:
    heard = ModelledFloor(brushes, clock)
    heard.hear(call("G", "6001", "01", number="P860"), call("E", "6002", "07"), group("610", 2, 5, "0134"))
    clock.go_on(65)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert heard.agents.index(0).data(role) == "Agent 6001: ACD, path 860, for 1 minute 5 seconds"
    assert heard.agents.index(1).data(role) == "Agent 6002: Make busy, reason 7, for 1 minute 5 seconds"
    assert (
        heard.queues.index(0).data(role) == "Group 610: 2 waiting, longest 2 minutes 39 seconds, 5 logged in"
    )
    assert heard.floor.agents["6001"].shown.since == START
