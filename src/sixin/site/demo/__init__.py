"""The demo community: invented, seeded, reproducible, and entered by the verbs that people use.

    invention (pure)                          entering (database)
    community, names, households, elders ──→  registering: areas, members, rosters through the import
    contacts, campaigns, sessions …      ──→  performing: day after day, through the actions

The same seed and the same day give the same community. Nobody in it exists.
"""
