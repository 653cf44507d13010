"""Figures of many samples."""

import math
from collections.abc import Sequence


def percentile(samples: Sequence[float], share: float) -> float:
    """Return the smallest sample that at least this share of all samples does not exceed (nearest rank).

    Raises:
        ValueError: There is no sample, or the share is not above 0 and at most 1.

    """
    if not samples or not 0 < share <= 1:
        message = f"no percentile {share} of {len(samples)} samples"
        raise ValueError(message)
    return sorted(samples)[math.ceil(share * len(samples)) - 1]


def median(samples: Sequence[float]) -> float:
    """Return the median; of an even number of samples the lower of the two in the middle."""
    return percentile(samples, 0.5)
