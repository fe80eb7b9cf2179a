//! The gated maturity level, phases and blockers: `docs/scoring.md`, section 4.

use std::collections::BTreeMap;

use crate::model::{Level, Phase, Question, QuestionId, Questionnaire, Ratio};

use super::scorecard::{QuestionScore, Standing, weight_of};

/// One level of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelCheck {
    /// 1 to 4.
    pub level: Level,
    /// Whether it holds, which needs every level under it to hold.
    pub holds: bool,
    /// Weight of S(l) at this level or above over weight of S(l); none when nothing is applicable.
    pub share: Option<Ratio>,
    /// Must-haves of S(l) below this level, by id.
    pub must_haves_below: Vec<QuestionId>,
    /// For the next level only: the weight missing once the must-haves are raised; none when the gate would then be met, or for other levels.
    pub missing_weight: Option<Ratio>,
    /// For the next level only: the questions that can bring that weight, cheapest first; none where `missing_weight` is none.
    pub candidates: Option<Vec<Blocker>>,
}

/// A question that can bring the missing weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// The question.
    pub question: QuestionId,
    /// Its weight.
    pub weight: u8,
    /// Effort points of its unmet practices of levels 1 to l; 1 for an open question.
    pub points: u32,
}

/// One phase of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseScore {
    /// The phase.
    pub phase: Phase,
    /// The share of its weight at its own level; none when nothing is applicable.
    pub progress: Option<Ratio>,
    /// Whether it is complete; none when nothing is applicable.
    pub complete: Option<bool>,
}

/// The questions of a set that take part: all but those not applicable. The set A of the rules.
pub fn applicable<'a>(questions: &[&'a QuestionScore]) -> Vec<&'a QuestionScore> {
    questions.iter().copied().filter(|q| !matches!(q.standing, Standing::NotApplicable(_))).collect()
}

/// S(l): the applicable questions of the phases up to l, or up to the lowest phase there is.
pub fn within<'a>(applicable: &[&'a QuestionScore], level: Level) -> Vec<&'a QuestionScore> {
    let lowest = applicable.iter().map(|q| q.phase.number()).min().unwrap_or(1);
    let last = level.number().max(lowest);
    applicable.iter().copied().filter(|q| q.phase.number() <= last).collect()
}

/// Whether a question is rated at a level or above. With `best`, an open question counts as level 4.
pub(super) fn at_least(question: &QuestionScore, level: Level, best: bool) -> bool {
    question.standing.level().map_or(best && question.standing.is_open(), |l| l >= level)
}

/// The share of weight at a level or above; none for an empty set.
pub(super) fn share_at(questions: &[&QuestionScore], level: Level, best: bool) -> Option<Ratio> {
    let met = weight_of(questions.iter().copied().filter(|q| at_least(q, level, best)));
    Ratio::checked(i128::from(met), i128::from(weight_of(questions.iter().copied())))
}

/// Whether the gate of one level is met, whatever the levels under it.
fn passes(applicable: &[&QuestionScore], level: Level, share: Ratio, best: bool) -> bool {
    let set = within(applicable, level);
    share_at(&set, level, best).is_some_and(|s| s >= share)
        && set.iter().all(|q| !q.must_have || at_least(q, level, best))
}

/// The maturity level, or with `best` the possible level; none for an empty set.
pub fn level(applicable: &[&QuestionScore], share: Ratio, best: bool) -> Option<Level> {
    if applicable.is_empty() {
        return None;
    }
    Level::with_practices().take_while(|l| passes(applicable, *l, share, best)).last().or(Some(Level::ZERO))
}

/// The four phases: progress and whether each is complete.
pub fn phases(questions: &[&QuestionScore], share: Ratio) -> Vec<PhaseScore> {
    let applicable = applicable(questions);
    Phase::all()
        .map(|phase| {
            let own: Vec<&QuestionScore> = applicable.iter().copied().filter(|q| q.phase == phase).collect();
            let progress = share_at(&own, phase.level(), false);
            let must_haves = own.iter().all(|q| !q.must_have || at_least(q, phase.level(), false));
            PhaseScore { phase, progress, complete: progress.map(|p| p >= share && must_haves) }
        })
        .collect()
}

/// Levels 1 to 4: whether each holds, and what keeps the next one from holding.
pub fn levels(questionnaire: &Questionnaire, questions: &[&QuestionScore], share: Ratio) -> Vec<LevelCheck> {
    let applicable = applicable(questions);
    let reached = level(&applicable, share, false);
    let next = reached.and_then(Level::next);
    Level::with_practices()
        .map(|l| {
            let set = within(&applicable, l);
            let mut must_haves_below: Vec<QuestionId> =
                set.iter().filter(|q| q.must_have && !at_least(q, l, false)).map(|q| q.id.clone()).collect();
            must_haves_below.sort();
            let missing = if Some(l) == next { missing_weight(&set, l, share) } else { None };
            LevelCheck {
                level: l,
                holds: reached.is_some_and(|r| r >= l),
                share: share_at(&set, l, false),
                must_haves_below,
                missing_weight: missing,
                candidates: missing.map(|_| blockers(questionnaire, &set, l)),
            }
        })
        .collect()
}

/// The weight still missing at the gate when every must-have is raised; none when nothing is missing.
fn missing_weight(set: &[&QuestionScore], level: Level, share: Ratio) -> Option<Ratio> {
    let whole = Ratio::whole(i128::from(weight_of(set.iter().copied())));
    let raised = weight_of(set.iter().copied().filter(|q| q.must_have || at_least(q, level, false)));
    let missing = share * whole - Ratio::whole(i128::from(raised));
    (missing > Ratio::ZERO).then_some(missing)
}

/// The questions that can bring the missing weight: cheapest first, then heavier, then by id.
fn blockers(questionnaire: &Questionnaire, set: &[&QuestionScore], level: Level) -> Vec<Blocker> {
    let by_id: BTreeMap<&QuestionId, &Question> =
        questionnaire.questions().map(|(_, q)| (&q.id, q)).collect();
    let mut list: Vec<Blocker> = set
        .iter()
        .filter(|q| !q.must_have && !at_least(q, level, false))
        .map(|q| Blocker {
            question: q.id.clone(),
            weight: q.weight,
            points: by_id.get(&q.id).map_or(0, |asked| points_to(asked, q, level)),
        })
        .collect();
    list.sort_by(|a, b| {
        (a.points, std::cmp::Reverse(a.weight), &a.question).cmp(&(
            b.points,
            std::cmp::Reverse(b.weight),
            &b.question,
        ))
    });
    list
}

/// Effort points of the unmet practices of levels 1 to `level`; 1 for an open question, to find out.
fn points_to(asked: &Question, question: &QuestionScore, level: Level) -> u32 {
    let Standing::Rated { in_place, .. } = &question.standing else { return 1 };
    let unmet = asked.practices().filter(|(l, p)| *l <= level && !in_place.contains(&p.id));
    unmet.map(|(_, p)| p.effort.points()).sum()
}
