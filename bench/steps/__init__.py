"""The steps of `bench/run.py`: each measures one thing and gives its section."""
