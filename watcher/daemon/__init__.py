"""daemon: `watcher run`. Mail is read as it comes; what is due stands in the ledger and the plan.

wakes      the plan and the drafts             give  when to look again          (pure)
rounds     what was read, failed or asked for  gives what to do next             (pure)
backoff    failures                            give  seconds to wait             (pure)
clocks     two looks at two clocks             give  whether the clock jumped
progress   what is under way, and since when  gives what hangs                   (pure)
standing   the health in words, and drafts    give  a line for a human           (pure)
notify     the service manager: sd_notify(3)
pulse      tells it how the watch stands, and that it goes on
post       one account: its reader, and its watches, each in a thread of its own
vitals     how it is: kept for `status`, and told to the user once for a trouble
desktop    a desktop notification
timetable  the timed steps, by the scheduler
keeper     asks `rounds`, and acts: reading, passes, wakes
digests    what is due, by the ledger     delivers it in time, by a thread of its own
run        signals, the config's reload, the one instance
memory     what a pass needed, given back to the system
begin      the command                     becomes the daemon, which loads nothing of the commands
"""
