"""The evidence: claims, figures, trials, panels and sources."""
