"""THINK: pure functions of (book, today, config). Standard library only; no disk, no clock, no terminal."""
