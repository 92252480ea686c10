"""Imports that are interrupted, killed, or run out of disk: nothing of the file is in, and the next one works."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

HEAD = "id,date,title\n"
GOOD = f"{HEAD}y,2001,Y\n".encode()
FED = 12_000
"""Rows that are more than two batches: when a pipe has taken them, the first batch is in the transaction."""
RUN = "from dateline.cli.start import run; run()"
SMALL_CACHE = "import dateline.storage.engines.sqlite as c; c._BULK_CACHE = 100; "
ELSEWHERE = (
    "import os, os.path; os.cpu_count = lambda: 2; os.path.isfile = lambda file: True;"
    "os.path.getsize = lambda file: 10**9; "
)
"""Makes a pipe count as a big file, which a process of its own reads."""


def fed(number=FED):
    return (HEAD + "".join(f"e{each},1999,Number {each * 7919 % 1_000_003}\n" for each in range(number))).encode()


@pytest.fixture(params=["new", "with an event"])
def before(request, cli, url):
    """Return the ids of the events in the database of the test, which may not be there yet."""
    if request.param == "new":
        return []
    assert cli("import", "csv", "-", url=url, stdin=f"{HEAD}z,1999,Z\n".encode()).code == 0
    return ["z"]


@pytest.fixture
def start(url, folders):
    """Return a function that starts an import of a file as a process of its own; `first` is Python to run before."""
    begun = []

    def call(file="-", first=""):
        command = [sys.executable, "-c", first + RUN, "--db", url, "import", "csv", str(file)]
        environment = {**folders, "PATH": os.environ["PATH"]}
        pipe = subprocess.PIPE
        begun.append(subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe))
        return begun[-1]

    yield call
    for process in begun:
        process.kill()
        process.communicate()


@pytest.fixture
def none_is_in(cli, url, before):
    """Return a function that checks that nothing was written, all is sound, and the next import works."""

    def check():
        checked = cli("db", "check", url=url)
        made = "no database" not in checked.err and "is not a dateline" not in checked.err
        assert checked.code == (0 if made else 5), checked.err
        assert made or not before
        if made:
            assert cli("query", "-f", "jsonl", url=url).ids == before
        again = cli("import", "csv", "-", url=url, stdin=GOOD)
        assert again.code == 0, again.err
        assert sorted(cli("query", "-f", "jsonl", url=url).ids) == sorted([*before, "y"])
        assert cli("db", "check", url=url).code == 0

    return check


def test_ctrl_c(start, none_is_in):
    process = start()
    process.stdin.write(fed())
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert err.decode().strip() == "interrupted"
    none_is_in()


@pytest.mark.parametrize("first", ["", SMALL_CACHE], ids=["in memory", "on disk"])
def test_a_process_that_is_killed(start, url, engine, none_is_in, first):
    process = start(first=first)
    process.stdin.write(fed())
    process.stdin.flush()
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    if first and engine == "sqlite":
        logs = (url.removeprefix("sqlite:///") + ending for ending in ("-journal", "-wal"))
        assert any(os.path.exists(log) and os.path.getsize(log) for log in logs), "there must be something to undo"
    none_is_in()


@pytest.mark.both_engines
def test_a_server_that_ends_the_connection(start, url, engine, none_is_in):
    if engine == "sqlite":
        pytest.skip("SQLite has no server")
    import psycopg

    process = start()
    process.stdin.write(fed())
    process.stdin.flush()
    with psycopg.connect(url, autocommit=True) as connection:
        others = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        assert connection.execute(f"SELECT pg_terminate_backend(pid) FROM ({others}) AS other").fetchall() == [(True,)]
    _, err = process.communicate()
    assert process.returncode == 5
    assert b"Traceback" not in err
    assert len(err.splitlines()) <= 2
    none_is_in()


def test_ctrl_c_before_the_command_line(folders):
    code = "import dateline.cli.main as m\ndef main():\n    raise KeyboardInterrupt\nm.main = main\n"
    done = subprocess.run([sys.executable, "-c", code + RUN], env=folders, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"interrupted\n")


# A full disk: the greatest size of a file stands for it.


def limited(more, file):
    """Return Python that lets files grow to the size of `file` and `more` bytes.

    It must not write its own compiled modules: Python does not notice that they are cut.
    """
    path = Path(file)
    size = (path.stat().st_size if path.exists() else 0) + more
    return f"import resource, sys; sys.dont_write_bytecode = True; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); "


@pytest.mark.in_part(2)
@pytest.mark.parametrize("more", [0, 20_000, 400_000, 1_000_000])
def test_a_full_disk(start, url, engine, none_is_in, more):
    if engine != "sqlite":
        pytest.skip("the disk of a server is its own")
    pytest.importorskip("resource", reason="this system has no limits to stand for a full disk")
    process = start(first=SMALL_CACHE + limited(more, url.removeprefix("sqlite:///")))
    _, err = process.communicate(fed())
    assert process.returncode == 5, err
    assert b"Traceback" not in err
    assert len(err.splitlines()) <= 2
    none_is_in()


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_an_export_to_a_full_disk(loaded_url, folders, tmp_path, form):
    pytest.importorskip("resource", reason="this system has no limits to stand for a full disk")
    file = tmp_path / f"a.{form}"
    command = [sys.executable, "-c", limited(10_000, file) + RUN, "--db", loaded_url, "export", "-o", str(file)]
    done = subprocess.run(command, env=folders, capture_output=True, text=True, check=False)
    assert done.returncode == 74
    assert "cannot write the result" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.glob("a.*"))


# A big file is read by a process of its own.


@pytest.fixture
def reading(before, start, tmp_path):
    """Return the process that writes and the one that reads for it, in the middle of a file, and the file's other end."""
    if not os.path.exists("/proc/self/task"):
        pytest.skip("this system does not tell the children of a process")
    file = tmp_path / "pipe.csv"
    os.mkfifo(file)
    writer = start(file, first=ELSEWHERE)
    with open(file, "wb") as stream:
        stream.write(fed())
        stream.flush()
        (reader,) = Path(f"/proc/{writer.pid}/task/{writer.pid}/children").read_text("ascii").split()
        yield writer, int(reader), stream


def test_ctrl_c_is_not_for_the_reader(reading, cli, url):
    writer, reader, stream = reading
    assert os.getpgid(reader) != os.getpgid(writer.pid)
    os.kill(reader, signal.SIGINT)
    stream.close()
    _, err = writer.communicate()
    assert writer.returncode == 0, err
    assert f"{FED} inserted" in err.decode()
    assert cli("db", "check", url=url).code == 0


@pytest.mark.parametrize("before", ["new"], indirect=True)
def test_a_reader_that_is_killed(reading, none_is_in):
    writer, reader, _ = reading
    os.kill(reader, signal.SIGKILL)
    _, err = writer.communicate()
    assert writer.returncode == 70
    assert b"ended before its work was done" in err
    assert b"Traceback" not in err
    none_is_in()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_the_reader_ends_with_the_writer(reading, none_is_in, how):
    writer, _, stream = reading
    writer.send_signal(how)
    writer.wait()
    stream.close()
    err = writer.stderr.read().decode()  # ends when the last process that holds it has ended
    assert (writer.returncode, err.strip()) == ((130, "interrupted") if how == signal.SIGINT else (-how, ""))
    none_is_in()


def numbers(text):
    yield int(text)


def test_a_fault_of_the_reader_is_told():
    from dateline.worker import elsewhere

    with pytest.raises(RuntimeError, match="ValueError: invalid literal"), elsewhere(numbers, "x") as items:
        list(items)
