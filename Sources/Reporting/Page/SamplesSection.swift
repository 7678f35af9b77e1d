import Corpus

/// A contact sheet: items of the test split, each with its frames, its captions and their translations side by side.
struct SamplesSection {
    let samples: [(item: Item, picture: SamplePicture)]
    /// The source language first.
    let languages: [String]

    /// Captions that are seen without opening more.
    private static let open = 2

    var html: HTML {
        guard let split = samples.first?.item.split else {
            return "<p class=\"missing\">No samples: there is no corpus yet.</p>"
        }
        return """
            <p class="note">\(Numbers.counted(samples.count, "item")), evenly spread over the split <em>\(split)</em>. Frames \
            run from the first to the last.</p>
            <div class="samples">
            \(samples.map(card))
            </div>
            """
    }

    private func card(_ item: Item, _ picture: SamplePicture) -> HTML {
        let groups = item.captionGroups(languages).map(row)
        let more = groups.dropFirst(SamplesSection.open)
        let rest: HTML? =
            more.isEmpty
            ? nil
            : "<details><summary>\(Numbers.counted(more.count, "more caption"))</summary>\n\(Array(more))\n</details>"
        return """
            <article>
            <h3>\(item.id)</h3>
            \(frames(item, picture))
            \(Array(groups.prefix(SamplesSection.open)))
            \(rest)
            </article>
            """
    }

    private func frames(_ item: Item, _ picture: SamplePicture) -> HTML {
        guard let address = picture.address else {
            return "<p class=\"missing\">No picture: \(picture.problem ?? "it could not be read")</p>"
        }
        let what = item.media.kind == .video ? Numbers.counted(picture.frames, "frame") + " of " : ""
        return """
            <div class="frames" style="--frames:\(picture.frames);max-width:\(picture.width * 5 / 4)px">\
            <img src="\(address)" width="\(picture.width)" height="\(picture.height)" alt="\(what)\(item.id)"></div>
            """
    }

    private func row(_ captions: [Caption]) -> HTML {
        let cells: [HTML] = captions.map { caption in
            let flags: [HTML] = (caption.flags ?? []).map { " <span class=\"badge\">\($0)</span>" }
            let origin = caption.origin == .machine ? "translated by \(caption.engine ?? "a machine")" : "by people"
            return """
                <p><span class="tag" title="\(Numbers.name(ofLanguage: caption.language.tag)), \(origin)">\
                \(caption.language.tag)</span> <bdi lang="\(caption.language.tag)">\(caption.text)</bdi>\
                \(HTML(flags, separator: ""))</p>
                """
        }
        return "<div class=\"captions\">\(HTML(cells, separator: ""))</div>"
    }
}
