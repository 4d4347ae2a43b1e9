"""Puts the support desk together: bots' conversations, the inbox, customers, files, summaries, reports."""

from frontdesk.analytics.reports import ReportService
from frontdesk.analytics.service import AnalyticsService
from frontdesk.conversations import jobs as conversation_jobs
from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.assignment import AssignmentService
from frontdesk.conversations.attachments import jobs as attachment_jobs
from frontdesk.conversations.attachments.reading import AttachmentReading
from frontdesk.conversations.attachments.service import AttachmentService
from frontdesk.conversations.availability import AvailabilityService
from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.bulk import BulkService
from frontdesk.conversations.calling import PeopleCaller
from frontdesk.conversations.customers.context import ConversationContexts
from frontdesk.conversations.customers.erasing import Eraser
from frontdesk.conversations.customers.exporting import CustomerExport
from frontdesk.conversations.customers.host_identity import HostSignIn
from frontdesk.conversations.customers.identity_keys import IdentityKeys
from frontdesk.conversations.customers.joining import SessionJoining
from frontdesk.conversations.customers.links import CustomerLinks
from frontdesk.conversations.embedding import Embedding
from frontdesk.conversations.labels import LabelService
from frontdesk.conversations.listing import ConversationList
from frontdesk.conversations.live import LiveConversations
from frontdesk.conversations.log import ConversationLog
from frontdesk.conversations.measures import ConversationMeasures
from frontdesk.conversations.memories.service import MemoryService, Remembering
from frontdesk.conversations.merging import ConversationMerging
from frontdesk.conversations.notes import NoteService
from frontdesk.conversations.notifications import NotificationService
from frontdesk.conversations.open_lines import OpenLines
from frontdesk.conversations.report_measures import ReportMeasures
from frontdesk.conversations.saved_replies import SavedReplyService
from frontdesk.conversations.service import ConversationService
from frontdesk.conversations.snoozing import SnoozeService
from frontdesk.conversations.turns import TurnLedger
from frontdesk.conversations.views import InboxViews
from frontdesk.crm.reading.service import RecordReader
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.authentication import Authentication
from frontdesk.identity.service.customers import CustomerService
from frontdesk.identity.service.profiles import CustomerProfiles
from frontdesk.identity.service.sign_in import Attempts
from frontdesk.identity.service.users import UserService
from frontdesk.identity.service.workspaces import WorkspaceService
from frontdesk.identity.tokens import Tokens
from frontdesk.knowledge.confidence import ConfidenceModel
from frontdesk.knowledge.enclosed import EnclosedSearch
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.language.understanding import LanguageEngine
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.events import EventLog
from frontdesk.platform.jobs import JobQueue
from frontdesk.platform.limits import RateLimiter
from frontdesk.platform.provide import Provided
from frontdesk.platform.realtime import Realtime
from frontdesk.platform.settings import Settings
from frontdesk.support import watchdog
from frontdesk.support.answers import LocalAnswerWriter
from frontdesk.support.enclosures import Enclosures
from frontdesk.support.endpoints.inbox import InboxFeed
from frontdesk.support.filing import FileDesk
from frontdesk.support.graph import GraphParts, SupportGraph
from frontdesk.support.handoff import Notices
from frontdesk.support.nodes.retrieval import Retrieve
from frontdesk.support.service import SupportDesk
from frontdesk.support.speaking import Speaker
from frontdesk.support.suggestion import SuggestedAnswers
from frontdesk.support.summaries import jobs as summary_jobs
from frontdesk.support.summaries.jobs import SummariseBot
from frontdesk.support.summaries.keeping import SummaryKeeper
from frontdesk.support.summaries.local import LocalSummaryWriter
from frontdesk.support.summaries.moods import MoodReader
from frontdesk.support.watchdog import Watchdog


def add_support(provided: Provided) -> None:
    """Adds the desk with its inbox and its customers; what they need of the modules below is there already."""
    settings, clock, database = provided.get(Settings), provided.get(Clock), provided.get(Database)
    knowledge, embedder = provided.get(KnowledgeService), provided.get(BatchingEmbedder)
    attachments = provided.add(AttachmentService(clock, settings, embedder.name))
    attachment_jobs.register(provided.get(JobQueue), provided.add(AttachmentReading(database, embedder, clock)))
    _add_inbox(provided)
    conversations = provided.get(ConversationService)
    door = provided.add(ConversationDoor(database))
    provided.add(Embedding(provided.get(BotService), door, provided.get(Authentication)))
    ledger = provided.add(TurnLedger(clock, attachments))
    _add_customers(provided)
    writer = LocalAnswerWriter()
    enclosed, enclosures = (
        EnclosedSearch(ConfidenceModel.shipped()),
        Enclosures(database, attachments, settings.attachment_wait_seconds),
    )
    language = provided.get(LanguageEngine)
    graph = SupportGraph(GraphParts(database, knowledge, language, embedder, writer, enclosed))
    bots, engine = provided.get(BotService), writer.engine
    limiter, pace = provided.get(RateLimiter), settings.conversation_messages_per_minute
    desk = provided.add(
        SupportDesk(
            database, bots, conversations, door, ledger, embedder, graph, engine, clock, limiter, pace, enclosures
        )
    )
    provided.add(FileDesk(database, bots, door, conversations, attachments, desk))
    lines = provided.add(OpenLines(settings.max_sockets_per_address, settings.max_sockets_per_workspace))
    provided.add(LiveConversations(database, conversations, provided.get(Realtime), lines))
    watchdog.register(
        provided.get(JobQueue),
        provided.add(Watchdog(database, provided.get(SupportDesk), conversations, provided.get(SnoozeService), clock)),
    )
    provided.add(InboxFeed(provided.get(Realtime), lines))
    provided.add(Speaker(provided.get(SupportDesk), conversations, database, limiter, settings))
    _add_summaries(provided)
    retrieve = Retrieve(database, knowledge, embedder, enclosed)
    provided.add(SuggestedAnswers(conversations, bots, embedder, retrieve, writer, enclosures))
    measures = ConversationMeasures()
    provided.add(AnalyticsService(measures, clock))
    provided.add(ReportService(bots, provided.get(WorkspaceService), measures, ReportMeasures(), clock))


def _add_summaries(provided: Provided) -> None:
    writer = LocalSummaryWriter(MoodReader(provided.get(LanguageEngine), provided.get(BatchingEmbedder)))
    conversations, bots = provided.get(ConversationService), provided.get(BotService)
    keeper = provided.add(SummaryKeeper(conversations, bots, writer, provided.get(Clock)))
    summary_jobs.register(provided.get(JobQueue), SummariseBot(provided.get(Database), keeper))


def _add_inbox(provided: Provided) -> None:
    settings, clock, users = provided.get(Settings), provided.get(Clock), provided.get(UserService)
    log, audit = ConversationLog(clock), provided.get(AuditTrail)
    provided.add(ConversationList(clock, users, provided.get(CustomerService)))
    provided.add(InboxViews(clock))
    labels = provided.add(LabelService(log, audit, clock))
    provided.add(ConversationMerging(log, audit))
    customers, workspaces = provided.get(CustomerService), provided.get(WorkspaceService)
    provided.add(SavedReplyService(audit, customers, workspaces, clock))
    notifications = provided.add(NotificationService(clock))
    provided.add(NoteService(log, users, notifications))
    availability = provided.add(AvailabilityService(users))
    people = PeopleCaller(availability, notifications)
    snoozes = provided.add(SnoozeService(clock, people))
    attachments, idle_hours = provided.get(AttachmentService), settings.session_idle_hours
    conversations = provided.add(ConversationService(clock, idle_hours, Notices(clock), attachments, users, people))
    assignment = provided.add(AssignmentService(conversations, availability, people))
    provided.add(BulkService(conversations, assignment, labels, snoozes))
    conversation_jobs.register(provided.get(JobQueue), provided.get(EventLog), provided.get(Database), assignment)


def _add_customers(provided: Provided) -> None:
    audit, clock, database = provided.get(AuditTrail), provided.get(Clock), provided.get(Database)
    profiles = provided.get(CustomerProfiles)
    memories = provided.add(MemoryService(audit, clock))
    provided.add(Remembering(database, memories, clock)).register(provided.get(JobQueue))
    links = provided.add(CustomerLinks(provided.get(RecordReader), audit, clock))
    joining = provided.add(SessionJoining(provided.get(ConversationDoor), memories, links, ConversationLog(clock)))
    keys = provided.add(IdentityKeys(audit, profiles))
    bots, tokens, attempts = provided.get(BotService), provided.get(Tokens), provided.get(Attempts)
    provided.add(HostSignIn(database, bots, keys, profiles, joining, tokens, attempts))
    provided.add(CustomerExport(database, profiles, clock))
    provided.add(Eraser(profiles, audit))
    provided.add(ConversationContexts(profiles, links, memories))
