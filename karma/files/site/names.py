"""What karma itself keeps in the folder of a site."""

MANIFEST = ".karma-site.json"
"""Which pages are ours, with the hash of each."""
JOURNAL = ".karma-site.journal"
"""The pages of a build that is under way, with their new hashes."""
