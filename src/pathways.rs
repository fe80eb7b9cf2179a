//! How far a team is along a pathway, and which pathway suits it. See `docs/roadmap.md`, "Pathways".

use crate::model::profile::Profile;
use crate::model::questionnaire::{Pathway, Stage};
use crate::model::{PracticeId, Questionnaire};
use crate::scoring::{Scorecard, Standing};

/// A stage with what is in place of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageProgress<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// Its practices that are in place.
    pub in_place: Vec<&'a PracticeId>,
    /// Its practices that are not in place, of rated questions.
    pub missing: Vec<&'a PracticeId>,
    /// Its practices of which nobody knows: their question is open.
    pub open: Vec<&'a PracticeId>,
    /// Its practices whose question does not apply or is out of scope.
    pub left_out: Vec<&'a PracticeId>,
}

impl StageProgress<'_> {
    /// Practices that count: all but those that are left out.
    pub fn counted(&self) -> usize {
        self.in_place.len() + self.missing.len() + self.open.len()
    }

    /// Whether every practice that counts is in place, and there is one.
    pub fn is_complete(&self) -> bool {
        self.counted() > 0 && self.in_place.len() == self.counted()
    }
}

/// Every stage of a pathway, in order.
pub fn progress<'a>(
    questionnaire: &Questionnaire,
    pathway: &'a Pathway,
    card: &Scorecard,
) -> Vec<StageProgress<'a>> {
    pathway.stages.iter().map(|stage| of_stage(questionnaire, stage, card)).collect()
}

fn of_stage<'a>(questionnaire: &Questionnaire, stage: &'a Stage, card: &Scorecard) -> StageProgress<'a> {
    let (in_place, missing, open, left_out) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut progress = StageProgress { stage, in_place, missing, open, left_out };
    for id in &stage.practices {
        let question = questionnaire.practice(id).and_then(|(q, _, _)| card.question(&q.id));
        let list = match question.map(|q| &q.standing) {
            Some(Standing::Rated { in_place, .. }) if in_place.contains(id) => &mut progress.in_place,
            Some(Standing::Rated { .. }) => &mut progress.missing,
            Some(Standing::Unknown | Standing::Unanswered) => &mut progress.open,
            Some(Standing::NotApplicable(_)) | None => &mut progress.left_out,
        };
        list.push(id);
    }
    progress
}

/// The stage a team is at: the first that is not complete; none when all are.
pub fn current(stages: &[StageProgress<'_>]) -> Option<usize> {
    stages.iter().position(|s| s.counted() > 0 && !s.is_complete())
}

/// The pathway that suits a team's profile, with the reason: the first whose conditions the profile meets outright;
/// else the first that has none.
pub fn suited<'a>(questionnaire: &'a Questionnaire, profile: &Profile) -> Option<(&'a Pathway, &'a str)> {
    let meets = |pathway: &&Pathway| {
        pathway.suits.as_ref().is_some_and(|suits| {
            // What the profile does not say does not count.
            suits.profile.iter().all(|(key, wanted)| profile.0.get(key).is_some_and(|v| wanted.holds(v)))
        })
    };
    let reason =
        |p: &'a Pathway| p.suits.as_ref().map_or("nothing in the profile asks for another", |s| &s.reason);
    let pathways = &questionnaire.pathways;
    let found = pathways.iter().find(meets).or_else(|| pathways.iter().find(|p| p.suits.is_none()))?;
    Some((found, reason(found)))
}

/// Why a pathway suits, as a phrase: `because a law, contract or audit asks for proof of controls`.
pub fn because(reason: &str) -> String {
    let mut letters = reason.trim().trim_end_matches('.').chars();
    let rest = letters.next().map(|first| first.to_lowercase().chain(letters).collect::<String>());
    format!("because {}", rest.unwrap_or_default())
}

/// What a stage comes to, as a phrase: `4 of 10 in place, 2 open, 1 left out`.
pub fn counts(stage: &StageProgress<'_>) -> String {
    if stage.counted() == 0 {
        return "nothing of it applies".to_owned();
    }
    let mut text = format!("{} of {} in place", stage.in_place.len(), stage.counted());
    for (list, word) in [(&stage.open, "open"), (&stage.left_out, "left out")] {
        if !list.is_empty() {
            text.push_str(&format!(", {} {word}", list.len()));
        }
    }
    text
}
