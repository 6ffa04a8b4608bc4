"""A screen in memory whose pixels can be watched at no cost to the programs on it, and what they use of the
machine. scripts/compare-start and scripts/latency measure with it."""
import mmap
import os
import platform
import signal
import struct
import subprocess
import time

WIDTH, HEIGHT = 1600, 1000


class Screen:
    """An Xvfb whose pixels lie in a file, so that looking at them costs the programs nothing."""

    def __init__(self, folder):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-fbdir", folder, "-nolisten", "tcp", "-screen", "0",
                                        "%dx%dx24" % (WIDTH, HEIGHT)], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            self.display = ":" + answer.readline().strip()
        file = open(os.path.join(folder, "Xvfb_screen0"), "rb")
        self.map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header, _, _, _, width, height = struct.unpack(">6I", self.map[:24])
        line, colours = struct.unpack(">I", self.map[48:52])[0], struct.unpack(">I", self.map[76:80])[0]
        if (width, height, line) != (WIDTH, HEIGHT, WIDTH * 4):
            raise SystemExit("The screen is not of the size asked for.")
        self.start = header + colours * 12

    def pixels(self, every=1):
        """The pixels of every so many rows. Looking at fewer leaves more of the machine to the programs."""
        line = WIDTH * 4
        if every == 1:
            return self.map[self.start:self.start + HEIGHT * line]
        return b"".join(self.map[at:at + line] for at in range(self.start, self.start + HEIGHT * line, every * line))


def tree(pid):
    """The process and all its descendants."""
    found = [pid]
    for p in found:
        for task in listed("/proc/%d/task" % p):
            found += [int(c) for c in text("/proc/%d/task/%s/children" % (p, task)).split() if int(c) not in found]
    return found


def listed(folder):
    try:
        return os.listdir(folder)
    except OSError:
        return []


def text(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def processor(pid):
    """Seconds of processor of a process and its descendants, finely."""
    nanoseconds = 0
    for p in tree(pid):
        for task in listed("/proc/%d/task" % p):
            nanoseconds += int((text("/proc/%d/task/%s/schedstat" % (p, task)).split() or [0])[0])
    return nanoseconds / 1e9


def end(program):
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(program.pid, sign)
            program.wait(8)
            return
        except ProcessLookupError:
            program.wait()
            return
        except subprocess.TimeoutExpired:
            continue


def machine():
    processor = next((line.split(":")[1].strip() for line in text("/proc/cpuinfo").splitlines() if line.startswith("model name")), platform.machine())
    return "%s, %d cores, %s, software OpenGL under Xvfb; load %.1f" % (
        time.strftime("%Y-%m-%d"), os.cpu_count(), processor, os.getloadavg()[0])
