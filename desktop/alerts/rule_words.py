"""The description of a rule in a plain sentence."""

from collections.abc import Callable
from typing import Final

from desktop.acd.wording import duration
from desktop.settings import RuleSettings
from desktop.settings.alerts import DAYS

NameOf = Callable[[str, str], str]
"""Returns the name of a number; its kind is ``groups``, ``paths`` or ``agents``."""

_STATES: Final = {
    "do-not-disturb": "has been in do not disturb",
    "make-busy": "has been in make busy",
    "work-timer": "has been in work timer",
    "hold": "has had a call on hold",
    "ringing": "has been rung",
}
_MOST_NAMED: Final = 2
_WORK_DAYS: Final = 5


def sentence(one: RuleSettings, name_of: NameOf) -> str:
    """Describe what a rule watches, and when it notifies."""
    said = f"Tell when {_what(one, name_of)}"
    if one.start_after_s:
        said += f", once that has held for {duration(one.start_after_s)}"
    parts = [said]
    if one.days and set(one.days) != set(DAYS):
        parts.append(f"on {_days(one.days)}")
    if one.hours:
        parts.append(f"at {one.hours}")
    if one.quiet:
        parts.append(f"not {one.quiet}")
    if one.repeat_s:
        parts.append(f"again every {duration(one.repeat_s)}")
    if not one.ways:
        parts.append("in the list alone")
    return f"{'; '.join(parts)}."


def more_than(limit: int) -> str:
    """Describe a limit of callers, which includes the limit itself."""
    return f"more than {limit - 1}" if limit > 1 else "1 or more"


def _what(one: RuleSettings, name_of: NameOf) -> str:
    match one.what:
        case "callers-waiting" | "longest-waiting":
            return _of_queues(one, _queues(one, name_of))
        case "nobody-free" | "last-free-gone" | "waiting-while-free":
            return _of_team(one, _team(one, name_of))
        case "no-connection":
            return f"nothing has come from a phone system for {_at_least(one)}"
        case "file-fault":
            return f"a file could not be written for {_at_least(one)}"
        case _:
            return f"{_agent(one, name_of)} {_of_agent(one)}"


def _of_queues(one: RuleSettings, queues: str) -> str:
    if one.what == "callers-waiting":
        return _callers(one, queues)
    if not one.limit:
        return f"the first caller in {queues} waits so long that the board shows {one.level}"
    return f"the first caller in {queues} has waited {duration(one.limit)} or longer"


def _of_team(one: RuleSettings, team: str) -> str:
    if one.what == "nobody-free":
        wait = f"{more_than(one.limit)} callers wait" if one.limit > 1 else "callers wait"
        return f"{wait} and nobody{team} is free"
    if one.what == "last-free-gone":
        return f"the last free {'one' if one.agents else 'agent'}{team} logs out or asks for no calls"
    long = f"for {duration(one.limit)} or longer" if one.limit else "at the same time"
    return f"a caller waits and {'one' if one.agents else 'an agent'}{team} is free, both {long}"


def _of_agent(one: RuleSettings) -> str:
    if one.what == "still-logged-in":
        return f"is still logged in after {one.hour or '0:00'}"
    if one.what == "set-busy":
        return "gets into make busy right after ringing that nobody answered"
    state = _STATES[one.what]
    if one.limit:
        return f"{state} for {_at_least(one)}"
    return f"{state} for so long that the board shows {one.level}"


def _callers(one: RuleSettings, queues: str) -> str:
    if one.limit:
        said = f"{more_than(one.limit)} callers wait in {queues}"
    else:
        said = f"so many callers wait in {queues} that the board shows {one.level}"
    if one.longest_s:
        said += f" and the first has waited {duration(one.longest_s)} or longer"
    return said


def _at_least(one: RuleSettings) -> str:
    return f"{duration(max(1, one.limit))} or longer"


def _queues(one: RuleSettings, name_of: NameOf) -> str:
    named = [name_of("groups", number) for number in one.groups]
    named += [name_of("paths", number) for number in one.paths]
    return _listed(named) or "any queue"


def _team(one: RuleSettings, name_of: NameOf) -> str:
    """Name a team after its preposition; blank for all."""
    of = f" of {_listed([name_of('agents', number) for number in one.agents])}" if one.agents else ""
    named = _queues(one, name_of) if one.groups or one.paths else ""
    return f"{of} for {named}" if named else of


def _agent(one: RuleSettings, name_of: NameOf) -> str:
    agents = _listed([name_of("agents", number) for number in one.agents])
    groups = _listed([name_of("groups", number) for number in one.groups])
    of_groups = f"an agent of {groups}" if groups else ""
    return " or ".join(part for part in (agents, of_groups) if part) or "an agent"


def _listed(names: list[str]) -> str:
    if len(names) <= _MOST_NAMED + 1:
        first = ", ".join(names[:-1])
        return f"{first} or {names[-1]}" if first else "".join(names)
    return f"{', '.join(names[:_MOST_NAMED])} or {len(names) - _MOST_NAMED} others"


def _days(days: tuple[str, ...]) -> str:
    week = tuple(DAYS)
    if set(days) == set(week[:_WORK_DAYS]):
        return "Monday to Friday"
    return ", ".join(DAYS[day] for day in week if day in days)
