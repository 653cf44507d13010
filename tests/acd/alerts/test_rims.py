"""What boards draw a border around."""

from desktop.acd.alerts.alert import Subject, SubjectKind
from desktop.acd.alerts.rims import Rims, rims_of
from desktop.acd.limits import Level
from desktop.acd.queue import QueueKind


def test_each_thing_on_a_board_has_the_level_of_its_worst_alert() -> None:
    rims = rims_of(
        {
            Subject(SubjectKind.AGENT, "6001"): Level.ATTENTION,
            Subject(SubjectKind.PATH, "501"): Level.TROUBLE,
            Subject(SubjectKind.GROUP, "610"): Level.ATTENTION,
            Subject(SubjectKind.TEAM, "610"): Level.TROUBLE,
        }
    )
    assert rims.agent("6001") is Level.ATTENTION
    assert rims.agent("6002") is Level.NONE
    assert rims.queues == {(QueueKind.PATH, "501"): Level.TROUBLE, (QueueKind.GROUP, "610"): Level.TROUBLE}
    assert rims.floor is Level.NONE


def test_an_alert_of_nobody_in_particular_is_the_floors_and_lines_and_files_are_on_no_board() -> None:
    assert rims_of({Subject(SubjectKind.TEAM): Level.ATTENTION}).floor is Level.ATTENTION
    nowhere = {Subject(SubjectKind.LINE, "pbx:1"): Level.TROUBLE, Subject(SubjectKind.FILE, "x"): Level.TROUBLE}
    assert rims_of(nowhere) == Rims({}, {})
