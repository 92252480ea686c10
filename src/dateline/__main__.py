"""`python -m dateline` is the command `dateline`."""

from dateline.cli.start import run

run()
