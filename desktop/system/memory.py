"""Memory given back to the system."""

import gc
import sys


def give_back() -> None:
    """Free unused memory: objects that refer to each other, and what glibc keeps for the next ones."""
    gc.collect()
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - loaded on first use

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:  # glibc's alone
            trim(0)
