"""The boards: windows of tiles and figures over one floor."""
