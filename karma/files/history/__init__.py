"""What happened to the files of people: read from the commits, and from what is not committed yet."""
