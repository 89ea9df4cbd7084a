"""The page of a git server where a file is written in the browser, for those who have not installed anything."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from loftekoll.errors import LoftekollError
from loftekoll.store.git import git_answer
from loftekoll.store.workspace import is_folder, shown

LONGEST = 8_000
"""Characters of an address that browsers and servers are known to take."""

_SETTING = "loftekoll.server"
_SCP = re.compile(r"(?:[^@/\\]+@)?(?P<host>[^:@/\\]{2,}):(?!//)/?(?P<path>.+)")  # one letter is a disk of Windows
_WITHOUT = "eller logga utan --länk"


class _Repository(NamedTuple):
    """A repository as its web pages call it: `https://github.com`, `kommun/loften`, and who made the server."""

    site: str
    path: str
    kind: str


def new_file_address(file: Path, text: str) -> str:
    """The address of the page that makes the file with the text, in the repository that the file would lie in.

    GitHub fills in name and text. GitLab fills in the name; the text goes along as `content`, which its server reads
    but its editor, since 2025, passes over (its issues 532221 and 594214), so that `takes_text` is false there.

    Raises `LoftekollError` when there is no git, no repository, no remote, no branch to write to, or a server of
    another kind, and when the address would be longer than 8,000 characters.
    """
    folder = next(each for each in (file.parent, *file.parent.parents) if is_folder(each))
    inside = git_answer(folder, "rev-parse", "--show-prefix")
    if inside is None:
        raise _no_repository(folder)
    remote = _remote(folder)
    repository = _repository(folder, remote)
    branch = _quoted(_branch(folder, remote), safe="/")
    path = _quoted(inside + file.relative_to(folder).as_posix(), safe="/")
    if repository.kind == "gitlab":
        page = f"-/new/{branch}?file_name={path}&content={_quoted(text)}"
    else:
        page = f"new/{branch}?filename={path}&value={_quoted(text)}"
    address = f"{repository.site}/{_quoted(repository.path, safe='/~')}/{page}"
    if len(address) > LONGEST:
        message = f"adressen skulle få {len(address)} tecken, och {LONGEST} är det mesta som fungerar överallt"
        raise LoftekollError(message, f"korta texten, {_WITHOUT}")
    return address


def takes_text(address: str) -> bool:
    """Whether the page at the address fills in the text of the file; if not, a person has to paste it."""
    return "/-/new/" not in address


def _quoted(text: str, safe: str = "") -> str:
    """The text as a part of an address; `LoftekollError` when it holds signs that are none."""
    try:
        return quote(text, safe=safe)
    except UnicodeEncodeError as error:
        message = "texten har tecken som inte går att skriva i en adress"
        raise LoftekollError(message, "skriv om texten; kontrollera att terminalen använder UTF-8") from error


def _no_repository(folder: Path) -> LoftekollError:
    if shutil.which("git") is None:
        return LoftekollError("git går inte att köra på den här datorn", f"installera git, {_WITHOUT}")
    message = f"«{shown(folder)}» ligger inte i något git-förråd"
    return LoftekollError(message, f"kör i en mapp som hämtats med git, {_WITHOUT}")


def _remote(folder: Path) -> str:
    """The remote that the work is shared by: `origin`, else the first one."""
    names = (git_answer(folder, "remote") or "").split()
    if not names:
        message = "git-förrådet har ingen server, så det finns ingen sida att skriva på"
        raise LoftekollError(message, f"lägg till den med «git remote add origin ADRESS», {_WITHOUT}")
    return "origin" if "origin" in names else names[0]


def _branch(folder: Path, remote: str) -> str:
    """The branch that the server calls its main one, else the one that is checked out."""
    main = git_answer(folder, "symbolic-ref", "--quiet", "--short", f"refs/remotes/{remote}/HEAD")
    if main:
        return main.removeprefix(f"{remote}/")
    if current := git_answer(folder, "symbolic-ref", "--quiet", "--short", "HEAD"):
        return current
    message = "det går inte att se vilken gren på servern som filen ska till"
    raise LoftekollError(message, f"kör «git remote set-head {remote} --auto», {_WITHOUT}")


def _repository(folder: Path, remote: str) -> _Repository:
    """Where the remote is in a browser. What stands before @ in its address may be a password, and is never told."""
    address = git_answer(folder, "remote", "get-url", remote) or ""
    site, path = _web_place(address)
    path = path.strip("/").removesuffix(".git").rstrip("/")
    if not site or "/" not in path:
        message = f"git-servern «{remote}» har ingen adress som går att öppna i en webbläsare"
        raise LoftekollError(message, "logga utan --länk")
    host = site.partition("//")[2]
    chosen = (git_answer(folder, "config", "--get", _SETTING) or "").lower()
    kind = next((kind for kind in ("gitlab", "github") if kind in (chosen or host)), "")
    if not kind:
        message = f"vet inte vilken sorts server «{host}» är"
        raise LoftekollError(message, f"säg det med «git config {_SETTING} gitlab» eller github, {_WITHOUT}")
    return _Repository(site, path, kind)


def _web_place(address: str) -> tuple[str, str]:
    """Site and path of a remote's address: https, ssh with or without a scheme, git; two empty texts for others.

    The port of ssh is none of the web's, and a server that takes ssh at a name of its own is known by its main name.
    """
    if "://" not in address:
        found = _SCP.fullmatch(address)
        return (f"https://{_main_name(found['host'])}", found["path"]) if found else ("", "")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "", ""
    if not host or parts.scheme not in ("http", "https", "ssh", "git", "git+ssh"):
        return "", ""
    if parts.scheme in ("http", "https"):
        return f"{parts.scheme}://{host}{f':{port}' if port else ''}", parts.path
    return f"https://{_main_name(host)}", parts.path


def _main_name(host: str) -> str:
    """The name of a server in a browser, by the name that ssh knows it by."""
    return host.lower().removeprefix("ssh.").removeprefix("altssh.")
