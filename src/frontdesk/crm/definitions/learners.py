"""Learners: who is taught."""

from frontdesk.crm.definitions.definition import Board, Definition, Likeness, Title
from frontdesk.crm.definitions.ways_to_reach import MAIL_WORDS, PHONE_WORDS
from frontdesk.crm.fields import Choice, Date, Email, Percent, Phone, Relation, Text, also_called, options

LEARNERS = Definition(
    name="learners",
    label="Learner",
    label_plural="Learners",
    icon="users",
    description="Who is taught, in which batch, and how far they are.",
    title=Title(("name",)),
    synonyms=("learner", "student", "pupil", "participant", "trainee"),
    list_columns=("name", "course_id", "batch_id", "status", "progress", "enrolled_on", "city"),
    fields=(
        Text(name="name", required=True, searchable=True, indexed=True),
        Email(name="email", searchable=True, indexed=True, synonyms=MAIL_WORDS),
        Phone(
            name="phone",
            searchable=True,
            indexed=True,
            synonyms=PHONE_WORDS,
        ),
        Text(name="city", searchable=True, indexed=True, synonyms=("town", "location")),
        Text(name="country", indexed=True),
        Relation(
            name="course_id",
            object="courses",
            synonyms=("course", "enrolled in", "studying", "learning", "taking"),
        ),
        Relation(name="batch_id", object="batches", synonyms=("batch", "class")),
        Choice(
            name="status",
            default="enrolled",
            choices=also_called(
                options(
                    "enrolled", "active", "completed", "dropped",
                    enrolled="blue", active="green", completed="gray", dropped="red",
                ),
                completed=("done", "finished", "complete"),
                dropped=("dropped out", "drop outs", "dropouts", "quit"),
            ),
            synonyms=("state",),
        ),
        Date(name="enrolled_on", label="Enrolled", indexed=True, synonyms=("enrolled", "joined")),
        Percent(name="progress", synonyms=("completion",)),
    ),
    board=Board("status", None, ("completed", "dropped")),
    likeness=Likeness(certain=("email", "phone"), name=("name",), beside=("city", "course_id", "phone")),
)  # fmt: skip
