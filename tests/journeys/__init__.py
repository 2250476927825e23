"""People's ways through the desk, in a real browser against a served demo community."""
