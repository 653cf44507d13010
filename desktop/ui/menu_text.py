"""Texts of menus."""


def plain(text: str) -> str:
    """Return a text for an action or a title in which an ampersand marks no shortcut."""
    return text.replace("&", "&&")
