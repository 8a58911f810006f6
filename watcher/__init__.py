"""watcher: reads a job seeker's mail, notices an employer's silence, and leaves a ready follow-up in Drafts.

The flow, which is also the layout; each room hands its product to the next::

    mail -> reading -> inference -> timeline -> cadence -> drafting -> mail (Drafts)
                                                             \\-> digest -> mail (INBOX)

    mail       accounts: imap, gmail, maildir, memory     gives  Batch of Located Raw
    reading    bytes of a message, any MIME               gives  Message
    inference  one Message, with evidence                 gives  Inference of Events
    timeline   all Events, as applications                gives  Timeline of Applications
    cadence    Timeline, what was drafted before, now     gives  Plan of FollowUps
    drafting   one FollowUp                               gives  Draft
    digest     what waits for the user                    gives  the weekly text
    charts     sketches of the digest, in a child         gives  PNGs
    export     the job search, for other programs         gives  CSV, JSON Lines, iCalendar
    store      the ledger: events, intents, cursors
    pipeline   one file a step: sync, infer, chase, reconcile, report; calls ports, never decides
    demo       a life-like job search, written into a Maildir
    simulate   whole job searches, drawn from a seed, to run the program against
    start, cli, daemon, bootstrap, config, log, errors, program

The layer rule: a room may import the rooms before it in this flow, never those after; only ``bootstrap`` wires
them together. ``reading`` to ``digest`` are pure: they import no mail, database, scheduling or logging library, read no
clock, no file, no environment, and draw no random number; ``now`` is always an argument. ``pyproject.toml`` holds
the rule as an import-linter contract, exhaustive, so that a new module must take its place here.
"""

__version__ = "0.1.0"
