import CCurl
import CEpoll
import Glibc

/// Waits until one of libcurl's sockets is ready, a bell rings, or libcurl's timer runs out.
///
/// libcurl's own waiting looks at every transfer on every turn; this looks only at those with news, so that a transfer
/// costs the same whatever the number beside it. Owned by the engine's thread.
final class Poller {
    private let descriptor: Int32
    private let bell: Bell
    private var events = [epoll_event](repeating: epoll_event(), count: 128)
    private var watched: [Int32: Int32] = [:]
    /// When libcurl wants to be called though nothing happened; nil for never.
    private var deadline: ContinuousClock.Instant?

    /// Nil when the system refuses.
    init?(_ bell: Bell) {
        self.bell = bell
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0, bell.descriptor >= 0 else { return nil }
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: bell.descriptor))
        guard epoll_ctl(descriptor, EPOLL_CTL_ADD, bell.descriptor, &event) == 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Sets what to wait for on a socket, in libcurl's words.
    func watch(_ socket: Int32, _ what: Int32) {
        guard what != CURL_POLL_REMOVE else {
            // The socket may be closed already, and then it is gone by itself.
            if watched.removeValue(forKey: socket) != nil { epoll_ctl(descriptor, EPOLL_CTL_DEL, socket, nil) }
            return
        }
        var mask: UInt32 = 0
        if what & CURL_POLL_IN != 0 { mask |= EPOLLIN.rawValue }
        if what & CURL_POLL_OUT != 0 { mask |= EPOLLOUT.rawValue }
        var event = epoll_event(events: mask, data: epoll_data_t(fd: socket))
        let before = watched.updateValue(what, forKey: socket)
        guard before != what else { return }
        let isKnown = before != nil && epoll_ctl(descriptor, EPOLL_CTL_MOD, socket, &event) == 0
        // A number that was closed and opened again is new to the system.
        if !isKnown { epoll_ctl(descriptor, EPOLL_CTL_ADD, socket, &event) }
    }

    /// Sets libcurl's timer: milliseconds from now, negative for none.
    func setTimer(_ milliseconds: Int) {
        deadline = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
    }

    /// Waits, then gives each socket with news to `body`, and at last the one that stands for the timer when it ran out.
    func wait(_ body: (_ socket: curl_socket_t, _ news: Int32) -> Void) {
        let count = epoll_wait(descriptor, &events, Int32(events.count), timeout)
        for index in 0..<max(0, Int(count)) {
            let event = events[index]
            guard event.data.fd != bell.descriptor else {
                bell.silence()
                continue
            }
            var news: Int32 = 0
            if event.events & EPOLLIN.rawValue != 0 { news |= CURL_CSELECT_IN }
            if event.events & EPOLLOUT.rawValue != 0 { news |= CURL_CSELECT_OUT }
            if event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { news |= CURL_CSELECT_ERR }
            body(event.data.fd, news)
        }
        if let deadline, deadline <= .now {
            self.deadline = nil
            body(CURL_SOCKET_BAD, 0)
        }
    }

    /// Milliseconds until the timer runs out, for epoll.
    private var timeout: Int32 {
        guard let deadline else { return -1 }
        let left = ContinuousClock.now.duration(to: deadline)
        return left <= .zero ? 0 : Int32(clamping: left.milliseconds + 1)
    }
}
