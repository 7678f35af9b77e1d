/// Decides which of the waiting transfers goes next: first come first served for each host, the hosts in turn.
///
/// libcurl has such limits too, but its time-outs run while a transfer waits in its queue.
struct Admission<Item> {
    private struct Lane {
        var active = 0
        var waiting: [Item] = []
        /// The place of the first that waits: taking from the front must not move all the others.
        var first = 0

        mutating func next() -> Item? {
            guard first < waiting.count else { return nil }
            defer {
                first += 1
                if first > 64, first * 2 > waiting.count {
                    waiting.removeFirst(first)
                    first = 0
                }
            }
            return waiting[first]
        }
    }

    let maxInAll: Int
    let maxPerHost: Int
    private var lanes: [String: Lane] = [:]
    /// The hosts that have a transfer waiting and a place for it, each once.
    private var ready: [String] = []
    private var readyFirst = 0
    private var active = 0

    init(maxInAll: Int, maxPerHost: Int) {
        self.maxInAll = max(1, maxInAll)
        self.maxPerHost = max(1, maxPerHost)
    }

    /// Lets an item wait for its turn.
    mutating func enqueue(_ item: Item, host: String) {
        var lane = lanes.removeValue(forKey: host) ?? Lane()
        let wasIdle = lane.first == lane.waiting.count
        lane.waiting.append(item)
        if wasIdle, lane.active < maxPerHost { ready.append(host) }
        lanes[host] = lane
    }

    /// The next item that may go; it holds a place until ``release(host:)``.
    mutating func next() -> Item? {
        guard active < maxInAll, readyFirst < ready.count else { return nil }
        let host = ready[readyFirst]
        readyFirst += 1
        if readyFirst > 64, readyFirst * 2 > ready.count {
            ready.removeFirst(readyFirst)
            readyFirst = 0
        }
        guard var lane = lanes.removeValue(forKey: host), let item = lane.next() else { return nil }
        lane.active += 1
        active += 1
        if lane.first < lane.waiting.count, lane.active < maxPerHost { ready.append(host) }
        lanes[host] = lane
        return item
    }

    /// Gives a place back.
    mutating func release(host: String) {
        guard var lane = lanes.removeValue(forKey: host) else { return }
        let wasFull = lane.active == maxPerHost
        lane.active -= 1
        active -= 1
        let isWaiting = lane.first < lane.waiting.count
        if wasFull, isWaiting { ready.append(host) }
        if lane.active > 0 || isWaiting { lanes[host] = lane }
    }
}
