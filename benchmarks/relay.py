"""A slow line on this machine: a relay that hands on every byte some milliseconds later."""

import asyncio
import contextlib
import socket
import threading
import time


class Relay:
    """Listens on 127.0.0.1 and passes everything on to a port there, late by ``delay`` seconds.

    It is late each way, keeps the order, and limits no rate: a line that is long, not narrow.
    """

    def __init__(self, port: int, delay: float):
        self.target, self.delay = port, delay

    def __enter__(self) -> "Relay":
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        listening = asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.server = asyncio.run_coroutine_threadsafe(listening, self.loop).result(10)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *error) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()

    async def _close(self) -> None:
        self.server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connect(self, reader, writer) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        ends = writer, back
        try:
            for end in ends:
                end.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            await asyncio.gather(self._pass(reader, back), self._pass(there, writer))
        except asyncio.CancelledError:
            pass  # the relay closes
        finally:
            for end in ends:
                end.transport.abort()

    async def _pass(self, source, sink) -> None:
        line = asyncio.Queue()
        leaving = asyncio.ensure_future(self._leave(line, sink))
        try:
            data = True
            while data:
                with contextlib.suppress(ConnectionError):
                    data = b""
                    data = await source.read(2**18)
                line.put_nowait((time.monotonic() + self.delay, data))
            await leaving
        finally:
            leaving.cancel()

    async def _leave(self, line: asyncio.Queue, sink) -> None:
        while True:
            due, data = await line.get()
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            with contextlib.suppress(ConnectionError):
                if not data:
                    sink.close()
                    return
                sink.write(data)
                await sink.drain()
