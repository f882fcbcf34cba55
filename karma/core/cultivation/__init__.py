"""Cultivation: prospects who are interested but not now, and when each is asked again (S13)."""
