"""Pages of the trail: who changed, revealed and exported what. For the data protection role."""
