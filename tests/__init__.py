"""Tests; this file makes the helpers beside them importable as ``tests.…``."""
