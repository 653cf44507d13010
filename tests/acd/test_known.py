"""The agents and queues that can be picked in the settings window."""

from desktop.acd.directory_rows import DirectoryRow, parse_rows
from desktop.acd.known import PickerItem, known_to
from tests.support import call, floor_after, group, path

ROWS = (
    DirectoryRow("agent", "6001", "Anna Fischer", "610; night shift; 613"),
    DirectoryRow("agent", "6009", "", "Apprentices"),
    DirectoryRow("group", "610", "Sales"),
    DirectoryRow("path", "860", "Sales line"),
)


def test_reporting_groups_named_groups_and_bare_labels_can_be_picked() -> None:
    floor = floor_after(call("A", "6001"), group("611", 0), path("861", 0))
    known = known_to(floor, parse_rows(ROWS).directory)
    assert known.groups == (
        PickerItem("610", "Sales"),
        PickerItem("611", "611"),
        PickerItem("613", "613"),
        PickerItem("Apprentices", "Apprentices"),
        PickerItem("night shift", "night shift"),
    )
    assert [one.number for one in known.paths] == ["860", "861"]
    assert [one.number for one in known.agents] == ["6001", "6009"]


def test_a_label_is_no_queue_and_has_no_limits() -> None:
    known = known_to(floor_after(group("611", 0)), parse_rows(ROWS).directory)
    assert list(known.queue_titles.values()) == [
        "Sales (group 610)",
        "Group 611",
        "Group 613",
        "Sales line (path 860)",
    ]
    assert [one.number for one in known.reporting_groups] == ["610", "611", "613"]
