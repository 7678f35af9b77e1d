import Testing

@testable import Validation

/// Texts that look damaged and are not, and some that are.
@Suite struct TextDamageTests {
    @Test(arguments: [
        "Er sagt: „Ich esse im Café…“", "Das MENÜ“ und „Ä“", "voilà» dit-elle", "São Paulo, IRMÃ", "¿Qué? ¡Sí!",
        "Ďáblův ocásek – “čau”", "Він їсть біля річки", "Два человека стоят рядом с домом", "C:\\new\\table",
        "AT&T and R&D; Q&A", "a < b > c", "100% sure", "Wait... what?! Really?", "日本語の説明です。", "שני גברים עומדים",
        "می‌خواهم", "5 μm and 3 Ω", "naïve café", "l'œuvre d’art", "Ñandú Åse Øl", "ROMÂNĂ ŞI CĂŞTIGĂTOR",
    ])
    func soundTexts(_ text: String) {
        #expect(TextDamage(text).found.map(\.rule.name) == [], "\(TextDamage(text).found)")
    }

    /// What Python makes of `text.encode("utf-8").decode(page)`.
    @Test(arguments: [
        "FÃ¼r Elise", "un garÃ§on Ã  la plage", "itâ€™s", "â‚¬ 5", "PĂˇr sedĂ­ na laviÄŤce", "ĹľltĂ˝ kĹŻĹ",
        "Р”РІР° РјСѓР¶С‡РёРЅС‹", "Ã¤Â¸Â­Ã¦â€“â€¡", "ä¸­æ–‡å­—",
    ])
    func mojibake(_ text: String) {
        #expect(TextDamage(text).found.contains { $0.rule.name == "mojibake" })
    }
}
