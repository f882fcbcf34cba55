"""“Call me”: people met and not followed up, and whom you asked to call you and who did not (S15)."""
