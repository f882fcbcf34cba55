"""The repository that a book stands in: what git says of it, what could run there, and commits to it."""
