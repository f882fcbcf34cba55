"""`synonyms` in karma.toml: lists of words or phrases that mean the same."""

from __future__ import annotations

import pytest

from karma.core.config import Config
from karma.core.configfile import parse_config


def test_synonyms_are_read() -> None:
    config, problems = parse_config('synonyms = [["lawyer", "attorney"], ["HR", "human resources"]]')
    assert config.synonyms == (("lawyer", "attorney"), ("HR", "human resources"))
    assert problems == ()
    assert Config().synonyms == ()


@pytest.mark.parametrize(
    "wrong", ['"lawyer"', '["lawyer", "attorney"]', '[["lawyer"]]', '[["lawyer", 1]]', '[["a", " "]]']
)
def test_what_is_no_list_of_lists_is_reported_and_the_rest_counts(wrong: str) -> None:
    config, problems = parse_config(f'name = "Nora"\nsynonyms = {wrong}')
    assert (config.name, config.synonyms) == ("Nora", ())
    assert [(one.line, "synonyms" in one.message, "lawyer" in one.remedy) for one in problems] == [
        (2, True, True)
    ]
