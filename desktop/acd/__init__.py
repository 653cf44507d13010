"""The meaning of events: agents, agent groups, paths and lines. No Qt; ``now`` is always an argument."""
