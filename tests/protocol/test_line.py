"""The line's state machine: the results of bytes, silences and losses."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.protocol.decoder import Decoder
from desktop.protocol.line import NOT_THE_STREAM, WAITING, LinePhase, StreamLine
from tests.support import call, group, wire

LOGIN = wire(call("A", "6001"))
TAIL = LOGIN.removesuffix(b"\r\n")
CUT = LOGIN[:20]
JUNK = b"HTTP/1.1 400 Bad Request\r\n"


@dataclass(frozen=True, order=True)
class Instant:
    """A moment of a test, in seconds."""

    s: float

    def elapsed_s(self, now: "Instant") -> float:
        return now.s - self.s


Line = StreamLine[Instant]
Step = Callable[[Line, Instant], object]


def connect(line: Line, now: Instant) -> None:
    line.set_phase(LinePhase.CONNECTING, now)
    line.connected(now)


def lose(line: Line, now: Instant) -> None:
    line.disconnected()
    line.set_phase(LinePhase.LOST, now, "refused")


def fall_silent(line: Line, now: Instant) -> None:
    line.set_phase(LinePhase.SILENT, now)


def reconnect(line: Line, now: Instant) -> None:
    """Reconnect a silent line, as the program does by itself."""
    line.disconnected()
    line.connected(now)


def read(data: bytes) -> Step:
    return lambda line, now: line.read(data, now)


def silence(seconds: float) -> Step:
    return lambda line, now: line.hear_silence(seconds, now)


def line_after(*steps: Step) -> Line:
    """Return a line after steps that are taken at the seconds 1, 2, 3 and so on."""
    line = Line()
    for number, step in enumerate(steps):
        step(line, Instant(number + 1))
    return line


@pytest.mark.parametrize(
    ("steps", "phase", "since", "reason"),
    [
        ((), LinePhase.NOT_SET, None, ""),
        ((connect,), LinePhase.CONNECTING, 1, WAITING),
        ((connect, read(CUT)), LinePhase.CONNECTING, 1, WAITING),
        ((connect, read(JUNK)), LinePhase.CONNECTING, 2, NOT_THE_STREAM),
        ((connect, read(JUNK), read(JUNK)), LinePhase.CONNECTING, 2, NOT_THE_STREAM),
        ((connect, read(JUNK), read(LOGIN)), LinePhase.LIVE, 3, ""),
        ((connect, read(LOGIN)), LinePhase.LIVE, 2, ""),
        ((connect, read(LOGIN), read(JUNK)), LinePhase.LIVE, 2, ""),
        ((connect, read(TAIL)), LinePhase.CONNECTING, 1, WAITING),
        ((connect, read(TAIL), silence(0.2)), LinePhase.CONNECTING, 1, WAITING),
        ((connect, read(TAIL), silence(0.3)), LinePhase.LIVE, 3, ""),
        ((connect, read(LOGIN), fall_silent), LinePhase.SILENT, 2, ""),
        ((connect, read(LOGIN), fall_silent, fall_silent), LinePhase.SILENT, 2, ""),
        ((connect, fall_silent), LinePhase.SILENT, 1, ""),
        ((connect, read(LOGIN), fall_silent, reconnect), LinePhase.SILENT, 2, ""),
        ((connect, read(LOGIN), fall_silent, reconnect, fall_silent), LinePhase.SILENT, 2, ""),
        ((connect, read(LOGIN), fall_silent, reconnect, read(CUT)), LinePhase.SILENT, 2, ""),
        ((connect, read(LOGIN), fall_silent, reconnect, read(LOGIN)), LinePhase.LIVE, 5, ""),
        ((connect, read(LOGIN), fall_silent, read(b"x")), LinePhase.LIVE, 4, ""),
        ((lose,), LinePhase.LOST, 1, "refused"),
        ((lose, connect, lose), LinePhase.LOST, 1, "refused"),
        ((connect, read(LOGIN), lose, connect, lose), LinePhase.LOST, 3, "refused"),
        ((lose, connect, read(LOGIN), lose), LinePhase.LOST, 4, "refused"),
    ],
)
def test_the_state_of_a_line_after_steps(
    steps: tuple[Step, ...], phase: LinePhase, since: float | None, reason: str
) -> None:
    status = line_after(*steps).status
    assert (status.phase, status.since, status.reason) == (phase, since and Instant(since), reason)


def test_an_unchanged_state_stays_the_same_object() -> None:
    line = line_after(connect, read(LOGIN))
    before = line.status
    line.read(LOGIN, Instant(3))
    line.set_phase(LinePhase.LIVE, Instant(4))
    assert line.status is before


@pytest.mark.parametrize(
    ("steps", "last_life", "last_heard"),
    [
        ((connect,), 1, None),
        ((connect, read(JUNK)), 2, None),
        ((connect, read(LOGIN), read(CUT)), 3, 3),
        ((connect, read(LOGIN), silence(9)), 2, 2),
        ((connect, read(TAIL), silence(9)), 2, 2),
        ((connect, read(LOGIN), lose, connect), 4, 2),
    ],
)
def test_the_last_sign_of_life_and_the_last_record(
    steps: tuple[Step, ...], last_life: float, last_heard: float | None
) -> None:
    line = line_after(*steps)
    assert line.last_life == Instant(last_life)
    assert line.last_heard == (last_heard and Instant(last_heard))
    assert line.silence_s(Instant(10)) == 10 - last_life


def test_before_the_first_sign_of_life_there_is_no_silence() -> None:
    assert Line().silence_s(Instant(1000)) == 0.0


@pytest.mark.parametrize(
    ("steps", "agents"),
    [
        ((read(TAIL), silence(0.29)), []),
        ((read(TAIL), silence(0.3)), ["6001"]),
        (
            (read(CUT), silence(9), read(TAIL[20:]), silence(9)),
            [],
        ),  # a silence inside the record: its end decides
        ((read(CUT), silence(9), read(LOGIN[20:])), ["6001"]),
        ((read(CUT), Line.disconnected, read(LOGIN[20:])), []),
        ((read(CUT), Line.drop_tail, read(LOGIN)), ["6001"]),
        ((read(TAIL), Line.disconnected, silence(9)), []),
        ((silence(9),), []),
    ],
)
def test_an_unfinished_record_counts_after_its_silence(
    steps: tuple[Callable[..., object], ...], agents: list[str]
) -> None:
    line, heard = Line(), []
    for step in steps:
        events = step(line) if step in {Line.disconnected, Line.drop_tail} else step(line, Instant(0))
        heard += list(events) if isinstance(events, tuple) else []
    assert [event.agent_id for event in heard] == agents


@pytest.mark.parametrize(
    ("steps", "is_let_go"), [((connect, read(JUNK)), False), ((connect, read(LOGIN)), True)]
)
def test_only_a_line_with_records_announces_its_drop(
    steps: tuple[Step, ...],
    is_let_go: bool,  # noqa: FBT001 - a table's
) -> None:
    line = line_after(*steps)
    assert line.disconnected() is is_let_go
    assert not line.disconnected()


streams = st.lists(
    st.sampled_from([LOGIN, TAIL, CUT, JUNK, wire(group("610", 3)), b"\0\0", b"\x02", b"\n", b"x" * 300]),
    max_size=9,
).map(b"".join)


@given(streams, st.data())
def test_any_slicing_of_the_bytes_gives_the_same_events_and_state(stream: bytes, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(stream)), max_size=9).map(sorted))
    whole, single, sliced = Line(), Line(), Line()
    heard = [
        whole.read(stream, Instant(1)),
        tuple(event for byte in stream for event in single.read(bytes([byte]), Instant(1))),
        tuple(
            event
            for start, stop in zip([0, *cuts], [*cuts, len(stream)], strict=True)
            for event in sliced.read(stream[start:stop], Instant(1))
        ),
    ]
    assert heard[0] == heard[1] == heard[2] == Decoder().receive_data(stream)
    tails = [(line.tail, line.unread, line.hear_silence(1, Instant(1))) for line in (whole, single, sliced)]
    assert tails[0] == tails[1] == tails[2]
    assert whole.status == single.status == sliced.status


@given(st.lists(st.sampled_from([connect, lose, fall_silent, reconnect, read(LOGIN), read(CUT), read(JUNK)])))
def test_a_live_line_was_always_heard_and_a_lost_one_joins_nothing(steps: list[Step]) -> None:
    line = Line()
    for number, step in enumerate(steps):
        before = line.status
        step(line, Instant(number))
        status = line.status
        if status.phase is LinePhase.LIVE:
            assert line.last_heard is not None
        if step in {lose, reconnect}:
            assert line.tail == b""
        if step is not connect and (status.phase, status.reason) == (before.phase, before.reason):
            assert status is before
