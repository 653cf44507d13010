"""Connections to message buses that never block: Qt's socket, with jeepney for the protocol.

Qt has a D-Bus of its own, but from Python it sends every integer as a signed one, which services refuse.
Source: the D-Bus specification (dbus.freedesktop.org/doc/dbus-specification.html).
"""

import os
import pathlib
import struct
import urllib.parse
from collections.abc import Callable
from typing import Any, Final

from jeepney import DBusAddress, MatchRule, Properties, message_bus
from jeepney.auth import BEGIN, AuthenticationError, Authenticator
from jeepney.low_level import HeaderFields, Message, MessageFlag, MessageType, calc_msg_size
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalSocket

LARGEST: Final = 65_536
"""Bytes that a message may have. The bus allows more, but no service sends this program that much."""
RETRY_MS: Final = 30_000
"""Time from the loss of a bus to the next attempt."""

_HEADER: Final = 16
"""Bytes of a message that tell how long it is."""
_KINDS: Final = frozenset(kind.value for kind in MessageType)
_DAMAGED: Final = (LookupError, ValueError, TypeError, struct.error, AssertionError, RecursionError)
"""What jeepney raises for bytes that are no message."""
_SYSTEM_BUS: Final = "/run/dbus/system_bus_socket"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"

Answer = tuple[Any, ...] | str
"""The values that a method returned, or the name of the error."""
OnAnswer = Callable[[Answer], None]


class BusError(Exception):
    """The bus sent something other than a message of D-Bus, or too large a message."""


class Bus(QObject):
    """Calls methods of services and reports their signals; reconnects when the connection is lost.

    Several users may share one bus: each asks anew on `ready`. Call `stop` in a ``finally``.

    Signals:
        ready: Calls can be made.
        lost: The bus cannot be reached, or the connection was lost; with the reason.
        service_came: A watched service has a new owner; with its name.
        service_went: A watched service has no owner any more; with its name.
        signal_came: A signal that somebody listens to: its interface, its name and its values.

    Arguments:
        address: In the form of ``DBUS_SESSION_BUS_ADDRESS``; blank for no bus: then `lost` is emitted once.

    """

    ready = Signal()
    lost = Signal(str)
    service_came = Signal(str)
    service_went = Signal(str)
    signal_came = Signal(str, str, object)

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._on_connected)
        self._socket.readyRead.connect(self._on_ready_read)
        self._socket.disconnected.connect(self._on_disconnected)
        self._socket.errorOccurred.connect(self._on_error)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self.start)
        self._is_open = False
        self._forget()

    @property
    def awaits_answer(self) -> bool:
        """Whether a call has not been answered yet."""
        return bool(self._waiting)

    def start(self) -> None:
        """Connect, and again whenever the connection is lost."""
        self.stop()
        self._is_open = True
        if not self._address:
            self._lose("there is none")
            return
        found = local_socket(self._address)
        if found is None:
            self._lose(f"no local socket in the address '{self._address}'")
            return
        name, is_abstract = found
        option = QLocalSocket.SocketOption
        self._socket.setSocketOptions(option.AbstractNamespaceOption if is_abstract else option.NoOptions)
        self._socket.connectToServer(name)

    def stop(self) -> None:
        """Send what was written and disconnect."""
        self._is_open = False
        self._retry.stop()
        self._socket.flush()
        self._socket.abort()
        self._forget()

    def call(self, message: Message, on_answer: OnAnswer | None = None) -> None:
        """Call a method.

        Arguments:
            message: The call.
            on_answer: Takes the answer, unless the connection is lost before; None where none is wanted.

        """
        self._serial += 1
        if on_answer is None:
            message.header.flags |= MessageFlag.no_reply_expected
        else:
            self._waiting[self._serial] = on_answer
        self._socket.write(message.serialise(self._serial))

    def watch(self, service: str) -> None:
        """Report from now on when this service comes and goes."""
        bus = message_bus.bus_name
        self._listen(MatchRule(type="signal", sender=bus, interface=bus, member="NameOwnerChanged"), service)

    def listen(self, service: str, interface: str) -> None:
        """Report from now on the signals of this interface that a service sends."""
        self._listen(MatchRule(type="signal", sender=service, interface=interface))

    def listen_to_properties(self, service: str, interface: str) -> None:
        """Report from now on changes of this interface's properties; the first value is its name."""
        self._listen(MatchRule(type="signal", sender=service, interface=_PROPERTIES), interface)

    def _listen(self, rule: MatchRule, first_value: str = "") -> None:
        if first_value:
            rule.add_arg_condition(0, first_value)
        self.call(message_bus.AddMatch(rule))

    def _forget(self) -> None:
        self._data = b""
        self._authenticator = Authenticator()
        self._serial = 0
        self._waiting: dict[int, OnAnswer] = {}

    def _on_connected(self) -> None:
        self._socket.write(self._authenticator.data_to_send() or b"")

    def _on_ready_read(self) -> None:
        data = bytes(self._socket.readAll().data())
        try:
            if self._authenticator.authenticated:
                self._data += data
                self._take_messages()
            else:
                self._authenticate(data)
        except AuthenticationError:
            self._lose("it does not let this user in")
        except BusError as error:
            self._lose(str(error))

    def _authenticate(self, data: bytes) -> None:
        self._authenticator.feed(data)
        if self._authenticator.authenticated:
            self._socket.write(BEGIN)
            self.call(message_bus.Hello(), self._on_hello_answered)

    def _on_hello_answered(self, answer: Answer) -> None:
        if isinstance(answer, str):
            self._lose(answer)
        else:
            self.ready.emit()

    def _take_messages(self) -> None:
        while self._is_open:
            message, length = read_message(self._data)
            if not length:
                return
            self._data = self._data[length:]
            if message is not None:
                self._take(message)

    def _take(self, message: Message) -> None:
        fields, values = message.header.fields, message.body
        match message.header.message_type:
            case MessageType.method_return:
                self._answer(fields, values)
            case MessageType.error:
                self._answer(fields, fields.get(HeaderFields.error_name, ""))
            case MessageType.signal if fields.get(HeaderFields.sender) != message_bus.bus_name:
                names = fields.get(HeaderFields.interface, ""), fields.get(HeaderFields.member, "")
                self.signal_came.emit(*names, values)
            case MessageType.signal if fields.get(HeaderFields.member) == "NameOwnerChanged":
                name, _, owner = values
                (self.service_came if owner else self.service_went).emit(name)
            case _:
                pass

    def _answer(self, fields: dict[HeaderFields, Any], answer: Answer) -> None:
        on_answer = self._waiting.pop(fields.get(HeaderFields.reply_serial, 0), None)
        if on_answer is not None:
            on_answer(answer)

    def _on_error(self, _error: QLocalSocket.LocalSocketError) -> None:
        self._lose(self._socket.errorString())

    def _on_disconnected(self) -> None:
        self._lose("it ended the connection")

    def _lose(self, reason: str) -> None:
        if self._is_open:
            self.stop()
            if self._address:
                self._retry.start(RETRY_MS)
            self.lost.emit(reason)


class BooleanProperty:
    """A boolean property of a service, kept up to date.

    Attributes:
        is_set: Its last value; False where the bus, the service or the property is missing.

    Arguments:
        bus: Its owner starts and stops it.
        address: The service, object and interface.
        name: The property's name.

    """

    def __init__(self, bus: Bus, address: DBusAddress, name: str) -> None:
        self.is_set = False
        self._bus = bus
        self._address = address
        self._name = name
        bus.ready.connect(self._on_bus_ready)
        bus.lost.connect(self._on_bus_lost)
        bus.service_came.connect(self._on_service_came)
        bus.service_went.connect(self._on_service_went)
        bus.signal_came.connect(self._on_signal_came)

    def _ask(self) -> None:
        self._bus.call(Properties(self._address).get(self._name), self._on_answered)

    def _on_answered(self, answer: Answer) -> None:
        match answer:
            case ((_, bool(value)),):
                self.is_set = value
            case _:
                self.is_set = False

    def _on_bus_ready(self) -> None:
        self._bus.watch(self._address.bus_name)
        self._bus.listen_to_properties(self._address.bus_name, self._address.interface)
        self._ask()

    def _on_bus_lost(self) -> None:
        self.is_set = False

    def _on_service_came(self, service: str) -> None:
        if service == self._address.bus_name:
            self._ask()

    def _on_service_went(self, service: str) -> None:
        if service == self._address.bus_name:
            self.is_set = False

    def _on_signal_came(self, _interface: str, member: str, values: tuple[Any, ...]) -> None:
        # Some services do not send the new value, and the signal may be about another object: always ask.
        if member == "PropertiesChanged" and values[:1] == (self._address.interface,):
            self._ask()


def read_message(data: bytes) -> tuple[Message | None, int]:
    """Read the first message.

    Returns:
        The message and its length in bytes. None and 0 if it is not complete; None and its length if it is of
        an unknown kind, which the specification says to ignore.

    Raises:
        BusError: This is not a message, or too large a one.

    """
    if len(data) < _HEADER:
        return None, 0
    try:
        length = calc_msg_size(data)
        if length <= len(data) and length <= LARGEST:
            return Message.from_buffer(data[:length]) if data[1] in _KINDS else None, length
    except _DAMAGED as error:
        text = "it sent a damaged message"
        raise BusError(text) from error
    if length > LARGEST:
        text = f"a message of {length} bytes is too large"
        raise BusError(text)
    return None, 0


def valid_text(text: str) -> str:
    """Replace what D-Bus does not allow in a text: the bus would end the connection."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode(errors="replace").decode()


def session_bus_address() -> str:
    """Return the address of the session bus; blank where there is none."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    folder = os.environ.get("XDG_RUNTIME_DIR")
    if not address and folder:
        # The place where systemd puts it, also for a program that was started outside the desktop.
        return _address_of(pathlib.Path(folder) / "bus")
    return address


def system_bus_address() -> str:
    """Return the address of the system bus; blank where there is none."""
    return os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "") or _address_of(pathlib.Path(_SYSTEM_BUS))


def local_socket(address: str) -> tuple[str, bool] | None:
    """Find the first local socket in an address.

    By hand, since jeepney decodes each escaped byte as a character of its own, which breaks UTF-8.

    Returns:
        Its name, and whether the name is an abstract one rather than a file's; None if there is none.

    """
    for place in address.split(";"):
        transport, _, rest = place.partition(":")
        if transport != "unix":
            continue
        values = dict(part.partition("=")[::2] for part in rest.split(","))
        for key in ("path", "abstract"):
            if key in values:
                return urllib.parse.unquote(values[key]), key == "abstract"
    return None


def _address_of(socket: pathlib.Path) -> str:
    return f"unix:path={socket}" if socket.exists() else ""
