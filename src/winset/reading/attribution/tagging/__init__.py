"""The learned part of step 1: cues by a small encoder, and for each cue its source, its words and its content."""
