/// The head of a message between parent and worker. The bytes follow it, as many as it says.
///
/// Both ends check it before they hold a byte of what follows: neither can make the other hold more than the limit.
struct Frame: Equatable {
    /// What a frame carries. Each kind goes one way only.
    enum Kind: UInt32 {
        /// To the worker, first: the limits.
        case limits = 1
        /// From the worker, first: what came of each layer of its confinement.
        case ready = 2
        /// To the worker.
        case request = 3
        /// From the worker.
        case answer = 4
    }

    /// How long a head is.
    static let headBytes = 12
    /// Marks a frame of this version; anything else on the channel is noise.
    private static let magic: UInt32 = 0x3157_4342

    let kind: Kind
    let count: Int

    init(_ kind: Kind, count: Int) {
        self.kind = kind
        self.count = count
    }

    /// Reads a head; `nil` when the bytes are none.
    init?(head: [UInt8]) {
        guard head.count == Self.headBytes, Self.number(head, at: 0) == Self.magic,
            let kind = Kind(rawValue: Self.number(head, at: 4))
        else { return nil }
        self.init(kind, count: Int(Self.number(head, at: 8)))
    }

    /// The head as it goes over the channel.
    var head: [UInt8] {
        [Self.magic, kind.rawValue, UInt32(clamping: count)].flatMap { number in
            (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
    }

    private static func number(_ bytes: [UInt8], at start: Int) -> UInt32 {
        bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
