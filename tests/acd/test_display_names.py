"""The names of agents, queues and reasons on a board."""

from types import MappingProxyType

import pytest

from desktop.acd.agent import AgentState, AgentStatus, DataWord
from desktop.acd.directory import Directory, DirectoryEntry
from desktop.acd.display_names import DisplayNames, NameStyle, distinct_short_names
from desktop.acd.queue import Queue, QueueKind, QueueText

DIRECTORY = Directory(
    MappingProxyType(
        {
            "6001": DirectoryEntry("Olga Wagner"),
            "6002": DirectoryEntry("Wagner, Olga Maria"),
            "6003": DirectoryEntry("Cher"),
            "6004": DirectoryEntry("李 明"),
        }
    ),
    MappingProxyType({"610": DirectoryEntry("Sales")}),
    MappingProxyType({"860": DirectoryEntry("Sales line")}),
    MappingProxyType({"7": "Lunch"}),
)


def queue(number: str, kind: QueueKind = QueueKind.GROUP) -> Queue:
    return Queue(kind, number, QueueText("001", "005", "0000"), source="north:15373")


@pytest.mark.parametrize(
    ("agent_id", "full", "short", "initials"),
    [
        ("6001", "Olga Wagner", "Olga W.", "OW"),
        ("6002", "Wagner, Olga Maria", "Olga W.", "OMW"),
        ("6003", "Cher", "Cher", "C"),
        ("6004", "李 明", "李 明.", "李明"),
        ("9999", "9999", "9999", "9999"),
    ],
)
def test_an_agent_is_named_as_the_privacy_setting_permits(
    agent_id: str, full: str, short: str, initials: str
) -> None:
    assert DisplayNames(DIRECTORY).agent(agent_id) == full
    assert DisplayNames(DIRECTORY).short_agent(agent_id) == short
    for naming in (DisplayNames(DIRECTORY, NameStyle.INITIALS),):
        assert naming.agent(agent_id) == naming.short_agent(agent_id) == initials
    assert DisplayNames(DIRECTORY, NameStyle.IDS).agent(agent_id) == agent_id
    assert DisplayNames(DIRECTORY, NameStyle.IDS).short_agent(agent_id) == agent_id


def test_a_queue_is_shown_by_its_name_or_its_number() -> None:
    naming = DisplayNames(DIRECTORY)
    assert naming.queue(queue("610"), shared=False) == "Sales"
    assert naming.queue(queue("611"), shared=False) == "Group 611"
    assert naming.queue(queue("860", QueueKind.PATH), shared=False) == "Sales line"
    assert naming.queue(queue("610"), shared=True) == "Sales north"
    assert naming.queue(queue("611"), shared=True) == "Group 611 north"
    assert naming.queue(queue("611"), shared=True, short=True) == "611 north"


def test_a_heading_names_its_state_or_its_group() -> None:
    naming = DisplayNames(DIRECTORY)
    assert naming.section((0,)) == "Ringing"
    assert naming.section((0, "610")) == "Sales"
    assert naming.section((0, "612")) == "Group 612"
    assert naming.section((0, "Night shift")) == "Night shift"
    assert naming.section((1, "")) == "No group"


def test_a_reason_may_be_hidden() -> None:
    shown = AgentStatus(AgentState.DO_NOT_DISTURB, reason_code="7")
    assert DisplayNames(DIRECTORY).detail(shown) == "Lunch"
    assert DisplayNames().detail(shown) == "reason 7"
    assert DisplayNames().detail(shown, short=True) == "R 7"
    assert DisplayNames(DIRECTORY, hide_reasons=True).detail(shown) == ""


def test_the_details_are_the_path_of_a_call_and_an_unknown_agent_s_last_state() -> None:
    call = AgentStatus(AgentState.ACD, path="860")
    assert DisplayNames(DIRECTORY).detail(call) == "Sales line"
    assert DisplayNames().detail(call, short=True) == "P 860"
    unknown = AgentStatus(AgentState.UNKNOWN, data_word=DataWord.BUSY)
    assert DisplayNames().detail(unknown) == "was busy"
    assert DisplayNames().detail(unknown, short=True) == "busy?"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (DataWord.IN, "was free"),
        (DataWord.IDLE, "was free"),
        (DataWord.TIMER, "was in work timer"),
        (DataWord.OUT, "was logged out"),
    ],
)
def test_an_unknown_agent_s_last_state_is_worded_as_on_the_board(word: DataWord, said: str) -> None:
    assert DisplayNames().detail(AgentStatus(AgentState.UNKNOWN, data_word=word)) == said


def test_short_names_have_just_enough_letters_to_be_distinct() -> None:
    names = {
        "1": "Anna Fischer",
        "2": "Anna Frey",
        "3": "Ben Ott",
        "4": "Ben Otto",
        "5": "Cher",
        "6": "Anna Frey",
    }
    directory = Directory(MappingProxyType({number: DirectoryEntry(name) for number, name in names.items()}))
    naming = DisplayNames(directory, shorts=distinct_short_names(directory))
    shorts = [naming.short_agent(number) for number in names]
    assert shorts == ["Anna Fi.", "Anna Fr.", "Ben Ott", "Ben Otto", "Cher", "Anna Fr."]
