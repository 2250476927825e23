"""Who changed, revealed, exported or erased what: told once, never altered, prunable by rule.

Never counted: figures come from the ledger. Holds opaque ids; values and reasons are sealed.
"""
