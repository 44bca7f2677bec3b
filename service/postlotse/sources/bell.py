"""A bell that ends a wait from another thread, and that can be waited for together with a socket."""

import contextlib
import socket
import threading


class Bell:
    """Rung once, it ends the wait that is going on or the next one.  Usable again after `close`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pair: tuple[socket.socket, socket.socket] | None = None

    def listen(self) -> socket.socket:
        """Return the socket that becomes readable when the bell is rung."""
        with self._lock:
            if self._pair is None:
                self._pair = socket.socketpair()
                for end in self._pair:
                    end.setblocking(False)
            return self._pair[0]

    def ring(self) -> None:
        """Ring; heard by one wait."""
        self.listen()
        with self._lock:
            if self._pair is not None:
                with contextlib.suppress(BlockingIOError):  # rung so often that nobody could have missed it
                    self._pair[1].send(b"!")

    def rang(self) -> bool:
        """Tell whether the bell was rung since the last time somebody asked."""
        try:
            return bool(self.listen().recv(1024))
        except BlockingIOError:
            return False

    def wait(self, seconds: float) -> bool:
        """Wait for the bell, at most `seconds`; always False, because a bell is no mail."""
        ear = self.listen()
        ear.settimeout(max(seconds, 0.001))
        with contextlib.suppress(TimeoutError, BlockingIOError):
            ear.recv(1024)
        ear.setblocking(False)
        return False

    def close(self) -> None:
        """Free the sockets; may be called twice."""
        with self._lock:
            pair, self._pair = self._pair, None
        for end in pair or ():
            end.close()
