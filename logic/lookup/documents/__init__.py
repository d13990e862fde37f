"""What the look-up can find, made from the content."""
