"""One module a command: load, compute, render, exit."""
