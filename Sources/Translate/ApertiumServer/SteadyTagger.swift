/// A Python program that stands before `apertium-tagger`, so that a text's translation does not depend on what was
/// translated before it.
///
/// The tagger (apertium 3.8.3 and later, `find_similar_ambiguity_class`) overwrites its own table of open classes at
/// the first word whose ambiguity class it was not trained with, such as "near" in the English-Spanish pair, and from
/// then on tags other words in other ways. With its debug option it says when that happened. Then this program starts
/// another one, and gives it the paragraphs one by one, so that each meets a tagger in its first state. Measured on
/// 5796 captions of Multi30k without such words, paragraphs in whatever company are translated to the same bytes.
enum SteadyTagger {
    static let program = #"""
        import os, re, subprocess, sys

        def start():
            pipe = subprocess.PIPE
            tagger = subprocess.Popen(sys.argv[1:2] + ["-d"] + sys.argv[2:], stdin=pipe, stdout=pipe, stderr=pipe)
            os.set_blocking(tagger.stderr.fileno(), False)
            return tagger

        def tag(text):
            """The tagged text, and whether the tagger was spoilt by it; then another one is there already."""
            global tagger
            tagger.stdin.write(text + b"\0")
            tagger.stdin.flush()
            tagged = b""
            while not tagged.endswith(b"\0"):
                piece = os.read(tagger.stdout.fileno(), 1 << 16)
                if not piece:
                    sys.exit("apertium-tagger ended")
                tagged += piece
            # It is written before the text is, and not buffered.
            spoilt = b"new ambiguity class" in (tagger.stderr.read() or b"")
            if spoilt:
                tagger.stdin.close()
                tagger.stdout.close()
                tagger.stderr.close()
                tagger.wait()
                tagger = start()
            return tagged[:-1], spoilt

        def tag_all(text):
            if b"^" not in text:
                return text
            tagged, spoilt = tag(text)
            paragraphs = re.split(rb"(?<=\[\])(?=\[?\n\n)", text)
            if spoilt and len(paragraphs) > 1:
                return b"".join(tag(paragraph)[0] for paragraph in paragraphs)
            return tagged

        tagger = start()
        waiting = b""
        while piece := os.read(0, 1 << 16):
            *texts, waiting = (waiting + piece).split(b"\0")
            for text in texts:
                sys.stdout.buffer.write(tag_all(text) + b"\0")
                sys.stdout.buffer.flush()
        """#
}
