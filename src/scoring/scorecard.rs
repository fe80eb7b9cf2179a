//! Progress, score, range and coverage: `docs/scoring.md`, sections 1 to 3.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Answer, DimensionCode, Level, Phase, PracticeId, QuestionId, Questionnaire, Ratio, Scope, Slug,
};

use crate::model::answer::{canonical, practices_in_place, reached};
use crate::model::{AnswerState, Question};

use super::gate::{self, LevelCheck, PhaseScore};

/// What a question counts as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Rated, with the practices in place.
    Rated {
        /// L: the highest complete level.
        level: Level,
        /// v: level plus the share of the next one.
        progress: Ratio,
        /// M: what is in place, also above the level.
        in_place: BTreeSet<PracticeId>,
        /// Whether the answer is stored in the canonical form (`docs/scoring.md`, section 2). Where it is not,
        /// it is scored from the practices all the same, and reported.
        canonical: bool,
    },
    /// Left out, with the reason.
    NotApplicable(Slug),
    /// The team looked and does not know: open.
    Unknown,
    /// Nobody answered yet: open.
    Unanswered,
}

impl Standing {
    /// Unknown or unanswered.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Unknown | Self::Unanswered)
    }

    /// The level of a rated question.
    pub fn level(&self) -> Option<Level> {
        match self {
            Self::Rated { level, .. } => Some(*level),
            _ => None,
        }
    }

    /// One character for a cell: the digit of the level, `.` for an open question, `-` for one that is not
    /// applicable.
    pub fn mark(&self) -> char {
        match self {
            Self::Rated { level, .. } => char::from(b'0' + level.number()),
            Self::NotApplicable(_) => '-',
            Self::Unknown | Self::Unanswered => '.',
        }
    }

    /// The progress of a rated question.
    pub fn progress(&self) -> Option<Ratio> {
        match self {
            Self::Rated { progress, .. } => Some(*progress),
            _ => None,
        }
    }
}

/// One question in scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionScore {
    /// The question.
    pub id: QuestionId,
    /// Its dimension.
    pub dimension: DimensionCode,
    /// Its phase.
    pub phase: Phase,
    /// Its weight, 1 to 5.
    pub weight: u8,
    /// Whether it can hold a level back alone.
    pub must_have: bool,
    /// What it counts as.
    pub standing: Standing,
}

/// The result of a set of questions: a dimension or the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetScore {
    /// From 0 to 4; none when nothing is applicable.
    pub score: Option<Ratio>,
    /// Where the score would end if every open question turned out best.
    pub upper: Option<Ratio>,
    /// The share of weight that is rated, 0 to 1.
    pub coverage: Option<Ratio>,
    /// The maturity level; none when nothing is applicable.
    pub level: Option<Level>,
    /// The level with every open question counted as level 4.
    pub possible: Option<Level>,
    /// Weight of the applicable questions.
    pub weight: u32,
    /// Questions in scope.
    pub questions: usize,
    /// Rated questions.
    pub rated: usize,
    /// Unknown or unanswered questions.
    pub open: usize,
    /// Questions not applicable.
    pub not_applicable: usize,
}

/// Everything that is computed from one assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scorecard {
    /// The whole scope.
    pub overall: SetScore,
    /// Each dimension that has a question in scope, in questionnaire order.
    pub dimensions: Vec<(DimensionCode, SetScore)>,
    /// The four phases.
    pub phases: Vec<PhaseScore>,
    /// Levels 1 to 4.
    pub levels: Vec<LevelCheck>,
    /// Each question in scope, in questionnaire order.
    pub questions: Vec<QuestionScore>,
}

/// Scores an assessment. Answers to questions that are unknown to the questionnaire or out of scope take no part.
pub fn scorecard(
    questionnaire: &Questionnaire,
    scope: &Scope,
    answers: &BTreeMap<QuestionId, Answer>,
) -> Scorecard {
    let questions = standings(questionnaire, scope, answers);
    let all: Vec<&QuestionScore> = questions.iter().collect();
    let share = questionnaire.gate.share;
    let dimensions = questionnaire
        .dimensions
        .iter()
        .filter_map(|d| {
            let own: Vec<&QuestionScore> = questions.iter().filter(|q| q.dimension == d.code).collect();
            (!own.is_empty()).then(|| (d.code.clone(), score_set(&own, share)))
        })
        .collect();
    Scorecard {
        overall: score_set(&all, share),
        dimensions,
        phases: gate::phases(&all, share),
        levels: gate::levels(questionnaire, &all, share),
        questions,
    }
}

/// Every question in scope with what it counts as, in questionnaire order.
pub fn standings(
    questionnaire: &Questionnaire,
    scope: &Scope,
    answers: &BTreeMap<QuestionId, Answer>,
) -> Vec<QuestionScore> {
    questionnaire
        .questions()
        .filter(|(dimension, question)| scope.contains(questionnaire, dimension, question))
        .map(|(dimension, question)| QuestionScore {
            id: question.id.clone(),
            dimension: dimension.code.clone(),
            phase: question.phase.number,
            weight: question.weight,
            must_have: question.must_have,
            standing: standing(question, answers.get(&question.id)),
        })
        .collect()
}

/// What one answer counts as. An answer that nobody confirmed counts as unanswered.
pub fn standing(question: &Question, answer: Option<&Answer>) -> Standing {
    let Some(answer) = answer.filter(|a| a.counts()) else { return Standing::Unanswered };
    match &answer.state {
        AnswerState::Rated { level, also } => {
            let in_place = practices_in_place(question, *level, also);
            rated(question, in_place, &answer.state)
        }
        AnswerState::NotApplicable { reason } => Standing::NotApplicable(reason.clone()),
        AnswerState::Unknown => Standing::Unknown,
        AnswerState::Unanswered => Standing::Unanswered,
    }
}

fn rated(question: &Question, in_place: BTreeSet<PracticeId>, stored: &AnswerState) -> Standing {
    Standing::Rated {
        level: reached(question, &in_place),
        progress: progress(question, &in_place),
        canonical: canonical(question, &in_place) == *stored,
        in_place,
    }
}

/// Progress v: the level, plus the share of the next level's practices that are in place.
pub fn progress(question: &Question, in_place: &BTreeSet<PracticeId>) -> Ratio {
    let level = reached(question, in_place);
    let base = Ratio::whole(i128::from(level.number()));
    let Some(next) = level.next() else { return base };
    let practices = question.at(next);
    let met = practices.iter().filter(|p| in_place.contains(&p.id)).count();
    base + ratio_of(met, practices.len())
}

fn ratio_of(part: usize, whole: usize) -> Ratio {
    let number = |n: usize| i128::try_from(n).unwrap_or(i128::MAX);
    Ratio::checked(number(part), number(whole)).unwrap_or(Ratio::ZERO)
}

/// The sum of the weights of some questions.
pub fn weight_of<'a>(questions: impl Iterator<Item = &'a QuestionScore>) -> u32 {
    questions.map(|q| u32::from(q.weight)).sum()
}

/// The result of a set of questions in scope.
pub fn score_set(questions: &[&QuestionScore], share: Ratio) -> SetScore {
    let applicable = gate::applicable(questions);
    let weight = weight_of(applicable.iter().copied());
    let rated: Vec<&QuestionScore> =
        applicable.iter().copied().filter(|q| q.standing.level().is_some()).collect();
    let open = applicable.len() - rated.len();
    let whole = Ratio::whole(i128::from(weight));
    let reached: Ratio =
        rated.iter().filter_map(|q| Some(Ratio::whole(i128::from(q.weight)) * q.standing.progress()?)).sum();
    let rated_weight = weight_of(rated.iter().copied());
    let best = reached + Ratio::whole(i128::from(4 * (weight - rated_weight)));
    SetScore {
        score: reached.over(whole),
        upper: best.over(whole),
        coverage: Ratio::checked(i128::from(rated_weight), i128::from(weight)),
        level: gate::level(&applicable, share, false),
        possible: gate::level(&applicable, share, true),
        weight,
        questions: questions.len(),
        rated: rated.len(),
        open,
        not_applicable: questions.len() - applicable.len(),
    }
}

impl SetScore {
    /// Whether open questions leave the end of the score open.
    pub fn has_range(&self) -> bool {
        self.score != self.upper
    }
}

impl Scorecard {
    /// The level that comes next; none at level 4 and without a level.
    pub fn next_level(&self) -> Option<&LevelCheck> {
        let next = self.overall.level?.next()?;
        self.levels.iter().find(|l| l.level == next)
    }

    /// The questions whose rated answer is not stored in the canonical form, in questionnaire order.
    pub fn not_canonical(&self) -> impl Iterator<Item = &QuestionId> {
        let stray = |q: &&QuestionScore| matches!(q.standing, Standing::Rated { canonical: false, .. });
        self.questions.iter().filter(stray).map(|q| &q.id)
    }

    /// A question in scope.
    pub fn question(&self, id: &QuestionId) -> Option<&QuestionScore> {
        self.questions.iter().find(|q| q.id == *id)
    }

    /// A dimension by code.
    pub fn dimension(&self, code: &DimensionCode) -> Option<&SetScore> {
        self.dimensions.iter().find(|(c, _)| c == code).map(|(_, s)| s)
    }
}
