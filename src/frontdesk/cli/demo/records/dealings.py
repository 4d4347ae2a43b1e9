"""Dealings of the demo: calls, mails, meetings, messages, notes and activities with leads and contacts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from frontdesk.cli.demo.records.customers import Customer
from frontdesk.cli.demo.records.offering import Course
from frontdesk.cli.demo.records.people import content
from frontdesk.cli.demo.records.prospects import Prospect
from frontdesk.cli.demo.records.story import Colleague, Ref, Story

CALLS, EMAILS, MESSAGES, NOTES, ACTIVITIES = 190, 200, 110, 130, 120
MEETINGS_PAST, MEETINGS_AHEAD = 85, 26
OUTCOMES = {"answered": 52, "no_answer": 27, "voicemail": 11, "busy": 7, "wrong_number": 3}
PRICE_NOTES_SHARE = 0.25
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Party:
    """Whom the staff deal with. `link` names the record that the dealing belongs to."""

    link: dict[str, Ref]
    since: datetime
    words: dict[str, Any]
    email: str
    owner: Colleague


def tell_dealings(story: Story, prospects: list[Prospect], customers: list[Customer]) -> None:
    """Adds what was said and written, more of it lately, and the meetings ahead."""
    parties = [_lead(story, one) for one in prospects if one.status != "New"]
    parties += [_contact(story, one) for one in customers]
    waiting = [_lead(story, one) for one in prospects if one.is_open]
    for kind, count in (
        (_call, CALLS),
        (_email, EMAILS),
        (_message, MESSAGES),
        (_note, NOTES),
        (_activity, ACTIVITIES),
        (_past_meeting, MEETINGS_PAST),
    ):
        _repeat(story, parties, kind, count)
    for _ in range(6):
        _unanswered(story, story.dice.choice(waiting))
    for number in range(MEETINGS_AHEAD):
        _meeting_ahead(story, story.dice.choice(waiting), 1 + number * 2 // 3)
    for number, party in enumerate(story.dice.sample(waiting, 5)):
        _unsent(story, party, failed=number == 0)


def _repeat(story: Story, parties: Sequence[Party], kind: Callable[[Story, Party, datetime], None], count: int) -> None:
    for _ in range(count):
        party = story.dice.choice(parties)
        age = (story.days.now - party.since) / DAY
        days_ago = min(int(age), int(age * story.dice.random() ** 1.7))
        kind(story, party, min(story.days.office_hour(-days_ago, story.dice), story.days.now))


def _lead(story: Story, one: Prospect) -> Party:
    words = _words(one.person.first, one.person.name, one.person.city, one.company, one.course, one.owner)
    return Party({"lead_id": one.ref}, story.made(one.ref), words, one.email, one.owner)


def _contact(story: Story, one: Customer) -> Party:
    course = one.prospect.course if one.prospect else Course(one.ref, "Data Analytics", "Data", 1490, 14)
    words = _words(one.person.first, one.person.name, one.person.city, one.company, course, one.owner)
    return Party({"contact_id": one.ref}, story.made(one.ref), words, one.email, one.owner)


def _words(first: str, name: str, city: str, company: str | None, course: Course, owner: Colleague) -> dict[str, Any]:
    return {
        "first": first,
        "name": name,
        "city": city,
        "company": company or "the employer",
        "course": course.title,
        "fee": f"{course.fee:,}",
        "staff": owner.name.split()[0],
    }


def _said(story: Story, kind: str, party: Party) -> str:
    """One of the texts of that kind, about this party."""
    return str(story.dice.choice(content("texts.json")[kind])).format(**party.words)


def _call(story: Story, party: Party, at: datetime) -> None:
    outcome = story.dice.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
    _add_call(story, party, at, outcome)


def _unanswered(story: Story, party: Party) -> None:
    at = story.days.office_hour(-story.dice.randint(0, 4), story.dice)
    _add_call(story, party, min(at, story.days.now), "no_answer")


def _add_call(story: Story, party: Party, at: datetime, outcome: str) -> None:
    dice = story.dice
    said = dice.choice(content("texts.json")["call_notes"][outcome]).format(**party.words)
    inbound = outcome == "answered" and dice.random() < 0.3
    story.add(
        "calls",
        at,
        party.owner,
        direction="inbound" if inbound else "outbound",
        outcome=outcome,
        duration_seconds=dice.randint(40, 1500) if outcome == "answered" else dice.choice((0, 18, 25)),
        notes=said or None,
        started_at=at,
        owner_id=party.owner.ref,
        **party.link,
    )


def _email(story: Story, party: Party, at: datetime) -> None:
    dice = story.dice
    received = dice.random() < 0.35
    words = dice.choice(content("texts.json")["emails_received" if received else "emails_sent"])
    values = {**_written(words, party), **_addresses(party, received=received)}
    story.add(
        "emails",
        at,
        party.owner,
        direction="received" if received else "sent",
        status="received" if received else "sent",
        message_id=f"<{dice.getrandbits(48):012x}@lernwick.example.com>",
        sent_at=at,
        owner_id=party.owner.ref,
        **values,
        **party.link,
    )


def _unsent(story: Story, party: Party, *, failed: bool) -> None:
    words = story.dice.choice(content("texts.json")["emails_sent"])
    story.add(
        "emails",
        story.days.office_hour(-story.dice.randint(0, 3), story.dice),
        party.owner,
        direction="sent",
        status="failed" if failed else "draft",
        error="The receiving server does not know this address." if failed else None,
        owner_id=party.owner.ref,
        **_written(words, party),
        **_addresses(party, received=False),
        **party.link,
    )


def _written(words: dict[str, str], party: Party) -> dict[str, str]:
    return {name: text if name == "template" else text.format(**party.words) for name, text in words.items()}


def _addresses(party: Party, *, received: bool) -> dict[str, str]:
    both = (party.email, party.owner.email) if received else (party.owner.email, party.email)
    return dict(zip(("from_email", "to_email"), both, strict=True))


def _message(story: Story, party: Party, at: datetime) -> None:
    received = story.dice.random() < 0.45
    story.add(
        "messages",
        at,
        party.owner,
        channel=story.dice.choices(("whatsapp", "sms", "chat"), (6, 3, 2))[0],
        direction="received" if received else "sent",
        body=_said(story, "messages_received" if received else "messages_sent", party),
        sent_at=at,
        owner_id=party.owner.ref,
        **party.link,
    )


def _note(story: Story, party: Party, at: datetime) -> None:
    kind = "price_notes" if story.dice.random() < PRICE_NOTES_SHARE else "notes"
    author = party.owner
    text = _said(story, kind, party)
    story.add("notes", at, author, content=text, author=author.name, owner_id=author.ref, **party.link)


def _activity(story: Story, party: Party, at: datetime) -> None:
    words = _written(story.dice.choice(content("texts.json")["activities"]), party)
    story.add("activities", at, party.owner, occurred_at=at, owner_id=party.owner.ref, **words, **party.link)


def _past_meeting(story: Story, party: Party, at: datetime) -> None:
    status = story.dice.choices(("completed", "no_show", "cancelled"), (8, 1, 1))[0]
    ref = _meeting(story, party, made=max(at - 3 * DAY, party.since), at=at)
    notes = _said(story, "meeting_notes", party) if status == "completed" else None
    story.change(ref, at + timedelta(hours=1), party.owner, status=status, notes=notes)


def _meeting_ahead(story: Story, party: Party, days: int) -> None:
    made = story.days.office_hour(-story.dice.randint(0, 6), story.dice)
    _meeting(story, party, made=made, at=story.days.office_hour(days, story.dice))


def _meeting(story: Story, party: Party, *, made: datetime, at: datetime) -> Ref:
    return story.add(
        "meetings",
        made,
        party.owner,
        title=_said(story, "meetings", party),
        status="scheduled",
        scheduled_at=at,
        duration_minutes=story.dice.choice((30, 30, 45, 60)),
        location=_said(story, "places", party),
        owner_id=party.owner.ref,
        **party.link,
    )
