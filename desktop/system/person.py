"""The person at this computer."""

import getpass


def person_here() -> str:
    """Return the name of the signed-in user; blank if it is unknown."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # Which one depends on system and version (docs.python.org, getpass.getuser).
        return ""
