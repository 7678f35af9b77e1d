#!/usr/bin/env python3
"""Makes the demo dataset's shards for the recipes, with captions in the languages and translations that their routines need.

    inputs.py TESSERA MANIFESTS OUT

Nobody wrote Spanish captions for the demo. Here stand for them, and are marked as people's, Apertium's translations of another
of an item's captions: they mean what the caption means that they are given as translations of, in other words. `es-t-en` are
Apertium's translations of that one, and `en-t-es` what Apertium makes of the Spanish.
"""
import json
import subprocess
import sys
from pathlib import Path

tessera, manifests, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])


def run(*arguments):
    subprocess.run([tessera, *arguments, "--quiet"], check=True, stdout=subprocess.DEVNULL)


def translate(source, language, targets, folder):
    run("translate", source, "--from", language, "--to", targets, "--api", "apertium", "--start", "--out", folder)


def by_people(source, folder):
    """Gives each Spanish caption to the English caption before the one that it translates, and calls it people's."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(source.glob("*.jsonl")):
        lines = []
        for line in file.open(encoding="utf-8"):
            item = json.loads(line)
            captions = item["captions"]
            english = [place for place, caption in enumerate(captions) if caption["language"] == "en"]
            for caption in captions:
                if caption["language"] == "es":
                    place = english.index(caption["source"])
                    caption |= {"origin": "human", "source": english[place - 1]}
                    for key in ("engine", "flags"):
                        caption.pop(key, None)
            lines.append(json.dumps(item, ensure_ascii=False) + "\n")
        (folder / file.name).write_text("".join(lines), encoding="utf-8")


def main():
    if (out / "done").exists():
        return
    bert, clip = manifests / "demo/models/bert", manifests / "demo/models/clip"
    data = out / "data"
    run("fetch", manifests / "demo.yaml", "--out", data)
    translate(data, "en", "es,ca", out / "machine")
    by_people(out / "machine/corpus", out / "people/corpus")
    translate(out / "people", "es", "en-t-es", out / "back")
    translate(out / "back", "en", "es-t-en", out / "all")
    if not (out / "all/media").is_symlink():
        (out / "all/media").symlink_to(data / "media")
    for name, tokenizers in (("alignment", f"en,es,ca,en-t-es,es-t-en={bert}"), ("clip", f"es,ca,en-t-es,es-t-en={bert}")):
        run("features", out / "all", "--model", clip, "--tokenizer", tokenizers, "--sample", "uniform:12", "--out", out / name)
    (out / "done").touch()


main()
