//! `report` as text: each heading with its figures, its questions, and what they lack for their next level.

use super::super::facts;
use super::super::groups::{Groups, level_within, missing, next_level, places_in};
use super::super::subject::Subject;
use super::Lines;
use crate::scoring::groups::By;

/// The groups as text. Ends in a line break.
pub fn groups(subject: &Subject<'_>, groups: &Groups<'_>) -> String {
    let mut out = Lines::default();
    let place = format!("{}  {}", subject.period.spoken(), facts::status(subject));
    out.wrapped(&format!("{}  {place}  {}", subject.team_name, groups.title), 0);
    let overall = &subject.scorecard.overall;
    out.wrapped(&format!("{}  {}", facts::score(overall), facts::level(subject, overall)), 0);
    if let (Some(whole), false) = (&groups.whole, groups.overlap()) {
        out.wrapped(
            &format!(
                "{}: {}  {}",
                groups.title,
                facts::score(whole),
                level_within(subject, whole, &groups.title)
            ),
            3,
        );
    }
    if groups.groups.is_empty() {
        out.line("");
        out.wrapped(nothing(subject, &groups.by), 0);
    }
    if groups.overlap() {
        out.line("A question can stand under several headings.");
    }
    for group in &groups.groups {
        out.line("");
        out.wrapped(&group.title, 0);
        let coverage = facts::coverage(&group.set);
        let level = level_within(subject, &group.set, &group.title);
        out.wrapped(&format!("   {}  {level}  coverage {coverage}", facts::score(&group.set)), 3);
        for question in &group.questions {
            let (id, title) = (&question.id, subject.title(&question.id));
            out.wrapped(&format!("   {id} {title}: {}", facts::standing(&question.standing)), 6);
            let missing: Vec<String> =
                missing(subject, question).iter().map(|(id, title)| format!("{id} {title}")).collect();
            if let (Some(next), false) = (next_level(&question.standing), missing.is_empty()) {
                out.wrapped(&format!("      for level {next}: {}", missing.join("; ")), 8);
            }
            let places: Vec<String> = groups
                .sources
                .iter()
                .filter_map(|s| {
                    let at = places_in(subject, question, &s.key);
                    (!at.is_empty()).then(|| format!("{} {}", s.key, at.join(", ")))
                })
                .collect();
            if !places.is_empty() {
                out.wrapped(&format!("      see: {}", places.join("; ")), 8);
            }
        }
    }
    if let Some(said) = groups.outside_said() {
        out.line("");
        out.wrapped(&said, 0);
    }
    if !groups.sources.is_empty() {
        out.line("");
        for source in &groups.sources {
            out.wrapped(&format!("{}: {}, {}", source.key, source.title, source.edition), 3);
        }
    }
    out.0
}

/// Why there is no heading: the questionnaire has none of the kind, or none of them is in scope.
fn nothing(subject: &Subject<'_>, by: &By) -> &'static str {
    let none = match by {
        By::Area => subject.questionnaire.questions().all(|(_, q)| q.areas.is_empty()),
        By::Component => subject.questionnaire.questions().all(|(_, q)| q.components.is_empty()),
        By::Selection(_) => false,
    };
    if none { "No question of this questionnaire names one." } else { "Nothing of it is in this assessment." }
}
