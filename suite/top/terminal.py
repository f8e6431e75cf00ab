"""Runs `vgpu top` under a pseudo-terminal of its own and looks at what it draws, and at how it leaves the terminal.

Usage: terminal.py VGPU SOCKET. Prints the last screen, as the escape sequences have drawn it.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

ROWS, COLUMNS = 12, 150
PATIENCE = 20


class Top:
    """One run, and the screen that it has drawn so far."""

    def __init__(self):
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.before = termios.tcgetattr(theirs)
        self.theirs = theirs
        command = [sys.argv[1], "top", "--socket", sys.argv[2], "--interval", "0.2"]
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
        self.output = b""

    def screen(self):
        """Draws the output: cursor movements and text are all that matters here."""
        lines = [[" "] * COLUMNS for _ in range(ROWS)]
        row = column = 0
        for part in re.finditer(r"\x1b\[([?0-9;]*)([A-Za-z])|\x1b.|([^\x1b])", self.output.decode(errors="replace")):
            numbers, letter, text = part.groups()
            if text == "\r":
                column = 0
            elif text == "\n":
                row = min(row + 1, ROWS - 1)
            elif text and row < ROWS and column < COLUMNS:
                lines[row][column] = text
                column += 1
            elif letter == "H":
                places = [int(number) for number in numbers.split(";") if number]
                row, column = (places[0] - 1, places[1] - 1) if len(places) == 2 else (0, 0)
            elif letter == "J":
                lines = [[" "] * COLUMNS for _ in range(ROWS)]
        return "\n".join("".join(line).rstrip() for line in lines)

    def until(self, what, is_so):
        limit = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > limit:
                sys.exit(f"never {what}:\n{self.screen()}\n{self.output[-2000:]!r}")
            if select.select([self.ours], [], [], 0.05)[0]:
                self.output += os.read(self.ours, 1 << 16)

    def press(self, keys):
        os.write(self.ours, keys)

    def end(self, status):
        self.until("ended", lambda: self.process.poll() is not None)
        self.until("left the other screen", lambda: b"\x1b[?1049l" in self.output)
        if self.process.returncode != status:
            sys.exit(f"exit status {self.process.returncode}, not {status}")
        if termios.tcgetattr(self.theirs) != self.before:
            sys.exit("the terminal is not as it was before")


def main():
    top = Top()
    top.until("has rates", lambda: re.search(r"launches [1-9][0-9.]*k?/s", top.screen()))
    top.press(b"j")
    top.until("has chosen a session", lambda: re.search(r"^> *\d", top.screen(), re.MULTILINE))
    top.press(b"s")
    top.until("has another order", lambda: "sort (by memory)" in top.screen())
    last = top.screen()
    top.press(b"q")
    top.end(0)
    for keys, number in [(b"\x03", None), (b"", signal.SIGINT), (b"", signal.SIGTERM), (b"", signal.SIGHUP)]:
        top = Top()
        top.until("is there", lambda: "q quit" in top.screen())
        if number is None:
            top.press(keys)
        else:
            top.process.send_signal(number)
        top.end(0 if number is None else 128 + number)
    print(last)


main()
