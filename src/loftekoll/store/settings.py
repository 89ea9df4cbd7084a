"""`loftekoll.yaml`: the settings of a workspace, beside its `promises` folder."""

import os
from pathlib import Path

from pydantic import Field

from loftekoll.errors import LoftekollError
from loftekoll.fields import Form, Texts, YesNo
from loftekoll.store.places import located
from loftekoll.store.read import bytes_of, entry_of, unreadable
from loftekoll.store.text import text_of
from loftekoll.store.workspace import shown

FILE = "loftekoll.yaml"


class CheckSettings(Form, title="Kontrollen"):
    """Inställningar för «loftekoll kontrollera»."""

    select: Texts = Field((), alias="välj", title="Välj", description="Bara dessa koder, till exempel LK2 eller LK201")
    ignore: Texts = Field((), alias="ignorera", title="Ignorera", description="Inte dessa koder")
    strict: YesNo = Field(False, alias="strikt", title="Strikt", description="ja om varningar ska räknas som fel")


class Settings(Form, title="Inställningar"):
    """Inställningar för en arbetsyta, i filen loftekoll.yaml bredvid mappen promises."""

    check: CheckSettings = Field(
        default_factory=lambda: CheckSettings(),  # noqa: PLW0108 - the class is built when it is first needed
        alias="kontrollera",
        title="Kontrollera",
    )


def settings_of(workspace: Path) -> Settings:
    """The settings of a workspace, the usual ones when the file is not there or empty; `LoftekollError` for faults."""
    path = workspace / FILE
    if not os.path.lexists(path):
        return Settings()
    try:
        text, faults = text_of(bytes_of(path))
    except (OSError, ValueError) as error:
        text, faults = "", [unreadable(error)]
    settings = None
    if not faults:
        settings, faults = entry_of(text, lambda _: Settings)
    if [each.code for each in faults] == ["LK107"]:
        return Settings()
    if settings is None:
        first = located([each._replace(file=FILE) for each in faults], {FILE: text})[0]
        where = f"{shown(path)}:{first.place.line}:{first.place.column}" if first.place else shown(path)
        raise LoftekollError(f"{where}: {first.message}", first.hint)
    return settings
