"""Seven days of a floor in compressed time, and what must hold at their end."""
