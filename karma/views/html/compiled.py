"""Templates as Python code, kept so that the theme is not compiled at every build."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

Code = MutableMapping[str, bytes]
"""Code by the place of its template and the kind of environment that it was made for."""


class Compiled(BytecodeCache):
    """Takes from `code`, and puts there, what Jinja makes of each template.

    It runs as it stands there, so it must not come from anybody else. Jinja itself tells whether it belongs
    to the source. `kind` names the environment: a sandbox has other code.
    """

    def __init__(self, kind: str, code: Code) -> None:
        self._kind, self._code = kind, code

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket, unless the template is new or has changed."""
        known = self._code.get(self._kind + bucket.key)
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled."""
        self._code[self._kind + bucket.key] = bucket.bytecode_to_string()
