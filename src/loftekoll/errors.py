"""Errors that a user can act on."""


class LoftekollError(Exception):
    """What cannot be done as it was asked; everything else that is raised is our own bug.

    Attributes:
        message: What is wrong, as a Swedish clause without capital letter and full stop.
        hint: What to do about it, as an act; empty if the message says it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
