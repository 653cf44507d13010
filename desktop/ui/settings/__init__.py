"""The settings in a window: pages of editors, each made from its setting's declaration."""
