"""Questions for the look-up, and what it makes of them."""
