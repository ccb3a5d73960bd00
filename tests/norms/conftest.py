"""The norm as it holds, and a draft that begins from it."""

import pytest

from portal import clock
from portal.db import db
from portal.norms import actions
from portal.norms.models import NormVersion
from tests.stories import a_norm


@pytest.fixture
def norm(cast) -> NormVersion:
    """Published by Hanna: one line for each side."""
    made = a_norm(cast.people["head"])
    db.session.commit()
    return made


@pytest.fixture
def draft(cast, norm) -> NormVersion:
    """What Hanna changes next."""
    made = actions.begin(cast.people["head"], now=clock.now())
    db.session.commit()
    return made


def texts_of(version: NormVersion, code: str = "nl") -> list[str]:
    """What its lines say in a language, in order, without what was taken out."""
    return [line.by_language[code] for line in version.standing_lines]
