"""Records as a phone system sends them."""


def wire(*records: str) -> bytes:
    """Return records as the phone system sends them."""
    return b"".join(b"\x02" + record.encode("latin-1") + b"\r\n" for record in records)


def call(code: str, agent_id: str = "6001", button: str = "00", number: str = "1001") -> str:
    """Return a call event's record."""
    return f"01{code}083000{number:<7}{agent_id:<7}{button}"


def group(number: str, waiting: int, agents: int = 5, longest: str = "0000") -> str:
    """Return a group report."""
    return f"01K083000{number}{waiting:03d}{agents:03d}{longest}0000000"


def path(number: str, waiting: int, agents: int = 5, longest: str = "0000") -> str:
    """Return a path report."""
    return f"01Q083000{number}{waiting:03d}{agents:03d}{longest}"
