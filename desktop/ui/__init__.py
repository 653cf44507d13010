"""What a person sees: list models, the board, the tray."""
