"""Practice: cases, drills, the audit of sentences, and progress."""
