import Documents
import Transfer

extension EndpointConfiguration {
    /// The provider's protocol, over a connection.
    /// - Parameters:
    ///   - url: where the engine is: the endpoint's own address, or that of the server that was started for it.
    ///   - retry: when to try again; the endpoint may say how often.
    /// - Throws: ``InputError`` for files, which are not asked.
    func connect(to url: String, through transfer: TransferEngine, retry: RetryPolicy) throws -> any TranslationAPI {
        var retry = retry
        if let retries { retry.retries = retries }
        let client = ProviderClient(
            engine: transfer, provider: api.provider, url: url, secret: key, retry: retry, timeout: timeout)
        func own(_ known: LanguageCodes) -> LanguageCodes { known.overridden(by: codes) }
        switch service {
        case .apertium: return ApertiumAPI(client: client, codes: own(.apertium), limits: limits)
        case .libreTranslate: return LibreTranslateAPI(client: client, codes: own(.libreTranslate), limits: limits)
        case .deepL(let settings):
            return DeepLAPI(client: client, settings: settings, codes: own(.deepL), limits: limits)
        case .googleV2(let settings):
            return GoogleV2API(client: client, settings: settings, codes: own(.google), limits: limits)
        case .googleV3(let settings):
            return GoogleV3API(client: client, settings: settings, codes: own(.google), limits: limits)
        case .azure(let settings):
            return AzureAPI(client: client, settings: settings, codes: own(.azure), limits: limits)
        case .openAI(let settings):
            return OpenAIAPI(client: client, settings: settings, codes: own(.openAI), limits: limits)
        case .template(let settings):
            return TemplateAPI(client: client, settings: settings, codes: own(.template), limits: limits)
        case .alignedFiles:
            throw InputError("aligned files are no engine that can be asked", remedy: "name another endpoint")
        }
    }
}
