"""The content: how its files are read, what shape they must have, and all of it as typed objects."""
