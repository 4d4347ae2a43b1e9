"""Puts the assistant together: its graph and its skills."""

from typing import Any

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
from frontdesk.crm.duplicates.merging import MergeService
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.proposals import ProposalService
from frontdesk.crm.records.service import RecordService
from frontdesk.crm.records.undo import UndoService
from frontdesk.crm.records.write_path import WritePath
from frontdesk.crm.scope import ScopeReader
from frontdesk.crm.timeline.dealings import DealingsReader
from frontdesk.crm.timeline.service import TimelineService
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.users import UserService
from frontdesk.identity.service.workspaces import WorkspaceService
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.provide import Provided
from frontdesk.platform.settings import Settings


def add_assistant(provided: Provided, interpreter: Interpreter | None) -> None:
    """Adds the assistant; `interpreter` stands in for the command language."""
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
