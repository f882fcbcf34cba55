"""karma arrives whole by each road: wheel, sdist, editable, and linked into a bin folder."""

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from karma.views.theme import theme_folder

ROOT = Path(__file__).parents[2]
SAYS_WHERE = (
    "import karma; from karma.views.theme import theme_folder; print(karma.__file__); print(theme_folder())"
)


def run(*command: str | Path, cwd: Path) -> str:
    """What `command` prints, started without a path to this checkout; fails the test with what it said."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclass(frozen=True)
class Home:
    """A fresh environment, and a folder far from the source to start karma in."""

    folder: Path
    elsewhere: Path

    @property
    def bin(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def install(self, *what: str | Path) -> None:
        offline = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--ignore-installed"]
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
        run(*pip, "--python", self.bin / "python", "install", *offline, *what, cwd=self.elsewhere)

    def karma_and_theme(self) -> tuple[Path, Path]:
        karma, theme = run(self.bin / "python", "-c", SAYS_WHERE, cwd=self.elsewhere).splitlines()
        return Path(karma).parent, Path(theme)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An environment without pip, which finds karma's dependencies where these tests found them."""
    folder, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    elsewhere.mkdir()
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    (packages,) = [path for path in folder.rglob("site-packages") if path.is_dir()]
    installed = [entry for entry in sys.path if entry.endswith("-packages")]
    (packages / "dependencies.pth").write_text("\n".join(installed), "utf-8")
    return Home(folder, elsewhere)


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what git knows or would know, so that building leaves nothing behind in the checkout."""
    copy = tmp_path_factory.mktemp("source") / "karma"
    names = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def dist(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=source)
    return folder


@pytest.fixture(scope="session")
def wheel(dist: Path) -> Path:
    (found,) = dist.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def sdist(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked."""
    (packed,) = dist.glob("*.tar.gz")
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    (unpacked,) = folder.iterdir()
    return unpacked


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_holds_the_package_the_theme_and_the_license(wheel: Path, source: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {name for name in names if name.startswith("karma/") and not name.startswith("karma/theme/")}
    theme = {name.removeprefix("karma/theme/") for name in names if name.startswith("karma/theme/")}
    assert package == {f"karma/{name}" for name in files_in(source / "karma")}
    assert "karma/py.typed" in package
    assert theme == files_in(source / "templates")
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_wheel_brings_nothing_but_karma(wheel: Path) -> None:
    assert {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()} == {
        "karma",
        "karma-0.1.0.dist-info",
    }


def test_installed_from_the_wheel(home: Home, wheel: Path, source: Path) -> None:
    home.install(wheel)
    assert run(home.bin / "karma", "--version", cwd=home.elsewhere) == "karma 0.1.0\n"
    karma, theme = home.karma_and_theme()
    assert home.folder in karma.parents
    assert theme == karma / "theme"
    assert files_in(theme) == files_in(source / "templates")


def test_installed_from_the_sdist(home: Home, sdist: Path, source: Path) -> None:
    home.install(sdist)
    assert run(home.bin / "karma", "--version", cwd=home.elsewhere) == "karma 0.1.0\n"
    karma, theme = home.karma_and_theme()
    assert home.folder in karma.parents
    assert files_in(theme) == files_in(source / "templates")


def test_installed_editable(home: Home, source: Path) -> None:
    home.install("--editable", source)
    assert run(home.bin / "karma", "--version", cwd=home.elsewhere) == "karma 0.1.0\n"
    assert home.karma_and_theme() == (source / "karma", source / "templates")


@pytest.mark.skipif(os.name == "nt", reason="Windows links need a privilege")
def test_linked_into_a_bin_folder_as_pipx_does(home: Home, wheel: Path, tmp_path: Path) -> None:
    home.install(wheel)
    command = tmp_path / "bin" / "karma"
    command.parent.mkdir()
    command.symlink_to(home.bin / "karma")
    assert run(command, "--version", cwd=home.elsewhere) == "karma 0.1.0\n"


def test_a_damaged_installation_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="install karma again"):
        theme_folder(tmp_path / "karma")
