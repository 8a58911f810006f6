"""What stands between a hotel's guests and the world: it answers for every server, over TLS or in plain HTTP."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from pathlib import Path
from types import TracebackType


class Portal:
    """Use as a context manager, with the folder of its certificate. `heard` is what guests said once TLS stood."""

    def __init__(self, folder: Path) -> None:
        self.secure = True
        self.heard = bytearray()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> Portal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)

    def _accept(self) -> None:
        while True:
            try:
                guest, _ = self._listener.accept()
            except OSError:
                return
            guest.settimeout(5)
            with contextlib.suppress(OSError), guest:
                if self.secure:
                    with self._context.wrap_socket(guest, server_side=True) as spoken:
                        self.heard += spoken.recv(1000)
                else:
                    guest.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n")
