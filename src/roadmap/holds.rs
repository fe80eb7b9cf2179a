//! Where along the steps, in their order, a level of the whole begins to hold.

use std::collections::BTreeMap;

use crate::model::answer::{canonical, practices_in_place};
use crate::model::{Answer, AnswerState, Level, PracticeId, QuestionId, Questionnaire, Scope};
use crate::scoring::scorecard;

use super::{Step, StepKind};

/// The levels above the one of the answers that hold once steps are done, each with how many steps that takes.
/// Steps that find something out change nothing here: nobody knows yet what comes of them.
pub fn holds(
    questionnaire: &Questionnaire,
    scope: &Scope,
    answers: &BTreeMap<QuestionId, Answer>,
    steps: &[Step],
) -> Vec<(usize, Level)> {
    let level_after = |count: usize| {
        let mut after = answers.clone();
        for step in steps.iter().take(count).filter(|s| s.kind == StepKind::Practice) {
            put_in_place(questionnaire, &mut after, step);
        }
        scorecard(questionnaire, scope, &after).overall.level
    };
    let (Some(mut level), Some(last)) = (level_after(0), level_after(steps.len())) else { return Vec::new() };
    let mut list = Vec::new();
    let mut done = 0;
    while level < last {
        // A practice that is put in place never lowers the level, so the first place can be searched by halves.
        let (mut low, mut high) = (done, steps.len());
        while low + 1 < high {
            let middle = low.midpoint(high);
            if level_after(middle).is_some_and(|l| l > level) { high = middle } else { low = middle }
        }
        let Some(reached) = level_after(high) else { return list };
        list.push((high, reached));
        (level, done) = (reached, high);
    }
    list
}

fn put_in_place(questionnaire: &Questionnaire, answers: &mut BTreeMap<QuestionId, Answer>, step: &Step) {
    let practice = PracticeId::parse(step.id.as_str());
    let question = questionnaire.question(&step.question);
    if let (Ok(practice), Some(question), Some(answer)) =
        (practice, question, answers.get_mut(&step.question))
        && let AnswerState::Rated { level, also } = &answer.state
    {
        let mut in_place = practices_in_place(question, *level, also);
        in_place.insert(practice);
        answer.state = canonical(question, &in_place);
    }
}
