"""The state of the person's session, as far as the operating system knows it."""


class SessionWatch:
    """The state of the session. This base knows nothing, so the person counts as present and undisturbed.

    No call blocks.
    """

    def start(self) -> None:
        """Connect to the system's services."""

    def stop(self) -> None:
        """Disconnect."""

    def is_locked(self) -> bool:
        """Return whether the screen is locked, or the session is not on a screen."""
        return False

    def idle_s(self) -> float:
        """Return the seconds since the last input; 0 where that is not known."""
        return 0.0

    def wants_quiet(self) -> bool:
        """Return whether the person wants no disturbance: a full-screen presentation, a focus mode."""
        return False
