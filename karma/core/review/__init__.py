"""The review: the week and the quarter in figures, what moved, and one thing to do next."""
