"""People under another file name: which links follow, and what may not change by it."""
