"""Hosts and ports of phone systems, as people write them."""

import re
from functools import partial
from typing import Final

from desktop.settings.declared import wrong_for

DEFAULT_PORT: Final = 15373
PORTS: Final = (1, 65535)
_HOST: Final = re.compile(r"\w[\w.-]{0,252}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\w+)?")
"""A name, an address, or an address with colons."""
_WHOLE: Final = re.compile(r"[0-9]{1,9}")


def read_addresses(text: str, port: int) -> tuple[tuple[str, int], ...]:
    """Read hosts and ports with commas between: ``name``, ``name:port`` or ``[address]:port``.

    Arguments:
        text: The hosts and ports.
        port: The port of hosts without one.

    Raises:
        ValueError: Something is no name or address; the text says what.

    """
    addresses = tuple(_read_address(address.strip(), port) for address in text.split(",") if text.strip())
    for address in addresses:
        if addresses.count(address) > 1:
            message = f"{address[0]!r} is named twice"
            raise ValueError(message)
    return addresses


def _read_address(text: str, port: int) -> tuple[str, int]:
    host, colon, written = text.rpartition(":")
    if not colon or (":" in host and not host.endswith("]")):
        host, written = text, str(port)
    host = host.removeprefix("[").removesuffix("]")
    if not (_HOST.fullmatch(host) and _WHOLE.fullmatch(written)):
        message = f"{text!r} is not a name or an address"
        raise ValueError(message)
    if not PORTS[0] <= int(written) <= PORTS[1]:
        message = f"{text!r}: port {written} is not from {PORTS[0]} to {PORTS[1]}"
        raise ValueError(message)
    return host, int(written)


wrong_addresses: Final = wrong_for(partial(read_addresses, port=DEFAULT_PORT))
