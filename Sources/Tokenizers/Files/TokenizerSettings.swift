import Documents
import Foundation

/// What tokenizer_config.json says, where it is there.
struct TokenizerSettings {
    let lowercases: Bool?
    let stripsAccents: Bool?
    let separatesChinese: Bool?
    let paddingToken: [UInt8]?

    init(folder: String) throws {
        let file = folder + "/tokenizer_config.json"
        guard FileManager.default.fileExists(atPath: file) else {
            (lowercases, stripsAccents, separatesChinese, paddingToken) = (nil, nil, nil, nil)
            return
        }
        let root = try JSONNode(file: file)
        let flag = { (name: String) in try root[name].isNull ? nil : root[name].bool(default: false) }
        lowercases = try flag("do_lower_case")
        stripsAccents = try flag("strip_accents")
        separatesChinese = try flag("tokenize_chinese_chars")
        let padding = root["pad_token"]
        if padding.isNull {
            paddingToken = nil
        } else if case .object = padding.value {
            paddingToken = try padding["content"].bytes()
        } else {
            paddingToken = try padding.bytes()
        }
    }
}
