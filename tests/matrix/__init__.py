"""Every address, action and command, called as every role: `matrix.md` says what must come of it."""
