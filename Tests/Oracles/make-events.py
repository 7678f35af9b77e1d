"""Makes Tests/Fixtures/events: event files as TensorBoard's own writer makes them, and what TensorBoard sees in them.

tensorboard 2.21.0. A run of three starts, a file each: the second goes on at step 40, after the first was killed within a
record of step 60; the third at step 0, in `anew`, a run that was begun again. sessions.json says what was written: for each
file its first step, its beginning's time and its numbers. seen.json has each tag's numbers (time, step, value) as
TensorBoard's event accumulator has them, with all that the later starts put aside dropped.
"""

import struct

from tensorboard.compat.proto.event_pb2 import Event, SessionLog
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

from oracle import FIXTURES, folder, write_json
from read_events import seen

TIME = 1_700_000_000.25


def scalars(*steps):
    return [{"step": step, "time": TIME + step / 8, "scalars": [
        {"tag": tag, "value": number}
        for tag, number in (("loss/total", 1 / (step + 3)), ("rate", 1e-3 * step), ("loss/é", value))]} for step, value in steps]


runs = {
    "resumed": [
        {"step": 0, "time": TIME, "events": scalars((0, 0.0), (20, 300.5), (40, -1.0), (60, 2.0)), "cut": 7},
        {"step": 40, "time": TIME + 1000, "events": scalars((40, 5.0), (60, 6.0), (2**31 + 5, 1e30)), "cut": 0},
    ],
    "anew": [
        {"step": 0, "time": TIME, "events": scalars((0, 1.0), (20, 2.0)), "cut": 0},
        {"step": 0, "time": TIME + 50, "events": scalars((0, 3.0)), "cut": 0},
    ],
}


def write(path, session, is_first):
    with open(path, "wb") as file:
        writer = RecordWriter(file)
        writer.write(Event(wall_time=session["time"], file_version="brain.Event:2").SerializeToString())
        if not is_first:
            writer.write(Event(wall_time=session["time"], step=session["step"],
                               session_log=SessionLog(status=SessionLog.START)).SerializeToString())
        for event in session["events"]:
            values = [Summary.Value(tag=scalar["tag"], simple_value=scalar["value"]) for scalar in event["scalars"]]
            writer.write(Event(wall_time=event["time"], step=event["step"],
                               summary=Summary(value=values)).SerializeToString())
        if session["cut"]:
            file.truncate(file.tell() - session["cut"])


def expected(sessions):
    """What a reader should see, from what was written."""
    result = {}
    for session in sessions:
        kept = session["events"][:-1] if session["cut"] else session["events"]
        result = {tag: [row for row in rows if row[1] < session["step"]] for tag, rows in result.items()}
        for event in kept:
            for scalar in event["scalars"]:
                value = struct.unpack("<f", struct.pack("<f", scalar["value"]))[0]
                result.setdefault(scalar["tag"], []).append([event["time"], event["step"], value])
    return result


root = folder(FIXTURES / "events")
found = {}
for name, sessions in runs.items():
    for number, session in enumerate(sessions, 1):
        write(folder(root / name) / f"events.out.tfevents.{number:06}", session, number == 1)
    found[name] = seen(root / name)
    assert found[name] == expected(sessions), name
write_json(root / "sessions.json", runs)
write_json(root / "seen.json", found)
