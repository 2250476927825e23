"""Events for elders: lectures, clinics, festivals, study.

held (posts event.held) → taken back (reverses it)
"""
