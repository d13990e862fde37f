"""Assurance: content held against itself, hazards, and who has reviewed what."""
