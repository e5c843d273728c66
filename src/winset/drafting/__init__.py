"""Statements → a draft negotiation, every entry with its evidence. May import reading and negotiation."""
