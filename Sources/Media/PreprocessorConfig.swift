import Documents

extension CLIPPreprocessor {
    /// Reads `preprocessor_config.json` of a model's folder, in the Hugging Face layout.
    ///
    /// `size` and `crop_size` may be numbers or mappings, and the `do_...` switches are honoured. Keys that change no
    /// pixel are passed over.
    /// - Throws: ``InputError`` with the file, line and key of a value that this transform cannot carry out.
    public init(folder: String) throws {
        let config = try Document(contentsOf: folder + "/preprocessor_config.json")
        func isOn(_ name: String) throws -> Bool { try config.optional(name)?.bool() ?? true }

        let filter = try config.optional("resample").map(Self.filter) ?? .bicubic
        if let factor = try config.optional("rescale_factor"), abs(try factor.double() * 255 - 1) > 1e-6 {
            throw factor.error("only a factor of 1/255 is supported", remedy: "use a model with rescale_factor: 1/255")
        }
        let resizing = try isOn("do_resize") ? try Self.resizing(config.required("size")) : .none
        let crops = try config.optional("do_center_crop")?.bool()
        let crop: Int
        if case .square(let side) = resizing, crops != true {
            crop = side
        } else if crops == false {
            throw try config.required("do_center_crop").error(
                "without a crop pictures differ in shape",
                remedy: "use a model with do_center_crop: true, or with size: {height: 224, width: 224}")
        } else {
            crop = try Self.square(config.optional("crop_size") ?? config.required("size"))
        }
        let normalizes = try isOn("do_normalize")
        self.init(
            resizing, crop: crop,
            scale: try isOn("do_rescale"),
            mean: normalizes ? try Self.channels(config.required("image_mean")) : [0, 0, 0],
            std: normalizes ? try Self.channels(config.required("image_std"), isDivisor: true) : [1, 1, 1],
            filter: filter)
    }

    /// By Pillow's numbers.
    private static func filter(_ value: Document) throws -> ResamplingFilter {
        switch try value.int() {
        case 2: return .bilinear
        case 3: return .bicubic
        default:
            throw value.error(
                "only bilinear and bicubic resampling, 2 and 3, are supported",
                remedy: "use a model with resample: 2 or resample: 3")
        }
    }

    private static let sides = 1...16_384

    /// 224, {"shortest_edge": 224}, or {"height": 224, "width": 224}, which gives up the shape.
    private static func resizing(_ value: Document) throws -> Resizing {
        guard value.isMapping else { return .shortestEdge(try value.int(in: sides)) }
        if let edge = try value.optional("shortest_edge") { return .shortestEdge(try edge.int(in: sides)) }
        return .square(try square(value))
    }

    /// 224, or {"height": 224, "width": 224}; where `size` stands in for the crop, its shortest edge.
    private static func square(_ value: Document) throws -> Int {
        guard value.isMapping else { return try value.int(in: sides) }
        if let edge = try value.optional("shortest_edge") { return try edge.int(in: sides) }
        let (height, width) = (try value.required("height").int(in: sides), try value.required("width").int(in: sides))
        guard height == width else {
            throw value.error("the crop must be square", remedy: "use a model with equal height and width")
        }
        return height
    }

    private static func channels(_ value: Document, isDivisor: Bool = false) throws -> [Float] {
        let numbers = try value.list().map { try $0.double(in: -1e6...1e6) }
        guard numbers.count == 3 else {
            throw value.error("\(numbers.count) values for 3 channels", remedy: "write three: red, green, blue")
        }
        guard !isDivisor || numbers.allSatisfy({ $0 > 0 }) else {
            throw value.error("a deviation must be above 0", remedy: "write three positive numbers")
        }
        return numbers.map { Float($0) }
    }
}
