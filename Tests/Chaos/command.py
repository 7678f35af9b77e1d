"""One run of the command, watched from outside."""

import os
import re
import signal
import subprocess
import time


class Run:
    """`tessera run` of a pipeline, from its start to its end."""

    BEGINS = re.compile(rb"debug tessera: \[tessera\] (\S+): (\S+) begins")
    #: Seconds without any sign of life after which a run counts as one that hangs.
    PATIENCE = 40

    def __init__(self, binary, pipeline, workspace, log, mark, arguments=(), environment=None):
        self.log = log
        self.mark = mark
        self.hung = False
        self.begins = time.monotonic()
        # The day stands in captions: a run that goes over midnight is to give the same bytes. Whatever this run starts
        # has the mark in its environment, by which it is found afterwards.
        variables = os.environ | {"SOURCE_DATE_EPOCH": "1700000000", "TESSERA_CHAOS_RUN": mark} | (environment or {})
        command = [binary, "run", pipeline.path, "--workspace", workspace, "--quiet", "--log-level", "debug", *arguments]
        with open(log, "wb") as file:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=file, env=variables,
                start_new_session=True)
        self._sign, self._since = None, time.monotonic()

    @property
    def status(self):
        """None as long as it runs; below 0 for a signal."""
        return self.process.poll()

    def send(self, number):
        if self.status is None:
            os.kill(self.process.pid, number)

    def words(self):
        with open(self.log, "rb") as file:
            return file.read()

    def last_words(self):
        """What it said when it ended."""
        lines = [line for line in self.words().decode(errors="replace").splitlines() if line.startswith("tessera:")]
        return "\n".join(lines[-3:])

    def begun(self):
        """The partitions that it began, each as stage and name."""
        return [(stage.decode(), name.decode()) for stage, name in Run.BEGINS.findall(self.words())]

    def wait(self, until=None):
        """Waits for the end, or until `until` holds; a run that hangs is noted and killed.
        Returns whether it has ended."""
        while self.status is None:
            if until is not None and until():
                return False
            if not self._lives():
                self.hung = True
                self.send(signal.SIGKILL)
            time.sleep(0.01)
        return True

    def _lives(self):
        now = time.monotonic()
        if now - self._since < 1:
            return True
        sign = (self._processor_time(), os.path.getsize(self.log))
        if self._sign is None or sign[1] != self._sign[1] or sign[0] - self._sign[0] > 2:
            self._sign, self._since = sign, now
        return now - self._since < self.PATIENCE

    def _processor_time(self):
        """In hundredths of a second, with that of the processes that it has started."""
        total = 0
        for pid in marked(self.mark):
            try:
                with open(f"/proc/{pid}/stat") as file:
                    fields = file.read().rpartition(")")[2].split()
                total += int(fields[11]) + int(fields[12])
            except OSError:
                continue
        return total


def marked(mark):
    """The processes that have a mark."""
    wanted = f"TESSERA_CHAOS_RUN={mark}".encode()
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit() or int(name) == os.getpid():
            continue
        try:
            with open(f"/proc/{name}/environ", "rb") as file:
                if wanted in file.read().split(b"\0"):
                    found.append(int(name))
        except OSError:
            continue
    return found
