"""TallyMate: the agents and queues of a Mitel call centre at a glance."""

__version__ = "0.1.0"


class UserError(Exception):
    """Base of the errors that the user can correct; the text is one line that says what is wrong."""
