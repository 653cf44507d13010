"""The assistant of the first start."""
