"""Taking a command back: what it did to each file, and the same file without it."""
