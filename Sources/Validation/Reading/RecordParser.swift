import Corpus
import Documents
import Foundation

/// Reads lines as records, and goes on behind those that are none.
struct RecordParser {
    private var items = ItemLine()

    /// The records of a piece; lines that are none give one without captions, with what is wrong.
    mutating func records(_ piece: RecordPiece) -> [Record] {
        switch piece.file.form {
        case .items(let path):
            return piece.lines[0].enumerated().map { offset, line in
                record(line, Place(path, piece.first + offset), split: piece.file.split)
            }
        case .aligned(let aligned):
            let count = piece.lines.map(\.count).max() ?? 0
            return (0..<count).map { record(piece, aligned, offset: $0) }
        }
    }

    private mutating func record(_ line: [UInt8], _ place: Place, split: String?) -> Record {
        guard !line.isEmpty else {
            return Record(
                id: "", split: split ?? "", media: nil, captions: [], place: place,
                complaints: [.init(rule: .unreadableLine, place: place, message: "the line is empty")])
        }
        do throws(InputError) {
            let item = try items.item(line, file: place.file, number: place.line)
            guard !item.id.isEmpty else { throw InputError("the id is empty", remedy: "give the item one") }
            return Record(
                id: item.id, split: item.split, media: item.media,
                captions: item.captions.map {
                    RecordCaption(
                        tag: $0.language.tag, text: $0.text, isMachine: $0.origin == .machine, source: $0.source,
                        place: place)
                }, place: place)
        } catch {
            return loose(line, place, split: split, complaint: error)
        }
    }

    /// A line that is no item: most are but for a language's code, and have captions that can be looked at.
    private func loose(_ line: [UInt8], _ place: Place, split: String?, complaint: InputError) -> Record {
        var record = Record(id: "", split: split ?? "", media: nil, captions: [], place: place)
        guard String(utf8: line.span) != nil else {
            record.complaints.append(.init(rule: .unreadableLine, place: place, message: "the line is not UTF-8"))
            return record
        }
        guard let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any],
            let captions = object["captions"] as? [[String: Any]]
        else {
            record.complaints.append(.init(rule: .unreadableLine, place: place, message: complaint.problem))
            return record
        }
        record.id = object["id"] as? String ?? ""
        record.split = object["split"] as? String ?? record.split
        if let media = object["media"] as? [String: Any], let path = media["path"] as? String {
            record.media = .init(path: path, kind: (media["kind"] as? String) == "video" ? .video : .image)
        }
        var isExplained = false
        for caption in captions {
            var tag = caption["language"] as? String ?? ""
            do {
                tag = try Language(tag).tag
            } catch let error as InputError {
                record.complaints.append(
                    .init(
                        rule: .languageCode, place: place,
                        message: "'\(record.id)': \(error.problem): \(error.remedy)"))
                isExplained = true
                // The one that is meant, where it is clear, so that nothing else is said of it.
                tag = error.remedy.split(separator: "'").dropFirst().first.map(String.init) ?? tag
            } catch {
                record.complaints.append(.init(rule: .unreadableLine, place: place, message: "\(error)"))
            }
            let text = caption["text"] as? String
            if text == nil {
                record.complaints.append(
                    .init(rule: .unreadableLine, place: place, message: "'\(record.id)': a caption has no text"))
            }
            record.captions.append(
                RecordCaption(
                    tag: tag, text: text ?? "", isMachine: caption["origin"] as? String == "machine",
                    source: caption["source"] as? Int, place: place))
        }
        if !isExplained {
            record.complaints.append(.init(rule: .unreadableLine, place: place, message: complaint.problem))
        }
        return record
    }

    private func record(_ piece: RecordPiece, _ aligned: RecordFile.AlignedFiles, offset: Int) -> Record {
        let split = piece.file.split ?? ""
        let number = piece.first + offset
        var record = Record(
            id: AlignedLines.id(split: split, line: number - 1), split: split, media: nil, captions: [],
            place: Place(aligned.files[0].path, number))
        if let ids = aligned.ids {
            let place = Place(ids, number)
            if let line = piece.lines.last, offset < line.count,
                let id = aligned.idForm.id(String(decoding: line[offset], as: UTF8.self)), !id.isEmpty
            {
                record.id = id
                record.idPlace = place
            } else {
                record.complaints.append(.init(rule: .unreadableLine, place: place, message: "the line has no id"))
            }
        }
        for (lines, file) in zip(piece.lines, aligned.files) {
            let place = Place(file.path, number)
            // A file that ends before the others is told by its lines' count.
            guard offset < lines.count else { continue }
            let line = lines[offset]
            let text = String(utf8: line.span)
            if text == nil {
                record.complaints.append(.init(rule: .unreadableLine, place: place, message: "the line is not UTF-8"))
            }
            record.captions.append(
                RecordCaption(
                    tag: file.tag, text: text ?? String(decoding: line, as: UTF8.self), isReadable: text != nil,
                    place: place))
        }
        return record
    }
}
