"""The properties of events."""

import dataclasses

import pytest

from desktop.protocol.events import (
    AcdCallAnswered,
    DoNotDisturbSet,
    GroupReported,
    MakeBusySet,
    PathReported,
    ReasonedEvent,
    RemoteAcdCallAnswered,
)


@pytest.mark.parametrize("kind", [AcdCallAnswered, RemoteAcdCallAnswered])
@pytest.mark.parametrize(
    ("directory_number", "path"), [("P860", "860"), ("860", "860"), ("P007", "007"), ("", ""), ("PP1", "P1")]
)
def test_a_path_number_has_no_leading_p(
    kind: type[AcdCallAnswered], directory_number: str, path: str
) -> None:
    assert kind(1, "083000", "", directory_number, "6001", "1").path == path


@pytest.mark.parametrize("kind", [MakeBusySet, DoNotDisturbSet])
def test_the_reason_code_is_in_the_button_number_field(kind: type[ReasonedEvent]) -> None:
    assert kind(1, "083000", "", "1001", "6001", "7").reason_code == "7"
    assert not kind(1, "083000", "", "1001", "6001", "").reason_code


def test_a_group_and_a_path_with_the_same_figures_are_different_events() -> None:
    fields = (1, "083000", "", "610", "001", "005", "0000")
    assert GroupReported(*fields) != PathReported(*fields)  # type: ignore[comparison-overlap]  # that is the point


def test_an_event_can_not_be_changed() -> None:
    event = MakeBusySet(1, "083000", "", "1001", "6001", "7")
    with pytest.raises(dataclasses.FrozenInstanceError):
        event.agent_id = "6002"  # type: ignore[misc]  # it must fail
