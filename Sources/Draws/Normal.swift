import Kernels

/// The standard normal distribution: mean 0, deviation 1.
package enum Normal {
    /// The value below which a fraction of the distribution lies: about 1 part in 10^15, from 1e-300 up to 1 - 2^-53.
    ///
    /// Minus infinity for 0 and infinity for 1.
    package static func quantile(_ fraction: Double) -> Double {
        let q = fraction - 0.5
        return q.magnitude <= NORMAL_CENTRAL_REACH ? normal_central(q) : normal_tail(fraction)
    }

    /// Replaces fractions by their quantiles: the same values as one at a time, and faster.
    package static func replaceByQuantiles(_ fractions: UnsafeMutableBufferPointer<Double>) {
        guard let base = fractions.baseAddress else { return }
        kernel_normal(base, fractions.count)
    }
}
