"""No fault hides behind another: a record that cannot be read is still checked for what it names."""

from __future__ import annotations

from pathlib import Path

from dateline.formats.curated.folder import read_paths
from dateline.formats.curated.links import check_links

TEXT = """\
[[event]]
id = "x1"
title = "t"
date = "1999-13"
confidence = "high"
actors = ["nobody"]
citations = [{ source = "gone" }]

[[event]]
id = "x1"
date = "1999"
confidence = "hi"

[[theme]]
id = "a"
title = "A"
parent = "b"

[[theme]]
id = "b"
title = "B"
parent = "a"

[[deadline]]
id = "d"
title = "D"
force = "binding"
confidence = "low"
themes = ["none"]
[[deadline.due]]
kind = "orginal"
citations = [{ source = "lost" }]
[[deadline.status]]
level = 4
when = "soon"
event = "absent"
citations = [{ source = "missing" }]
"""


def test_every_fault_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "all.toml").write_text(TEXT, "utf-8")
    found = read_paths([("x", tmp_path)])
    check_links(found)
    faults = [(fault.line, fault.message) for fault in found.faults]
    wanted = [
        (4, "'1999-13' is not a date"), (6, "unknown actor 'nobody'"), (7, "unknown source 'gone'"),
        (9, "citations are missing"), (9, "title is missing"), (10, "duplicate id"), (12, "'hi' is not one of"),
        (14, "themes form a circle: a > b > a"), (24, "programme is missing"), (29, "unknown theme 'none'"),
        (31, "'orginal' is not one of"), (32, "unknown source 'lost'"), (34, "level must be 0 to 3"),
        (35, "'soon' is not a date"), (36, "unknown event 'absent'"), (37, "unknown source 'missing'"),
    ]  # fmt: skip
    for line, words in wanted:
        assert any(line == at and words in message for at, message in faults), (line, words, faults)
    assert len(faults) == len(wanted), faults


EMPTY = """
[collection]
id = "c"
title = "C"
[[source]]
id = "s"
title = "S"
[[link]]
id = "l"
type = "causes"
citations = [{ source = "s" }]
[[actor]]
name = "A"
kind = "body"
member_of = [{ date = "1999", citations = [{ source = "s" }] }]
[[theme]]
title = "T"
parent = ""
[[deadline]]
title = "D"
depends = [{ on = "", citations = [{ source = "s" }] }]
"""


def test_what_is_missing_forms_no_circle(tmp_path: Path) -> None:
    """Where ids and references are left out, nothing refers to itself."""
    (tmp_path / "all.toml").write_text(EMPTY, "utf-8")
    found = read_paths([("x", tmp_path)])
    check_links(found)
    said = [fault.message for fault in found.faults]
    assert len(said) >= 8
    assert not [each for each in said if "circle" in each or "''" in each]
