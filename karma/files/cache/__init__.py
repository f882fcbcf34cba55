"""What karma remembers of a book in `.karma/`, to save time and never to be believed over the files."""
