"""Which template a draft gets: every combination of the signs, in the order that was settled."""

from itertools import product

import pytest

from frontdesk.assistant.skills.email_draft.templates import Signs, Template, choose

# Settled order after a named template: the first sign that is there decides.
ORDER = (
    ("meeting_ahead", Template.MEETING_CONFIRMATION),
    ("objection", Template.OBJECTION_HANDLING),
    ("visiting", Template.PROPOSAL),
    ("unanswered", Template.FOLLOW_UP),
    ("silent", Template.RE_ENGAGEMENT),
)
COMBINATIONS = [
    dict(zip((name for name, _ in ORDER), values, strict=True)) for values in product((False, True), repeat=len(ORDER))
]


@pytest.mark.parametrize("signs", COMBINATIONS, ids=lambda signs: "+".join(n for n, is_on in signs.items() if is_on))
def test_the_first_sign_in_the_order_decides(signs: dict[str, bool]) -> None:
    expected = Template.FOLLOW_UP
    for name, template in reversed(ORDER):
        if signs[name]:
            expected = template
    assert choose(Signs(**signs)) is expected


@pytest.mark.parametrize("named", Template)
def test_a_named_template_wins_over_every_sign(named: Template) -> None:
    assert {choose(Signs(named=named, **signs)) for signs in COMBINATIONS} == {named}
