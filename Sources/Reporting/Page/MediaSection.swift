import Corpus

/// A contact sheet: a frame each of items that are spread over all the splits.
struct MediaSection {
    let items: [(item: Item, picture: SamplePicture)]

    var html: HTML {
        guard !items.isEmpty else { return "<p class=\"missing\">No media: there is no item yet.</p>" }
        return """
            <p class="note">\(Numbers.counted(items.count, "item")), evenly spread over all splits; of a video, one frame.</p>
            <ul class="sheet">
            \(items.map { cell($0.item, $0.picture) })
            </ul>
            """
    }

    private func cell(_ item: Item, _ picture: SamplePicture) -> HTML {
        let image: HTML
        if let address = picture.address {
            image = """
                <img src="\(address)" width="\(picture.width)" height="\(picture.height)" alt="\(item.captions.first?.text ?? item.id)">
                """
        } else {
            image = "<span class=\"gone\">no picture</span>"
        }
        return "<li>\(image)<p><code>\(item.id)</code><br>\(item.split)</p></li>"
    }
}
