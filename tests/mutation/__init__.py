"""Mutation testing: the logic is made wrong in one small place at a time, and the tests must notice."""
