"""People under another file: renamed, joined with somebody, archived, and whoever links to them."""
