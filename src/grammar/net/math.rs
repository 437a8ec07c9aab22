//! The functions of the net, in one order of operations, so that every machine computes the same bits.
//!
//! `sigmoid(0) = 0.5`; the standard library's `exp` differs between platforms, this one does not.

/// `e` to the power of `x`, to seven digits (the polynomial of Cephes' `expf`).
#[inline(always)]
#[must_use]
pub fn exp(x: f32) -> f32 {
    /// Adding and taking it away again rounds to a whole number.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 87.0);
    let whole = (x * std::f32::consts::LOG2_E + ROUND) - ROUND;
    let rest = x - whole * 0.693_359_4;
    let rest = rest + whole * 2.121_944_4e-4;
    let mut sum = 1.987_569_1e-4;
    sum = sum * rest + 1.398_199_9e-3;
    sum = sum * rest + 8.333_452e-3;
    sum = sum * rest + 4.166_579_6e-2;
    sum = sum * rest + 1.666_666_5e-1;
    sum = sum * rest + 0.5;
    sum = sum * (rest * rest) + rest + 1.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole is within ±126")]
    let power = ((whole as i32 + 127) as u32) << 23;
    sum * f32::from_bits(power)
}

/// `1 / (1 + e^-x)`.
#[inline(always)]
#[must_use]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline(always)]
#[must_use]
pub fn tanh(x: f32) -> f32 {
    2.0 * sigmoid(2.0 * x) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_to_the_true_functions() {
        for step in -400_i16..400 {
            let x = f32::from(step) * 0.05;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-6, "exp({x})");
            assert!((tanh(x) - x.tanh()).abs() < 1e-6, "tanh({x})");
            assert!((sigmoid(x) - 1.0 / (1.0 + (-x).exp())).abs() < 1e-6, "sigmoid({x})");
        }
        assert_eq!((exp(-1e9).to_bits(), exp(f32::NEG_INFINITY)), (exp(-87.0).to_bits(), exp(-87.0)));
    }
}
