"""The evidence behind the pathway: claims, figures, trials, panels and sources."""
