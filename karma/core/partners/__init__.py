"""Referral partners: the right person, the quarter's meetings, names each way (S10, S12)."""
