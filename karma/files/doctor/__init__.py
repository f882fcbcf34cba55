"""Whether this computer, git and the repository are as karma needs them. Looking changes nothing."""
