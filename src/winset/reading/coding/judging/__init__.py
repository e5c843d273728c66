"""A network's judgement of a statement: its act, how firm it is, which issues it takes a side on, and whose side."""
