//! The roadmap of an assessment as Markdown: the sections of `docs/roadmap.md`, "Markdown export"; in `result`, the
//! result.
//! One fact per line in a fixed order, so that one edit gives a small diff.

mod appendix;
mod decision;
pub(super) mod escape;
mod groups;
mod pathway;
mod result;
mod step;

#[cfg(test)]
mod tests;

use crate::model::Period;
use crate::roadmap::{Roadmap, Step};

use super::facts;
use super::subject::{Options, Status, Subject};
pub use decision::decision;
use escape::escape;
pub use groups::groups;
pub use pathway::pathway;
pub use result::result;

/// The arrow between two scores.
const ARROW: &str = "→";

/// The export of a roadmap. Ends in one line break; the first line is the title.
///
/// Without notes, the names of people, notes, evidence and the parking lot are left out.
pub fn roadmap(subject: &Subject<'_>, roadmap: &Roadmap, options: Options) -> String {
    let mut out = Lines::default();
    head(&mut out, "Roadmap", subject, options);
    figures(&mut out, subject);
    plan(&mut out, subject, roadmap);
    warnings(&mut out, subject);
    for quarter in quarters(roadmap) {
        table(&mut out, roadmap, quarter);
    }
    if !roadmap.steps.is_empty() {
        out.heading("Steps");
        for step in &roadmap.steps {
            step::step(&mut out, subject, step, options);
        }
    }
    appendix::risks(&mut out, subject, roadmap);
    if options.notes {
        appendix::parking_lot(&mut out, subject);
    }
    appendix::not_applicable(&mut out, subject, options);
    appendix::computation(&mut out, subject);
    out.0
}

/// Markdown lines; every section begins after an empty line.
#[derive(Default)]
pub(super) struct Lines(pub(super) String);

impl Lines {
    /// A line as it is: escape what people wrote before.
    pub(super) fn line(&mut self, markdown: &str) {
        self.0.push_str(markdown);
        self.0.push('\n');
    }

    /// A section of the second rank, with an empty line before and after.
    pub(super) fn heading(&mut self, markdown: &str) {
        self.line(&format!("\n## {markdown}\n"));
    }

    /// A labelled fact in a list, unless there is nothing to say.
    fn fact(&mut self, label: &str, escaped: &str) {
        if !escaped.is_empty() {
            self.line(&format!("- {label}: {escaped}"));
        }
    }

    /// A labelled fact under a step, unless there is nothing to say.
    fn detail(&mut self, label: &str, escaped: &str) {
        if !escaped.is_empty() {
            self.line(&format!("  - {label}: {escaped}"));
        }
    }
}

fn head(out: &mut Lines, what: &str, subject: &Subject<'_>, options: Options) {
    out.line(&format!("# {what}: {}, {}\n", escape(subject.team_name), subject.period.spoken()));
    out.fact("Team", subject.team.as_str());
    out.fact("Period", &subject.period.to_string());
    let questionnaire = subject.questionnaire;
    out.fact("Questionnaire", &format!("{} {}", questionnaire.id, questionnaire.version));
    match subject.status {
        Status::Finished { at, record } => {
            out.fact("Finished", &at.format("%Y-%m-%d").to_string());
            out.fact("Record", record.as_str());
        }
        Status::Draft => out.fact("Record", "none, this is a draft"),
    }
    if let Some(scope) = subject.scope.label(questionnaire) {
        out.fact("Scope", &escape(&scope));
    }
    if options.notes {
        out.fact("Covers", &escape(subject.scope_note));
        let people: Vec<&str> = subject.people.iter().map(crate::model::PersonId::as_str).collect();
        out.fact("People", &people.join(", "));
    }
}

fn figures(out: &mut Lines, subject: &Subject<'_>) {
    let overall = &subject.scorecard.overall;
    out.heading("Result");
    out.fact("Score", &facts::score(overall));
    out.fact("Level", &escape(facts::level(subject, overall).trim_start_matches("level ")));
    out.fact("Coverage", &facts::coverage(overall));
    out.fact("Open questions", &overall.open.to_string());
    out.fact("Not applicable", &overall.not_applicable.to_string());
    if let Some((label, what)) = facts::holding_back(subject) {
        out.fact(&label, &escape(&what));
    }
}

fn plan(out: &mut Lines, subject: &Subject<'_>, roadmap: &Roadmap) {
    let goal = roadmap.goal;
    out.fact("Goal", &escape(&format!("level {}", subject.questionnaire.level_label(goal))));
    if let Some(pathway) = facts::pathway(subject, roadmap) {
        out.fact("Ordered by pathway", &escape(pathway));
    }
    out.fact("Capacity", &format!("{} effort points per quarter", roadmap.capacity));
}

fn warnings(out: &mut Lines, subject: &Subject<'_>) {
    for warning in subject.warnings {
        out.fact("Warning", &escape(warning));
    }
}

/// The quarters that have steps, in the order of time.
fn quarters(roadmap: &Roadmap) -> Vec<Period> {
    let mut quarters: Vec<Period> = roadmap.steps.iter().map(|s| s.quarter).collect();
    quarters.sort();
    quarters.dedup();
    quarters
}

fn table(out: &mut Lines, roadmap: &Roadmap, quarter: Period) {
    let steps: Vec<&Step> = roadmap.steps.iter().filter(|s| s.quarter == quarter).collect();
    let points: u32 = steps.iter().map(|s| s.points).sum();
    let unit = if points == 1 { "point" } else { "points" };
    out.heading(&format!("{}: {points} effort {unit}", quarter.spoken()));
    out.line("| step | practice | effort | move | owner | due |");
    out.line("| --- | --- | --- | --- | --- | --- |");
    for step in steps {
        let title = escape(step::title(step));
        let movement = facts::movement(step, ARROW);
        out.line(&format!("| {} | {title} | {} | {movement} |  |  |", step.id, step.effort.name()));
    }
}
