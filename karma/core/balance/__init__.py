"""Give and take: what was given and received, by kind, per person and overall (S8)."""
