"""What happened to a person's file, in the user's words: from commits and from edits by hand."""
