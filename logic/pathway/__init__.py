"""What follows from the rules for one patient."""
