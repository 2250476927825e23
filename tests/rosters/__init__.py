"""Rosters as offices send them: made here, each with the report that it must give."""
