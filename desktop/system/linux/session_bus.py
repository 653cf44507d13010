"""A connection of its own to the session's D-Bus that never waits.

Source: the D-Bus specification, sections "Authentication Protocol", "Server Addresses" and "Message Bus".
"""

import os
import pathlib
import urllib.parse
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalSocket

from desktop.system.linux.bus_message import LARGEST, BusError, Call, Kind, Message, take_message

BUS: Final = "org.freedesktop.DBus"
_BUS_PATH: Final = "/org/freedesktop/DBus"
SYSTEM_BUS: Final = "/run/dbus/system_bus_socket"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"

OnAnswer = Callable[[Message], None]


def system_bus_address() -> str:
    """Give the system bus's address; blank where there is none."""
    address = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "")
    return address or (f"unix:path={SYSTEM_BUS}" if pathlib.Path(SYSTEM_BUS).exists() else "")


def bus_address() -> str:
    """Give the session bus's address; blank where there is none."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    folder = os.environ.get("XDG_RUNTIME_DIR")
    if not address and folder:
        # Where systemd puts it, also for a program that was started outside the desktop.
        place = pathlib.Path(folder) / "bus"
        return f"unix:path={place}" if place.exists() else ""
    return address


def socket_of(address: str) -> tuple[str, bool] | None:
    """Find the first local socket in an address.

    Returns:
        Its name, and whether that is an abstract one rather than a file's; None if there is none.

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


class SessionBus(QObject):
    """Calls methods of services and hears when services come.

    Signals:
        ready: Calls can be made.
        lost: There is no connection, or no longer; with the reason. `open` may be called again.
        service_came: A service that is watched has a new owner; with its name.
        service_went: A service that is watched has none any more; with its name.
        signal_came: A signal that is listened to, a `Message`.

    Arguments:
        address: As in ``DBUS_SESSION_BUS_ADDRESS``.
        parent: Of the object.

    """

    ready = Signal()
    lost = Signal(str)
    service_came = Signal(str)
    service_went = Signal(str)
    signal_came = Signal(object)

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._on_connected)
        self._socket.readyRead.connect(self._on_data_came)
        self._socket.disconnected.connect(self._on_disconnected)
        self._socket.errorOccurred.connect(self._on_error)
        self._data = b""
        self._is_open = False
        self._is_authenticated = False
        self._serial = 0
        self._waiting: dict[int, OnAnswer] = {}

    def open(self) -> None:
        """Connect; `ready` or `lost` follows."""
        self.close()
        place = socket_of(self._address)
        if place is None:
            reason = f"no local socket in the address '{self._address}'" if self._address else "there is none"
            self.lost.emit(reason)
            return
        name, is_abstract = place
        option = QLocalSocket.SocketOption
        self._socket.setSocketOptions(
            option.AbstractNamespaceOption if is_abstract else option.NoOptions,
        )
        self._is_open = True
        self._socket.connectToServer(name)

    def call(self, call: Call, on_answer: OnAnswer | None = None) -> None:
        """Call a method.

        Arguments:
            call: What to ask of whom.
            on_answer: Gets the answer or the error, unless the connection ends before.

        """
        self._serial += 1
        if on_answer is not None:
            self._waiting[self._serial] = on_answer
        self._socket.write(call.to_bytes(self._serial, wants_answer=on_answer is not None))

    def watch(self, service: str) -> None:
        """Tell from now on when this service comes and goes."""
        rule = f"type='signal',sender='{BUS}',interface='{BUS}',member='NameOwnerChanged',arg0='{service}'"
        self.call(Call(BUS, _BUS_PATH, BUS, "AddMatch", "s", (rule,)))

    def listen(self, service: str, interface: str) -> None:
        """Tell from now on what signals of this interface a service sends."""
        rule = f"type='signal',sender='{service}',interface='{interface}'"
        self.call(Call(BUS, _BUS_PATH, BUS, "AddMatch", "s", (rule,)))

    def ask_property(self, service: str, path: str, interface: str, name: str, on_answer: OnAnswer) -> None:
        """Ask for a property's value."""
        self.call(Call(service, path, _PROPERTIES, "Get", "ss", (interface, name)), on_answer)

    def listen_to_properties(self, service: str, interface: str) -> None:
        """Tell from now on when properties of this interface change; the first argument is its name."""
        rule = f"type='signal',sender='{service}',interface='{_PROPERTIES}',arg0='{interface}'"
        self.call(Call(BUS, _BUS_PATH, BUS, "AddMatch", "s", (rule,)))

    def close(self) -> None:
        """Send what was said and end the connection."""
        self._is_open = False
        self._waiting.clear()
        self._socket.flush()
        self._socket.abort()
        self._data = b""
        self._is_authenticated = False
        self._serial = 0

    def _on_connected(self) -> None:
        user = str(os.getuid()).encode().hex()
        self._socket.write(b"\0AUTH EXTERNAL " + user.encode() + b"\r\n")

    def _on_data_came(self) -> None:
        self._data += self._socket.readAll().data()
        if not self._is_authenticated and not self._authenticate():
            return
        try:
            self._take_messages()
        except BusError as error:
            self._lose(str(error))

    def _authenticate(self) -> bool:
        line, end, rest = self._data.partition(b"\r\n")
        if not end:
            if len(line) > LARGEST:
                self._lose("it does not answer as a bus does")
            return False
        if not line.startswith(b"OK"):
            self._lose("it does not let this user in")
            return False
        self._data = rest
        self._is_authenticated = True
        self._socket.write(b"BEGIN\r\n")
        self.call(Call(BUS, _BUS_PATH, BUS, "Hello"), self._on_hello_answered)
        return True

    def _on_hello_answered(self, answer: Message) -> None:
        if answer.kind is Kind.ANSWER:
            self.ready.emit()
        else:
            self._lose(answer.error)

    def _take_messages(self) -> None:
        while self._is_open:
            message, length = take_message(self._data)
            if not length:
                return
            self._data = self._data[length:]
            if message is not None:
                self._take(message)

    def _take(self, message: Message) -> None:
        match message:
            case Message(kind=Kind.ANSWER | Kind.ERROR):
                on_answer = self._waiting.pop(message.reply_serial, None)
                if on_answer is not None:
                    on_answer(message)
            case Message(
                kind=Kind.SIGNAL, member="NameOwnerChanged", arguments=(str(name), str(), str(owner))
            ) if message.sender == BUS:
                (self.service_came if owner else self.service_went).emit(name)
            case Message(kind=Kind.SIGNAL) if message.sender != BUS:
                self.signal_came.emit(message)
            case _:
                pass

    def _on_error(self, _error: QLocalSocket.LocalSocketError) -> None:
        self._lose(self._socket.errorString())

    def _on_disconnected(self) -> None:
        self._lose("it ended the connection")

    def _lose(self, reason: str) -> None:
        if self._is_open:
            self.close()
            self.lost.emit(reason)
