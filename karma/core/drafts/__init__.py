"""Messages: what a short draft to somebody may say, and when each kind is fitting (S3, S16)."""
