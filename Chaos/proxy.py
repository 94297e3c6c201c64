"""A TCP proxy that can be told to break connections, or to swallow what the server answers and then break them."""
import socket
import threading


class Proxy:
    """Listens on a port of its own and hands everything to `target`."""

    def __init__(self, target):
        self.target = target
        self.swallow = threading.Event()
        self._links = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """Breaks all connections with a reset."""
        with self._lock:
            links, self._links = self._links, set()
        for link in links:
            link.cut()
        return len(links)

    def _accept(self):
        while True:
            client, _ = self._listener.accept()
            try:
                server = socket.create_connection(("127.0.0.1", self.target), timeout=5)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            link = _Link(self, client, server)
            with self._lock:
                self._links.add(link)
            link.start()

    def forget(self, link):
        with self._lock:
            self._links.discard(link)


class _Link:
    def __init__(self, proxy, client, server):
        self.proxy, self.client, self.server = proxy, client, server

    def start(self):
        threading.Thread(target=self._pump, args=(self.client, self.server, False), daemon=True).start()
        threading.Thread(target=self._pump, args=(self.server, self.client, True), daemon=True).start()

    def _pump(self, source, sink, is_answer):
        try:
            while data := source.recv(65536):
                if not (is_answer and self.proxy.swallow.is_set()):
                    sink.sendall(data)
        except OSError:
            pass
        self.cut()

    def cut(self):
        self.proxy.forget(self)
        for end in (self.client, self.server):
            try:
                # A reset, not an orderly end: what is under way is lost.
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                # Closing alone does not wake a thread that reads.
                end.shutdown(socket.SHUT_RDWR)
                end.close()
            except OSError:
                pass
