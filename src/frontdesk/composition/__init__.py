"""Composition: builds the services of a process from its settings. The only place that knows all modules."""

import asyncio
from dataclasses import dataclass

from frontdesk.assistant.language.interpreter import Interpreter
from frontdesk.assistant.sending import jobs as sending_jobs
from frontdesk.assistant.sending.service import EmailSending
from frontdesk.composition.assistant import add_assistant
from frontdesk.composition.support import add_support
from frontdesk.conversations.bot_service import BotPlaces, BotService, BotsToSearch
from frontdesk.conversations.live import LiveConversations
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
from frontdesk.support.speaking import Speaker

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
    add_support(provided)
    add_assistant(provided, interpreter)
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
