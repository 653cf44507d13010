"""Reasons for a lost line in plain words, and advice for whoever can fix it."""

from typing import Final

from PySide6.QtNetwork import QAbstractSocket

_Error = QAbstractSocket.SocketError
REASONS: Final = {
    _Error.ConnectionRefusedError: "refused",
    _Error.HostNotFoundError: "host unknown",
    _Error.NetworkError: "no route to it",
    _Error.RemoteHostClosedError: "closed by the phone system",
    _Error.SocketTimeoutError: "timed out",
    _Error.SocketAccessError: "not allowed by this computer",
}
ADVICE: Final = {
    _Error.ConnectionRefusedError: (
        "The phone system is there but does not offer the stream on this port. Is the real time events stream"
        " switched on, is the port right, and does another program hold it?"
    ),
    _Error.HostNotFoundError: "Nobody knows this name. Check how it is written, or use the address.",
    _Error.NetworkError: "The network does not lead there. Check the address, the cable and the router.",
    _Error.RemoteHostClosedError: (
        "The phone system took the call and hung up. Some allow one program at a time: does another hold the"
        " stream?"
    ),
    _Error.SocketTimeoutError: (
        "Nothing answers at this address. Check the address, and whether a firewall stands between."
    ),
    _Error.SocketAccessError: "This computer does not allow it. Check its firewall.",
}
