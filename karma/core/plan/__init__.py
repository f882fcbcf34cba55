"""The plan: how often each kind of touch is wanted, how it stands, and whom next (S9)."""
