"""Referrals: who sent whom to whom, and what became of it (S7, the pipeline)."""
