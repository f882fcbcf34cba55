"""The site on disk: the only code that writes into its folder.

It writes what changed, removes the pages of people who are gone, and never touches a file it did not make.
`.karma-site.json` in the folder remembers which pages are ours and the hash of each as it was written; while
a build is under way a journal beside it holds the new hashes before the pages are there, so that an
interrupted build is still known. What karma keeps in the book's `.karma/` only saves work.
"""
