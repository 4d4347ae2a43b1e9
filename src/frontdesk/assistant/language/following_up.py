"""Following up: whom to call or to write to, as people ask for it."""

from frontdesk.assistant.language import conditions
from frontdesk.assistant.language.assembly import assemble
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.noun_phrases import NOT_UNDERSTOOD, Found, NounPhrases
from frontdesk.assistant.language.phrases import PhraseTable
from frontdesk.assistant.language.pieces import Cond, Filler, Piece
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.meaning import FollowUps, Meaning
from frontdesk.assistant.skills.follow_ups import follow_up_query
from frontdesk.language.values.value import DayValue, PeriodValue

FOLLOW: PhraseTable[str] = PhraseTable((phrase, phrase) for phrase in vocabulary("mailing")["follow_up"])
_NO_FOLLOW = ("next", "without", "no", "set", "date", "empty", "missing", "email", "mail", "draft", "send", "write")


def follow_ups(ground: Ground, start: int) -> Meaning | None:
    """Whom to follow up; None where that is not what is asked."""
    words = {token.word for token in ground.tokens}
    places = [(place, end) for place in range(start, ground.length) for end, _ in FOLLOW.at(ground.tokens, place)]
    if not places or words & set(_NO_FOLLOW):
        return None
    place, end = max(places, key=lambda one: one[1] - one[0])
    phrases = _FollowUpPhrases(ground, place, end)
    ways = [way for way in phrases.covers(start, ground.length) if way.cost < NOT_UNDERSTOOD]
    if not ways:
        return None
    assembled = assemble(phrases.definition, ways[0].pieces, ground.scope.habits)
    if assembled.records or assembled.groups or assembled.having or assembled.fields:
        return None
    when = [one for one in assembled.where if one.get("field") == "next_follow_up"]
    others = [one for one in assembled.where if one.get("field") != "next_follow_up"]
    whole_day = "today" in words or "tonight" in words or "todays" in words
    query = follow_up_query(
        ground.scope.habits, whole_day=whole_day, extra_where=conditions.all_of(others), limit=assembled.limit or 50
    )
    later = [one for one in when if one.get("value") not in ("today", "overdue")]
    if later:
        query["where"]["and"][0] = later[0]
    return FollowUps(query, whole_day=whole_day, count=any(one.get("fn") == "count" for one in assembled.aggregates))


class _FollowUpPhrases(NounPhrases):
    """Phrases about leads in which some words only say that they shall be followed up."""

    def __init__(self, ground: Ground, first: int, last: int):
        super().__init__(ground, "leads")
        self._first, self._last = first, last

    def _pieces(self, place: int) -> Found:
        if place == self._first:
            yield self._last, Filler(), 0.01
            return
        for end, value in self.ground.values.get(place, ()):
            if isinstance(value, PeriodValue) and value.name == "overdue":
                yield end, Filler(), 0.1
        for end, value in self.ground.values.get(place, ()):
            when = conditions.fits(self.definition.by_path["next_follow_up"], value)
            if when is not None and isinstance(value, (DayValue, PeriodValue)):
                yield end, Cond(when), 1.0
        for end, piece, cost in super()._pieces(place):
            if place < self._first < end:
                continue
            yield end, _as_follow_up(piece), cost
        if self.ground.tokens[place].word in (
            "due",
            "need",
            "needs",
            "should",
            "must",
            "with",
            "be",
            "for",
            "back",
            "urgently",
            "whom",
            "all",
            "waiting",
            "pending",
            "overdue",
            "late",
            "open",
            "customers",
            "lead",
            "calls",
            "summary",
            "overview",
            "list",
        ):
            yield place + 1, Filler(), 0.2


def _as_follow_up(piece: Piece) -> Piece:
    """A day without a field is the day of the follow-up."""
    if isinstance(piece, Cond) and piece.where.get("field") == "created_at":
        return Cond({**piece.where, "field": "next_follow_up"})
    return piece
