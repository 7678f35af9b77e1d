"""A workspace in which runs follow each other, and what became of each."""

import glob
import os
import shutil
import subprocess
import time

from command import Run
from faults import Clock
from room import Room

#: What the command may end with, and what each means: DESIGN.md, section 5.
STATUSES = {0: "done", 1: "some items failed", 2: "bad input", 3: "a fault", 130: "interrupted", -9: "killed"}


class Place:
    def __init__(self, binary, room: Room, pipeline, folder, log, cluster=None):
        self.cluster = cluster
        self.binary, self.room, self.pipeline, self.folder = binary, room, pipeline, folder
        self.workspace = os.path.join(room.path, pipeline.name)
        self.temporary = os.path.join(folder, "temporary")
        self.kept = os.path.join(folder, "memory")
        os.makedirs(self.temporary, exist_ok=True)
        self.mark = f"{os.getpid()}-{pipeline.name}"
        self.log = log
        self.run = None
        self.clock = None
        self.ended = []
        self.begun = []
        #: Faults as counting.bought_twice takes them.
        self.faults = []
        self.number = 0
        #: What the last run ended with; None where something was altered since.
        self.status = None

    def start(self, arguments=(), clocked=False, environment=None):
        self.number += 1
        environment = {"TMPDIR": self.temporary} | (environment or {})
        self.clock = None
        if clocked:
            self.clock = os.path.join(self.folder, "clock")
            environment |= Clock.environment(self.clock)
        if self.pipeline.engine:
            self.pipeline.engine.begin_run()
        log = os.path.join(self.folder, f"{self.pipeline.name}-{self.number:04}.log")
        self.run = Run(self.binary, self.pipeline, self.workspace, log, self.mark, arguments, environment)

    @property
    def is_running(self):
        return self.run is not None and self.run.status is None

    def deal(self, kind, rng):
        """Deals a fault. Returns whether it could be dealt."""
        strike, number = time.monotonic(), self.pipeline.engine.run if self.pipeline.engine else 0
        words = kind.strike(self, rng)
        if words is None:
            return False
        if kind.between:
            self.status = None
        at_once = self.pipeline.REQUESTS
        self.faults.append((number, strike, time.monotonic(), at_once))
        self.log(f"  run {self.number}: {kind.name}: {words}")
        return True

    def take_note(self):
        """Notes how the run ended. Returns the last one's status."""
        run, self.run = self.run, None
        if run is None:
            return self.status
        self.status = run.status
        self.ended.append(run)
        self.begun += run.begun()
        words = run.last_words()
        self.log(f"  run {self.number} ended with {run.status}{': ' + words[:300] if words else ''}")
        if run.status == 2 and "memory.sqlite" in words:
            self._put_back_memory()
        return run.status

    def memory_is_refused(self):
        """Whether the command says of the memory that it is damaged: a run with nothing to translate has not looked."""
        path = os.path.join(self.workspace, "memory.sqlite")
        return subprocess.run([self.binary, "memory", "show", path], capture_output=True).returncode == 2

    def keep_memory(self):
        """Keeps a copy of the translation memory, with what a killed run left in its log."""
        shutil.rmtree(self.kept, ignore_errors=True)
        os.makedirs(self.kept)
        for path in glob.glob(os.path.join(self.workspace, "memory.sqlite*")):
            shutil.copy(path, self.kept)

    def _put_back_memory(self):
        """Does what the message about a damaged memory says."""
        if not os.path.isdir(self.kept):
            return
        for path in glob.glob(os.path.join(self.workspace, "memory.sqlite*")):
            os.remove(path)
        for path in glob.glob(os.path.join(self.kept, "*")):
            shutil.copy(path, self.workspace)
        self.log("  the memory's copy is put back")
