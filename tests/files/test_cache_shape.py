"""What is remembered of a person has a shape with a number: who changes the one has to raise the other."""

from __future__ import annotations

from dataclasses import fields
from hashlib import sha256

from karma.core.book import Contact
from karma.core.cadence import Cadence
from karma.core.dates import Birthday, Period
from karma.core.fields import Labelled
from karma.core.logline import LogLine, Party
from karma.core.problems import Problem
from karma.core.promise import Promise
from karma.files.cache.maker import FORMAT
from karma.files.cache.records import Known
from karma.files.cache.rows import Place, Row
from karma.files.cache.shape import DAILY

SHAPES = {6: "75e7d1fb1f61827b"}


def test_a_new_shape_gets_a_new_number() -> None:
    """Raise FORMAT in karma/files/cache/maker.py, teach shape.py the change, and note the new shape above."""
    kinds = (Contact, LogLine, Party, Promise, Period, Cadence, Birthday, Labelled)
    said = [(kind.__name__, *((one.name, str(one.type)) for one in fields(kind))) for kind in kinds]
    rows = [
        (name, str(kind))
        for one in (Place, Row, Known, Problem)
        for name, kind in one.__annotations__.items()
    ]
    assert sha256(repr((said, rows, DAILY)).encode()).hexdigest()[:16] == SHAPES[FORMAT]
