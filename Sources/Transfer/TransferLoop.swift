import CCurl

/// The engine's thread: it alone touches libcurl, and everything here lives and dies on it.
final class TransferLoop {
    private let mailbox: Mailbox
    private let options: TransferEngine.Options
    private let multi: UnsafeMutableRawPointer
    private var queue: Admission<Exchange>
    /// Every job that has not ended, waiting ones too.
    private var exchanges: [UInt64: Exchange] = [:]
    private var running: [UnsafeMutableRawPointer: Exchange] = [:]
    private let poller: Poller
    /// Handles that no transfer uses at the moment.
    private var spare: [EasyHandle] = []
    /// The last URL that was read: many requests in a row often go to one address.
    private var lastURL: (text: String, parsed: ParsedURL)?

    private static let setUp = curl_global_init(Int(CURL_GLOBAL_ALL))

    init?(_ mailbox: Mailbox, _ options: TransferEngine.Options) {
        guard TransferLoop.setUp == CURLE_OK, let multi = curl_multi_init() else { return nil }
        guard let poller = Poller(mailbox.bell) else {
            curl_multi_cleanup(multi)
            return nil
        }
        self.mailbox = mailbox
        self.options = options
        self.multi = multi
        self.poller = poller
        queue = Admission(maxInAll: options.maxConnections, maxPerHost: options.maxPerHost)
        tessera_multi_set_long(multi, CURLMOPT_MAXCONNECTS, options.maxConnections)
        let context = Unmanaged.passUnretained(poller).toOpaque()
        tessera_multi_set_socket_watcher(multi, watchSocket)
        tessera_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, context)
        tessera_multi_set_timer(multi, setTimer)
        tessera_multi_set_pointer(multi, CURLMOPT_TIMERDATA, context)
    }

    deinit {
        spare.removeAll()
        curl_multi_cleanup(multi)
    }

    /// Works until the mailbox is closed.
    func run() {
        var messages: [Mailbox.Message] = []
        while true {
            let isClosed = mailbox.take(&messages)
            for message in messages {
                switch message {
                case .start(let job): start(job)
                case .cancel(let id): end(id, .cancelled)
                }
            }
            // What they hold, such as a locked file, must not outlive its transfer.
            messages.removeAll(keepingCapacity: true)
            guard !isClosed else { break }
            while let exchange = queue.next() { admit(exchange) }
            var left: Int32 = 0
            poller.wait { socket, news in curl_multi_socket_action(multi, socket, news, &left) }
            collect()
        }
        for id in exchanges.keys { end(id, .closed) }
    }

    private func start(_ job: Job) {
        do throws(Problem) {
            let exchange = try Exchange(job, parse: parse)
            exchanges[job.id] = exchange
            queue.enqueue(exchange, host: exchange.host)
        } catch {
            job.continuation.resume(
                returning: Outcome(finalURL: job.request.url, sink: job.sink, problem: error))
        }
    }

    private func parse(_ text: String) throws(Problem) -> ParsedURL {
        // Equal by canonical equivalence is not the same address.
        if let lastURL, lastURL.text.utf8.elementsEqual(text.utf8) { return lastURL.parsed }
        let parsed = try ParsedURL(text)
        lastURL = (text, parsed)
        return parsed
    }

    /// Gives a transfer that has come to its turn to libcurl.
    private func admit(_ exchange: Exchange) {
        // One that was cancelled while it waited is still in the queue.
        guard exchanges[exchange.job.id] != nil else { return queue.release(host: exchange.host) }
        perform(exchange)
    }

    private func perform(_ exchange: Exchange) {
        do throws(Problem) {
            guard let easy = spare.popLast() ?? EasyHandle() else {
                throw Problem(kind: .other, detail: "libcurl is out of memory")
            }
            easy.reset()
            try exchange.prepare(easy, options)
            guard curl_multi_add_handle(multi, easy.pointer) == CURLM_OK else {
                throw Problem(kind: .other, detail: "libcurl takes no more transfers")
            }
            running[easy.pointer] = exchange
        } catch {
            finish(exchange, exchange.outcome(error))
        }
    }

    /// Takes in the requests that libcurl is done with.
    private func collect() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            // Removing the handle frees the message.
            let code = message.pointee.data.result
            curl_multi_remove_handle(multi, easy)
            guard let exchange = running.removeValue(forKey: easy) else { continue }
            if let handle = exchange.easy { spare.append(handle) }
            if let outcome = exchange.conclude(code) {
                finish(exchange, outcome)
            } else {
                perform(exchange)
            }
        }
    }

    private func finish(_ exchange: Exchange, _ outcome: Outcome) {
        exchanges[exchange.job.id] = nil
        queue.release(host: exchange.host)
        exchange.job.continuation.resume(returning: outcome)
    }

    /// Ends a job from this side. One that has ended already is let be.
    private func end(_ id: UInt64, _ kind: TransferError.Kind) {
        guard let exchange = exchanges[id] else { return }
        guard let easy = exchange.easy else {
            // It waits still, and gives up its place when its turn comes.
            exchanges[id] = nil
            return exchange.job.continuation.resume(returning: exchange.outcome(Problem(kind: kind)))
        }
        curl_multi_remove_handle(multi, easy.pointer)
        running[easy.pointer] = nil
        finish(exchange, exchange.outcome(Problem(kind: kind)))
    }
}

private func watchSocket(
    _ easy: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ what: Int32, _ context: UnsafeMutableRawPointer?,
    _ own: UnsafeMutableRawPointer?
) -> Int32 {
    guard let context else { return 0 }
    Unmanaged<Poller>.fromOpaque(context).takeUnretainedValue().watch(socket, what)
    return 0
}

private func setTimer(
    _ multi: UnsafeMutableRawPointer?, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let context else { return 0 }
    Unmanaged<Poller>.fromOpaque(context).takeUnretainedValue().setTimer(milliseconds)
    return 0
}
