"""Hazards of water, electricity, gas and the rest, as seen at home, with photos where she agrees.

reported → withdrawn (the report was a mistake)
"""
