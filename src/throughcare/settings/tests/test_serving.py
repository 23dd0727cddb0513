"""Serving: refused plainly where it cannot be, and headers, ids and health where it is."""

import json
import logging
import socket
from dataclasses import replace

import pytest
import structlog
from click.testing import CliRunner

from throughcare.__main__ import COMMANDS, throughcare
from throughcare.settings import serving
from throughcare.settings.frontend import FONT, NOT_OURS_TO_USE, our_styles
from throughcare.settings.headers import content_security_policy
from throughcare.settings.logs import drop_the_question
from throughcare.settings.options import OPTIONS


def test_a_port_in_use_is_said_with_what_to_do():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        options = replace(OPTIONS, port=other.getsockname()[1])
        with pytest.raises(serving.CannotServe, match="THROUGHCARE_PORT="):
            serving.make_sure_the_port_is_free(options)


def test_only_a_demo_is_served_with_the_demo_key():
    serving.refuse_the_demo_key(replace(OPTIONS, demo=True))
    with pytest.raises(serving.CannotServe, match="SECRET_KEY is not set"):
        serving.refuse_the_demo_key(replace(OPTIONS, demo=False))


def test_the_policy_has_nothing_inline_and_admits_the_sign_in_server():
    policy = content_security_policy("https://sign-in.example/realms/staff")
    assert "unsafe" not in policy
    assert "form-action 'self' https://sign-in.example" in policy
    assert "https:" not in content_security_policy()


def test_health_needs_no_database(client):
    response = client.get("/health")
    assert response.status_code == 200
    assert response["X-Request-ID"]
    assert response["Content-Security-Policy"] == content_security_policy()
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_ready_says_what_is_there(client):
    response = client.get("/ready")
    assert response.json() == {"ready": True, "checks": {"database": True, "migrations": True}}


@pytest.mark.parametrize(
    ("given", "kept"), [("abcdef-1234", True), ("short", False), ("a b c d e f g h", False)]
)
def test_a_request_keeps_a_sound_id(client, given, kept):
    response = client.get("/health", headers={"X-Request-ID": given})
    assert (response["X-Request-ID"] == given) == kept


def test_a_log_line_names_the_route_and_not_the_address(client):
    with structlog.testing.capture_logs() as lines:
        client.get("/health?name=Smith")
    assert "Smith" not in json.dumps(lines)


def test_parameters_of_sql_stay_out_of_the_log():
    event = {"event": "slow", "sql": "SELECT 'Smith'", "params": ["Smith"]}
    assert drop_the_question(logging.getLogger(), "info", event) == {"event": "slow"}


def test_styles_come_without_the_font_and_the_crest(tmp_path):
    (tmp_path / "tick.svg").touch()
    styles = (
        "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
        "p{font-family:GDS Transport,arial,sans-serif}"
        ".a{background-image:url(/assets/images/tick.svg)}"
        ".b{background-image:url(/assets/images/govuk-crest.svg)}"
    )
    assert our_styles(styles, tmp_path) == (
        "p{font-family:arial,sans-serif}"
        ".a{background-image:url(assets/images/tick.svg)}.b{background-image:none}\n"
    )
    assert NOT_OURS_TO_USE.search("govuk-logotype-crown.png")
    assert FONT.search(styles)


def test_help_lists_every_command_without_loading_one():
    result = CliRunner().invoke(throughcare, ["--help"])
    assert result.exit_code == 0
    assert all(name in result.output for name in COMMANDS)


def test_an_unknown_command_is_said():
    result = CliRunner().invoke(throughcare, ["nonsense"])
    assert result.exit_code == 2
    assert "nonsense" in result.output
