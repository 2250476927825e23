"""What a known story must come to, number by number."""
