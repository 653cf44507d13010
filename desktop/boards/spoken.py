"""Agents and queues in words, for screen readers and cards."""

from desktop.acd.agent import AgentStatus
from desktop.acd.queue import Queue
from desktop.acd.wording import STATE_WORDS, clock_forms, duration, spoken_duration
from desktop.boards.look import BoardLook


def queue_sentence(name: str, queue: Queue, look: BoardLook) -> str:
    """Return a queue's figures as a sentence."""
    now = look.figures_at(queue.source)
    longest_s = queue.longest_waiting_s(now)
    longest = f", longest {spoken_duration(longest_s)}" if longest_s is not None else ""
    trouble = "".join(f", {words}" for words in trouble_words(queue, look))
    unconfirmed = _unconfirmed_words(queue) + stale_words(look, queue.source)
    return f"{name}: {queue.waiting} waiting{longest}, {queue.agents} logged in{trouble}{unconfirmed}"


def trouble_words(queue: Queue, look: BoardLook) -> list[str]:
    """Return the limits that a queue has reached, in two or three words each, or that it has an alert."""
    if look.is_stale(queue.source):
        return []
    trouble = look.view.limits.queue_trouble(queue, look.clock())
    words = [f"limit {trouble.waiting:g}"] if trouble.waiting else []
    words += [f"limit {duration(trouble.longest_s)}"] if trouble.longest_s else []
    return words if words or not look.borders.queue(queue) else ["alert"]


def _unconfirmed_words(queue: Queue) -> str:
    if queue.confirmed:
        return ""
    return ", not confirmed" if queue.received is not None else ", as it was when the program last ran"


def stale_words(look: BoardLook, source: str) -> str:
    """Return since when figures are stale; blank while they are current."""
    since = look.stale_since(source)
    return f", old since {clock_forms(since, look.clock())[0]}" if since is not None else ""


def agent_sentence(name: str, shown: AgentStatus, look: BoardLook) -> str:
    """Return an agent's state as a sentence."""
    parts = [f"Agent {name}: {STATE_WORDS[shown.state]}"]
    detail = look.view.names.detail(shown)
    if detail:
        parts.append(detail)
    since = look.view.selection.since_shown(shown)
    if since is not None:
        parts.append(f"for {spoken_duration(since.elapsed_s(look.figures_at(shown.source)))}")
    if not shown.confirmed and shown.source:
        parts.append("not confirmed")
    return ", ".join(parts)
