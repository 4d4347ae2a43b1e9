"""Batches: one run of a course, with its trainer and its dates."""

from frontdesk.crm.definitions.definition import Board, Definition, Title
from frontdesk.crm.fields import Choice, Date, Integer, Relation, Text, options

BATCHES = Definition(
    name="batches",
    label="Batch",
    label_plural="Batches",
    icon="calendar-event",
    description="One run of a course, with its trainer and its dates.",
    title=Title(("name",)),
    synonyms=("batch", "cohort", "class", "classes", "group"),
    list_columns=("name", "course_id", "trainer_id", "start_date", "end_date", "capacity", "mode", "status"),
    fields=(
        Text(name="name", required=True, searchable=True, indexed=True),
        Relation(name="course_id", object="courses", synonyms=("course",)),
        Relation(
            name="trainer_id", object="trainers", synonyms=("trainer", "taught by", "teacher", "teach", "teaches")
        ),
        Date(name="start_date", label="Starts", indexed=True, synonyms=("start", "starts", "begin", "begins")),
        Date(name="end_date", label="Ends", indexed=True, synonyms=("end", "ends", "finish", "finishes")),
        Integer(name="capacity", minimum=0, maximum=100_000, synonyms=("seats", "places", "size")),
        Choice(name="mode", choices=options("online", "classroom", "hybrid")),
        Choice(
            name="status",
            default="planned",
            choices=options(
                "planned", "running", "completed", "cancelled",
                planned="blue", running="green", completed="gray", cancelled="red",
            ),
            synonyms=("state",),
        ),
    ),
    board=Board("status", None, ("completed", "cancelled")),
)  # fmt: skip
