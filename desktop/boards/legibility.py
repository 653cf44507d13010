"""Verdicts on how well a board with sample contents can be read on a screen from a distance."""

from typing import Final

from desktop.boards.board_fit import BoardFit, Contents, fit_board
from desktop.boards.head_layout import Queues
from desktop.ui.brushes import Brushes
from desktop.ui.sight import Sight, Verdict, verdict

USUAL_AGENTS: Final = 24
"""Assumed while no agent is known."""
SAMPLE_QUEUES: Final = Queues(("Sales", "Support", "Billing", "Returns"))
SAMPLE_NAMES: Final = (
    *("Olga W.", "Ana M.", "Hugo L.", "Vera Z.", "Chloe R.", "Jack O.", "Quinn F.", "Ella S.", "Liam N."),
    *("Sam J.", "Zoe K.", "Grace T.", "Noah B.", "Uma Y.", "Ben K.", "Ines V.", "Priya S.", "Will E."),
    *("Dev P.", "Kaya D.", "Rosa G.", "Yusuf M.", "Femi A.", "Maya H.", "Tara C."),
)


def board_for(brushes: Brushes, sight: Sight, agents: int) -> BoardFit:
    """Lay a board with that many agents out so that it can be read on that screen, if possible."""
    ratio = brushes.cap_ratio
    contents = Contents(agents, max(SAMPLE_NAMES, key=len), SAMPLE_QUEUES)
    size = sight.width_px, sight.height_px
    return fit_board(size, contents, brushes.width, sight.least_name_px(ratio), sight.least_text_px(ratio))


def judge(brushes: Brushes, sight: Sight, board: BoardFit) -> Verdict:
    """Judge how well a board can be read."""
    ratio = brushes.cap_ratio
    return verdict(
        sight, name_cap_px=board.smallest_name_px * ratio, text_cap_px=board.smallest_text_px * ratio
    )
