//! `report` as Markdown: a table of the headings, then each with its questions and the places in other sources.

use super::super::facts;
use super::super::groups::{Groups, level_within, missing, next_level, places_in};
use super::super::subject::{Options, Subject};
use super::escape::escape;
use super::{Lines, appendix, figures, head, warnings};
use crate::scoring::groups::Grouped;

/// The groups as Markdown. Ends in one line break; the first line is the title.
pub fn groups(subject: &Subject<'_>, groups: &Groups<'_>, options: Options) -> String {
    let mut out = Lines::default();
    head(&mut out, &escape(&groups.title), subject, options);
    figures(&mut out, subject);
    if let (Some(whole), false) = (&groups.whole, groups.overlap()) {
        let level = level_within(subject, whole, &groups.title);
        out.fact(&escape(&groups.title), &escape(&format!("{}, {level}", facts::score(whole))));
    }
    if let Some(said) = groups.outside_said() {
        out.fact("Left out", &said);
    }
    warnings(&mut out, subject);
    table(&mut out, subject, groups);
    for group in &groups.groups {
        section(&mut out, subject, groups, group);
    }
    if !groups.sources.is_empty() {
        out.heading("Sources");
        for source in &groups.sources {
            out.line(&format!("- {}: {}, {}", source.key, escape(&source.title), escape(&source.edition)));
        }
    }
    appendix::computation(&mut out, subject);
    out.0
}

fn table(out: &mut Lines, subject: &Subject<'_>, groups: &Groups<'_>) {
    out.heading("Overview");
    out.line("| heading | score | level | coverage | questions | open |");
    out.line("| --- | --- | --- | --- | --- | --- |");
    for group in &groups.groups {
        let set = &group.set;
        let level =
            set.level.map_or_else(|| "-".to_owned(), |l| escape(&subject.questionnaire.level_label(l)));
        out.line(&format!(
            "| {} | {} | {level} | {} | {} | {} |",
            escape(&group.title),
            facts::score(set),
            facts::coverage(set),
            set.questions,
            set.open
        ));
    }
    if groups.overlap() {
        out.line("\nA question can stand under several headings.");
    }
}

fn section(out: &mut Lines, subject: &Subject<'_>, groups: &Groups<'_>, group: &Grouped<'_>) {
    out.heading(&escape(&group.title));
    out.fact("Score", &facts::score(&group.set));
    let level = level_within(subject, &group.set, &group.title);
    out.fact("Level", &escape(level.trim_start_matches("level ")));
    out.fact("Coverage", &facts::coverage(&group.set));
    let names = groups.sources.iter().map(|s| format!(" {} |", s.key)).collect::<Vec<String>>().concat();
    out.line(&format!("\n| question | result | missing for the next level |{names}"));
    out.line(&format!("| --- | --- | --- |{}", " --- |".repeat(groups.sources.len())));
    for question in &group.questions {
        let title = escape(subject.title(&question.id));
        let missing: Vec<String> =
            missing(subject, question).iter().map(|(id, title)| format!("{id} {}", escape(title))).collect();
        let missing = match next_level(&question.standing) {
            Some(next) if !missing.is_empty() => format!("level {next}: {}", missing.join("; ")),
            _ => String::new(),
        };
        let places = groups
            .sources
            .iter()
            .map(|s| format!(" {} |", escape(&places_in(subject, question, &s.key).join(", "))))
            .collect::<Vec<String>>()
            .concat();
        let standing = facts::standing(&question.standing);
        out.line(&format!("| {} {title} | {standing} | {missing} |{places}", question.id));
    }
}
