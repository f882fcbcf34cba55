"""READ & WRITE: the only code that touches contact files, the cache and the built site."""
