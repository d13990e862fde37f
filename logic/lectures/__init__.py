"""Lectures: decks of cases, step by step, with what the speaker reads."""
