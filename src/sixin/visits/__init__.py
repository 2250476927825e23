"""Home visits, calls, and who is due for one.

    planned → completed (posts visit.completed)
    planned → no_answer | refused | away | hospital | moved | died | cancelled
    completed → cancelled (reverses its record)

Two failed knocks on an elder of the highest care level open an urgent follow-up.
"""
