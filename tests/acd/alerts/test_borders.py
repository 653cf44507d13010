"""The borders that boards draw."""

from desktop.acd.alerts.alert import Subject, SubjectKind
from desktop.acd.alerts.borders import AlertBorders, borders_of
from desktop.acd.floor import Floor
from desktop.acd.limits import Level
from desktop.acd.queue import QueueKind
from desktop.protocol.decoder import Decoder
from tests.support import START, group, path, wire

NORTH, SOUTH = "north:5100", "south:5100"


def floor_with(*told: tuple[str, str]) -> Floor:
    """Return a floor with these records, each with its phone system."""
    floor = Floor()
    for source, record in told:
        floor.apply(Decoder().receive_data(wire(record)), START, source)
    return floor


def test_each_thing_on_a_board_has_the_level_of_its_worst_alert() -> None:
    floor = floor_with((NORTH, group("610", 4)), (NORTH, path("501", 9)))
    borders = borders_of(
        {
            Subject(SubjectKind.AGENT, "6001"): Level.ATTENTION,
            Subject(SubjectKind.PATH, "501"): Level.TROUBLE,
            Subject(SubjectKind.GROUP, "610"): Level.ATTENTION,
            Subject(SubjectKind.TEAM, "610"): Level.TROUBLE,
        },
        floor,
    )
    assert borders.agent("6001") is Level.ATTENTION
    assert borders.agent("6002") is Level.NONE
    assert borders.queue(floor.queues[QueueKind.GROUP]["610"]) is Level.TROUBLE
    assert borders.queue(floor.queues[QueueKind.PATH]["501"]) is Level.TROUBLE
    assert borders.floor is Level.NONE


def test_the_same_number_on_two_phone_systems_is_two_queues() -> None:
    floor = floor_with((NORTH, group("610", 4)), (SOUTH, group("610", 9)))
    north, south = floor.queues[QueueKind.GROUP].values()
    of_south = borders_of({Subject(SubjectKind.GROUP, f"610 {SOUTH}"): Level.TROUBLE}, floor)
    assert (of_south.queue(north), of_south.queue(south)) == (Level.NONE, Level.TROUBLE)
    of_north = borders_of({Subject(SubjectKind.GROUP, "610"): Level.TROUBLE}, floor)
    assert (of_north.queue(north), of_north.queue(south)) == (Level.TROUBLE, Level.NONE)
    of_both = borders_of({Subject(SubjectKind.TEAM, "610"): Level.TROUBLE}, floor)
    assert (of_both.queue(north), of_both.queue(south)) == (Level.TROUBLE, Level.TROUBLE)


def test_floor_wide_alerts_border_the_floor_and_line_and_file_alerts_border_nothing() -> None:
    assert borders_of({Subject(SubjectKind.TEAM): Level.ATTENTION}, Floor()).floor is Level.ATTENTION
    nowhere = {
        Subject(SubjectKind.LINE, "pbx:1"): Level.TROUBLE,
        Subject(SubjectKind.FILE, "data file"): Level.TROUBLE,
        Subject(SubjectKind.GROUP, "999"): Level.TROUBLE,
    }
    assert borders_of(nowhere, Floor()) == AlertBorders({}, {})
