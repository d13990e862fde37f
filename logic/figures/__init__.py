"""Plotly figures, pure functions of content and scenario: the same input gives the same figure."""
