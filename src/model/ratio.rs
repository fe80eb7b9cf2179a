//! Exact numbers: a ratio of two whole numbers in lowest terms, and the one place where a number is rounded.
//! Implements the display rules at the top of `docs/scoring.md`.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Sub};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A ratio in lowest terms with a denominator of at least 1.
///
/// Values come from weights (1 to 5), progress (twelfths), effort points and at most 2,000 questions,
/// so 128-bit integers never overflow; should they, the arithmetic saturates instead of panicking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    // Nearly all numbers are small, and dividing small numbers takes a fraction of the time.
    if let (Ok(mut small), Ok(mut rest)) = (u64::try_from(a), u64::try_from(b)) {
        while rest != 0 {
            (small, rest) = (rest, small % rest);
        }
        return i128::from(small);
    }
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(i128::MAX)
}

impl Ratio {
    /// Zero.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// One.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `numerator / denominator` in lowest terms; none when the denominator is 0.
    pub fn checked(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = gcd(numerator, denominator).max(1);
        let sign = denominator.signum();
        Some(Self {
            numerator: sign.saturating_mul(numerator / divisor),
            denominator: (denominator / divisor).saturating_abs(),
        })
    }

    /// `numerator / denominator`, where a denominator of 0 counts as 1.
    /// For denominators that are known to be at least 1.
    pub fn new(numerator: i128, denominator: i128) -> Self {
        Self::checked(numerator, denominator).unwrap_or(Self { numerator, denominator: 1 })
    }

    /// A whole number.
    pub fn whole(number: i128) -> Self {
        Self { numerator: number, denominator: 1 }
    }

    /// The numerator, which carries the sign.
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator, at least 1.
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// The quotient; none when `other` is 0.
    pub fn over(self, other: Self) -> Option<Self> {
        Self::checked(
            self.numerator.saturating_mul(other.denominator),
            self.denominator.saturating_mul(other.numerator),
        )
    }

    /// The exact form `n/d`, also for whole numbers: `31/20`, `2/1`.
    pub fn exact(self) -> String {
        format!("{}/{}", self.numerator, self.denominator)
    }

    /// Reads the exact form `n/d`, or a whole number `n`.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |t: &str| {
            let digits = t.strip_prefix('-').unwrap_or(t);
            (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
                .then(|| t.parse::<i128>().ok())
                .flatten()
        };
        match text.split_once('/') {
            Some((n, d)) => {
                let d = number(d)?;
                if d < 1 { None } else { Self::checked(number(n)?, d) }
            }
            None => number(text).map(Self::whole),
        }
    }

    /// Two decimals, half away from zero, never `-0.00`. For differences and gains.
    pub fn two_decimals(self) -> String {
        let scaled = self
            .numerator
            .saturating_mul(200)
            .saturating_add(self.denominator.saturating_mul(self.numerator.signum()))
            / self.denominator.saturating_mul(2);
        let sign = if scaled < 0 { "-" } else { "" };
        let cents = scaled.unsigned_abs();
        format!("{sign}{}.{:02}", cents / 100, cents % 100)
    }

    /// A score from 0 to 4 with two decimals. Below 4 it never reads `4.00` but `3.99`.
    pub fn score(self) -> String {
        let text = self.two_decimals();
        if text == "4.00" && self != Self::whole(4) { "3.99".to_owned() } else { text }
    }

    /// A gain with two decimals, `<0.01` when it is above 0 and smaller than that.
    pub fn gain(self) -> String {
        if self > Self::ZERO && self < Self::new(1, 100) { "<0.01".to_owned() } else { self.two_decimals() }
    }

    /// A whole percentage, rounded down, `<1 %` when above 0 and below 1 %: `62 %`.
    pub fn percent(self) -> String {
        let whole = self.numerator.saturating_mul(100).div_euclid(self.denominator);
        if whole == 0 && self.numerator > 0 { "<1 %".to_owned() } else { format!("{whole} %") }
    }

    /// At most two decimals without trailing zeros: `1.4`, `3`. For weights, rounded half away from zero.
    pub fn short(self) -> String {
        let text = self.two_decimals();
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl Add for Ratio {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(
            self.numerator
                .saturating_mul(other.denominator)
                .saturating_add(other.numerator.saturating_mul(self.denominator)),
            self.denominator.saturating_mul(other.denominator),
        )
    }
}

impl Sub for Ratio {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(
            self.numerator
                .saturating_mul(other.denominator)
                .saturating_sub(other.numerator.saturating_mul(self.denominator)),
            self.denominator.saturating_mul(other.denominator),
        )
    }
}

impl Mul for Ratio {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(
            self.numerator.saturating_mul(other.numerator),
            self.denominator.saturating_mul(other.denominator),
        )
    }
}

impl std::iter::Sum for Ratio {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        self.numerator
            .saturating_mul(other.denominator)
            .cmp(&other.numerator.saturating_mul(self.denominator))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.exact())
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("{text:?} is not a ratio such as 4/5")))
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Ratio {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Ratio".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^-?[0-9]+/[1-9][0-9]*$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lowest_terms_and_sign() {
        assert_eq!(Ratio::new(62, 40).exact(), "31/20");
        assert_eq!(Ratio::new(-2, -4).exact(), "1/2");
        assert_eq!(Ratio::new(2, -4).exact(), "-1/2");
        assert_eq!(Ratio::new(0, 7).exact(), "0/1");
        assert_eq!(Ratio::checked(1, 0), None);
    }

    #[test]
    fn display_follows_the_rules() {
        assert_eq!(Ratio::new(31, 20).score(), "1.55");
        assert_eq!(Ratio::new(19, 12).score(), "1.58");
        assert_eq!(Ratio::new(1, 200).two_decimals(), "0.01");
        assert_eq!(Ratio::new(-1, 200).two_decimals(), "-0.01");
        assert_eq!(Ratio::new(-1, 201).two_decimals(), "0.00");
        assert_eq!(Ratio::new(3999, 1000).score(), "3.99");
        assert_eq!(Ratio::new(3999, 1000).two_decimals(), "4.00");
        assert_eq!(Ratio::whole(4).score(), "4.00");
        assert_eq!(Ratio::new(5, 8).percent(), "62 %");
        assert_eq!(Ratio::new(1, 200).percent(), "<1 %");
        assert_eq!(Ratio::new(999, 1000).percent(), "99 %");
        assert_eq!(Ratio::ZERO.percent(), "0 %");
        assert_eq!(Ratio::ONE.percent(), "100 %");
        assert_eq!(Ratio::new(1, 300).gain(), "<0.01");
        assert_eq!(Ratio::ZERO.gain(), "0.00");
        assert_eq!(Ratio::new(7, 5).short(), "1.4");
    }

    #[test]
    fn reads_its_own_exact_form() {
        assert_eq!(Ratio::parse("4/5"), Some(Ratio::new(4, 5)));
        assert_eq!(Ratio::parse("3"), Some(Ratio::whole(3)));
        for bad in ["", "4/0", "4/-5", "1.5", "a/b", "/", "+1"] {
            assert_eq!(Ratio::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_cross_multiplication(a in -5000i128..5000, b in 1i128..5000, c in -5000i128..5000, d in 1i128..5000) {
            let (x, y) = (Ratio::new(a, b), Ratio::new(c, d));
            prop_assert_eq!(x + y, Ratio::new(a * d + c * b, b * d));
            prop_assert_eq!(x - y + y, x);
            prop_assert_eq!(x < y, a * d < c * b);
            prop_assert_eq!(Ratio::parse(&x.exact()), Some(x));
        }
    }
}
