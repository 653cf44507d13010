"""Tests the connection to a phone system and reports step by step what it finds."""

from collections import Counter
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QAbstractSocket, QHostAddress, QNetworkProxy, QTcpSocket

from desktop.acd.moment import Moment
from desktop.acd.plain_text import printable
from desktop.acd.wording import describe_code, describe_record
from desktop.feed.reasons import ADVICE, REASONS
from desktop.feed.single_shot import single_shot
from desktop.feed.worker import ATTEMPT_MS, BUFFER_BYTES, READ_BYTES
from desktop.protocol.events import CallEvent, Event, GroupReported, PathReported
from desktop.protocol.line import SILENT_TAIL_MS, StreamLine

_Error = QAbstractSocket.SocketError
_MOST_NAMED: Final = 40
"""At most this many numbers are listed in the summary."""


class ConnectionCheck(QObject):
    """One test of a phone system, from its name to its records.

    Signals:
        said: A line for the user.
        ended: Whether real records came. No line follows.

    Arguments:
        host: Name or address.
        port: TCP port.
        listen_s: How long to listen.
        clock: Returns the present moment.

    """

    said = Signal(str)
    ended = Signal(bool)

    def __init__(self, host: str, port: int, listen_s: float, clock: Callable[[], Moment]) -> None:
        super().__init__()
        self._host = host
        self._port = port
        self._listen_s = listen_s
        self._clock = clock
        self._began = clock()
        self._bytes = 0
        self._is_over = False
        self._has_ended_by_itself = False
        self._has_warned = False
        self._stream: StreamLine[Moment] = StreamLine()
        self._codes: Counter[str] = Counter()
        self._groups: set[str] = set()
        self._paths: set[str] = set()
        self._agents: set[str] = set()
        self._socket = QTcpSocket(self)
        # The phone system is in the site's own network, where no proxy is needed.
        self._socket.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        self._socket.setReadBufferSize(BUFFER_BYTES)
        self._socket.hostFound.connect(self._on_host_found)
        self._socket.connected.connect(self._on_connected)
        self._socket.readyRead.connect(self._on_ready_read)
        self._socket.errorOccurred.connect(self._on_error)
        self._attempt = single_shot(self, self._on_attempt_timed_out)
        self._listening = single_shot(self, self._on_listening_ended)
        self._tail = single_shot(self, self._on_tail_silent)

    def start(self) -> None:
        """Begin with the lookup of the name."""
        self._began = self._clock()
        self._attempt.start(ATTEMPT_MS)
        self._socket.connectToHost(self._host, self._port)

    def conclude(self) -> None:
        """End now, with a summary of what was received so far."""
        if self._is_over:
            return
        if self._socket.state() is QAbstractSocket.SocketState.ConnectedState:
            self._on_listening_ended()
        else:
            self._end()

    def stop(self) -> None:
        """Close the connection and report nothing more."""
        self._is_over = True
        for timer in (self._attempt, self._listening, self._tail):
            timer.stop()
        self._socket.abort()

    def _elapsed_text(self) -> str:
        return f"{self._began.elapsed_s(self._clock()) * 1000:.0f} ms"

    def _on_host_found(self) -> None:
        if QHostAddress(self._host).isNull():
            self.said.emit(f"Name: {self._host} is known ({self._elapsed_text()}).")
        self._began = self._clock()

    def _on_connected(self) -> None:
        self._attempt.stop()
        place = f"{self._port} at {self._socket.peerAddress().toString()}"
        self.said.emit(f"Port: {place} is open ({self._elapsed_text()}). Listening for {self._listen_s:g} s.")
        self._began = self._clock()
        self._listening.start(round(self._listen_s * 1000))

    def _on_ready_read(self) -> None:
        while not self._is_over and self._socket.bytesAvailable():
            data = bytes(self._socket.read(READ_BYTES).data())
            if not self._bytes:
                self.said.emit(f"Bytes: the first came after {self._elapsed_text()}.")
            self._bytes += len(data)
            self._hear(self._stream.read(data, self._clock()))
            self._warn_of_junk()
        if self._stream.tail:
            self._tail.start(SILENT_TAIL_MS)

    def _warn_of_junk(self) -> None:
        """Report at once if the first bytes are no record: most likely it is another service."""
        unread = self._stream.unread
        if not self._codes and unread.samples and not self._has_warned:
            self._has_warned = True
            self.said.emit(f"This is no record of the stream: {_shown(unread.samples[0].data)}")

    def _on_tail_silent(self) -> None:
        if not self._socket.bytesAvailable():
            self._hear_silence()

    def _hear_silence(self) -> None:
        self._hear(self._stream.hear_silence(SILENT_TAIL_MS / 1000, self._clock()))

    def _hear(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if not self._codes:
                self.said.emit("Records: the first was decoded.")
            self._codes[event.code] += 1
            match event:
                case GroupReported():
                    self._groups.add(event.reporting_number)
                case PathReported():
                    self._paths.add(event.reporting_number)
                case CallEvent() if event.agent_id:
                    self._agents.add(event.agent_id)
            self.said.emit(describe_record(event))

    def _on_error(self, error: QAbstractSocket.SocketError) -> None:
        if self._is_over:
            return
        self._on_ready_read()
        if self._bytes:
            self._has_ended_by_itself = True
            self.said.emit(f"The line ended: {REASONS.get(error, self._socket.errorString())}.")
            self._sum_up()
        else:
            self._give_up(error)

    def _on_attempt_timed_out(self) -> None:
        self._give_up(_Error.SocketTimeoutError)

    def _on_listening_ended(self) -> None:
        self._hear_silence()
        self._sum_up()

    def _give_up(self, error: QAbstractSocket.SocketError) -> None:
        reason = REASONS.get(error, self._socket.errorString())
        self.said.emit(f"Failed: {self._host}:{self._port}: {reason} ({self._elapsed_text()}).")
        if error in ADVICE:
            self.said.emit(ADVICE[error])
        self._end()

    def _sum_up(self) -> None:
        self._stream.disconnected()
        unread = self._stream.unread
        self.said.emit("")
        if self._codes:
            total = self._codes.total()
            self.said.emit(f"{total} record{'' if total == 1 else 's'} came:")
            for code, count in sorted(self._codes.items()):
                self.said.emit(f"{count:6d} {code}  {describe_code(code)}")
            for what, numbers in (("Groups", self._groups), ("Paths", self._paths), ("Agents", self._agents)):
                self.said.emit(f"{what}: {_list(numbers)}.")
            if not self._groups and not self._paths:
                self.said.emit("No report came: are group and path reports switched on?")
            self.said.emit(f"Record numbers lost: {unread.lost}. Repeated records: {unread.repeats}.")
        elif not self._bytes:
            self.said.emit(
                "The line is up, but nothing came. Perhaps nobody works now: with group reports switched on"
                " something comes every 15 s even then. Or another service listens on this port."
            )
        else:
            self.said.emit(
                "Something answers here, but it is not the real time events stream. Check the port."
            )
        for unreadable, count in unread.counts:
            self.said.emit(f"Not understood, {count}: {unreadable.value}.")
        for sample in unread.samples:
            self.said.emit(f"  {_shown(sample.data)}   {sample.data.hex(' ')}")
        self._end()

    def _end(self) -> None:
        came = bool(self._codes)
        if came and self._has_ended_by_itself:
            self.said.emit("Real records came, but the line did not stay.")
        else:
            self.said.emit("The connection is good." if came else "The connection can't be used.")
        self.stop()
        self.ended.emit(came)


def _shown(data: bytes) -> str:
    return printable(data.decode("latin-1"))


def _list(numbers: set[str]) -> str:
    if not numbers:
        return "none"
    named = ", ".join(sorted(numbers)[:_MOST_NAMED])
    more = len(numbers) - _MOST_NAMED
    return f"{len(numbers)} ({named}{f' and {more} more' if more > 0 else ''})"
