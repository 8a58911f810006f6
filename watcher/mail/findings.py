"""What `watcher check` says of an account's mailboxes."""

from __future__ import annotations

from watcher.mail.discovery import Layout
from watcher.mail.types import Finding
from watcher.timeline import Place


def layout_findings(layout: Layout, *, writable: bool) -> list[Finding]:
    """INBOX, Sent and Drafts, and whether drafts may be written."""
    boxes = ", ".join(f'"{one.label}"' for one in layout.reading if layout.place(one.name) is Place.SENT)
    sent = layout.sent.how or boxes
    findings = [
        *(Finding(ok=False, what=words) for words in layout.missing),
        *([Finding(ok=True, what="INBOX found")] if layout.inbox else []),
        Finding(ok=True, what=f"Sent: {sent}")
        if sent
        else Finding(ok=False, what="no Sent", advice=layout.sent.problem),
    ]
    if layout.drafts.mailbox is not None:
        findings.append(Finding(ok=True, what=f"Drafts: {layout.drafts.how}"))
    else:
        findings.append(Finding(ok=not writable, what="no Drafts mailbox", advice=layout.drafts.problem))
    read = f"{len(layout.reading)} mailboxes are read"
    if layout.everything is not None:
        apart = len(layout.reading) - 1
        read = (
            f'"{layout.everything.label}" is read once for {len(layout.labels)} labels, and {apart} mailboxes beside it'
        )
    findings.append(Finding(ok=True, what=read))
    if writable:
        findings.append(Finding(ok=True, what="drafts may be written here (write = true)"))
    else:
        findings.append(
            Finding(ok=True, what="read only", advice="Set write = true for the account that drafts shall go to.")
        )
    return findings


def gmail_finding(layout: Layout) -> Finding:
    """Whether Gmail shows All Mail over IMAP: the user may have hidden it."""
    if layout.everything is not None:
        return Finding(ok=True, what="the server is Gmail: labels count as mailboxes")
    return Finding(
        ok=True,
        what="Gmail does not show All Mail over IMAP, so each label is read by itself",
        advice='In the settings of Gmail, under Labels, tick "Show in IMAP" for All Mail.',
    )
