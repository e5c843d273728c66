"""Files of other programs. May import negotiation, reading and the conflict of the stability room."""
