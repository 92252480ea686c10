"""A Spark cluster on this machine: a master, two workers and a Spark Connect server, reached through loopback alone."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_HOST = "127.0.0.1"
_PATIENCE = 180
"""Seconds that the cluster may take to come up."""
_MEMORY = "1200m"
_CONNECT = "org.apache.spark.sql.connect.service.SparkConnectServer"


class NoCluster(Exception):
    """There is no Java or no Spark here, or the cluster does not come up."""


class Cluster:
    """The processes of a cluster: `master`, `workers`, `server`; each leads a group that holds what it started."""

    def __init__(self, home: Path, folder: Path) -> None:
        self._home, self._folder = home, folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[int] = []
        self.port = _free()

    def start(self) -> None:
        """Start all processes, and wait for the server.

        Raises:
            NoCluster: there is no Java, no Spark, or something does not come up.
        """
        home = self._home
        if not shutil.which("java"):
            raise NoCluster("there is no Java on this machine")
        if not (home / "bin" / "spark-class").exists():
            raise NoCluster(f"there is no Spark in {home}")
        port = _free()
        self._master = f"spark://{_HOST}:{port}"
        self._start("master", "org.apache.spark.deploy.master.Master", "--port", port, "--webui-port", 0)
        self._wait("master", port)
        self.workers = [self._worker(number) for number in (1, 2)]
        self._serve()
        self._wait("server", self.port)

    @property
    def url(self) -> str:
        """Return the address of the server, to be followed by the path of a lake."""
        return f"spark://{_HOST}:{self.port}"

    def _worker(self, number: int) -> int:
        """Start a worker with one core, and return the number of its group."""
        work = ("--cores", 1, "--memory", "2g", "--webui-port", 0, "--work-dir", self._folder / f"work{number}")
        return self._start(f"worker{number}", "org.apache.spark.deploy.worker.Worker", *work, self._master)

    def _serve(self) -> None:
        settings = {
            "spark.connect.grpc.binding.address": _HOST, "spark.connect.grpc.binding.port": self.port,
            "spark.driver.host": _HOST, "spark.driver.bindAddress": _HOST, "spark.ui.enabled": "false",
            "spark.executor.memory": _MEMORY, "spark.driver.memory": _MEMORY,
            "spark.sql.warehouse.dir": self._folder / "warehouse", "spark.local.dir": self._folder / "spilled",
        }  # fmt: skip
        told = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
        command = ["spark-submit", "--class", _CONNECT, "--master", self._master, *told, "spark-internal"]
        self._run("server", *command)

    def _start(self, name: str, kind: str, *words: object) -> int:
        return self._run(name, "spark-class", kind, "--host", _HOST, *words)

    def _run(self, name: str, program: str, *words: object) -> int:
        environment = {**os.environ, "SPARK_HOME": str(self._home), "SPARK_LOCAL_IP": _HOST}
        environment |= {"SPARK_LOG_DIR": str(self._folder), "PYSPARK_PYTHON": sys.executable}
        command = [str(self._home / "bin" / program), *map(str, words)]
        with open(self._folder / f"{name}.log", "wb") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self._folder, env=environment, start_new_session=True
            )
        self._processes.append(process)
        return process.pid

    def _wait(self, name: str, port: int) -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            with socket.socket() as tried:
                tried.settimeout(1)
                if tried.connect_ex((_HOST, port)) == 0:
                    return
            if self._processes[-1].poll() is not None:
                break
            time.sleep(0.2)
        end = (self._folder / f"{name}.log").read_text("utf-8", "replace")[-2000:]
        raise NoCluster(f"the {name} of the cluster does not come up:\n{end}")

    def stop(self) -> None:
        """End all processes of the cluster."""
        for process in reversed(self._processes):
            kill(process.pid)
            process.wait()


def kill(group: int) -> None:
    """Kill a process with all that it started, without a word of warning."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _free() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind((_HOST, 0))
        return int(found.getsockname()[1])


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start a cluster, by the Spark in SPARK_HOME, and end it.

    Raises:
        NoCluster: it does not come up.
    """
    home = os.environ.get("SPARK_HOME")
    if not home:
        raise NoCluster("SPARK_HOME names no Spark")
    folder = Path(tempfile.mkdtemp(prefix="dateline-cluster-"))
    made = Cluster(Path(home), folder)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)
