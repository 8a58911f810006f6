"""export: the job search as a file of another program: a table, lines of JSON, a calendar. Pure.

Nothing of a message's text goes in, evidence neither: what is exported may be passed on. Every text that came in mail
is made one line of printable characters.
"""

from watcher.export.calendar import as_calendar
from watcher.export.lines import as_json_lines
from watcher.export.sheet import as_csv
from watcher.export.types import Search

__all__ = ["Search", "as_calendar", "as_csv", "as_json_lines"]
