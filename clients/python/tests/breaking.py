"""A wire that breaks where a test wants it to."""

from __future__ import annotations

import socket
import threading
from urllib.parse import urlsplit


class BreakingWire:
    """Passes bytes between clients and the broker, until they are swallowed or the wire is cut."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._target = (address.hostname or "", address.port or 5672)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = address._replace(
            netloc=f"{address.username}:{address.password}@127.0.0.1:{self._door.getsockname()[1]}"
        ).geturl()
        #: Bytes that went to the broker, of all connections.
        self.sent = 0
        #: How many connections there were.
        self.connections = 0
        #: While it is set, what the broker says reaches nobody.
        self.swallows = threading.Event()
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            server = socket.create_connection(self._target)
            with self._lock:
                self.connections += 1
                self._open += [client, server]
            threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, to_broker: bool) -> None:
        try:
            while data := source.recv(65536):
                if to_broker:
                    target.sendall(data)
                    with self._lock:
                        self.sent += len(data)
                elif not self.swallows.is_set():
                    target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            end.close()

    def cut(self) -> None:
        """Ends all connections as they are."""
        with self._lock:
            ends, self._open = self._open, []
        for end in ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self) -> None:
        if self._door.fileno() < 0:
            return
        # Closing alone would leave the thread waiting at an open door.
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self.cut()
