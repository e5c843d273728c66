"""Figures, tables and the HTML report. May import all rooms above."""
