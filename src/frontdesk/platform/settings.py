"""Settings: every value that changes how the program runs, read from the environment and `.env`."""

import secrets
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SECRET_FILE = "secret_key"  # noqa: S105 - the name of a file, not a secret


class Settings(BaseSettings):
    """All settings with their defaults. The environment wins over `.env`, `.env` over the defaults."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", populate_by_name=True)

    app_name: str = Field("Frontdesk", description="Name shown in the API documentation and in health answers.")
    environment: str = Field(
        "development",
        validation_alias=AliasChoices("ENVIRONMENT", "ENV"),
        description="`development`, `test` or `production`. Only production hides the demo sign-ins.",
    )
    debug: bool = Field(False, description="More detail in logs. Never shows internals to clients.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Least level that is logged.")
    log_format: Literal["json", "console"] = Field("json", description="Shape of log lines.")

    frontdesk_data_dir: Path = Field(
        Path("frontdesk-data"), description="Folder for the embedded database, secrets and files."
    )
    host: str = Field("127.0.0.1", description="Address that the server listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port that the server listens on.")
    workers: int = Field(1, ge=1, le=64, description="Number of web processes.")

    database_url: SecretStr | None = Field(
        None, description="PostgreSQL 15+ with pgvector. Empty: the embedded PostgreSQL in the data folder."
    )
    database_direct_url: SecretStr | None = Field(
        None, description="Connection past a transaction pooler, for LISTEN and the job queue."
    )
    enable_connection_pooling: bool = Field(True, description="Keep database connections open between requests.")
    max_connections: int = Field(20, ge=2, le=500, description="Most database connections of one process.")

    secret_key: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("SECRET_KEY", "JWT_SECRET_KEY"),
        description="Signs tokens. Empty: made on first start and kept in the data folder.",
    )
    jwt_algorithm: Literal["HS256", "HS384", "HS512"] = Field("HS256", description="Algorithm that signs tokens.")
    access_token_expire_minutes: int = Field(720, ge=1, description="Life of a sign-in, in minutes.")
    allow_registration: bool = Field(False, description="Lets anyone found a further workspace.")
    session_idle_hours: float = Field(24, gt=0, description="Idle time after which a session expires, in hours.")
    re_engagement_after_days: int = Field(
        30, ge=1, le=3_650, description="Days without contact after which a drafted mail seeks contact anew."
    )
    default_bot_id: int | None = Field(None, description="Bot that answers where a request names none.")
    anonymous_assistant_role: Literal["none", "viewer", "agent", "admin"] = Field(
        "none",
        description="What anyone without a login may do through the assistant, in the workspace that was founded first."
        " The demo on this machine alone sets `viewer`.",
    )

    enable_rate_limiting: bool = Field(False, description="Limits requests per caller. Logins are limited always.")
    rate_limit_per_minute: int = Field(30, ge=1, description="Chat messages a minute per caller.")
    rate_limit_per_hour: int = Field(300, ge=1, description="Chat messages an hour per caller.")
    conversation_messages_per_minute: int = Field(
        120, ge=1, description="Messages a minute that one conversation takes from its customer. Limited always."
    )
    max_sockets_per_address: int = Field(
        2_500, ge=1, description="Sockets and streams of events that one address may hold open in one web process."
    )
    max_sockets_per_workspace: int = Field(
        20_000, ge=1, description="Sockets and streams of events of one workspace open in one web process."
    )
    login_attempts_per_minute: int = Field(10, ge=1, description="Login attempts a minute per address and name.")

    enable_compression: bool = Field(True, description="Compresses answers of 1 kB and more.")
    enable_request_timeout: bool = Field(True, description="Ends requests that take too long.")
    request_timeout_seconds: float = Field(60, gt=0, description="Longest time for a request, in seconds.")
    cors_allow_origins: str = Field(
        "",
        validation_alias=AliasChoices("CORS_ALLOW_ORIGINS", "CORS_ORIGINS", "FRONTEND_URL"),
        description="Origins that may call the API from a browser, separated by commas.",
    )
    allowed_hosts: str = Field("", description="Host names served, separated by commas. Empty: all.")
    default_page_size: int = Field(50, ge=1, description="Entries of a page where a request names no limit.")
    max_page_size: int = Field(200, ge=1, description="Most entries of a page.")
    max_upload_megabytes: float = Field(10, gt=0, description="Largest file in an upload, in megabytes.")
    max_attachment_mb: float = Field(10, gt=0, le=100, description="Largest file with a message, in megabytes.")
    max_attachments: int = Field(5, ge=1, le=20, description="Most files with one message.")
    max_attachments_mb: float = Field(
        30, gt=0, le=200, description="Most that the files of one message may have together, in megabytes."
    )
    max_conversation_attachments_mb: float = Field(
        100, gt=0, description="Most that all files of one conversation may have together, in megabytes."
    )
    attachment_wait_seconds: float = Field(
        20, ge=0, le=25, description="Longest time that an answer waits until the files of its message are read."
    )
    max_import_megabytes: float = Field(50, gt=0, description="Largest file of records to import, in megabytes.")

    smtp_host: str = Field("", description="Mail server that outgoing mail is handed to. Empty: no mail is sent.")
    smtp_port: int = Field(
        587, ge=1, le=65535, description="Its port: 587 for STARTTLS, 465 for TLS from the first byte."
    )
    smtp_username: str = Field("", description="Sign-in at the mail server. Empty: without one.")
    smtp_password: SecretStr | None = Field(None, description="Password of that sign-in.")
    smtp_use_tls: bool = Field(
        True, description="Encrypts the way to the mail server. Off only for one on this machine."
    )
    smtp_from_email: str = Field(
        "",
        validation_alias=AliasChoices("SMTP_FROM_EMAIL", "SMTP_FROM", "EMAIL_FROM"),
        description="Address that mail is sent from. Empty: `SMTP_USERNAME` if it is one, else that of who sends.",
    )
    email_from_name: str = Field(
        "", description="Name beside that address. Empty: `APP_NAME`, or the name of who sends."
    )
    smtp_connect_seconds: float = Field(
        10, gt=0, le=300, description="Longest wait for the mail server to answer, until it is given the mail."
    )
    smtp_seconds: float = Field(60, gt=0, le=600, description="Longest time for handing over one mail, in seconds.")

    frontdesk_now: datetime | None = Field(
        None, description="Fixes business time (ISO 8601), for tests and demonstrations."
    )

    @field_validator("anonymous_assistant_role", mode="before")
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        return value or "none"

    @cached_property
    def data_dir(self) -> Path:
        """The data folder as an absolute path; made when missing."""
        folder = self.frontdesk_data_dir.expanduser().resolve()
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @cached_property
    def signing_key(self) -> str:
        """The key that signs tokens: the setting, else one made once and kept in the data folder."""
        if self.secret_key is not None and self.secret_key.get_secret_value():
            return self.secret_key.get_secret_value()
        return _kept_secret(self.data_dir / SECRET_FILE)

    @property
    def cors_origins(self) -> list[str]:
        return _listed(self.cors_allow_origins)

    @property
    def hosts(self) -> list[str]:
        return _listed(self.allowed_hosts)

    @property
    def is_production(self) -> bool:
        return self.environment.lower() == "production"


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _kept_secret(path: Path) -> str:
    """Reads the secret at `path`, or makes it; of several processes that start at once, one makes it."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    if not path.exists():
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            # A link is made whole or not at all, so nobody ever reads half a secret.
            path.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
