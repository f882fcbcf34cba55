"""The page about importing says what the import says."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/import-letters.md").read_text("utf-8")


def test_every_code_of_the_import_is_explained() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "karma/exchange").glob("*.py")]
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    codes = {text for text in texts if isinstance(text, str) and re.fullmatch(r"import-[a-z]+", text)}
    assert codes
    assert codes == set(re.findall(r"^\| `(import-[a-z]+)` ", PAGE, re.MULTILINE))
