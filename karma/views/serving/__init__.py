"""The dashboard over a loopback server: who may ask, and what they get (faults.md, rule 8)."""
