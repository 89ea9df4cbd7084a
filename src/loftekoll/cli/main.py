"""The entry point: from the command line to an exit code."""

import sys


def main() -> None:
    """Run loftekoll with the arguments of the process and exit with its code."""
    from loftekoll.cli.app import app
    from loftekoll.cli.swedish import run

    sys.exit(run(app, sys.argv[1:]))
