#!/usr/bin/env python3
"""smsc.py [--smpp PORT] [--control PORT]: a message centre (SMPP 3.4) on this machine, for tests, chaos and the demo.

It keeps what phones send until Kannel has taken it, as real ones do, and offers it again after a new connection; what Kannel
sends it takes, and reports on as it is told. The first line it prints names both ports. Over HTTP on the control port:

    POST /sms      {"from": "62812…", "to": "1708", "text": "…", "times": 1}   or "hex" and "coding" for what is no text
    POST /receipt  {"mode": "delivered|failed|late|twice|before|never", "seconds": 1}
    GET  /state    {"bound": true, "waiting": 0, "taken": 3, "sent": [{"to", "from", "text", "id"}]}
"""

import argparse
import asyncio
import json
import struct

BIND = {1, 2, 9}
SUBMIT, DELIVER, UNBIND, ENQUIRE, ANSWER = 0x4, 0x5, 0x6, 0x15, 0x80000000
PLAIN = set("@$\n\r !\"#%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def text_field(bytes_, at):
    end = bytes_.index(0, at)
    return bytes_[at:end].decode("latin-1"), end + 1


def parts_of(text):
    """The bytes of each part, with their data coding."""
    plain = set(text) <= PLAIN
    whole = text.encode("ascii") if plain else text.encode("utf-16-be")
    most, each = (160, 153) if plain else (140, 134)
    if len(whole) <= most:
        return [whole], 0 if plain else 8
    return [whole[at:at + each] for at in range(0, len(whole), each)], 0 if plain else 8


class Centre:
    def __init__(self):
        self.phone = None
        self.sequence = 0
        self.references = 0
        self.waiting = {}  # what Kannel has not taken: number -> body of deliver_sm
        self.offered = {}  # sequence -> number
        self.numbers = 0
        self.taken = 0
        self.sent = []
        self.mode = {"mode": "delivered", "seconds": 1}

    # From phones to Kannel.

    def deliver(self, sender, receiver, words, coding=0, esm=0):
        body = b"\0" + b"\1\1" + sender.lstrip("+").encode() + b"\0" + b"\0\1" + receiver.encode() + b"\0"
        body += bytes([esm, 0, 0]) + b"\0\0" + bytes([0, 0, coding, 0, len(words)]) + words
        self.numbers += 1
        self.waiting[self.numbers] = body
        self.offer(self.numbers)

    def offer(self, number):
        if self.phone is None:
            return
        self.sequence += 1
        self.offered[self.sequence] = number
        self.write(DELIVER, self.sequence, self.waiting[number])

    def offer_again(self, number, phone):
        if number in self.waiting and self.phone is phone:
            self.offer(number)

    def write(self, command, sequence, body=b"", status=0):
        if self.phone is not None:
            self.phone.write(struct.pack(">IIII", 16 + len(body), command, status, sequence) + body)

    def receive(self, order):
        if "hex" in order:
            return self.deliver(order["from"], order["to"], bytes.fromhex(order["hex"]), order.get("coding", 4))
        for _ in range(order.get("times", 1)):
            parts, coding = parts_of(order["text"])
            if len(parts) == 1:
                self.deliver(order["from"], order["to"], parts[0], coding)
                continue
            self.references = (self.references + 1) % 256
            for number, part in enumerate(parts, 1):
                header = bytes([5, 0, 3, self.references, len(parts), number])
                self.deliver(order["from"], order["to"], header + part, coding, 0x40)

    # From Kannel to phones.

    def submit(self, sequence, body):
        _, at = text_field(body, 0)
        sender, at = text_field(body, at + 2)
        receiver, at = text_field(body, at + 2)
        at += 3
        _, at = text_field(body, at)
        _, at = text_field(body, at)
        wants, coding, length = body[at], body[at + 2], body[at + 4]
        words = body[at + 5:at + 5 + length]
        name = str(len(self.sent) + 1)
        text = words.decode("utf-16-be") if coding == 8 else words.decode("latin-1")
        self.sent.append({"id": name, "from": sender, "to": receiver, "text": text})
        how = self.mode["mode"] if wants & 1 else "never"
        if how == "before":
            self.report(name, sender, receiver, "DELIVRD")
        self.write(SUBMIT | ANSWER, sequence, name.encode() + b"\0")
        if how in ("delivered", "failed", "late", "twice"):
            wait = self.mode["seconds"] if how == "late" else 0.02
            loop = asyncio.get_running_loop()
            for _ in range(2 if how == "twice" else 1):
                loop.call_later(wait, self.report, name, sender, receiver, "UNDELIV" if how == "failed" else "DELIVRD")

    def report(self, name, sender, receiver, state):
        words = f"id:{name} sub:001 dlvrd:001 submit date:2601010000 done date:2601010000 stat:{state} err:000 text:"
        self.deliver(receiver, sender, words.encode(), esm=4)

    async def speak(self, reader, writer):
        try:
            while True:
                length, command, status, sequence = struct.unpack(">IIII", await reader.readexactly(16))
                body = await reader.readexactly(length - 16)
                if command in BIND:
                    self.phone, self.offered = writer, {}
                    self.write(command | ANSWER, sequence, b"centre\0")
                    for number in list(self.waiting):
                        self.offer(number)
                elif command == SUBMIT:
                    self.submit(sequence, body)
                elif command == DELIVER | ANSWER:
                    number = self.offered.pop(sequence, None)
                    if status != 0:
                        # "Not now" (ESME_RX_T_APPN): Kannel says so while it reads what it has on its disk.
                        asyncio.get_running_loop().call_later(0.2, self.offer_again, number, writer)
                    elif self.waiting.pop(number, None) is not None:
                        self.taken += 1
                elif command in (ENQUIRE, UNBIND):
                    self.write(command | ANSWER, sequence)
        except (asyncio.IncompleteReadError, ConnectionError):
            if self.phone is writer:
                self.phone = None
        finally:
            writer.close()

    # What it is told.

    async def control(self, reader, writer):
        try:
            line = (await reader.readline()).decode().split()
            length = 0
            while (header := (await reader.readline()).decode().strip()):
                name, _, value = header.partition(":")
                length = int(value) if name.lower() == "content-length" else length
            order = json.loads(await reader.readexactly(length)) if length else {}
            answer = self.answer(line[1], order)
            status = "404 Not Found" if answer is None else "200 OK"
            text = json.dumps(answer).encode()
            writer.write(f"HTTP/1.1 {status}\r\ncontent-length: {len(text)}\r\nconnection: close\r\n\r\n".encode() + text)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, IndexError):
            pass
        finally:
            writer.close()

    def answer(self, path, order):
        if path == "/sms":
            self.receive(order)
        elif path == "/receipt":
            self.mode.update(order)
        elif path != "/state":
            return None
        return {"bound": self.phone is not None, "waiting": len(self.waiting), "taken": self.taken, "sent": self.sent}


async def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--smpp", type=int, default=0)
    parser.add_argument("--control", type=int, default=0)
    options = parser.parse_args()
    centre = Centre()
    smpp = await asyncio.start_server(centre.speak, "127.0.0.1", options.smpp)
    control = await asyncio.start_server(centre.control, "127.0.0.1", options.control)
    ports = [server.sockets[0].getsockname()[1] for server in (smpp, control)]
    print(f"smpp {ports[0]} control {ports[1]}", flush=True)
    await asyncio.gather(smpp.serve_forever(), control.serve_forever())


if __name__ == "__main__":
    asyncio.run(main())
