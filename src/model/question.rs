//! Questions and their practices, as checked values.

use serde::{Serialize, Serializer};

use super::id::{PracticeId, QuestionId, Slug};
use super::level::{Level, Phase};
use super::profile::AppliesWhen;
use super::ratio::Ratio;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde calls")]
fn no(flag: &bool) -> bool {
    !flag
}

/// A question's phase: the id that is written and the number that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseRef {
    /// The id.
    pub id: Slug,
    /// The number, 1 to 4.
    pub number: Phase,
}

impl Serialize for PhaseRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.id.serialize(serializer)
    }
}

/// One observable capability.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Question {
    /// The id, for ever.
    pub id: QuestionId,
    /// A few words.
    pub title: String,
    /// What is asked.
    pub prompt: String,
    /// Why it matters: a failure story.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Where it belongs in the order of adoption.
    #[cfg_attr(test, schemars(with = "Slug"))]
    pub phase: PhaseRef,
    /// Parts of the practice it belongs to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Slug>,
    /// Integration points it belongs to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Slug>,
    /// 1 to 5.
    pub weight: u8,
    /// Whether it can hold a level back alone.
    #[serde(skip_serializing_if = "no")]
    pub must_have: bool,
    /// When it applies; empty means always.
    #[serde(skip_serializing_if = "AppliesWhen::is_empty")]
    pub applies_when: AppliesWhen,
    /// The reasons for "not applicable" that a person may pick.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_applicable: Vec<Reason>,
    /// What is true at levels 0 to 4: always five.
    pub statements: Vec<String>,
    /// The practices of levels 1 to 4: always four entries.
    pub levels: Vec<LevelPractices>,
    /// Where to look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub look_for: Vec<String>,
    /// Typical claims that are not enough.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overclaims: Vec<String>,
    /// How many days an answer stays believable.
    #[serde(skip_serializing_if = "is_default_stale")]
    pub stale_after_days: u32,
    /// The statements of the underlying practice that it covers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seed: Vec<String>,
}

/// How long an answer stays believable where a question does not say, in days.
pub const DEFAULT_STALE_AFTER_DAYS: u32 = 180;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde calls")]
fn is_default_stale(days: &u32) -> bool {
    *days == DEFAULT_STALE_AFTER_DAYS
}

impl Question {
    /// The practices of a level; none for level 0.
    pub fn at(&self, level: Level) -> &[Practice] {
        self.levels.iter().find(|l| l.level == level).map_or(&[], |l| &l.practices)
    }

    /// All practices with their level, lowest level first, in file order.
    pub fn practices(&self) -> impl Iterator<Item = (Level, &Practice)> {
        self.levels.iter().flat_map(|l| l.practices.iter().map(move |p| (l.level, p)))
    }

    /// The statement of a level.
    pub fn statement(&self, level: Level) -> &str {
        self.statements.get(level.index()).map_or("", String::as_str)
    }

    /// The weight as a ratio.
    pub fn weight(&self) -> Ratio {
        Ratio::whole(i128::from(self.weight))
    }
}

/// A reason for "not applicable".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Reason {
    /// What records store.
    pub id: Slug,
    /// What people read.
    pub text: String,
}

/// The practices of one level of a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LevelPractices {
    /// 1 to 4.
    pub level: Level,
    /// One to four.
    pub practices: Vec<Practice>,
}

/// How much work a practice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Effort {
    /// Up to two days.
    S,
    /// Up to two weeks.
    M,
    /// Longer.
    L,
}

impl Effort {
    /// Effort points: S 1, M 3, L 8.
    pub fn points(self) -> u32 {
        match self {
            Self::S => 1,
            Self::M => 3,
            Self::L => 8,
        }
    }

    /// `S`, `M` or `L`.
    pub fn name(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::M => "M",
            Self::L => "L",
        }
    }
}

/// One observable thing that must be in place for a level of a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Practice {
    /// The id, for ever.
    pub id: PracticeId,
    /// What is in place.
    pub title: String,
    /// How to start.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub how: String,
    /// When it counts as in place: yes or no.
    pub done_when: String,
    /// A command to run or a record to open.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub check: String,
    /// How much work it is.
    pub effort: Effort,
    /// 1 to 5: value or damage.
    pub impact: u8,
    /// Practices that come first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<PracticeId>,
    /// Where to read more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<Reference>,
}

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Reference {
    /// The key of the source.
    pub source: Slug,
    /// Chapter, control or page.
    pub at: String,
}
