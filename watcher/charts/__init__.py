"""charts: paints the pictures of the digest, in a process of their own.

`paint` gives sketches to a child (`painter.py`, a program by itself) and takes back PNGs. Only that child loads the
drawing library, so that a process which runs for months does not hold it. Whatever goes wrong, there are no pictures,
and the log says why: a digest is whole without them.
"""

from watcher.charts.child import MOST_OCTETS, Paint, paint

__all__ = ["MOST_OCTETS", "Paint", "paint"]
