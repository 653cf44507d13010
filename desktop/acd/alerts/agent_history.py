"""The earlier states of an agent. The floor only knows the present."""

from desktop.acd.agent import AgentState, AgentStatus, DataWord
from desktop.acd.moment import Moment

RIGHT_AFTER_S = 10.0
"""A make busy this soon after ringing is taken to be the phone system's own, because nobody answered."""
_UNANSWERED = frozenset(
    {AgentState.IDLE, AgentState.MAKE_BUSY, AgentState.DO_NOT_DISTURB, AgentState.LOGGED_OUT}
)


class AgentHistory:
    """The earlier states of one agent.

    Attributes:
        state: The latest state.
        logged_in_since: When the agent logged in; None if the login was not heard.
        was_set_busy: Whether the present make busy came right after unanswered ringing.

    """

    __slots__ = ("_rang_from", "_rang_until", "logged_in_since", "state", "was_set_busy")

    def __init__(self) -> None:
        self.state: AgentState | None = None
        self.logged_in_since: Moment | None = None
        self.was_set_busy = False
        self._rang_from: Moment | None = None
        self._rang_until: Moment | None = None

    def follow(self, shown: AgentStatus, now: Moment) -> None:
        """Process the status of the agent from now on."""
        before, self.state = self.state, shown.state
        if not shown.confirmed:
            self._rang_from = self._rang_until = None
            self.was_set_busy = False
            return
        self._follow_login(before, shown, now)
        self._follow_ringing(before, shown, now)

    def _follow_login(self, before: AgentState | None, shown: AgentStatus, now: Moment) -> None:
        if shown.state is AgentState.LOGGED_OUT:
            self.logged_in_since = None
        elif before is AgentState.LOGGED_OUT:
            self.logged_in_since = now
        elif (
            self.logged_in_since is None and shown.state is AgentState.IDLE and shown.data_word is DataWord.IN
        ):
            self.logged_in_since = shown.since

    def _follow_ringing(self, before: AgentState | None, shown: AgentStatus, now: Moment) -> None:
        if shown.state is AgentState.RINGING:
            self._rang_from, self._rang_until = shown.since or now, None
        elif shown.state not in _UNANSWERED:
            self._rang_from = self._rang_until = None
        elif before is AgentState.RINGING:
            self._rang_until = now
        if shown.state is not AgentState.MAKE_BUSY:
            self.was_set_busy = False
        elif before is not AgentState.MAKE_BUSY:
            self.was_set_busy = self._followed_ringing(shown.since)

    def _followed_ringing(self, since: Moment | None) -> bool:
        if since is None or self._rang_from is None or self._rang_until is None:
            return False
        return self._rang_from <= since and self._rang_until.elapsed_s(since) <= RIGHT_AFTER_S
