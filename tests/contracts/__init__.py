"""What holds for the whole house: sizes, imports, words, strings, papers."""
