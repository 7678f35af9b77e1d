"""A translation server in LibreTranslate's protocol that counts what it answers, and dies for a while when it is told to."""

import json
import socket
import struct
import threading
import time
from dataclasses import dataclass, field


@dataclass
class Request:
    """A request that was answered whole."""

    run: int
    received: float
    answered: float
    sentences: list = field(repr=False)


class Translator:
    """Answers in the same words to the same words, after a moment, so that something is always on its way.

    A sentence counts as answered when the last byte of its answer was handed to the system.
    """

    #: How it dies: no port; ports that hang up; no answer; complaints; answers that are none; answers that break off.
    DEATHS = ["killed", "hanging-up", "silent", "complaining", "garbage", "broken-off"]

    def __init__(self, latency=0.02):
        self.latency = latency
        self.mode = "alive"
        self.run = 0
        self.requests = []
        self.received = 0
        self.lock = threading.Lock()
        self.open = set()
        self.listener = None
        self.port = 0
        self._listen()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def begin_run(self):
        with self.lock:
            self.run += 1
        return self.run

    def forget(self):
        """Begins to count anew."""
        with self.lock:
            self.requests = []

    def die(self, how):
        self.mode = how
        if how == "killed":
            self.listener.close()
        if how in ("killed", "hanging-up"):
            with self.lock:
                connections = list(self.open)
            for connection in connections:
                Translator._reset(connection)

    def revive(self):
        was, self.mode = self.mode, "alive"
        if was == "killed":
            self._listen()

    def _listen(self):
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        self.listener.listen(64)
        threading.Thread(target=self._accept, args=[self.listener], daemon=True).start()

    def _accept(self, listener):
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            if self.mode in ("killed", "hanging-up"):
                Translator._reset(connection)
                continue
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    @staticmethod
    def _reset(connection):
        """Closes as a process that is killed does: what was not sent is not."""
        try:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        except OSError:
            pass

    def _serve(self, connection):
        with self.lock:
            self.open.add(connection)
        try:
            stream = connection.makefile("rb")
            while self._answer(connection, stream):
                pass
        except (OSError, ValueError):
            pass
        finally:
            with self.lock:
                self.open.discard(connection)
            connection.close()

    def _answer(self, connection, stream):
        if not stream.readline():
            return False
        length = 0
        while (line := stream.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        body = stream.read(length)
        run, received = self.run, time.monotonic()
        with self.lock:
            self.received += 1
        time.sleep(self.latency)
        mode = self.mode
        if mode in ("killed", "hanging-up"):
            Translator._reset(connection)
            return False
        if mode == "silent":
            while self.mode == "silent":
                time.sleep(0.05)
            return False
        if mode == "complaining":
            connection.sendall(Translator._message("500 Internal Server Error", b'{"error": "out of memory"}'))
            return True
        if mode == "garbage":
            connection.sendall(Translator._message("200 OK", b"<html>back in a minute</html>"))
            return True
        question = json.loads(body)
        texts = [translation(text, question["target"]) for text in question["q"]]
        answer = Translator._message("200 OK", json.dumps({"translatedText": texts}, ensure_ascii=False).encode())
        if mode == "broken-off":
            connection.sendall(answer[: len(answer) // 2])
            Translator._reset(connection)
            return False
        connection.sendall(answer)
        sentences = [(question["target"], text) for text in question["q"]]
        with self.lock:
            self.requests.append(Request(run, received, time.monotonic(), sentences))
        return True

    @staticmethod
    def _message(status, body):
        head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


def translation(text, target):
    """Not a language, but the same every time, and another for each target."""
    ending = {"de": "en", "fr": "e"}.get(target, "o")
    words = text.rstrip(".").split(" ")
    return " ".join(word[::-1] + ending if word.isalpha() else word for word in words) + "."
