import Finance

/// The quick way for an amount that is nothing but digits, as nearly all cells of a table are. Everything else goes to
/// `MoneyText`, which gives the same amount for what is read here.
enum PlainAmount {
    /// The amount, or `nil` when the bytes are not 1 to 12 digits.
    static func parse(_ bytes: ArraySlice<UInt8>, unit: MoneyText.Unit) -> Money? {
        // Twelve digits of thousands are below 10^17 pence, far from the bound of 64 bits.
        guard (1...12).contains(bytes.count) else { return nil }
        var number: Int64 = 0
        for byte in bytes {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            number = number * 10 + Int64(digit)
        }
        switch unit {
        case .pounds: return Money(pence: number * 100)
        case .thousandsOfPounds: return Money(pence: number * 100_000)
        }
    }
}
