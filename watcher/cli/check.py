"""`watcher check`: is everything in place? It writes nothing."""

from __future__ import annotations

import typer

from watcher.bootstrap import Wired
from watcher.cli.options import ConfigOption, JsonOption, print_json, wired
from watcher.errors import Exit, WatcherError
from watcher.mail.types import Finding, ImapSettings
from watcher.store import path_of


def check(config: ConfigOption = None, *, as_json: JsonOption = False) -> None:
    """Look at config, ledger and every account, and say what to mend."""
    world = wired(config)
    rows: list[tuple[str, Finding]] = [
        ("config", Finding(ok=True, what=f"{world.config.path} is in order")),
        ("ledger", Finding(ok=True, what=f"{world.config.ledger_url} is in order")),
    ]
    rows += [("ledger", finding) for finding in _folder(world)]
    rows += [("templates", finding) for finding in _letters(world)]
    code = Exit.OK
    employers = _employers(world)
    for account in world.accounts:
        try:
            findings = list(account.check())
        except WatcherError as error:
            code = code or error.exit_code
            findings = [Finding(ok=False, what=error.message)]
        finally:
            account.close()
        rows += [(account.name, finding) for finding in [*findings, *_at_work(world, account.name, employers)]]
    if as_json:
        print_json(
            {"findings": [{"where": w, "ok": f.ok, "what": f.what, "advice": f.advice or None} for w, f in rows]}
        )
    else:
        for where, finding in rows:
            typer.echo(f"{'ok  ' if finding.ok else 'MEND'}  {where}: {finding.what}")
            if finding.advice:
                typer.echo(f"      {finding.advice}")
    if code is Exit.OK and not all(finding.ok for _, finding in rows):
        code = Exit.PARTLY_DONE
    raise typer.Exit(int(code))


def _folder(world: Wired) -> list[Finding]:
    """Warn where others may look into the folder of the ledger; its files are for the user alone in any case."""
    folder = path_of(world.config.ledger_url).parent
    mode = folder.stat().st_mode & 0o777
    if not mode & 0o077:
        return []
    advice = f"If nothing else is kept there, run chmod 700 {folder}"
    return [Finding(ok=False, what=f"{folder} is open to other users (mode {mode:04o})", advice=advice)]


def _letters(world: Wired) -> list[Finding]:
    """The user's own templates: how many there are, and each that is broken."""
    templates = world.world.templates
    if templates.packaged is None:
        return []
    mine = sum(letter.mine for language in templates.languages.values() for letter in language.letters.values())
    advice = "The packaged letter is used until it is mended."
    broken = [Finding(ok=False, what=str(fault), advice=advice) for fault in templates.faults]
    return [Finding(ok=True, what=f"{mine} of your own in {world.config.templates} are in order"), *broken]


def _employers(world: Wired) -> frozenset[str]:
    """The domains of those who write from the user's applications."""
    timeline = world.world.timeline(world.world.clock())
    return frozenset(contact.email.rpartition("@")[2] for a in timeline.applications for contact in a.contacts)


def _at_work(world: Wired, account: str, employers: frozenset[str]) -> list[Finding]:
    """Warn where an account looks like an employer's, whose administrators could read the drafts."""
    settings = next(s for s in world.config.accounts if s.name == account)
    if not isinstance(settings, ImapSettings):
        return []
    domain = settings.username.rpartition("@")[2].lower()
    own = {address.rpartition("@")[2] for address in world.config.identity.addresses}
    if domain in employers or (domain and domain not in own and "@" in settings.username):
        advice = "If it is your employer's, take it out of the config: others there may read it."
        return [Finding(ok=False, what=f"{settings.username} looks like an account at work", advice=advice)]
    return []
