"""Texts of the mails that sell: introduction, follow-up, proposal, re-engagement, objections."""

from frontdesk.assistant.skills.email_draft.context import DraftContext, Interaction
from frontdesk.assistant.skills.email_draft.facts import fact_of
from frontdesk.assistant.skills.email_draft.parts import Parts, course, figures, next_group, paragraph
from frontdesk.assistant.skills.email_draft.topics import subject_words
from frontdesk.assistant.skills.objections import Reason

VISITING = "Visiting"
# Whether these were read is no question once the meeting is over.
MEETING_MAILS = ("meeting_confirmation", "meeting_reminder")


def introduction(context: DraftContext) -> Parts:
    title, sender = course(context), context.sender
    who = f"I am {sender.name} from {sender.company}" if sender.name else f"This is {sender.company}"
    offer = context.offer
    return Parts(
        subject=f"{title} at {sender.company}" if title else f"Hello from {sender.company}",
        paragraphs=(
            f"{who}, and I would like to introduce myself: from now on you can turn to me with every question."
            if sender.name
            else f"{who}, and we would like to introduce ourselves.",
            paragraph(fact_of(context).opening, next_group(context, offer) if offer else ""),
        ),
        ask="When would a short call suit you, so that I can hear what you are looking for?",
    )


def follow_up(context: DraftContext) -> Parts:
    last, title, opening = context.last, course(context), fact_of(context).opening
    if last is None:
        return _first_follow_up(context, opening)
    if last.is_unanswered_call:
        return _after_a_missed_call(context, last, opening)
    if not last.outgoing and last.kind in ("email", "message"):
        return Parts(
            subject=f"Re: {subject_words(last.title)}" if subject_words(last.title) else _with("Following up", title),
            paragraphs=(opening, "I want to be sure that you have everything that you asked for."),
            ask="Is there anything that is still open, or anything that I can send you?",
        )
    if last.kind == "meeting" and last.state in ("no_show", "cancelled"):
        return Parts(
            subject="Shall we find a new time?",
            paragraphs=(opening, f"I would still like to talk with you{f' about {title}' if title else ''}."),
            ask="Which day and time would suit you for another try?",
        )
    if last.outgoing and last.kind in ("email", "message") and last.state not in MEETING_MAILS:
        return Parts(
            subject=_with("Following up", title),
            paragraphs=(opening, "I would like to make sure that it reached you, and to hear what you think."),
            ask="Have you had a chance to look at it?",
        )
    after = {"meeting": "After our meeting", "call": "After our call"}.get(last.kind, "Following up")
    return Parts(
        subject=_with(after, title),
        paragraphs=(opening, f"I would like to hear how you see {title or 'things'} now."),
        ask="What do you still need from me for your decision?",
    )


def _first_follow_up(context: DraftContext, opening: str) -> Parts:
    title = course(context)
    if context.offered:
        return Parts(
            subject=_with("Our offer", title),
            paragraphs=(opening, f"I would like to hear how you see our offer{f' for {title}' if title else ''}."),
            ask="What do you still need from me for your decision?",
        )
    return Parts(
        subject=_with("Following up", title),
        paragraphs=(opening, "I would like to hear what you have in mind, and to answer whatever is open."),
        ask="When would a short call suit you?",
    )


def _after_a_missed_call(context: DraftContext, call: Interaction, opening: str) -> Parts:
    title = course(context)
    why = f"I would like to hear where you stand with {title}, and answer whatever is still open." if title else (
        "I would like to hear where you stand, and answer whatever is still open."
    )  # fmt: skip
    if call.state == "wrong_number":
        return Parts("How can I reach you by phone?", (opening, why), "Could you send me the number that is right?")
    subject = "Sorry that I missed your call" if not call.outgoing else _with("I tried to reach you", title)
    return Parts(subject, (opening, why), "When would be a good time to call you?")


def proposal(context: DraftContext) -> Parts:
    opening, offer = fact_of(context).opening, context.offer
    visit = "We can go through all of it when you visit us." if context.recipient.opportunity == VISITING else ""
    if offer is None:
        return Parts(
            subject=f"A proposal from {context.sender.company}",
            paragraphs=(opening, paragraph("I would like to put a proposal together that fits what you need.", visit)),
            ask="Could you tell me in a line or two what it should cover?",
        )
    known = paragraph(figures(context, offer, "It"), next_group(context, offer))
    return Parts(
        subject=f"Our proposal: {offer.title}",
        paragraphs=(
            opening,
            paragraph(f"My proposal for you is {offer.title}.", known, visit),
        ),
        ask="Shall I keep a place for you?" if offer.starts else "Shall I prepare the next steps for you?",
    )


def re_engagement(context: DraftContext) -> Parts:
    title, offer = course(context), context.offer
    if title:
        mind = f"If {title} is still on your mind, I would be glad to help you with it."
    elif context.last:
        mind = "If the time is better now, I would be glad to take it up with you again."
    else:
        mind = "If you are still looking for something in our field, I would be glad to help."
    ask = "Is it still of interest to you?" if title else "Is there anything that I can do for you at the moment?"
    return Parts(
        subject=f"Still interested in {title}?" if title else "Shall we pick this up again?",
        paragraphs=(fact_of(context).after_silence, paragraph(mind, next_group(context, offer) if offer else "")),
        ask=f"{ask} A short yes or no is enough.",
    )


def objection_handling(context: DraftContext) -> Parts:
    reason = context.objection.reason if context.objection else None
    opening, title, offer = fact_of(context).opening, course(context), context.offer
    if reason is Reason.PRICE:
        return Parts(
            subject=f"The price of {title}" if title else "Talking about the price",
            paragraphs=(
                opening,
                paragraph(
                    "I know that the price is an important point for you, so let us talk about it openly.",
                    f"To have it in one place: {figures(context, offer, offer.title)}" if offer and offer.fee else "",
                ),
            ),
            ask="Could we take ten minutes on the phone to see what would work for you?",
        )
    if reason is Reason.COMPARISON:
        return Parts(
            subject=f"Comparing {title} with other offers" if title else "Comparing your options",
            paragraphs=(
                opening,
                "I know that you are looking at other options too, and I am glad to help you compare.",
            ),
            ask="Which points matter most to you?",
        )
    doubt = "I know that you want to be sure before you decide, and that is how it should be." if reason else (
        "If anything still speaks against it, I would like to hear it."
    )  # fmt: skip
    return Parts(
        subject=_with("Your open questions", title),
        paragraphs=(opening, doubt),
        ask="What is the one question that I should answer first?",
    )


def _with(words: str, title: str) -> str:
    return f"{words}: {title}" if title else words
