"""What a supervisor is told of: rules, what holds of them, and who is told when."""
