"""The model of a negotiation: parties, issues, positions, proposals, moves; YAML in and out. May import core."""
