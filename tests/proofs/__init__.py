"""What holds of every scenario there can be, proven rather than sampled."""
