"""The embedded server: started by the first, stopped by the last, whoever was killed meanwhile."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from throughcare.settings.embedded import FORGETFUL, EmbeddedDatabaseError, EmbeddedServer

USE = """
import sys, pathlib
from throughcare.settings.embedded import EmbeddedServer, FORGETFUL
with EmbeddedServer(pathlib.Path(sys.argv[1]), FORGETFUL).running():
    print("up", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def state():
    folder = Path(tempfile.mkdtemp(prefix="throughcare-state-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    server = EmbeddedServer(folder, FORGETFUL)
    server.acquire()  # takes over whatever a killed process left, and ends it
    server.release()
    shutil.rmtree(server.socket_folder)
    shutil.rmtree(folder)


def user(state):
    """Another process that uses the server, until its standard input ends."""
    command = [sys.executable, "-c", USE, str(state)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "up\n"
    return process


def answers(server):
    try:
        psycopg.connect(server.dsn(), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def finish(process):
    process.communicate()
    assert process.returncode == 0


def test_the_last_user_stops_it(state):
    server = EmbeddedServer(state, FORGETFUL)
    other = user(state)
    with server.running():
        assert answers(server)
    assert answers(server)
    finish(other)
    assert not answers(server)


def test_a_killed_user_does_not_keep_it_and_is_followed(state):
    server = EmbeddedServer(state, FORGETFUL)
    other = user(state)
    other.send_signal(signal.SIGKILL)
    other.communicate()
    assert answers(server)  # left behind
    with server.running():
        assert answers(server)
    assert not answers(server)


def test_the_mark_of_a_killed_server_does_not_stop_the_next(state):
    server = EmbeddedServer(state, FORGETFUL)
    other = user(state)
    mark = server.data / "postmaster.pid"
    lines = mark.read_text().splitlines()
    os.kill(int(lines[0]), signal.SIGKILL)
    other.send_signal(signal.SIGKILL)
    other.communicate()
    mark.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")  # its number has a new owner
    with server.running():
        assert answers(server)


def test_what_was_written_is_there_the_next_time(state):
    server = EmbeddedServer(state, FORGETFUL)
    with server.running(), psycopg.connect(server.dsn()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    with server.running(), psycopg.connect(server.dsn()) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_the_socket_fits_wherever_the_checkout_lies():
    deep = EmbeddedServer(Path("/a" * 200))
    assert len(str(deep.socket_folder / ".s.PGSQL.5432")) < 100


def test_a_socket_folder_of_somebody_else_is_refused(state):
    server = EmbeddedServer(state, FORGETFUL)
    server.socket_folder.symlink_to("/nowhere")
    with pytest.raises(EmbeddedDatabaseError, match="in the way"):
        server.acquire()
    server.socket_folder.unlink()
