"""What two sides of a book have to tell each other when they meet."""
