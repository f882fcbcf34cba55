"""SHOW on a terminal: what core computed, as lines of styled spans. No rules, no printing."""
