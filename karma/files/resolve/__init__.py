"""What a merge left open: where it stands in the files, and how it is settled, there and for git."""
