"""The rules: the conditions they are made of, and the table of them."""
