"""Who sits at this computer."""

import getpass


def person_here() -> str:
    """Give the name under which somebody is signed in; blank where nobody can say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # Which of them depends on system and version (docs.python.org, getpass.getuser).
        return ""
