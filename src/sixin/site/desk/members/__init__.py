"""Those who work here: who they are, what they may do and until when, and how they get in."""
