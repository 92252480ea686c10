"""The seal of a history as a file: kept elsewhere, signed and stamped, it finds a history that was rewritten."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest

needs_ssh = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not installed")
needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
CONFIGURATION = """
[req]
distinguished_name = name
prompt = no
x509_extensions = extensions
[name]
CN = Some authority
[extensions]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = here
[here]
serial = serial
default_policy = 1.2.3.4
digests = sha256
signer_digest = sha256
"""


def run(folder, *words):
    subprocess.run(words, cwd=folder, check=True, capture_output=True)


@pytest.fixture
def place(cli, tmp_path):
    """Return a folder with a database of two batches."""
    url = f"sqlite:///{tmp_path}/some.db"
    for number in (1, 2):
        (tmp_path / f"{number}.jsonl").write_text(f'{{"id": "e{number}", "date": "1999", "title": "One"}}\n')
        assert cli("import", "jsonl", tmp_path / f"{number}.jsonl", url=url).code == 0
    return tmp_path


@pytest.fixture
def db(cli, place):
    """Return a function that runs a subcommand of `db` there, and returns its exit code and what it said."""

    def call(*words: object, name: str = "some.db"):
        done = cli("db", *words, url=f"sqlite:///{place}/{name}")
        assert "Traceback" not in done.err
        return done.code, done.err

    return call


@pytest.fixture
def key(place):
    run(place, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "key")
    (place / "signers").write_text(f"ada@example.org {(place / 'key.pub').read_text()}")
    return place / "key"


def authority(folder, name):
    """Make an authority for time stamps."""
    (folder / "tsa.cnf").write_text(CONFIGURATION)
    run(folder, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
        f"{name}.key", "-out", f"{name}.pem", "-days", "7", "-config", "tsa.cnf")  # fmt: skip


def stamp(folder, request, name="tsa"):
    """Return the answer of an authority to a request."""
    run(folder, "openssl", "ts", "-reply", "-queryfile", request, "-signer", f"{name}.pem", "-inkey", f"{name}.key",
        "-config", "tsa.cnf", "-out", f"{request}.answer")  # fmt: skip
    return folder / f"{request}.answer"


def test_a_seal_is_kept_and_never_overwritten(db, place, cli):
    file = place / "my.seal"
    assert db("seal", file)[0] == 0
    text = file.read_text()
    assert text.startswith("dateline seal 1\nbatches: 2\n")
    (place / "3.jsonl").write_text('{"id": "e3", "date": "1999", "title": "Three"}\n')
    assert cli("import", "jsonl", place / "3.jsonl", url=f"sqlite:///{place}/some.db").code == 0
    for words in (("seal", file), ("seal", file, "--verify"), ("check", "--seal", file)):
        assert db(*words)[0] == 0, words
    assert file.read_text() == text


def change(place, *statements):
    with closing(sqlite3.connect(place / "some.db")) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            raw.execute(statement)
        raw.commit()


CUT = ("DELETE FROM revision WHERE batch = 2", "DELETE FROM batch WHERE num = 2")


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (CUT, "was cut off"),
        (("DELETE FROM revision", "DELETE FROM batch"), "was cut off"),
        (("UPDATE batch SET author = 'eve' WHERE num = 1",), "changed after it was sealed"),
        ((f"UPDATE batch SET seal = '{'0' * 64}' WHERE num = 2",), "rewritten"),
        (("UPDATE batch SET recorded = '2001-01-01T00:00:00Z' WHERE num = 2",), "rewritten"),
    ],
)
def test_a_history_that_was_changed(db, place, statements, said):
    assert db("seal", place / "my.seal")[0] == 0
    change(place, *statements)
    for words in (("seal", place / "my.seal", "--verify"), ("check", "--seal", place / "my.seal")):
        code, err = db(*words)
        assert code == 5
        assert said in err


def test_a_history_written_anew(db, place, cli):
    """Somebody who makes the seals anew, as dateline does, changes them all."""
    assert db("seal", place / "my.seal")[0] == 0
    for number in (2, 1):
        assert cli("import", "jsonl", place / f"{number}.jsonl", url=f"sqlite:///{place}/other.db").code == 0
    assert db("check", name="other.db")[0] == 0
    for words in (("seal", place / "my.seal", "--verify"), ("check", "--seal", place / "my.seal")):
        code, err = db(*words, name="other.db")
        assert (code, "is another" in err) == (5, True)


@pytest.mark.parametrize("end", ["x", "\n", "\0", "seal: 1\n"])
def test_a_seal_that_was_changed(db, place, end):
    file = place / "my.seal"
    assert db("seal", file)[0] == 0
    file.write_text(file.read_text() + end)
    for words in (("seal", file, "--verify"), ("seal", file), ("check", "--seal", file)):
        code, err = db(*words)
        assert (code, "is not a seal" in err) == (2, True)


def test_nothing_to_seal(db, place):
    assert db("upgrade", name="empty.db")[0] == 0
    assert db("seal", place / "my.seal", name="empty.db")[0] == 5
    assert not (place / "my.seal").exists()


def test_options_that_exclude_each_other(db, place):
    assert db("seal", place / "my.seal", "--verify", "--request")[0] == 2
    assert db("seal", place / "my.seal", "--verify")[0] == 2
    assert db("check", "--seal", "0" * 64, "--signers", place / "1.jsonl")[0] == 2
    assert db("check", "--signers", place / "1.jsonl")[0] == 2
    assert db("check", "--seal", place / "nothing")[0] == 5
    assert not (place / "my.seal").exists()


@needs_ssh
def test_who_signed_is_told(db, place, key):
    file, signers = place / "my.seal", place / "signers"
    assert db("seal", file, "--sign", key)[0] == 0
    code, err = db("seal", file, "--verify")
    assert (code, "SHA256:" in err) == (0, True)
    for words in (("seal", file, "--verify", "--signers", signers), ("check", "--seal", file, "--signers", signers)):
        code, err = db(*words)
        assert (code, "signed by ada@example.org" in err) == (0, True), err
    code, err = db("seal", file, "--sign", key)
    assert (code, "exist" in err.lower()) == (2, True), "a signature is never overwritten"


@needs_ssh
def test_signatures_that_count_for_nothing(db, place, key):
    file, signers = place / "my.seal", place / "signers"
    assert db("seal", file, "--sign", place / "1.jsonl")[0] == 2
    assert not (place / "my.seal.sig").exists()
    assert db("seal", file, "--verify", "--signers", signers)[0] == 5, "there is none"
    run(place, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "other")
    assert db("seal", file, "--sign", place / "other")[0] == 0
    code, err = db("seal", file, "--verify", "--signers", signers)
    assert (code, "does not name" in err) == (5, True)
    for content in ("", "nonsense", (place / "key.pub").read_text()):
        (place / "my.seal.sig").write_text(content)
        for more in ((), ("--signers", signers)):
            assert db("seal", file, "--verify", *more)[0] == 5
            assert db("check", "--seal", file, *more)[0] == 5
    (place / "text").write_text(file.read_text())
    run(place, "ssh-keygen", "-q", "-Y", "sign", "-f", "key", "-n", "file", "text")
    shutil.copy(place / "text.sig", place / "my.seal.sig")
    assert db("seal", file, "--verify", "--signers", signers)[0] == 5, "it was made for something else"


@needs_ssh
def test_a_signature_of_another_seal(db, place, key):
    file, signers = place / "my.seal", place / "signers"
    (place / "other.seal").write_text("dateline seal 1\n")
    run(place, "ssh-keygen", "-q", "-Y", "sign", "-f", "key", "-n", "dateline-seal", "other.seal")
    assert db("seal", file)[0] == 0
    shutil.copy(place / "other.seal.sig", place / "my.seal.sig")
    for more in ((), ("--signers", signers)):
        assert db("seal", file, "--verify", *more)[0] == 5


@needs_openssl
def test_when_it_was_stamped_is_told(db, place):
    file = place / "my.seal"
    authority(place, "tsa")
    assert db("seal", file, "--request")[0] == 0
    assert db("seal", file, "--timestamp", stamp(place, "my.seal.tsq"))[0] == 0
    code, err = db("seal", file, "--verify")
    assert code == 0
    assert "time stamp of" in err
    assert "not checked" in err
    code, err = db("check", "--seal", file, "--authorities", place / "tsa.pem")
    assert (code, "by an authority of" in err) == (0, True), err


@needs_openssl
def test_time_stamps_that_count_for_nothing(db, place):
    file, authorities = place / "my.seal", place / "other.pem"
    authority(place, "tsa")
    authority(place, "other")
    assert db("seal", file, "--request")[0] == 0
    assert db("seal", file, "--verify", "--authorities", authorities)[0] == 5, "there is none"
    run(place, "openssl", "ts", "-query", "-data", "1.jsonl", "-sha256", "-out", "another.tsq")
    for token in (stamp(place, "another.tsq"), place / "1.jsonl", place / "my.seal.tsq"):
        assert db("seal", file, "--timestamp", token)[0] == 2
        assert not (place / "my.seal.tsr").exists()
    assert db("seal", file, "--timestamp", stamp(place, "my.seal.tsq"))[0] == 0
    code, err = db("seal", file, "--verify", "--authorities", authorities)
    assert (code, "is not signed by an authority" in err) == (5, True)
    shutil.copy(place / "another.tsq.answer", place / "my.seal.tsr")
    for more in ((), ("--authorities", place / "tsa.pem")):
        code, err = db("seal", file, "--verify", *more)
        assert (code, "is not of" in err) == (5, True)


def test_programs_that_are_missing(db, place, monkeypatch):
    assert db("seal", place / "my.seal")[0] == 0
    monkeypatch.setenv("PATH", str(place))
    for words, program in ((("--sign", place / "1.jsonl"), "ssh-keygen"), (("--request",), "openssl")):
        code, err = db("seal", place / "my.seal", *words)
        assert (code, program in err) == (2, True)
    (place / "my.seal.sig").touch()
    code, err = db("check", "--seal", place / "my.seal")
    assert (code, "ssh-keygen" in err) == (2, True)
