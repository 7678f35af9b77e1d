"""What is counted after a round: bytes, sentences that were bought twice, leftovers."""

import os
import shutil
import sqlite3
import tempfile

#: What is not the same from run to run, and why.
LEFT_OUT = {
    ".journal": "when each partition was done, and how long it took",
    ".lock": "the number of the last process",
    ".models.json": "the places of the models on this machine, for browsing",
    "memory.sqlite": "pages in the order of the answers; its rows are compared instead",
    "train/events": "TensorBoard's times",
}


def is_left_out(name):
    # Workers on each machine have a journal of their own.
    return any(name == other or name.startswith((other + "/", ".journal-")) for other in LEFT_OUT)


def files(folder):
    """All files under a folder, by their names relative to it."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            found[os.path.relpath(path, folder)] = path
    return found


def content(path):
    with open(path, "rb") as file:
        return file.read()


def rows(workspace):
    """The translations in a memory, without anything that a run adds to it; and with what a killed run left in its log."""
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("", "-wal"):
            path = os.path.join(workspace, "memory.sqlite" + ending)
            if os.path.exists(path):
                shutil.copy(path, os.path.join(folder, "memory.sqlite" + ending))
        if not os.path.exists(os.path.join(folder, "memory.sqlite")):
            return {}
        database = sqlite3.connect(os.path.join(folder, "memory.sqlite"))
        try:
            found = database.execute(
                "SELECT target, text, translation, flags, attempt FROM translations JOIN scopes ON scope = id").fetchall()
        except sqlite3.DatabaseError:
            return {}
        finally:
            database.close()
    return {(target, text): (translation, flags, attempt) for target, text, translation, flags, attempt in found}


class Reference:
    """What an undisturbed run made."""

    def __init__(self, workspace, keep, seconds, server):
        shutil.copytree(workspace, keep)
        self.folder = keep
        self.names = set(files(keep))
        self.compared = {name for name in self.names if not is_left_out(name)}
        self.bytes = sum(os.path.getsize(os.path.join(keep, name)) for name in self.compared)
        self.rows = rows(keep)
        self.seconds = seconds
        self.sentences = sum(len(r.sentences) for r in server.requests) if server else None

    def differences(self, workspace):
        """The bytes that differ, by file; of a file that is missing, all of them."""
        found = {}
        for name in sorted(self.compared):
            ours, path = content(os.path.join(self.folder, name)), os.path.join(workspace, name)
            theirs = content(path) if os.path.exists(path) else b""
            if ours != theirs:
                found[name] = abs(len(ours) - len(theirs)) + sum(a != b for a, b in zip(ours, theirs))
        return found

    def altered_rows(self, workspace):
        """How many translations are missing from the memory, differ, or should not be there."""
        now = rows(workspace)
        return sum(self.rows.get(key) != now.get(key) for key in self.rows.keys() | now.keys())

    def leftovers(self, workspace):
        """Files that an undisturbed run does not leave."""
        # TensorBoard's files stay, and each time that training goes on it begins another; each machine has a journal.
        return sorted(name for name in set(files(workspace)) - self.names if not is_left_out(name))


def bought_twice(requests, faults):
    """Sentences that were answered again although they were not in flight when a fault came.

    In flight is a sentence whose request the server had received, and answered not longer than `GRACE` before the fault
    struck: a client needs a moment to read an answer and to sync it to its memory. A fault has at most as many requests in
    flight as the endpoint may have at a time. What is answered a second time without such an excuse counts.

    - faults: (run, strike, relief) of each fault, in seconds of the same clock as the requests', and the requests that the
      endpoint may have at a time.
    Returns what was bought again without an excuse, each as the sentence and its two requests, and how many had one.
    """
    last = {}
    again = []
    for request in sorted(requests, key=lambda request: request.answered):
        for sentence in request.sentences:
            if sentence in last:
                again.append((sentence, last[sentence], request))
            last[sentence] = request
    excused, beyond, used = 0, [], {}
    for sentence, first, second in again:
        for number, (run, strike, relief, at_once) in enumerate(faults):
            if run != first.run or first.received > relief or first.answered + GRACE < strike:
                continue
            users = used.setdefault(number, set())
            if id(first) in users or len(users) < at_once:
                users.add(id(first))
                excused += 1
                break
        else:
            beyond.append((sentence, first, second))
    return beyond, excused


#: Seconds from the last byte of an answer to its place on the disk, on a machine that has other things to do.
GRACE = 2.0
