"""ASK: thin commands. Parse, call, print, exit code; the only reader of the clock."""
