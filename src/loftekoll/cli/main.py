"""The entry point: from the command line to an exit code."""

import gc
import os
import sys


def main() -> None:
    """Run loftekoll with the arguments of the process and exit with its code.

    A command lives for a blink, so the garbage collector hardly runs, and the process ends at once when all is
    written: tidying up modules that are about to vanish costs as much as reading 500 log files.
    """
    _open_closed_streams()
    gc.set_threshold(100_000, 50, 50)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # else every installed package is searched for plugins
    try:
        from loftekoll.cli.app import app
        from loftekoll.cli.run import run
    except KeyboardInterrupt:
        sys.stderr.write("Avbrutet.\n")
        os._exit(130)
    code = run(app, sys.argv[1:])
    os._exit(code)  # `run` has flushed both streams


def _open_closed_streams() -> None:
    """Point the streams that the process was started without (a service, pythonw) at nothing.

    Else an entry is saved, and then the run breaks on telling so; and a file of ours could get a stream's number.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - pathlib is slow to load


if __name__ == "__main__":
    main()
