import Documents

extension EndpointConfiguration {
    /// The protocol that an engine speaks.
    public enum API: String, Sendable, CaseIterable {
        /// apertium-apy's.
        case apertium
        /// LibreTranslate's.
        case libretranslate
        /// DeepL's.
        case deepl
        /// Google Cloud Translation's, Basic.
        case googleV2 = "google-v2"
        /// Google Cloud Translation's, Advanced.
        case googleV3 = "google-v3"
        /// Azure AI Translator's.
        case azure
        /// OpenAI's chat completions, which many servers speak.
        case openai
        /// One that the endpoint describes itself.
        case template
        /// None: files of translations that are there already.
        case alignedFiles = "aligned-files"
    }

    /// A protocol, and what the endpoint chooses of what it offers.
    public enum Service: Sendable, Equatable {
        case apertium
        case libreTranslate
        case deepL(DeepLSettings)
        case googleV2(GoogleV2Settings)
        case googleV3(GoogleV3Settings)
        case azure(AzureSettings)
        case openAI(OpenAISettings)
        case template(TemplateSettings)
        case alignedFiles(AlignedFiles)

        public var api: API {
            switch self {
            case .apertium: .apertium
            case .libreTranslate: .libretranslate
            case .deepL: .deepl
            case .googleV2: .googleV2
            case .googleV3: .googleV3
            case .azure: .azure
            case .openAI: .openai
            case .template: .template
            case .alignedFiles: .alignedFiles
            }
        }

        /// Reads what the document says about this protocol.
        init(_ api: API, _ document: Document) throws {
            self =
                switch api {
                case .apertium: .apertium
                case .libretranslate: .libreTranslate
                case .deepl: .deepL(try DeepLSettings(document))
                case .googleV2: .googleV2(try GoogleV2Settings(document))
                case .googleV3: .googleV3(try GoogleV3Settings(document))
                case .azure: .azure(try AzureSettings(document))
                case .openai: .openAI(try OpenAISettings(document))
                case .template: .template(try TemplateSettings(document))
                case .alignedFiles: .alignedFiles(try AlignedFiles(document))
                }
        }

        /// What tells its translations from those of the same engine with other settings.
        var version: String? {
            switch self {
            case .apertium, .libreTranslate, .alignedFiles: nil
            case .deepL(let settings): settings.version
            case .googleV2(let settings): settings.version
            case .googleV3(let settings): settings.version
            case .azure(let settings): settings.version
            case .openAI(let settings): settings.version
            case .template(let settings): settings.version
            }
        }

        /// The most that a request may hold, where the endpoint says nothing else.
        var limits: TranslationLimits {
            switch self {
            case .apertium: ApertiumAPI.defaultLimits
            case .libreTranslate: LibreTranslateAPI.defaultLimits
            case .deepL: DeepLAPI.defaultLimits
            case .googleV2: GoogleV2API.defaultLimits
            case .googleV3: GoogleV3API.defaultLimits
            case .azure: AzureAPI.defaultLimits
            case .openAI: OpenAIAPI.defaultLimits
            case .template(let settings): TemplateAPI.defaultLimits(batch: settings.batch)
            case .alignedFiles: TranslationLimits(texts: .max, characters: .max)
            }
        }
    }
}

extension EndpointConfiguration.API {
    /// The provider as people call it.
    var provider: String {
        switch self {
        case .apertium: "apertium-apy"
        case .libretranslate: "LibreTranslate"
        case .deepl: "DeepL"
        case .googleV2, .googleV3: "Google Cloud Translation"
        case .azure: "Azure AI Translator"
        case .openai: "the chat server"
        case .template: "the service"
        case .alignedFiles: "aligned files"
        }
    }

    /// The keys of an endpoint that only this protocol knows.
    var keys: [String] {
        switch self {
        case .apertium: ["start"]
        case .libretranslate: []
        case .deepl: DeepLSettings.keys
        case .googleV2: GoogleV2Settings.keys
        case .googleV3: GoogleV3Settings.keys
        case .azure: AzureSettings.keys
        case .openai: OpenAISettings.keys
        case .template: TemplateSettings.keys
        case .alignedFiles: AlignedFiles.keys
        }
    }

    /// Whether nobody gets in without a key.
    var needsKey: Bool {
        switch self {
        case .deepl, .googleV2, .googleV3, .azure: true
        case .apertium, .libretranslate, .openai, .template, .alignedFiles: false
        }
    }

    /// Whether an endpoint may only lower the limits: they are the provider's, and not a guess at what is handy.
    var hasFixedLimits: Bool { needsKey || self == .apertium }

    /// The address of a provider that has one for all.
    func url(for key: Secret?) -> String? {
        switch self {
        case .deepl: DeepLSettings.url(for: key)
        case .googleV2, .googleV3: GoogleV2Settings.url
        case .azure: AzureSettings.url
        case .openai: OpenAISettings.url
        case .apertium, .libretranslate, .template, .alignedFiles: nil
        }
    }

    /// Requests in flight. Four are enough for apertium-apy on a few cores, which is as fast as its pipelines are; more
    /// bring nothing there.
    var defaultRequests: Int { self == .apertium ? 4 : 8 }

    /// The time for one try. A language model may think for minutes.
    var defaultTimeout: Duration {
        switch self {
        case .openai, .template: .seconds(300)
        default: .seconds(120)
        }
    }
}
