"""Parts of a mail, between the greeting and the signature."""

from dataclasses import dataclass

from frontdesk.assistant.skills.email_draft.context import DraftContext, Offer
from frontdesk.assistant.spoken import amount_words, counted, date_words, listed


@dataclass(frozen=True)
class Parts:
    """`ask`: the one thing that the recipient is asked for, which comes last."""

    subject: str
    paragraphs: tuple[str, ...]
    ask: str


def course(context: DraftContext) -> str:
    """The title of the course of interest; empty where none is known."""
    return context.offer.title if context.offer else ""


def paragraph(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def figures(context: DraftContext, offer: Offer, named: str) -> str:
    """What the course takes and costs, as far as it is known: `It takes 8 weeks and costs €720.`"""
    facts = []
    if offer.weeks:
        facts.append(f"takes {counted(offer.weeks, 'week', 'weeks')}")
    if offer.fee:
        facts.append(f"costs {amount_words(offer.fee, context.habits.currency)}")
    return f"{named} {listed(facts)}." if facts else ""


def next_group(context: DraftContext, offer: Offer) -> str:
    """When the next group begins: `The next group starts on 4 May, online.`"""
    if offer.starts is None:
        return ""
    where = {"online": ", online", "classroom": ", in the classroom", "hybrid": ", online and in the classroom"}
    return f"The next group starts on {date_words(context.habits, offer.starts)}{where.get(offer.mode or '', '')}."
