"""The recurring cast of the tests: one community, those who work there, an outsider, some elders."""
