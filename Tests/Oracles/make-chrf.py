"""Makes Tests/Fixtures/quality/chrf.json: chrF2 scores of sentences and of all of them as a corpus.

sacrebleu 2.5.1, `CHRF()` with its defaults (character order 6, word order 0, beta 2, no white space, effective order). The
sentences were written for this project. Each is scored alone; `corpus` is the score of all; `corpora` those of some ranges.
"""

from sacrebleu.metrics import CHRF

from oracle import FIXTURES, folder, write_json

PAIRS = [
    ("A man rides a bicycle along the river.", "A man is riding a bike by the river."),
    ("Two dogs play in the snow.", "Two dogs play in the snow."),
    ("two dogs play in the snow", "Two dogs play in the snow."),
    ("", "A child laughs."),
    ("A child laughs.", ""),
    ("", ""),
    ("a", "a"),
    ("a", "b"),
    ("a", "ab"),
    ("ab", "a"),
    ("a b c d e f g", "abcdefg"),
    ("xyz", "A completely different sentence."),
    ("the the the the the the", "the cat"),
    ("banana banana", "bananas"),
    ("Eine Frau hält einen großen Regenschirm.", "Eine Frau trägt einen großen, roten Schirm."),
    ("Žena v červeném kabátě čeká na tramvaj.", "Žena v červeném kabátu čeká na autobus."),
    ("Une fille saute par-dessus la flaque\u00a0!", "Une fille saute au-dessus d'une flaque d'eau !"),
    ("Женщина кормит голубей на площади.", "Женщина на площади кормит голубей."),
    ("Ένας άντρας ψαρεύει στη λίμνη.", "Ένας άνδρας ψαρεύει σε μια λίμνη."),
    ("رجل يقرأ الجريدة في المقهى.", "رجل عجوز يقرأ جريدة في مقهى."),
    ("एक लड़की झूले पर बैठी है।", "एक छोटी लड़की झूले पर बैठी है।"),
    ("一个女孩在海边放风筝。", "一名女孩正在海滩上放风筝。"),
    ("子供が公園で遊んでいる。", "子どもたちが公園で遊んでいます。"),
    ("한 남자가 기타를 치고 있다.", "남자가 거리에서 기타를 치고 있다."),
    ("เด็กกำลังวิ่งในสวน", "เด็กสองคนกำลังวิ่งเล่นในสวน"),
    ("e\u0301te\u0301", "\u00e9t\u00e9"),
    ("family: 👨\u200d👩\u200d👧 smile 😀", "family 👩\u200d👧 smiles 😀"),
    ("tabs\tand\nlines\u3000and\u2003spaces\x1chere", "tabs and lines and spaces here"),
    ("  blanks around  ", "blanks around"),
    ("Numbers 1,000.5 and 42", "Numbers 1.000,5 and 42"),
]

metric = CHRF()
rows = [
    {"hypothesis": h, "reference": r, "score": metric.sentence_score(h, [r]).score} for h, r in PAIRS
]


def corpus(pairs):
    return metric.corpus_score([h for h, _ in pairs], [[r for _, r in pairs]]).score


corpora = [{"from": a, "to": b, "score": corpus(PAIRS[a:b])} for a, b in ((0, 3), (3, 6), (6, 14), (14, 30))]
write_json(folder(FIXTURES / "quality") / "chrf.json", {"sentences": rows, "corpora": corpora, "corpus": corpus(PAIRS)})
