"""The shape of every content entry, by what it is for."""
