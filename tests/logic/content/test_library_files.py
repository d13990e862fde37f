"""A file that is one entry, or that may be empty, is refused by its own name."""

from __future__ import annotations

import pytest

from tests.content_copy import Copy

WHOLE = "the whole file"


@pytest.mark.parametrize(
    ("file", "pattern", "replacement", "entry"),
    [
        ("learning/practice.yaml", r"\A", "surplus: 1\n", WHOLE),
        ("lookup/synonyms.yaml", r"\A", "surplus: 1\n", WHOLE),
        ("lookup/questions.yaml", r"\A", "surplus: 1\n", WHOLE),
        ("evidence/panels.yaml", r"\A", "surplus: 1\n", WHOLE),
        ("article/article.yaml", r"\A", "surplus: 1\n", WHOLE),
        ("evidence/panels.yaml", r"\A", "surplus: '{no_such_threshold}'\n", WHOLE),
        ("article/article.yaml", r"\A", "surplus: '{no_such_threshold}'\n", WHOLE),
        ("assurance/reviews.yaml", r"(?s)\A.*", "C01: {surplus: 1}\n", "C01"),
    ],
)
def test_a_fault_is_told_with_its_file_and_entry(tmp_path, file, pattern, replacement, entry):
    """And with the key that should not be there, or the threshold that there is none of."""
    copy = Copy(tmp_path)
    copy.edit(file, pattern, replacement)
    said = copy.run("import logic.content.library").stderr
    assert f"content/{file}, {entry}: " in said
    assert ("no_such_threshold" if "no_such" in replacement else "surplus") in said
