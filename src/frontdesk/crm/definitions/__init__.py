"""The objects that every workspace has, each in a file of its own."""

from frontdesk.crm.definitions.activities import ACTIVITIES
from frontdesk.crm.definitions.batches import BATCHES
from frontdesk.crm.definitions.calls import CALLS
from frontdesk.crm.definitions.campaigns import CAMPAIGNS
from frontdesk.crm.definitions.contacts import CONTACTS
from frontdesk.crm.definitions.courses import COURSES
from frontdesk.crm.definitions.deals import DEALS
from frontdesk.crm.definitions.definition import Definition
from frontdesk.crm.definitions.emails import EMAILS
from frontdesk.crm.definitions.leads import LEADS
from frontdesk.crm.definitions.learners import LEARNERS
from frontdesk.crm.definitions.meetings import MEETINGS
from frontdesk.crm.definitions.messages import MESSAGES
from frontdesk.crm.definitions.notes import NOTES
from frontdesk.crm.definitions.pipelines import PIPELINES
from frontdesk.crm.definitions.tasks import TASKS
from frontdesk.crm.definitions.trainers import TRAINERS

SHIPPED: tuple[Definition, ...] = (
    CONTACTS, LEADS, PIPELINES, DEALS, TASKS, CAMPAIGNS, COURSES, TRAINERS, BATCHES, LEARNERS, ACTIVITIES, NOTES,
    EMAILS, CALLS, MEETINGS, MESSAGES,
)  # fmt: skip

__all__ = ["SHIPPED", "Definition"]
