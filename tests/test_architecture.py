"""The house: cli -> views, exchange, files -> core; one home for the clock and for each library."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATHS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("karma/**/*.py"))
LAYERS = {path: path.split("/")[1] for path in PATHS if path.count("/") > 1}

MAY_IMPORT = {
    "core": {"core"},
    "files": {"files", "core"},
    "exchange": {"exchange", "core"},
    "views": {"views", "core"},
    "cli": {"cli", "views", "exchange", "files", "core"},
}
HOMES = {
    "click": "cli",
    "jinja2": "views",
    "markdown": "views",
    "markupsafe": "views",
    "nh3": "views",
    "tomlkit": "files",
    "watchdog": "files",
    "yaml": "files",
}
DISK_AND_CHANCE = {"io", "os", "pathlib", "random", "secrets", "shutil", "subprocess", "tempfile", "time"}
STARTS = re.compile(r"os\.(system|popen|startfile|fork|forkpty|exec\w+|spawn\w+|posix_spawnp?)|pty\.spawn")
CLOCK = {
    *("date.today", "datetime.today", "datetime.now", "datetime.utcnow"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime"),
}


@cache
def tree_of(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text("utf-8"))


@cache
def imports(tree: ast.AST) -> tuple[str, ...]:
    """Every module that `tree` imports anywhere, as `module.name` for `from module import name`."""
    return tuple(_imports(tree))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names)


def packages(tree: ast.AST) -> set[str]:
    return {name.split(".")[0] for name in imports(tree)} - {"karma"}


def clock_reads(tree: ast.AST) -> list[str]:
    """Where `tree` asks for the day or the time: `date.today()`, `time.time()`, `from time import time`…"""
    attributes = (ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return [name for name in (*attributes, *imports(tree)) if ".".join(name.split(".")[-2:]) in CLOCK]


def names(tree: ast.AST) -> Iterator[str]:
    """Every name that `tree` uses of something else, with what it belongs to: `os.fork`."""
    return (ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def is_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def users(*wanted: str) -> list[str]:
    return [path for path in PATHS if packages(tree_of(path)) & set(wanted)]


def test_arrows_run_one_way() -> None:
    against = [
        (path, name)
        for path, layer in LAYERS.items()
        for name in imports(tree_of(path))
        if name.startswith("karma.") and name.split(".")[1] in MAY_IMPORT.keys() - MAY_IMPORT[layer]
    ]
    assert against == []


def test_imports_name_the_whole_way_so_that_arrows_can_be_read() -> None:
    assert [(path, name) for path in PATHS for name in imports(tree_of(path)) if name.startswith(".")] == []


def test_core_knows_neither_disk_nor_clock_nor_libraries() -> None:
    for path in (path for path in LAYERS if LAYERS[path] == "core"):
        tree = tree_of(path)
        calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert packages(tree) <= sys.stdlib_module_names - DISK_AND_CHANCE, path
        assert not calls & {"open", "print", "input"}, path
        assert not clock_reads(tree), path


def test_the_clock_is_read_in_one_module_of_cli() -> None:
    readers = [path for path in PATHS if clock_reads(tree_of(path))]
    assert [LAYERS.get(path) for path in readers] == ["cli"], readers


@pytest.mark.parametrize(
    "source",
    [
        "date.today()",
        "datetime.datetime.now(zone)",
        "f(clock=time.time)",
        "from time import time",
        "x.date.today",
    ],
)
def test_the_clock_is_noticed_however_it_is_read(source: str) -> None:
    assert len(clock_reads(ast.parse(source))) == 1


def test_every_library_is_known_here() -> None:
    assert set().union(*(packages(tree_of(path)) for path in PATHS)) - sys.stdlib_module_names == HOMES.keys()


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_used_in_its_home_only(library: str) -> None:
    assert {LAYERS.get(path) for path in users(library)} == {HOMES[library]}


def test_other_programs_are_started_in_three_places_only() -> None:
    """The one door to git, the user's editor, and the user's own words to git (faults.md, rule 7)."""
    assert users("subprocess") == [
        *("karma/cli/commands/git.py", "karma/cli/editor.py", "karma/files/git.py"),
    ]
    starts = {
        path: sorted({name for name in names(tree_of(path)) if STARTS.fullmatch(name)}) for path in PATHS
    }
    assert {path: names for path, names in starts.items() if names} == {
        "karma/files/site/workers.py": ["os.fork"],  # karma itself, once more: the pages are made by two
    }


@pytest.mark.parametrize(
    "libraries", [("yaml",), ("tomlkit",), ("watchdog",), ("markdown", "nh3"), ("markupsafe",)], ids="+".join
)
def test_what_is_slow_to_import_has_one_module(libraries: tuple[str, ...]) -> None:
    assert len(users(*libraries)) == 1, users(*libraries)


def test_imports_run_in_no_circle() -> None:
    modules = {path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in PATHS}

    def targets(path: str) -> set[str]:
        # What stands under `if TYPE_CHECKING:` never runs.
        runs = [node for node in tree_of(path).body if not is_for_types(node)]
        names = set(imports(ast.Module(runs, [])))
        return modules.keys() & (names | {name.rpartition(".")[0] for name in names})

    graph = {module: targets(path) - {module} for module, path in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_a_module_is_short_enough_for_one_idea() -> None:
    lines = {path: (ROOT / path).read_text("utf-8").count("\n") for path in PATHS}
    assert {path: count for path, count in lines.items() if count > 300} == {}
