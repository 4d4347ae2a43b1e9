"""Composition: builds the services of a process from its settings. The only place that knows all modules."""

import asyncio
from dataclasses import dataclass
from typing import Any

from frontdesk.analytics.reports import ReportService
from frontdesk.analytics.service import AnalyticsService
from frontdesk.assistant.entrance import Entrance
from frontdesk.assistant.graph import AssistantGraph
from frontdesk.assistant.graph import GraphParts as AssistantParts
from frontdesk.assistant.language.interpreter import Interpreter
from frontdesk.assistant.language.local import LocalInterpreter
from frontdesk.assistant.meaning import (
    AskBack,
    Confirm,
    Draft,
    FollowUps,
    Greet,
    Help,
    Merge,
    Read,
    Refuse,
    Reject,
    Send,
    Summarise,
    Undo,
    WriteRows,
)
from frontdesk.assistant.nodes.load_memory import LoadMemory
from frontdesk.assistant.nodes.save_memory import SaveMemory
from frontdesk.assistant.nodes.validate_session import ValidateSession
from frontdesk.assistant.outward import OutwardMail
from frontdesk.assistant.repository import SessionRepository
from frontdesk.assistant.sending import jobs as sending_jobs
from frontdesk.assistant.sending.service import EmailSending
from frontdesk.assistant.service import AssistantDesk
from frontdesk.assistant.session_service import SessionService
from frontdesk.assistant.skills.ask import AskSkill
from frontdesk.assistant.skills.confirmation import ConfirmationSkill
from frontdesk.assistant.skills.email_draft.reading import ContextReader
from frontdesk.assistant.skills.email_draft.skill import DraftComposer, EmailDraftSkill
from frontdesk.assistant.skills.email_draft.writing import LocalDraftWriter
from frontdesk.assistant.skills.follow_ups import FollowUpSkill
from frontdesk.assistant.skills.greeting import GreetingSkill
from frontdesk.assistant.skills.help import HelpSkill
from frontdesk.assistant.skills.lead_summary.dossier import DossierReader
from frontdesk.assistant.skills.lead_summary.skill import LeadSummarySkill
from frontdesk.assistant.skills.records_read import ReadSkill
from frontdesk.assistant.skills.records_write import WriteSkill
from frontdesk.assistant.skills.send_email import SendEmailSkill
from frontdesk.assistant.skills.skill import Skill
from frontdesk.assistant.skills.undo import UndoSkill
from frontdesk.assistant.state import Verdict
from frontdesk.conversations import jobs as conversation_jobs
from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.assignment import AssignmentService
from frontdesk.conversations.attachments import jobs as attachment_jobs
from frontdesk.conversations.attachments.reading import AttachmentReading
from frontdesk.conversations.attachments.service import AttachmentService
from frontdesk.conversations.availability import AvailabilityService
from frontdesk.conversations.bot_service import BotPlaces, BotService, BotsToSearch
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
from frontdesk.crm import board_totals, trash_emptying
from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.dashboard import DashboardService
from frontdesk.crm.duplicates.merging import MergeRenewal, MergeService
from frontdesk.crm.duplicates.service import DuplicateService
from frontdesk.crm.idempotency import IdempotencyKeys
from frontdesk.crm.own_fields import indexing as own_field_indexing
from frontdesk.crm.own_fields.service import OwnFieldService
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.history import History
from frontdesk.crm.records.proposals import ProposalService
from frontdesk.crm.records.service import RecordService
from frontdesk.crm.records.tidings import Tidings
from frontdesk.crm.records.undo import UndoService
from frontdesk.crm.records.write_path import WritePath
from frontdesk.crm.saved_views.service import ViewService
from frontdesk.crm.schema import RecordsSchema
from frontdesk.crm.scope import ScopeReader
from frontdesk.crm.search.service import SearchService
from frontdesk.crm.timeline.dealings import DealingsReader
from frontdesk.crm.timeline.service import TimelineService
from frontdesk.crm.transfer import jobs as transfer_jobs
from frontdesk.crm.transfer.error_file import ErrorFile
from frontdesk.crm.transfer.export import ExportService
from frontdesk.crm.transfer.running import ImportRunner
from frontdesk.crm.transfer.service import ImportService
from frontdesk.crm.trash import TrashService
from frontdesk.crm.trash_emptying import TrashPurge
from frontdesk.crm.visibility import VisibilityService
from frontdesk.identity.passwords import Passwords
from frontdesk.identity.service.api_keys import ApiKeyService
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.authentication import Authentication
from frontdesk.identity.service.customers import CustomerService
from frontdesk.identity.service.profiles import CustomerProfiles
from frontdesk.identity.service.registration import Registration
from frontdesk.identity.service.setup import SetupService
from frontdesk.identity.service.sign_in import Attempts, CustomerSignIn, StaffSignIn
from frontdesk.identity.service.users import UserService
from frontdesk.identity.service.workspaces import WorkspaceService
from frontdesk.identity.tokens import Tokens
from frontdesk.knowledge import jobs as knowledge_jobs
from frontdesk.knowledge.bots import BotReader
from frontdesk.knowledge.confidence import ConfidenceModel
from frontdesk.knowledge.enclosed import EnclosedSearch
from frontdesk.knowledge.indexing import Indexing
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.language.embedding import LocalEmbedder
from frontdesk.language.understanding import LanguageEngine
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database, PoolSettings
from frontdesk.platform.embedded_postgres import EmbeddedPostgres
from frontdesk.platform.events import EventLog
from frontdesk.platform.jobs import JobQueue
from frontdesk.platform.limits import RateLimiter
from frontdesk.platform.migrations import migrate
from frontdesk.platform.notify import PostgresCarrier
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

# Questions that come again while their vectors are kept cost no embedding; 1,500 of them take 3 MB.
REMEMBERED_VECTORS = 1_500


def open_database(settings: Settings) -> str:
    """The connection string of the database; starts the embedded one where no `DATABASE_URL` is set."""
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return EmbeddedPostgres(settings.data_dir).start()


def migrate_database(url: str, catalogue: Catalogue | None = None) -> None:
    """Brings the database to the newest schema, with the tables of all objects of the CRM."""
    migrate(url, [RecordsSchema(catalogue)])


@dataclass(frozen=True)
class Composition:
    """The services of one process."""

    settings: Settings
    provided: Provided
    database: Database
    jobs: JobQueue
    embedder: BatchingEmbedder

    async def warm_up(self) -> None:
        """Loads what the first request would wait for."""
        vector = await self.embedder.embed_one("Hello")
        language = self.provided.get(LanguageEngine)
        await asyncio.to_thread(language.understand, "Hello", vector)

    async def close(self) -> None:
        await self.provided.get(EmailSending).close()
        await self.provided.get(Speaker).close()
        await self.provided.get(LiveConversations).close()
        await self.provided.get(Realtime).close()
        await self.embedder.close()
        await self.database.close()
        self.provided.get(Passwords).close()


def compose(
    settings: Settings,
    url: str | None = None,
    *,
    clock: Clock | None = None,
    catalogue: Catalogue | None = None,
    interpreter: Interpreter | None = None,
    passwords: Passwords | None = None,
) -> Composition:
    """Builds all services; nothing is read or written yet.

    `clock` stands in for the one of the settings, `catalogue` for the objects that are shipped, `interpreter` for the
    command language, `passwords` for hashing at its full cost.
    """
    provided = Provided()
    clock = provided.add(clock or Clock(settings.frontdesk_now), Clock)
    provided.add(settings)
    url = url or open_database(settings)
    direct = settings.database_direct_url
    direct_url = direct.get_secret_value() if direct else url
    jobs = provided.add(JobQueue(direct_url))
    events = provided.add(EventLog(clock))
    pool = PoolSettings(settings.max_connections, settings.enable_connection_pooling)
    realtime = provided.add(Realtime(PostgresCarrier(direct_url)))
    database = provided.add(Database(url, jobs, events, pool, realtime))
    batching = provided.add(BatchingEmbedder(LocalEmbedder(), REMEMBERED_VECTORS))
    provided.add(LanguageEngine.shipped())
    provided.add(RateLimiter())
    _add_identity(provided, passwords or Passwords())
    _add_crm(provided, catalogue or Catalogue())
    _add_sending(provided)
    _add_knowledge(provided)
    _add_support(provided)
    _add_assistant(provided, interpreter)
    return Composition(settings, provided, database, jobs, batching)


def _add_identity(provided: Provided, passwords: Passwords) -> None:
    settings, clock, database = provided.get(Settings), provided.get(Clock), provided.get(Database)
    audit = provided.add(AuditTrail(clock))
    tokens = provided.add(Tokens(settings.signing_key, settings.jwt_algorithm, settings.access_token_expire_minutes))
    provided.add(passwords)
    attempts = provided.add(Attempts(provided.get(RateLimiter), settings.login_attempts_per_minute))
    bots = provided.add(BotService(database, audit, clock, settings.default_bot_id))
    workspaces = provided.add(WorkspaceService(database, audit, clock))
    authentication = provided.add(Authentication(database, tokens))
    sign_in = provided.add(StaffSignIn(database, passwords, tokens, attempts, audit, clock))
    provided.add(CustomerSignIn(database, BotPlaces(bots), passwords, tokens, attempts, audit, clock))
    provided.add(CustomerService(clock))
    provided.add(CustomerProfiles(audit, authentication, clock))
    keys = provided.add(ApiKeyService(audit, authentication, clock))
    provided.add(UserService(passwords, keys, authentication, audit, clock))
    registration = provided.add(
        Registration(
            database,
            workspaces,
            sign_in,
            passwords,
            attempts,
            audit,
            clock,
            always_open=settings.allow_registration,
        )
    )
    provided.add(SetupService(database, registration, settings))


def _add_crm(provided: Provided, catalogue: Catalogue) -> None:
    clock, audit, jobs = provided.get(Clock), provided.get(AuditTrail), provided.get(JobQueue)
    provided.add(ScopeReader(catalogue, clock))
    reader = provided.add(RecordReader())
    tidings = Tidings(audit, clock)
    write_path = provided.add(WritePath(reader, tidings))
    provided.add(RecordService(write_path, reader, audit))
    provided.add(UndoService(reader, tidings))
    merging = provided.add(MergeService(write_path, reader))
    provided.add(ProposalService(write_path, reader, {"merged": MergeRenewal(merging)}))
    provided.add(History(reader))
    provided.add(IdempotencyKeys())
    provided.add(OwnFieldService(audit))
    provided.add(VisibilityService(audit))
    indexes = own_field_indexing.OwnFieldIndexes(provided.get(Database).url, catalogue)
    own_field_indexing.register(jobs, indexes)
    _add_transfer(provided)
    provided.add(SearchService())
    provided.add(DuplicateService(reader))
    provided.add(TimelineService())
    provided.add(ViewService())
    provided.add(TrashService())
    provided.add(DashboardService(reader))
    trash_emptying.register(
        jobs, provided.add(TrashPurge(provided.get(Database), provided.get(ScopeReader), audit, clock))
    )
    board_totals.register(jobs, board_totals.BoardTotals(provided.get(Database).url))


def _add_transfer(provided: Provided) -> None:
    settings, clock, database = provided.get(Settings), provided.get(Clock), provided.get(Database)
    scopes, write_path, undo = provided.get(ScopeReader), provided.get(WritePath), provided.get(UndoService)
    imports = provided.add(ImportService(clock, settings.max_import_megabytes))
    provided.add(ErrorFile(database, imports))
    provided.add(ExportService(database, provided.get(RecordReader)))
    runner = provided.add(ImportRunner(database, scopes, write_path, undo, clock))
    transfer_jobs.register(provided.get(JobQueue), runner)


def _add_sending(provided: Provided) -> None:
    settings, database, scopes = provided.get(Settings), provided.get(Database), provided.get(ScopeReader)
    reader, write_path = provided.get(RecordReader), provided.get(WritePath)
    sending = provided.add(EmailSending(database, scopes, reader, write_path, provided.get(UserService), settings))
    sending_jobs.register(provided.get(JobQueue), sending)


def _add_knowledge(provided: Provided) -> None:
    settings, clock, database = provided.get(Settings), provided.get(Clock), provided.get(Database)
    embedder, model = provided.get(BatchingEmbedder), ConfidenceModel.shipped()
    provided.add(KnowledgeService(embedder, provided.get(AuditTrail), clock, settings.max_upload_megabytes, model))
    provided.add(BotReader(BotsToSearch(provided.get(BotService))))
    knowledge_jobs.register(provided.get(JobQueue), Indexing(database, embedder, model, clock))


def _add_support(provided: Provided) -> None:
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


def _add_assistant(provided: Provided, interpreter: Interpreter | None) -> None:
    settings, clock, database = provided.get(Settings), provided.get(Clock), provided.get(Database)
    reader, proposals, sessions = provided.get(RecordReader), provided.get(ProposalService), SessionRepository()
    parts = AssistantParts(
        validate_session=ValidateSession(sessions, proposals, clock),
        load_memory=LoadMemory(provided.get(ScopeReader)),
        interpreter=interpreter or LocalInterpreter(reader, provided.get(UserService)),
        skills=_skills(provided),
        save_memory=SaveMemory(sessions, provided.get(AuditTrail), clock, settings.session_idle_hours),
    )
    entrance = Entrance(database, settings.anonymous_assistant_role)
    mail = OutwardMail(provided.get(EmailSending))
    provided.add(AssistantDesk(database, entrance, AssistantGraph(parts), mail))
    provided.add(SessionService(database, entrance, clock, settings.session_idle_hours))


def _skills(provided: Provided) -> dict[type[Any], Skill]:
    """By the kind of meaning that they carry out."""
    reader, proposals, write_path = provided.get(RecordReader), provided.get(ProposalService), provided.get(WritePath)
    asking, confirming = AskSkill(), ConfirmationSkill(proposals, reader)
    writing = WriteSkill(write_path, proposals, provided.get(MergeService))
    dealings = DealingsReader()
    contexts = ContextReader(reader, dealings, provided.get(WorkspaceService))
    silence_days = provided.get(Settings).re_engagement_after_days
    composer = DraftComposer(reader, contexts, LocalDraftWriter(), silence_days)
    drafting = EmailDraftSkill(composer, reader, provided.get(RecordService))
    return {
        Greet: GreetingSkill(),
        Help: HelpSkill(reader),
        FollowUps: FollowUpSkill(reader),
        Draft: drafting,
        Send: SendEmailSkill(drafting, provided.get(EmailSending), proposals, write_path, reader),
        Summarise: LeadSummarySkill(DossierReader(reader, dealings, provided.get(TimelineService))),
        Read: ReadSkill(reader, provided.get(Settings).max_page_size),
        WriteRows: writing,
        Merge: writing,
        Undo: UndoSkill(provided.get(UndoService)),
        Confirm: confirming,
        Reject: confirming,
        Verdict: confirming,
        AskBack: asking,
        Refuse: asking,
    }
