"""Encryption at rest: keys in an envelope, sealed values, blind indexes, field types.

The algorithms are `cryptography`'s; here stands only how values are framed and keys are kept
(decision 0009).
"""
