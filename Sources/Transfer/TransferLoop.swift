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

    private static let setUp = curl_global_init(Int(CURL_GLOBAL_ALL))

    init?(_ mailbox: Mailbox, _ options: TransferEngine.Options) {
        guard TransferLoop.setUp == CURLE_OK, let multi = curl_multi_init() else { return nil }
        self.mailbox = mailbox
        self.options = options
        self.multi = multi
        queue = Admission(maxInAll: options.maxConnections, maxPerHost: options.maxPerHost)
        tessera_multi_set_long(multi, CURLMOPT_MAXCONNECTS, options.maxConnections)
        mailbox.connect(UInt(bitPattern: multi))
    }

    deinit {
        mailbox.connect(0)
        curl_multi_cleanup(multi)
    }

    /// Works until the mailbox is closed.
    func run() {
        while true {
            let (messages, isClosed) = mailbox.take()
            for message in messages {
                switch message {
                case .start(let job): start(job)
                case .cancel(let id): end(id, .cancelled)
                }
            }
            guard !isClosed else { break }
            var left: Int32 = 0
            repeat {
                // What waits goes first: a transfer that ends makes room for the next in the same turn.
                while let exchange = queue.next() { admit(exchange) }
                curl_multi_perform(multi, &left)
            } while collect()
            curl_multi_poll(multi, nil, 0, 60_000, nil)
        }
        for id in exchanges.keys { end(id, .closed) }
    }

    private func start(_ job: Job) {
        do throws(Problem) {
            let exchange = try Exchange(job)
            exchanges[job.id] = exchange
            queue.enqueue(exchange, host: exchange.host)
        } catch {
            job.continuation.resume(
                returning: Outcome(finalURL: job.request.url, sink: job.sink, problem: error))
        }
    }

    /// Gives a transfer that has come to its turn to libcurl.
    private func admit(_ exchange: Exchange) {
        // One that was cancelled while it waited is still in the queue.
        guard exchanges[exchange.job.id] != nil else { return queue.release(host: exchange.host) }
        perform(exchange)
    }

    private func perform(_ exchange: Exchange) {
        do throws(Problem) {
            let easy = try exchange.prepare(options)
            guard curl_multi_add_handle(multi, easy.pointer) == CURLM_OK else {
                throw Problem(kind: .other, detail: "libcurl takes no more transfers")
            }
            running[easy.pointer] = exchange
        } catch {
            finish(exchange, exchange.outcome(error))
        }
    }

    /// Takes in the requests that libcurl is done with. False when there were none.
    private func collect() -> Bool {
        var left: Int32 = 0
        var any = false
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            any = true
            // Removing the handle frees the message.
            let code = message.pointee.data.result
            curl_multi_remove_handle(multi, easy)
            guard let exchange = running.removeValue(forKey: easy) else { continue }
            if let outcome = exchange.conclude(code) {
                finish(exchange, outcome)
            } else {
                perform(exchange)
            }
        }
        return any
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
