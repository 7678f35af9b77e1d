"""Prints what TensorBoard sees in a folder of event files, as JSON: python read_events.py DIR (needs tensorboard).

For each tag its numbers, as [time, step, value]. Fails where a record's checksum is wrong.
"""

import json
import pathlib
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator


def seen(path):
    # 0: keeps every number, instead of a sample.
    accumulator = EventAccumulator(str(path), size_guidance={"scalars": 0, "tensors": 0})
    accumulator.Reload()
    assert accumulator.file_version == 2.0, accumulator.file_version
    tags = accumulator.Tags()
    rows = {tag: [[row.wall_time, row.step, row.value] for row in accumulator.Scalars(tag)] for tag in tags["scalars"]}
    for tag in tags["tensors"]:
        rows[tag] = [[row.wall_time, row.step, row.tensor_proto.float_val[0]] for row in accumulator.Tensors(tag)]
    return {tag: rows[tag] for tag in sorted(rows)}


if __name__ == "__main__":
    print(json.dumps(seen(pathlib.Path(sys.argv[1])), indent=1, ensure_ascii=False))
