"""What slides and drawn charts are made of."""
