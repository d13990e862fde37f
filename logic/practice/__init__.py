"""Practice: what is asked, how it is marked, and what the learner keeps."""
