"""Look-up: a question in anybody's words, and the content that answers it."""
