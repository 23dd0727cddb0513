"""Options are read once, all faults at once, each with what to do."""

import pytest

from throughcare.settings.check import faults
from throughcare.settings.database import connection_settings
from throughcare.settings.options import DEMO_SECRET_KEY, OptionError, Options

GOOD = {
    "DATABASE_URL": "postgresql://app:p%40ss@db.example:6432/cases?sslmode=require",
    "THROUGHCARE_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKLMNOPQ",
    "THROUGHCARE_TLS": "1",
    "THROUGHCARE_HOSTS": "cases.example, www.cases.example",
    "THROUGHCARE_EMAIL_HOST": "post.example",
}


def test_without_any_variable_it_is_a_first_run_on_this_machine():
    options = Options.from_environment({})
    assert options.database_url is None
    assert options.port == 8000
    assert not options.demo
    assert faults(options, deploy=False) == []


def test_a_good_service_has_no_faults():
    assert faults(Options.from_environment(GOOD), deploy=True) == []


def test_every_fault_is_said_at_once():
    wrong = {
        "THROUGHCARE_PORT": "http",
        "THROUGHCARE_DEMO": "maybe",
        "DATABASE_URL": "mysql://x/y",
        "THROUGHCARE_SECRET_KEY_FILE": "/nowhere/at/all",
        "THROUGHCARE_OIDC_SERVER": "https://sign-in.example",
        "THROUGHCARE_LOG_LEVEL": "loud",
    }
    with pytest.raises(OptionError) as error:
        Options.from_environment(wrong)
    said = str(error.value)
    for name in wrong:
        assert name.removesuffix("_SERVER") in said
    assert len(said.splitlines()) == len(wrong)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8000.0", "٨٠٠٠", "1e3"])
def test_a_port_is_a_port(port):
    with pytest.raises(OptionError):
        Options.from_environment({"THROUGHCARE_PORT": port})


def test_a_secret_may_lie_in_a_file(tmp_path):
    (tmp_path / "key").write_text("x" * 60 + "\n")
    options = Options.from_environment({"THROUGHCARE_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert options.secret_key == "x" * 60


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"THROUGHCARE_SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"THROUGHCARE_SECRET_KEY": DEMO_SECRET_KEY}, "SECRET_KEY is not set"),
        ({"THROUGHCARE_SECRET_KEY": "short"}, "SECRET_KEY is weak"),
        ({"THROUGHCARE_SECRET_KEY": "a" * 80}, "SECRET_KEY is weak"),
        ({"THROUGHCARE_DEMO": "1"}, "THROUGHCARE_DEMO is on"),
        ({"THROUGHCARE_DEBUG": "1"}, "THROUGHCARE_DEBUG is on"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"THROUGHCARE_TLS": "0"}, "THROUGHCARE_TLS is off"),
        ({"THROUGHCARE_HOSTS": "*"}, "THROUGHCARE_HOSTS is *"),
        ({"THROUGHCARE_HOSTS": ""}, "names only this machine"),
        ({"THROUGHCARE_EMAIL_HOST": ""}, "EMAIL_HOST is not set"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_deploying_refuses_what_is_unsafe(changed, said):
    found = faults(Options.from_environment(GOOD | changed), deploy=True)
    assert len(found) == 1
    assert said in found[0]


def test_a_database_is_named_by_its_address():
    settings = connection_settings(Options.from_environment(GOOD | {"THROUGHCARE_POOL": "4"}))
    assert settings["NAME"] == "cases"
    assert settings["HOST"] == "db.example"
    assert settings["PORT"] == 6432
    assert settings["PASSWORD"] == "p@ss"
    assert settings["OPTIONS"]["sslmode"] == "require"
    assert settings["OPTIONS"]["pool"]["max_size"] == 4


def test_a_database_address_needs_a_name():
    with pytest.raises(OptionError, match="names no database"):
        connection_settings(Options.from_environment({"DATABASE_URL": "postgresql://host"}))


def test_connections_that_serve_pages_neither_compile_nor_start_processes():
    address = "postgresql://app@db.example/cases?options=-c%20jit%3Don"
    pages = Options.from_environment({"DATABASE_URL": address, "THROUGHCARE_POOL": "4"})
    said = str(connection_settings(pages)["OPTIONS"]["options"])
    assert "max_parallel_workers_per_gather=0" in said
    assert "plan_cache_mode=force_generic_plan" in said
    assert said.index("jit=off") < said.index("jit=on")  # the last one counts
    commands = Options.from_environment({"DATABASE_URL": address})
    assert connection_settings(commands)["OPTIONS"]["options"] == "-c jit=on"
