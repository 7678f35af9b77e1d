"""Lines of text for the tokenizer fixtures: awkward strings, and captions made up for this project."""

AWKWARD = [
    "", " ", "\t", "\n", "x", "  leading and  double   spaces  ", "Tab\tnew\nline\r\nreturn", "MiXeD CASE Words",
    # Combining marks: the same words composed, decomposed, and in an order that NFC changes.
    "na\u00efve caf\u00e9 \u00c5ngstr\u00f6m", "nai\u0308ve cafe\u0301 A\u030angstro\u0308m",
    "q\u0323\u0307 and q\u0307\u0323", "\u1e9b\u0323 \u212b \u2126", "\u110b\u1175 decomposed Hangul \uc774",
    "\u0301 alone, and e\u0301\u0301 twice",
    "\ufb03 \ufb01 ligatures \u01c6", "Stra\u00dfe STRASSE \u1e9e",
    "I don't think they're here, it's what we've said I'd do; you'll see, I'm sure",
    "DON'T IT'S 'tis rock'n'roll \u2019s don\u2019t",
    "1,234.50 $7.99 50% 2nd 007 3x4 12:30",
    "https://example.com/a?b=c&d=e#f", "someone@example.com @user #hashtag",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 family, \U0001f3c3\U0001f3fd\u200d\u2640\ufe0f runner, \U0001f1e8\U0001f1ff flag",
    "snow\u2744\ufe0fflake \u2603", "\u65e5\u672c\u8a9e\u3068\u4e2d\u6587mixed\ud55c\uad6d\uc5b4",
    "\u9f98\U00020000\U00020bb7 rare Han \u3005\u3007", "\uff8a\uff9d\uff76\uff78 half width",
    "\uff26\uff55\uff4c\uff4c \uff57\uff49\uff44\uff54\uff48\u3000\uff11\uff12\uff13\uff01",
    "\u0627\u0644\u0643\u0644\u0628 \u064a\u062c\u0631\u064a \u0641\u064a \u0627\u0644\u062d\u062f\u064a\u0642\u0629",
    "\u0627\u0644\u0652\u0643\u064e\u0644\u0652\u0628\u064f \u0661\u0662\u0663\u061f",
    "\u0e2a\u0e38\u0e19\u0e31\u0e02\u0e27\u0e34\u0e48\u0e07\u0e43\u0e19\u0e2a\u0e27\u0e19",
    "\u05db\u05dc\u05d1 \u05e8\u05e5 \u05d1\u05e9\u05d3\u05d4",
    "\u0130stanbul \u0131\u015f\u0131k I\u0307", "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2 \u039f\u0394\u039f\u03a3",
    "bell\u0007 null\u0000 escape\u001b delete\u007f next\u0085line", "replacement \ufffd and private \ue000",
    "\ufeffbyte order mark", "soft\u00adhyphen zero\u200bwidth\u200cjoin\u2060er",
    "no\u00a0break\u202fspaces \u2003em \u2028line\u2029paragraph",
    "\u201ccurly\u201d \u2018single\u2019 \u00abguillemets\u00bb \u2014 dash \u2026", "\u00bd \u00b2 \u2122 \u00a9 \u2460 \u2167",
    "<|startoftext|> and <|endoftext|> as text", "<|STARTOFTEXT|><|endoftext|>x", "[CLS] [SEP] [MASK] [PAD] [UNK][unused7]", "[cls]a[SEP]b",
    "<s> text </s> <pad> <unk> <mask>", "\u2581already\u2581marked", "&amp; &lt;b&gt; &#39;html&#39; <br/>", "under_score-hyphen/slash\\back`tick~^|{}",
    "!!!???... ---", "a" * 120, "b" * 100, "c" * 101, "antidisestablishmentarianism" * 5, "Donaudampfschifffahrtsgesellschaft",
    " ".join(["a dog and a cat"] * 22), " ".join(["\u72ac\u3068\u732b"] * 40),
]

CAPTIONS = {
    "en": [
        "A dog runs across the grass with a red ball.", "Two children are building a castle in the sand.",
        "A man in a blue shirt plays the guitar on a bench.", "The woman rides her bicycle past an old church.",
        "A cat is sleeping on the warm roof of a car.", "Three friends are cooking soup in a small kitchen.",
        "A boy jumps into the lake while his father is watching.", "People are waiting for the train on a rainy morning.",
        "An old fisherman mends his net beside the boat.", "A girl in a yellow coat feeds the birds in the park.",
    ],
    "de": [
        "Ein Hund läuft mit einem roten Ball über die Wiese.", "Zwei Kinder bauen eine Burg aus Sand.",
        "Ein Mann in einem blauen Hemd spielt auf einer Bank Gitarre.", "Die Frau fährt mit dem Fahrrad an einer alten Kirche vorbei.",
        "Eine Katze schläft auf dem warmen Dach eines Autos.", "Drei Freunde kochen Suppe in einer kleinen Küche.",
        "Ein Junge springt in den See, während sein Vater zuschaut.", "Menschen warten an einem regnerischen Morgen auf den Zug.",
        "Ein alter Fischer flickt neben dem Boot sein Netz.", "Ein Mädchen im gelben Mantel füttert die Vögel im Park.",
    ],
    "fr": [
        "Un chien court dans l'herbe avec une balle rouge.", "Deux enfants construisent un château de sable.",
        "Un homme en chemise bleue joue de la guitare sur un banc.", "La femme passe à vélo devant une vieille église.",
        "Un chat dort sur le toit chaud d'une voiture.", "Trois amis préparent une soupe dans une petite cuisine.",
        "Un garçon saute dans le lac pendant que son père le regarde.", "Des gens attendent le train par un matin pluvieux.",
        "Un vieux pêcheur répare son filet à côté du bateau.", "Une fille en manteau jaune nourrit les oiseaux du parc.",
    ],
    "cs": [
        "Pes běží po trávě s červeným míčem.", "Dvě děti staví hrad z písku.",
        "Muž v modré košili hraje na lavičce na kytaru.", "Žena jede na kole kolem starého kostela.",
        "Kočka spí na teplé střeše auta.", "Tři přátelé vaří polévku v malé kuchyni.",
        "Chlapec skáče do jezera a jeho otec se dívá.", "Lidé čekají za deštivého rána na vlak.",
        "Starý rybář spravuje síť vedle loďky.", "Dívka ve žlutém kabátě krmí ptáky v parku.",
    ],
    "es": [
        "Un perro corre por la hierba con una pelota roja.", "Dos niños construyen un castillo de arena.",
        "Un hombre con camisa azul toca la guitarra en un banco.", "La mujer pasa en bicicleta junto a una iglesia antigua.",
        "Un gato duerme sobre el techo caliente de un coche.", "Tres amigos cocinan sopa en una cocina pequeña.",
        "Un niño salta al lago mientras su padre lo mira.", "¿Quién espera el tren en una mañana lluviosa?",
        "Un viejo pescador remienda su red junto al barco.", "¡Una niña con abrigo amarillo alimenta a los pájaros!",
    ],
    "ca": [
        "Un gos corre per l'herba amb una pilota vermella.", "Dos nens fan un castell de sorra a la platja.",
        "Un home amb camisa blava toca la guitarra en un banc.", "La dona passa en bicicleta per davant d'una església vella.",
        "Un gat dorm damunt la teulada calenta d'un cotxe.", "Tres amics fan sopa en una cuina petita.",
        "Un noi salta al llac mentre el seu pare se'l mira.", "La gent espera el tren un matí de pluja.",
        "Un pescador vell apedaça la xarxa al costat de la barca.", "Una nena amb abric groc alimenta els ocells; quina il·lusió!",
    ],
    "ja": [
        "犬が赤いボールをくわえて草の上を走る。",
        "二人の子供が砂の城を作っている。",
        "青いシャツの男性がベンチでギターを弾く。",
        "女性が古い教会の前を自転車で通る。",
        "猫が車の暖かい屋根の上で寝ている。",
        "三人の友達が小さな台所でスープを作る。",
        "父が見ている前で、少年が湖に飛び込む。",
        "雨の朝、人々が電車を待っている。",
    ],
    "zh": [
        "一只狗叼着红球在草地上跑。",
        "两个孩子在沙滩上堆城堡。",
        "一个穿蓝衬衫的男人坐在长椅上弹吉他。",
        "女人骑自行车经过一座老教堂。",
        "一只猫睡在温暖的车顶上。",
        "三个朋友在小厨房里煮汤。",
        "男孩跳进湖里，父亲在一旁看着。",
        "下雨的早晨，人们在等火车。",
    ],
    "ru": [
        "Собака бежит по траве с красным мячом.",
        "Двое детей строят замок из песка.",
        "Мужчина в синей рубашке играет на гитаре.",
        "Женщина едет на велосипеде мимо старой церкви.",
        "Кошка спит на тёплой крыше машины.",
        "Три друга варят суп на маленькой кухне.",
        "Люди ждут поезд дождливым утром.",
        "Девочка в жёлтом пальто кормит птиц в парке.",
    ],
    "hi": [
        "एक कुत्ता लाल गेंद लेकर घास पर दौड़ रहा है।",
        "दो बच्चे रेत का किला बना रहे हैं।",
        "नीली कमीज़ वाला आदमी गिटार बजा रहा है।",
        "औरत पुराने गिरजाघर के पास साइकिल चला रही है।",
        "बिल्ली गाड़ी की छत पर सो रही है।",
        "लोग बारिश की सुबह ट्रेन का इंतज़ार कर रहे हैं।",
    ],
}

# Scripts, signs and marks of every kind, for lines that nobody would write.
BLOCKS = [(0x20, 0x7F), (0x20, 0x7F), (0xA0, 0x250), (0x300, 0x370), (0x370, 0x530), (0x590, 0x700), (0x900, 0xE00), (0xE00, 0x1000),
          (0x1100, 0x1200), (0x1E00, 0x2070), (0x2100, 0x2C00), (0x3000, 0x3100), (0x4E00, 0x9FFF), (0xAC00, 0xD7A4), (0xF900, 0xFB50),
          (0xFE00, 0xFFF0), (0x10300, 0x10500), (0x1D400, 0x1D800), (0x1F1E6, 0x1F200), (0x1F300, 0x1FA00), (0x20000, 0x20400), (0, 0x20)]
TOKENS = ["<|startoftext|>", "<|endoftext|>", "[CLS]", "[SEP]", "[MASK]", "<s>", "</s>", "<mask>", "'s", "'LL", "\u200d", "\ufe0f", "##", "\u2581", "  "]


def random_lines(random, count):
    """Lines of characters from a few blocks each, and captions with such characters put in."""
    lines = []
    for _ in range(count):
        blocks = random.sample(BLOCKS, 3)
        signs = [chr(random.randrange(*random.choice(blocks))) if random.random() < 0.85 else random.choice(TOKENS + [" "] * 15)
                 for _ in range(random.randrange(1, 40))]
        if random.random() < 0.5:
            line = list(random.choice(ALL_CAPTIONS))
            for sign in signs[:random.randrange(1, 5)]:
                line.insert(random.randrange(len(line) + 1), sign)
            signs = line
        lines.append("".join(signs))
    return lines


ALL_CAPTIONS = [caption for language in CAPTIONS.values() for caption in language]
CORPUS = AWKWARD + ALL_CAPTIONS
