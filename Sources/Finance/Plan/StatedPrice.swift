/// What a plan states of the price of a service, for one band of it where there are several.
package struct StatedPrice: Hashable, Sendable {
    /// What is paid for.
    package enum Unit: String, Sendable, CaseIterable { case hour, visit, week }

    /// The service, in the plan's own words.
    package let service: String
    /// The band, such as `Rural`; `nil` where the service has one price.
    package let band: String?
    /// What the price is for.
    package let unit: Unit?
    /// The price of one unit; `nil` where the plan names the band and no price.
    package let price: Money?
    /// The day from which it holds, as `YYYY-MM-DD`.
    package let from: String?
    /// Where it is printed.
    package let reference: String?

    /// Makes a price; what is left out is not stated.
    package init(
        service: String, band: String? = nil, unit: Unit? = nil, price: Money? = nil, from: String? = nil,
        reference: String? = nil
    ) {
        self.service = service
        self.band = band
        self.unit = unit
        self.price = price
        self.from = from
        self.reference = reference
    }
}

extension Plan {
    /// The price of a service, of one band of it, on a day: the last that holds from then or earlier.
    ///
    /// `nil` where the plan names the service and band, and states no price. Throws where it does not name them, or where
    /// it has several and no day tells which is meant.
    package func price(of service: String, band: String?, on day: String? = nil) throws(PlanError) -> Money? {
        let prices = arrangements.statedPrices
        let ofService = prices.filter { $0.service == service }
        guard !ofService.isEmpty else { throw .noSuchPrice(service, known: prices.map(\.service), what: "service") }
        let ofBand = ofService.filter { $0.band == band }
        guard !ofBand.isEmpty else {
            guard let band else { throw .noBand(of: service, known: ofService.compactMap(\.band)) }
            throw .noSuchPrice(band, known: ofService.compactMap(\.band), what: "price band of \(service)")
        }
        guard let day else {
            guard ofBand.count == 1 else { throw .severalPrices(service, from: ofBand.compactMap(\.from)) }
            return ofBand[0].price
        }
        // Days in this form sort as text; a price without a day holds until the first one that has one.
        let inForce = ofBand.filter { ($0.from ?? "") <= day }.max { ($0.from ?? "") < ($1.from ?? "") }
        guard let inForce else { throw .noPriceYet(service, on: day, from: ofBand.compactMap(\.from)) }
        return inForce.price
    }
}
