import CEpoll
import Glibc

/// Wakes a thread that waits in ``Poller``: a descriptor that can be read once it was rung.
final class Bell: Sendable {
    let descriptor: Int32

    init() {
        // Without one the poller refuses to start, and so the engine does.
        descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Wakes the thread, or keeps it from falling asleep. Any thread may call it.
    func ring() { eventfd_write(descriptor, 1) }

    /// Silences it, on the thread that was woken.
    func silence() {
        var rings: eventfd_t = 0
        eventfd_read(descriptor, &rings)
    }
}
