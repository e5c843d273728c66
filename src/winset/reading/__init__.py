"""Documents in, statements out: who said what, where it stands, and what it says of whose position. May import core."""
