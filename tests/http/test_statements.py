"""Statements as texts take a short way to the database: whoever executes one sees SQLAlchemy's answers and errors."""

import pytest
from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import Text

from tests.conftest import Running

_TWICE = text("SELECT :word || '%' AS said, 'a%b' LIKE 'a%' AS fits, :word AS word, :data AS data").bindparams(
    bindparam("data", type_=JSONB), word="plain"
)
_LISTED = text("SELECT place, word FROM unnest(:words) WITH ORDINALITY AS given (word, place)").bindparams(
    bindparam("words", type_=ARRAY(Text))
)
_SETTINGS = text("SELECT current_setting('enable_seqscan') AS scans, current_setting('plan_cache_mode') AS plans, :one")


def test_texts_are_answered_as_built_statements_are(running: Running) -> None:
    async def ask() -> None:
        async with running.composition.database.unit_of_work(None) as unit:
            first = (await unit.execute(_TWICE, {"data": {"a": [1]}})).one()
            assert tuple(first) == ("plain%", True, "plain", {"a": [1]})
            again = await unit.execute(_TWICE, {"data": [], "word": "other"})
            assert dict(again.mappings().one()) == {"said": "other%", "fits": True, "word": "other", "data": []}
            listed = await unit.execute(_LISTED, {"words": ["x", "y"]})
            assert [(row.place, row.word) for row in listed] == [(1, "x"), (2, "y")]
            assert tuple((await unit.look_up(_SETTINGS, {"one": 1})).one())[:2] == ("off", "force_generic_plan")
            assert tuple((await unit.execute(_SETTINGS, {"one": 1})).one())[:2] == ("on", "auto")
            assert (await unit.execute(text("SELECT 1 WHERE false"))).scalar_one_or_none() is None

    assert running.client.portal is not None
    running.client.portal.call(ask)


def test_errors_are_known_and_do_not_tell_the_parameters(running: Running) -> None:
    running.found()

    async def break_a_rule() -> None:
        async with running.composition.database.unit_of_work(1) as unit:
            await unit.execute(text("UPDATE users SET email = :none, name = :name"), {"none": None, "name": "Nemo"})

    assert running.client.portal is not None
    with pytest.raises(IntegrityError) as raised:
        running.client.portal.call(break_a_rule)
    assert "parameters:" not in str(raised.value)
