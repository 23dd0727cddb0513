"""The options of an installation, read once from the environment.

Every option has a default that makes a first run work on one machine, and every default that is
unsafe for a service is refused by `throughcare check --deploy`. An option whose name ends in
`_FILE` holds the path of a file with the value: secrets then stay out of the environment.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[2]
"""The folder that holds the package."""

CHECKOUT = SOURCE.parent if (SOURCE.parent / "pyproject.toml").exists() else None
"""The checkout this package runs from, or None where it was installed as a wheel."""

DEMO_SECRET_KEY = "demo-only-not-a-secret-" + "0" * 40
"""Signs sessions where no key was given. `serve` without the demo switch refuses it."""

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"", "0", "false", "no", "off"})


class OptionError(Exception):
    """An option has a value that cannot be used. The message says which, and what to do."""


@dataclass(frozen=True, kw_only=True)
class OpenIdConnect:
    """A server of the organisation that signs its staff in."""

    server: str
    client_id: str
    client_secret: str

    def providers(self) -> dict[str, Any]:
        """As allauth wants it described."""
        app = {
            "provider_id": "staff",
            "name": "your organisation's account",
            "client_id": self.client_id,
            "secret": self.client_secret,
            "settings": {"server_url": self.server},
        }
        return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


@dataclass(frozen=True, kw_only=True)
class Options:
    """What an installation may choose. The field's comment names the variable it is read from."""

    database_url: str | None = None
    """DATABASE_URL: postgresql://user:password@host:port/name. None: the embedded server."""

    secret_key: str = DEMO_SECRET_KEY
    """THROUGHCARE_SECRET_KEY or THROUGHCARE_SECRET_KEY_FILE: at least 50 characters."""

    demo: bool = False
    """THROUGHCARE_DEMO: personas, the movable clock and the local outbox."""

    debug: bool = False
    """THROUGHCARE_DEBUG: Django's debug pages, for development alone."""

    hosts: tuple[str, ...] = LOCAL_HOSTS
    """THROUGHCARE_HOSTS: names the service answers to, separated by commas."""

    address: str = "127.0.0.1"
    """THROUGHCARE_ADDRESS: the address to listen on; 0.0.0.0 for every network."""

    port: int = 8000
    """THROUGHCARE_PORT: the port to listen on."""

    behind_tls: bool = False
    """THROUGHCARE_TLS: a proxy in front ends TLS and sets X-Forwarded-Proto."""

    state: Path = Path(".throughcare")
    """THROUGHCARE_STATE: the folder for the embedded database and collected static files."""

    workers: int = 1
    """THROUGHCARE_WORKERS: server processes."""

    threads: int = 4
    """THROUGHCARE_THREADS: requests that one process answers at once."""

    pool: int = 0
    """THROUGHCARE_POOL: database connections kept by a process; 0 opens one when needed."""

    openid_connect: OpenIdConnect | None = None
    """THROUGHCARE_OIDC_SERVER, _CLIENT_ID, _CLIENT_SECRET (or _CLIENT_SECRET_FILE): all or none."""

    email_host: str = ""
    """THROUGHCARE_EMAIL_HOST: where post is handed in. Empty: kept as files in the state folder."""

    email_from: str = "Throughcare <no-reply@localhost>"
    """THROUGHCARE_EMAIL_FROM: the sender of post."""

    documents: Path = Path(".throughcare/documents")
    """THROUGHCARE_DOCUMENTS: the folder of the documents of cases. Every host needs the same."""

    document_megabytes: int = 10
    """THROUGHCARE_DOCUMENT_MEGABYTES: the largest document that is taken."""

    document_scan: str = ""
    """THROUGHCARE_DOCUMENT_SCAN: module:function, given each new file; it returns what is wrong
    with it, or nothing. Empty: no scan."""

    fonts: Path | None = None
    """THROUGHCARE_FONTS: a folder of further fonts for letters and reports; none where empty."""

    log_level: str = "INFO"
    """THROUGHCARE_LOG_LEVEL: DEBUG, INFO, WARNING or ERROR."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Options":
        """Read the options; raise `OptionError` with every wrong one at once."""
        read = _Reader(os.environ if environment is None else environment)
        state = read.folder("THROUGHCARE_STATE", default_state())
        options = cls(
            database_url=read.database_url("DATABASE_URL"),
            secret_key=read.secret("THROUGHCARE_SECRET_KEY", DEMO_SECRET_KEY),
            demo=read.switch("THROUGHCARE_DEMO"),
            debug=read.switch("THROUGHCARE_DEBUG"),
            hosts=read.names("THROUGHCARE_HOSTS", LOCAL_HOSTS),
            address=read.text("THROUGHCARE_ADDRESS", "127.0.0.1"),
            port=read.number("THROUGHCARE_PORT", 8000, low=1, high=65535),
            behind_tls=read.switch("THROUGHCARE_TLS"),
            state=state,
            workers=read.number("THROUGHCARE_WORKERS", 1, low=1, high=64),
            threads=read.number("THROUGHCARE_THREADS", 4, low=1, high=256),
            pool=read.number("THROUGHCARE_POOL", 0, low=0, high=500),
            openid_connect=read.openid_connect("THROUGHCARE_OIDC"),
            email_host=read.text("THROUGHCARE_EMAIL_HOST", ""),
            email_from=read.text("THROUGHCARE_EMAIL_FROM", "Throughcare <no-reply@localhost>"),
            documents=read.folder("THROUGHCARE_DOCUMENTS", state / "documents"),
            document_megabytes=read.number("THROUGHCARE_DOCUMENT_MEGABYTES", 10, low=1, high=1000),
            document_scan=read.function("THROUGHCARE_DOCUMENT_SCAN"),
            fonts=read.folder_there("THROUGHCARE_FONTS"),
            log_level=read.choice("THROUGHCARE_LOG_LEVEL", "INFO", LOG_LEVELS),
        )
        if read.faults:
            raise OptionError("\n".join(read.faults))
        return options


def default_state() -> Path:
    """The state folder where none is named: in the checkout, else in the user's home."""
    if CHECKOUT is not None:
        return CHECKOUT / ".throughcare"
    return Path.home() / ".local" / "state" / "throughcare"


class _Reader:
    """Reads values of one environment and collects what is wrong with them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.faults: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self.environment.get(name, "").strip() or default

    def secret(self, name: str, default: str) -> str:
        path = self.environment.get(f"{name}_FILE", "").strip()
        if not path:
            return self.text(name, default)
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            self.faults.append(f"{name}_FILE: {path} cannot be read ({error}).")
            return default
        if not value:
            self.faults.append(f"{name}_FILE: {path} is empty. Put the key in it.")
        return value or default

    def switch(self, name: str) -> bool:
        value = self.environment.get(name, "").strip().lower()
        if value not in _TRUE | _FALSE:
            self.faults.append(f"{name} is {value!r}. Set it to 1 or 0.")
        return value in _TRUE

    def number(self, name: str, default: int, *, low: int, high: int) -> int:
        value = self.text(name, str(default))
        if value.isascii() and value.isdigit() and low <= int(value) <= high:
            return int(value)
        self.faults.append(f"{name} is {value!r}. Set it to a whole number from {low} to {high}.")
        return default

    def names(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        names = (part.strip() for part in self.environment.get(name, "").split(","))
        return tuple(part for part in names if part) or default

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name, default).upper()
        if value in allowed:
            return value
        self.faults.append(f"{name} is {value!r}. Set it to one of {', '.join(allowed)}.")
        return default

    def folder(self, name: str, default: Path) -> Path:
        return Path(self.text(name, str(default))).expanduser().resolve()

    def folder_there(self, name: str) -> Path | None:
        value = self.text(name, "")
        if value and not Path(value).expanduser().is_dir():
            self.faults.append(f"{name} is {value!r}, which is no folder.")
        return Path(value).expanduser().resolve() if value else None

    def function(self, name: str) -> str:
        value = self.text(name, "")
        module, _, function = value.partition(":")
        if value and not all(part.isidentifier() for part in (*module.split("."), function)):
            self.faults.append(f"{name} is {value!r}. Set it to module:function.")
            return ""
        return value

    def openid_connect(self, name: str) -> OpenIdConnect | None:
        given = {
            "server": self.text(f"{name}_SERVER", ""),
            "client_id": self.text(f"{name}_CLIENT_ID", ""),
            "client_secret": self.secret(f"{name}_CLIENT_SECRET", ""),
        }
        missing = [key for key, value in given.items() if not value]
        if not missing:
            return OpenIdConnect(**given)
        if len(missing) < len(given):
            names = ", ".join(f"{name}_{key.upper()}" for key in missing)
            self.faults.append(f"Sign-in by OpenID Connect also needs {names}.")
        return None

    def database_url(self, name: str) -> str | None:
        value = self.environment.get(name, "").strip()
        if not value:
            return None
        if not value.startswith(("postgresql://", "postgres://")):
            self.faults.append(
                f"{name} must begin with postgresql://. Throughcare needs PostgreSQL 15 or later; "
                "leave the variable out to use the embedded one."
            )
        return value


OPTIONS = Options.from_environment()
