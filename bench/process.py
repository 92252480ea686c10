"""Run a command and print its seconds, on the clock and of the processor, its peak of memory and its code as JSON.

    python bench/process.py IN OUT COMMAND...

IN and OUT are the files that the command reads and writes. It stands alone and imports little, since Linux counts the
memory of the process that starts another into the other's peak.
"""

import json
import resource
import subprocess
import sys
import time


def main() -> None:
    given, taken, *command = sys.argv[1:]
    with open(given, "rb") as stdin, open(taken, "wb") as stdout:
        start = time.perf_counter()
        code = subprocess.run(command, check=False, stdin=stdin, stdout=stdout).returncode
        seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime
    print(json.dumps({"seconds": seconds, "peak": used.ru_maxrss / 1024, "cpu": cpu, "code": code}))


if __name__ == "__main__":
    main()
