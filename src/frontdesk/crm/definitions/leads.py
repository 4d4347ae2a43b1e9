"""Leads: people and companies who may become customers."""

from frontdesk.crm.definitions.definition import Board, Definition, Likeness, Title
from frontdesk.crm.definitions.ways_to_reach import MAIL_WORDS, PHONE_WORDS
from frontdesk.crm.fields import Choice, Email, LongText, Money, Option, Phone, Relation, Text, Time, options

LEADS = Definition(
    name="leads",
    label="Lead",
    label_plural="Leads",
    icon="user-plus",
    description="People and companies who may become customers.",
    title=Title(("name",)),
    synonyms=("lead", "prospect", "enquiry", "inquiry"),
    list_columns=("name", "lead_status", "opportunity_status", "value", "next_follow_up", "city", "source", "owner_id"),
    fields=(
        Text(name="name", required=True, searchable=True, indexed=True),
        Email(name="email", searchable=True, indexed=True, synonyms=MAIL_WORDS),
        Phone(
            name="phone",
            searchable=True,
            indexed=True,
            synonyms=PHONE_WORDS,
        ),
        Text(name="company", searchable=True, indexed=True, synonyms=("organisation", "organization", "employer")),
        Text(name="position", searchable=True, synonyms=("job title", "designation")),
        Text(name="city", searchable=True, indexed=True, synonyms=("town", "location")),
        Text(name="country", indexed=True),
        Choice(
            name="source",
            choices=(
                Option("website", synonyms=("web", "site", "online")),
                Option("referral", synonyms=("referred", "word of mouth")),
                Option("event"),
                Option("campaign"),
                Option("social", synonyms=("social media",)),
                Option("walk_in", synonyms=("walkin", "walked in")),
                Option("import", synonyms=("imported",)),
                Option("other"),
            ),
            synonyms=("origin", "came from", "channel"),
        ),
        Choice(
            name="lead_status",
            label="Status",
            default="New",
            choices=options(
                "New", "Contacted", "Qualified", "Nurturing", "Converted", "Closed", "Lost",
                New="blue", Contacted="cyan", Qualified="teal", Nurturing="yellow", Converted="green",
                Closed="gray", Lost="red",
            ),
            synonyms=("status", "state"),
        ),
        Choice(
            name="opportunity_status",
            label="Opportunity",
            default="None",
            choices=options(
                "None", "Visiting", "Visited", "Demo", "Proposal", "Negotiation",
                Visiting="cyan", Visited="blue", Demo="yellow", Proposal="orange", Negotiation="teal",
            ),
            synonyms=("opportunity", "stage"),
        ),
        Text(name="lead_owner", label="Lead owner", synonyms=("handled by", "rep", "salesperson")),
        Money(name="value", indexed=True, synonyms=("worth", "amount", "deal size", "budget")),
        Time(name="next_follow_up", indexed=True, synonyms=("follow up", "followup", "next call", "call back")),
        Time(name="last_contacted_at", label="Last contacted", indexed=True, synonyms=("last contact",)),
        Relation(name="campaign_id", object="campaigns", synonyms=("campaign",)),
        Relation(
            name="course_id",
            object="courses",
            label="Interest",
            synonyms=("course", "interested in", "wants", "keen on", "wanting"),
        ),
        LongText(name="notes"),
    ),
    board=Board("lead_status", "value", ("Converted", "Closed", "Lost")),
    due="next_follow_up",
    has_timeline=True,
    likeness=Likeness(certain=("email", "phone"), name=("name",), beside=("company", "city", "phone")),
)  # fmt: skip
