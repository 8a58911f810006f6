"""demo: a life-like job search of "Ada Example", written into a Maildir around a given `now`.

The stories are data (`data/stories/*.toml`, one file a story, dates as days before or after `now`), and so is the
ordinary mail around them (`data/noise.toml`). Every address stands in a domain reserved for examples (RFC 2606,
RFC 6761), but for those of applicant tracking systems and job boards, which the rules know by their domain.
"""

from watcher.demo.mailbox import write_mailbox
from watcher.demo.stories import OWN_ADDRESS, OWN_NAME, stories
from watcher.demo.types import Expected, ExpectedDraft, Search, Story

__all__ = ["OWN_ADDRESS", "OWN_NAME", "Expected", "ExpectedDraft", "Search", "Story", "stories", "write_mailbox"]
