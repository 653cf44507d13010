"""Every setting once, with its type, default, range and description; all are kept in one INI file."""

from desktop.settings.addresses import DEFAULT_PORT, read_addresses
from desktop.settings.alerts import DEFAULT_RULES, AlertSettings, RuleSettings
from desktop.settings.board import FIRST_BOARD, BoardSettings
from desktop.settings.chosen import SettingsSnapshot
from desktop.settings.declared import SettingsError, wrong_value
from desktop.settings.file import SettingsFile
from desktop.settings.limits import LimitSettings, QueueLimitSettings
from desktop.settings.program import Settings
from desktop.settings.site import Site, read_site

__all__ = [
    "DEFAULT_PORT",
    "DEFAULT_RULES",
    "FIRST_BOARD",
    "AlertSettings",
    "BoardSettings",
    "LimitSettings",
    "QueueLimitSettings",
    "RuleSettings",
    "Settings",
    "SettingsError",
    "SettingsFile",
    "SettingsSnapshot",
    "Site",
    "read_addresses",
    "read_site",
    "wrong_value",
]
