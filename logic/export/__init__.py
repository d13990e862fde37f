"""What an educator hands out, as files."""
