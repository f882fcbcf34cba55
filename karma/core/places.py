"""What the files of a book are called."""

FILE = "karma.toml"
"""The settings, at the top of the book."""
