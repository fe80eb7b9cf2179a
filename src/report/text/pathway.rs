//! `show --pathway` as text: each stage with what is in place, and what is not.

use crate::model::PracticeId;
use crate::model::questionnaire::Pathway;
use crate::pathways::{counts, current, progress};

use super::super::facts;
use super::super::subject::Subject;
use super::Lines;

/// The stages of a pathway, one fact per line. `why` says why this one was taken. Ends in a line break.
pub fn pathway(subject: &Subject<'_>, pathway: &Pathway, why: Option<&str>) -> String {
    let mut out = Lines::default();
    let place = format!("{}  {}", subject.period.spoken(), facts::status(subject));
    let overall = &subject.scorecard.overall;
    out.wrapped(&format!("{}  {place}  pathway {}", subject.team_name, pathway.title), 0);
    out.wrapped(&format!("{}  {}", facts::score(overall), facts::level(subject, overall)), 0);
    if let Some(why) = why {
        out.wrapped(why, 0);
    }
    let stages = progress(subject.questionnaire, pathway, subject.scorecard);
    let here = current(&stages);
    for (i, stage) in stages.iter().enumerate() {
        out.line("");
        let mark = if here == Some(i) { "   (current stage)" } else { "" };
        out.wrapped(&format!("{}  {}{mark}", i + 1, stage.stage.title), 3);
        out.wrapped(&format!("   {}", counts(stage)), 3);
        if stage.is_complete() {
            continue;
        }
        out.wrapped(&format!("   done when: {}", stage.stage.done_when), 3);
        for (label, list) in [("missing", &stage.missing), ("open", &stage.open)] {
            for id in list {
                out.wrapped(&format!("   {label}: {id} {}", title(subject, id)), 6);
            }
        }
    }
    if here.is_none() {
        out.line("\nEvery stage is complete.");
    }
    out.0
}

/// The title of a practice.
fn title<'a>(subject: &Subject<'a>, id: &PracticeId) -> &'a str {
    subject.questionnaire.practice(id).map_or("", |(_, _, p)| p.title.as_str())
}
