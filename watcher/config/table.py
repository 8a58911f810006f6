"""What every table of the config file has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """Of any table: nothing unknown, nothing converted silently, never changed after."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
