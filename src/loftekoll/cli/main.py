"""The entry point: from the command line to an exit code."""

import gc
import os
import sys


def main() -> None:
    """Run loftekoll with the arguments of the process and exit with its code.

    A command lives for a blink, so the garbage collector hardly runs, and the process ends at once when all is
    written: tidying up modules that are about to vanish costs as much as reading 500 log files.
    """
    gc.set_threshold(100_000, 50, 50)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # else every installed package is searched for plugins
    from loftekoll.cli.app import app
    from loftekoll.cli.run import run

    code = run(app, sys.argv[1:])
    os._exit(code)  # `run` has flushed both streams


if __name__ == "__main__":
    main()
