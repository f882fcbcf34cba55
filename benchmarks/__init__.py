"""How fast karma is, against others, on the same files in the same run."""
