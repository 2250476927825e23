"""Nothing is done to data that neither the ledger nor the trail tells."""
