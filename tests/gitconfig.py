"""What git knows in every test: who Nora is, and that nothing is to be tidied up, nor is the power turned off."""

NORA = """\
[user]
	name = Nora Quist
	email = nora@quist.example
[init]
	defaultBranch = main
[core]
	fsync = none
[gc]
	auto = 0
"""
