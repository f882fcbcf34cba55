"""Noticing that something in the book changed."""
