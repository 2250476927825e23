"""Certifications of pension and old-age allowance: recorded and reminded of, never decided.

done (posts certification.done) → taken back (reverses it)
"""
