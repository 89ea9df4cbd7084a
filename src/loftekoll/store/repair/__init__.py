"""Safe repairs (`kontrollera --laga`): what is planned, how it looks, and how it is written.

A repair is safe when it is proven: the text is read again, and must state what it stated before, but for the one key or
municipality code that was meant to change. Every other byte of a person's file stays, and no file is ever written over
another one.
"""

from loftekoll.store.repair.diff import diff_of
from loftekoll.store.repair.page import Mend
from loftekoll.store.repair.plan import Repair, repairs_for
from loftekoll.store.repair.write import renamed, write_repairs

__all__ = ["Mend", "Repair", "diff_of", "renamed", "repairs_for", "write_repairs"]
