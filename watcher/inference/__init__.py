"""inference: one `Message` to the `Event`s that it shows, with evidence. Pure; senders and phrases are data files."""

from watcher.inference.infer import infer
from watcher.inference.parsing import parse_tables
from watcher.inference.tables import Tables
from watcher.inference.types import ENTERED, Event, Inference, Kind, Person, PersonRole

__all__ = ["ENTERED", "Event", "Inference", "Kind", "Person", "PersonRole", "Tables", "infer", "parse_tables"]
