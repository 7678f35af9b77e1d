import Foundation
import Synchronization

/// Tells the day, many thousand times a second.
final class DayClock: Sendable {
    private let state = Mutex((until: 0.0, day: ""))

    /// Today, as it stands in ``StoredTranslation/date``.
    func today() -> String {
        let now = Date().timeIntervalSince1970
        return state.withLock { state in
            if now >= state.until {
                let length = 86_400.0
                state = ((now / length).rounded(.down) * length + length, StoredTranslation.today())
            }
            return state.day
        }
    }
}
