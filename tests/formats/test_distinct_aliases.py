"""No data set gives a record an alias that its id or its name says already: a store would not keep it."""

from __future__ import annotations

import pytest

from dateline.formats.datasets import cameo, cameo_actors, plover
from dateline.model import Participant
from dateline.names import distinct_aliases

THEMES = {
    **{code: (cameo.theme, path) for code in ("99", "21", "040", "0231", "13y", "9x") for path in cameo.paths(code)},
    **{each: (plover.theme, each) for each in ("plover/unheard_of", "plover/context/x", "plover/unheard_of/mode")},
}


@pytest.mark.parametrize("case", THEMES)
def test_of_themes_that_nobody_knows(case):
    make, identity = THEMES[case]
    found = make(identity)
    assert found.aliases == distinct_aliases(found.id, found.title, found.aliases)


@pytest.mark.parametrize("of", [cameo, plover], ids=["cameo", "plover"])
def test_of_all_themes(of):
    for theme in of.themes():
        assert theme.aliases == distinct_aliases(theme.id, theme.title, theme.aliases)


@pytest.mark.parametrize("code", ["BLR", "BLRGOV", "RUS", "XYZ", "GOV", "IGOUNO", "99"])
def test_of_actors(code):
    found = cameo_actors.actor(Participant(cameo_actors.identity(code), None, None))
    assert found.aliases == distinct_aliases(found.id, found.name, found.aliases)
