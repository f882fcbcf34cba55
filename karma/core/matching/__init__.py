"""Help first: whose needs meet whose offers, and who would like to hear what you heard (S14, S6)."""
