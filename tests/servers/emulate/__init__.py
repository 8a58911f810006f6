"""A pinned emulator of the Gmail API and of Google's sign-in, which others wrote: the npm package `emulate`.

`make test` installs it here, by package-lock.json, which holds hashes and names no registry.
"""
