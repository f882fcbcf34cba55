"""Where the default theme stands: the templates of the pages and of the drafts."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def theme_folder(package: Path = PACKAGE) -> Path:
    """The folder of the default templates.

    An installed karma carries them inside, as `karma/theme`. In the repository they stand at the top, as
    `templates/`, where a reader finds them; there an edit shows at the next build. Raises FileNotFoundError
    when neither is there: the installation is damaged.
    """
    for folder in (package / "theme", package.parent / "templates"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        f"karma's templates are neither in {package / 'theme'} nor in {package.parent / 'templates'};"
        " install karma again."
    )
