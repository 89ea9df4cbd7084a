"""The report as a Word document, by python-docx, which comes with the extra `word`."""

from loftekoll.errors import LoftekollError
from loftekoll.render.view import DocumentView


def as_word(document: DocumentView) -> bytes:
    """The report as a .docx file; the same view gives the same bytes.

    Raises `LoftekollError` when the extra is not installed.
    """
    try:
        from loftekoll.render.word.package import document_bytes  # noqa: PLC0415 - an extra
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in {"docx", "lxml"}:
            raise
        hint = 'installera det: uv tool install "loftekoll[word]" eller pip install "loftekoll[word]"'
        raise LoftekollError("för Word-filer behövs tillägget «word»", hint) from error
    return document_bytes(document)
