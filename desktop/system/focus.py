"""Whether the person does not want to be disturbed: a full-screen presentation, a focus mode."""


class Focus:
    """What the operating system says about it; this one is for a system that says nothing.

    macOS holds notifications back by itself and tells no program.
    """

    def wants_quiet(self) -> bool:
        """Tell, without waiting, whether nothing is to be shown now."""
        return False
