"""A LibreTranslate server that answers each request after a fixed time, and says how many it had.

Prints its port. The answer to a text is the text with "es " before it.
"""

import asyncio
import json
import sys

DELAY = float(sys.argv[1]) / 1000


class Connection(asyncio.Protocol):
    requests = 0

    def connection_made(self, transport):
        self.transport = transport
        self.buffer = b""

    def data_received(self, data):
        self.buffer += data
        while True:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self.buffer[:end].lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self.buffer) < end + 4 + length:
                return
            body = self.buffer[end + 4 : end + 4 + length]
            self.buffer = self.buffer[end + 4 + length :]
            Connection.requests += 1
            asyncio.get_running_loop().call_later(DELAY, self.answer, body)

    def answer(self, body):
        texts = json.loads(body)["q"]
        answer = json.dumps({"translatedText": ["es " + text for text in texts]}).encode()
        self.transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer) + answer
        )


async def main():
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    print(Connection.requests, flush=True)


asyncio.run(main())
