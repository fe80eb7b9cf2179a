//! Maturity levels 0 to 4 and adoption phases 1 to 4.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A level from 0 (nothing in place) to 4. See `docs/scoring.md`, section 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Level(u8);

impl Level {
    /// Level 0.
    pub const ZERO: Self = Self(0);
    /// Level 1.
    pub const ONE: Self = Self(1);
    /// Level 4, the highest.
    pub const MAX: Self = Self(4);

    /// A level, when the number is 0 to 4.
    pub fn new(number: u8) -> Option<Self> {
        (number <= 4).then_some(Self(number))
    }

    /// The number, 0 to 4.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The number as an index into lists of five.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The next level up; none above 4.
    pub fn next(self) -> Option<Self> {
        Self::new(self.0 + 1)
    }

    /// Levels 0 to 4.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (0..=4).map(Self)
    }

    /// Levels 1 to 4: the ones that have practices.
    pub fn with_practices() -> impl DoubleEndedIterator<Item = Self> {
        (1..=4).map(Self)
    }

    /// Levels 1 to this one.
    pub fn up_to(self) -> impl DoubleEndedIterator<Item = Self> {
        (1..=self.0).map(Self)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.0)
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        u8::try_from(number).ok().and_then(Self::new).ok_or_else(|| {
            serde::de::Error::custom(format!("level is {number}; expected a whole number from 0 to 4"))
        })
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Level {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Level".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 0, "maximum": 4 })
    }
}

/// The number of an adoption phase, 1 to 4: Foundation, Enhancement, Optimization, Maturity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phase(u8);

impl Phase {
    /// The first phase.
    pub const FIRST: Self = Self(1);

    /// A phase, when the number is 1 to 4.
    pub fn new(number: u8) -> Option<Self> {
        (1..=4).contains(&number).then_some(Self(number))
    }

    /// The number, 1 to 4.
    pub fn number(self) -> u8 {
        self.0
    }

    /// Phases 1 to 4.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (1..=4).map(Self)
    }

    /// The level that a question of this phase has when the phase is done: the same number.
    pub fn level(self) -> Level {
        Level(self.0)
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
