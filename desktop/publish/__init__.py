"""What other programs read: mitel_data.json, kept current and never half written."""
