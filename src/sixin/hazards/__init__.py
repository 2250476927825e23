"""Hazards of water, electricity, gas and the rest, as seen at home.

reported → withdrawn (the report was a mistake)
"""
