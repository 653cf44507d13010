"""Seven days of a floor in compressed time, and the checks at their end."""
