"""Answers from a negotiation: blockers, deals, stability, outlook, forecast. May import negotiation."""
