"""Portrait: the sentences that say who or what a record is."""

from datetime import timedelta

from frontdesk.assistant.skills.lead_summary.dossier import Dossier, moment
from frontdesk.assistant.skills.lead_summary.entries import value_of
from frontdesk.assistant.skills.names import title_of
from frontdesk.assistant.spoken import date_words, length_words, listed, on_day, quoted
from frontdesk.assistant.told.records import full_words

MOST_NAME = 60

_CAME = {
    "website": "came through the website",
    "referral": "came by a referral",
    "event": "came through an event",
    "campaign": "came through a campaign",
    "social": "came through social media",
    "walk_in": "walked in",
    "import": "was imported",
}


def portrait(dossier: Dossier) -> list[str]:
    """Sentences. Of an object without a history all its values, in one."""
    tell = {"leads": _lead, "contacts": _contact, "deals": _deal}.get(dossier.definition.name)
    if tell is None:
        return [full_words(dossier.definition, dossier.record, dossier.habits)]
    trash = ["It is in the trash."] if dossier.record["deleted_at"] else []
    return [sentence for sentence in [*tell(dossier), *trash] if sentence]


def _lead(dossier: Dossier) -> list[str]:
    opportunity = value_of(dossier, "opportunity_status")
    worth, interest, campaign = (value_of(dossier, path) for path in ("value", "course_id", "campaign_id"))
    status = value_of(dossier, "lead_status")
    standing = [
        f"status {status}" if status else "",
        f"opportunity at {opportunity}" if opportunity not in ("", "None") else "",
        f"worth {worth}" if worth else "",
        f"interested in {interest}" if interest else "",
    ]
    return [_who(dossier), _sentence(standing), _sentence([_origin(dossier, campaign), _kept_by(dossier)])]


def _origin(dossier: Dossier, campaign: str) -> str:
    """`came through the campaign “Spring” on 3 March`"""
    source = dossier.record["source"] or ""
    if campaign and source in ("", "campaign"):
        return f"came through the campaign {quoted(campaign, MOST_NAME)} {_since(dossier)}"
    told = f"{_CAME.get(source, 'came')} {_since(dossier)}"
    return f"{told} (campaign {quoted(campaign, MOST_NAME)})" if campaign else told


def _contact(dossier: Dossier) -> list[str]:
    return [_who(dossier), _sentence([f"known since {_since(dossier).removeprefix('on ')}", _kept_by(dossier)])]


def _deal(dossier: Dossier) -> list[str]:
    record = dossier.record
    worth, pipeline = value_of(dossier, "value"), value_of(dossier, "pipeline_id")
    # A lead who became a contact bears one name in both.
    parties = dict.fromkeys(words for words in (value_of(dossier, "contact_id"), value_of(dossier, "lead_id")) if words)
    status = value_of(dossier, "status")
    known = [
        f"{title_of(record)} (deal {record['id']}) is {status.lower() if record['closed_at'] else f'at {status}'}",
        f"worth {worth}" if worth else "",
        f"with {listed(list(parties))}" if parties else "",
        f"in the pipeline {pipeline}" if pipeline else "",
    ]
    created = f"created {_since(dossier)}"
    return [_sentence(known), _closing(dossier), _sentence([created, _kept_by(dossier)])]


def _closing(dossier: Dossier) -> str:
    record, habits = dossier.record, dossier.habits
    if record["closed_at"]:
        return f"It was closed {on_day(habits, moment(record['closed_at']))}."
    if not record["expected_close"]:
        return "No day is set for when it is expected to close."
    day = moment(record["expected_close"]).date()
    away = (day - habits.today).days
    when = "today" if away == 0 else f"in {length_words(timedelta(days=away))}" if away > 0 else (
        f"{length_words(timedelta(days=-away))} late"
    )  # fmt: skip
    return f"It is expected to close on {date_words(habits, day)}, {when}."


def _who(dossier: Dossier) -> str:
    """`Guna Kumar (lead 60), HR partner at Acme in Chennai, India; guna@mail.example, +91 98450 12345.`"""
    record = dossier.record
    position, company = value_of(dossier, "position"), value_of(dossier, "company")
    place = ", ".join(word for word in (value_of(dossier, "city"), value_of(dossier, "country")) if word)
    job = f"{position} at {company}" if position and company else position or (company and f"at {company}")
    where = " ".join(word for word in (job, place and f"in {place}") if word)
    known = [
        f"{title_of(record)} ({dossier.definition.label.lower()} {record['id']})",
        record.get("vip") and "VIP",
        where,
    ]
    reach = ", ".join(word for word in (value_of(dossier, "email"), value_of(dossier, "phone")) if word)
    return f"{', '.join(word for word in known if word)}; {reach or 'no email address or phone number'}."


def _since(dossier: Dossier) -> str:
    return on_day(dossier.habits, moment(dossier.record["created_at"]))


def _kept_by(dossier: Dossier) -> str:
    owner = value_of(dossier, "owner_id") or value_of(dossier, "lead_owner")
    return f"looked after by {owner}" if owner else "looked after by nobody"


def _sentence(parts: list[str]) -> str:
    words = ", ".join(part for part in parts if part)
    return f"{words[0].upper()}{words[1:]}." if words else ""
