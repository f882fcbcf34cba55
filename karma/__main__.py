"""`python -m karma`."""

from karma.cli.main import main

if __name__ == "__main__":
    main()
