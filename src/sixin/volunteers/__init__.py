"""Volunteers' services to elders, at home and in the community.

served (posts volunteer.served) → taken back (reverses it)
"""
