//! The same facts for screen readers and slow links: one per line, the label first, no columns.

use crate::model::Ratio;
use crate::roadmap::{Roadmap, Step};
use crate::scoring::SetScore;

use super::super::facts;
use super::super::subject::Subject;
use super::show::{asked_phases, closing, phase_name};
use super::{Lines, View};

/// The result, one fact per line. Ends in a line break.
pub fn show_plain(subject: &Subject<'_>, view: View) -> String {
    let mut out = Lines::default();
    let overall = &subject.scorecard.overall;
    out.line(&format!("Team: {}.", subject.team_name));
    out.line(&format!("Period: {}, {}.", subject.period.spoken(), facts::status(subject)));
    out.line(&format!("Score: {}.", spoken_score(overall)));
    out.line(&format!("Level: {}.", facts::level(subject, overall).trim_start_matches("level ")));
    out.line(&format!("Coverage: {}.", facts::coverage(overall)));
    out.line(&format!("Open questions: {}.", overall.open));
    out.line(&format!("Questions not applicable: {}.", overall.not_applicable));
    if matches!(view, View::Questions | View::Heatmap) {
        for question in &subject.scorecard.questions {
            let (id, title) = (&question.id, subject.title(&question.id));
            out.line(&format!("{id} {title}: {}.", facts::standing(&question.standing)));
        }
    } else {
        dimensions(&mut out, subject);
    }
    for line in closing(subject) {
        out.line(&line);
    }
    out.0
}

fn dimensions(out: &mut Lines, subject: &Subject<'_>) {
    for (code, set) in &subject.scorecard.dimensions {
        let named = subject.questionnaire.dimensions.iter().find(|d| d.code == *code);
        let name = named.map_or(code.as_str(), |d| d.title.as_str());
        let level = set.level.map_or_else(
            || "no level".to_owned(),
            |l| format!("level {}", subject.questionnaire.level_label(l)),
        );
        out.line(&format!("{name}: {}, {level}, coverage {}.", spoken_score(set), facts::coverage(set)));
    }
    for phase in asked_phases(subject) {
        let name = phase_name(subject, phase.phase);
        let text = match (phase.progress, phase.complete) {
            (None, _) => "nothing applicable".to_owned(),
            (Some(share), Some(true)) => format!("{}, complete", share.percent()),
            (Some(share), _) => share.percent(),
        };
        out.line(&format!("Phase {name}: {text}."));
    }
}

/// `1.55, up to 2.35`, or `none`.
fn spoken_score(set: &SetScore) -> String {
    match (set.score, set.upper) {
        (Some(score), Some(upper)) if set.has_range() => {
            format!("{}, up to {}", score.score(), upper.score())
        }
        (Some(score), _) => score.score(),
        (None, _) => "none".to_owned(),
    }
}

/// The steps, one per line, at most `limit`.
pub fn roadmap_plain(subject: &Subject<'_>, roadmap: &Roadmap, limit: Option<usize>) -> String {
    let mut out = Lines::default();
    let all = roadmap.steps.len();
    out.line(&format!("Roadmap of {}, {}.", subject.team_name, subject.period.spoken()));
    out.line(&format!("Goal: level {}.", subject.questionnaire.level_label(roadmap.goal)));
    out.line(&format!("Steps: {all}."));
    for (n, step) in roadmap.steps.iter().take(limit.unwrap_or(all)).enumerate() {
        out.line(&format!("Step {}: {} {}. {}", n + 1, step.id, step.title, about(step)));
    }
    out.0
}

fn about(step: &Step) -> String {
    let movement = match (step.from, step.to) {
        (Some(from), Some(to)) => format!("{} from {} to {}", step.question, Ratio::score(from), to.score()),
        _ => format!("{} is open", step.question),
    };
    let gain = facts::gain(step);
    format!("{}. Effort {}. Gain {gain}. {movement}.", step.quarter.spoken(), step.effort.name())
}
