import Corpus
import Foundation
import Reporting

/// An item in a list: a thumbnail, a caption and what else is to be seen before it is opened.
struct ItemLink {
    let item: Item
    /// The language whose caption is shown, where there is one.
    let language: String?
    let score: Float?

    var html: HTML {
        let caption = item.captions.first { $0.language.tag == language } ?? item.captions.first
        let text: HTML =
            caption.map { "<bdi lang=\"\($0.language.tag)\">\($0.text)</bdi>" } ?? "<em>without captions</em>"
        let flags = Set(item.captions.flatMap { $0.flags ?? [] }).sorted().map {
            HTML("<span class=\"badge\">\($0)</span>")
        }
        let score: HTML? = score.map { "<span class=\"score\">\(String(format: "%.3f", $0))</span> · " }
        return """
            <li><a href="\(ItemLink.address(of: item.id))"><span class="picture"><img \
            src="\(ItemLink.picture(of: item.id, .thumbnail))" alt="" loading="lazy"></span><span class="text">\(text)</span></a>
            <p>\(score)\(item.split) · <code>\(item.id)</code> \(HTML(flags, separator: " "))</p></li>
            """
    }

    /// The page of an item.
    static func address(of id: String) -> String { "/item?id=\(escaped(id))" }

    static func picture(of id: String, _ form: Pictures.Form) -> String {
        "/picture?id=\(escaped(id))&form=\(form.rawValue)"
    }

    /// A value as it may stand in an address.
    private static func escaped(_ text: String) -> String {
        var plain = CharacterSet.alphanumerics
        plain.formIntersection(CharacterSet(charactersIn: "\u{0}"..."\u{7F}"))
        plain.insert(charactersIn: "-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
