"""The shell: arguments in, exit code out; the only clock, prompts, colours and exit codes."""
