"""`serve`: what it refuses before it listens, and how it ends."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys

import pytest
from processes import running

RUN = "from dateline.cli.start import run; run()"


@pytest.fixture(autouse=True)
def _never_here(monkeypatch):
    """Let what should be refused not serve until the end of time."""
    monkeypatch.setattr("dateline.cli.commands.share.serve.run", lambda *_, **__: pytest.fail("it serves"))


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])
def test_other_machines_need_a_token(cli, host):
    done = cli("serve", "--host", host)
    assert done.code == 2
    assert "--token" in done.err


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--host", "nowhere.invalid"), 2, "is not an address of this machine"),
        (("--host", "192.0.2.7", "--token", "x"), 2, "cannot listen"),
        (("--token", ""), 2, "--token must be"),
        (("--token", "ключ"), 2, "--token must be"),
        (("--token", "a b"), 2, "--token must be"),
        (("--port", "70000"), 2, "--port"),
    ],
)
def test_refusals(cli, tmp_path, options, code, words):
    url = f"sqlite:///{tmp_path}/some.db"
    assert cli("load", "union-state", url=url).code == 0
    done = cli("serve", *options, url=url)
    assert done.code == code
    assert words in done.err


def test_a_database_that_is_missing(cli, tmp_path):
    done = cli("serve", url=f"sqlite:///{tmp_path}/none.db")
    assert (done.code, "no database" in done.err) == (5, True)


def test_a_port_in_use(cli, tmp_path):
    url = f"sqlite:///{tmp_path}/some.db"
    assert cli("load", "union-state", url=url).code == 0
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = cli("serve", "--port", taken.getsockname()[1], url=url)
    assert done.code == 2
    assert "address already in use" in done.err
    assert "--port" in done.err


@pytest.mark.parametrize("package", ["starlette", "uvicorn", "jinja2"])
def test_packages_that_lack(cli, monkeypatch, package):
    for name in [name for name in sys.modules if name.split(".")[0] == package or name.startswith("dateline.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    done = cli("serve")
    assert done.code == 2
    assert package in done.err
    assert "pip install 'dateline[web]'" in done.err


@pytest.fixture
def served(loaded_url, folders):
    """Return a function that starts the server as a process of its own; it is ended behind the test."""
    begun = []

    def start(*options):
        command = [sys.executable, "-c", RUN, "--db", loaded_url, "serve", "--port", "0", *options]
        environment = {**os.environ, **folders}
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        begun.append(process)
        assert process.stderr
        port = re.search(r":(\d+)/", process.stderr.readline())
        assert port
        return process, int(port[1])

    yield start
    for process in begun:
        process.kill()
        process.communicate()


def asked(port, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_end(served, number):
    process, port = served()
    answer, body = asked(port, "/event/belarus-referendum-1995")
    assert answer.status == 200
    assert b"Belarusian referendum" in body
    assert answer.getheader("server") is None
    assert answer.getheader("content-security-policy")
    assert asked(port, "/", Host="evil.example")[0].status == 400
    assert asked(port, "/export.csv")[1].startswith(b"id,date")
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert process.returncode in ((130, 0) if number == signal.SIGINT else (0, -number, 128 + number))
    assert (out, err.strip()) in (("", "interrupted"), ("", ""))


def test_the_token_of_a_server(served):
    _, port = served("--token", "an-open-secret")
    assert asked(port, "/")[0].status == 401
    assert asked(port, "/", Authorization="Bearer an-open-secret")[0].status == 200


def test_requests_are_told_on_request_without_the_token(served, loaded_url, folders):
    command = [sys.executable, "-c", RUN, "-v", "--db", loaded_url, "serve", "--port", "0", "--token", "an-open-secret"]
    with running(
        command, env={**os.environ, **folders}, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        address = re.search(r":(\d+)/", process.stderr.readline())
        assert address
        port = int(address[1])
        asked(port, "/about?token=an-open-secret")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert "GET /about" in out + err
    assert "an-open-secret" not in out + err
