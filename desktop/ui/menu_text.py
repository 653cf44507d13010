"""Texts of menus and buttons."""


def plain(text: str) -> str:
    """Return a text for an action, a title or a button in which an ampersand marks no shortcut."""
    return text.replace("&", "&&")
