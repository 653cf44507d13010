"""What the events mean: agents, agent groups, paths, the line. No Qt; ``now`` is an argument."""
