"""SHOW on pages: the dashboard as HTML files."""
