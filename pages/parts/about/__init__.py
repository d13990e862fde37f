"""What the about page shows of hazards and reviews."""
