"""SHOW to programs: the documented shapes of `--json`. Every field is always present."""
