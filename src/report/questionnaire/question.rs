//! One question of the document: what is asked, the five statements, the practices of each level, the guidance.

use crate::model::profile::{AppliesWhen, Condition};
use crate::model::questionnaire::Reference;
use crate::model::{Level, Practice, Question, Questionnaire, Slug};

use super::super::markdown::escape::{code, escape, link_target};
use super::{Page, anchor};

/// The section of a question.
pub(super) fn question(out: &mut Page, questionnaire: &Questionnaire, question: &Question) {
    out.line(&format!("\n{}", anchor(question.id.as_str())));
    out.heading(3, &format!("{} {}", question.id, escape(&question.title)));
    out.line(&format!("**{}**\n", escape(&question.prompt)));
    out.paragraph(&question.why);
    facts(out, questionnaire, question);
    out.table(&["level", "what is true"]);
    for level in Level::all() {
        out.row(&[&level.to_string(), question.statement(level)]);
    }
    for level in Level::with_practices() {
        out.line(&format!("\nPractices of level {}:\n", escape(&questionnaire.level_label(level))));
        for practice in question.at(level) {
            self::practice(out, questionnaire, practice);
        }
    }
    out.list("Where to look", question.look_for.iter().map(String::as_str));
    out.list("Not enough", question.overclaims.iter().map(String::as_str));
    let reasons: Vec<String> =
        question.not_applicable.iter().map(|r| format!("{}: {}", r.id, r.text)).collect();
    out.list("Reasons for \"not applicable\"", reasons.iter().map(String::as_str));
}

fn facts(out: &mut Page, questionnaire: &Questionnaire, question: &Question) {
    let phase = questionnaire.phases.iter().find(|p| p.id == question.phase.id);
    let phase = phase.map_or(question.phase.id.as_str(), |p| p.name.as_str());
    out.fact(0, "Phase", &format!("{} {}", question.phase.number, escape(phase)));
    out.fact(0, "Weight", &question.weight.to_string());
    out.fact(0, "Must-have", if question.must_have { "yes" } else { "no" });
    out.fact(0, "Components", &slugs(&question.components));
    out.fact(0, "Areas", &slugs(&question.areas));
    out.fact(0, "Applies when", &conditions(&question.applies_when));
    out.fact(0, "An answer is believed for", &format!("{} days", question.stale_after_days));
    out.fact(0, "Covers", &escape(&question.seed.join(", ")));
}

fn slugs(list: &[Slug]) -> String {
    list.iter().map(Slug::as_str).collect::<Vec<_>>().join(", ")
}

/// The conditions in words, such as `platform is kubernetes or compose; clusters is at least 2`.
fn conditions(applies_when: &AppliesWhen) -> String {
    let words = |condition: &Condition| match condition {
        Condition::Bools(wanted) => {
            let words: Vec<&str> = wanted.iter().map(|b| if *b { "yes" } else { "no" }).collect();
            words.join(" or ")
        }
        Condition::Choices(wanted) => wanted.iter().map(Slug::as_str).collect::<Vec<_>>().join(" or "),
        Condition::Number { min, max } => match (min, max) {
            (Some(min), Some(max)) => format!("{min} to {max}"),
            (Some(min), None) => format!("at least {min}"),
            (None, Some(max)) => format!("at most {max}"),
            (None, None) => "any number".to_owned(),
        },
    };
    let all: Vec<String> = applies_when.iter().map(|(key, c)| format!("{key} is {}", words(c))).collect();
    all.join("; ")
}

fn practice(out: &mut Page, questionnaire: &Questionnaire, practice: &Practice) {
    let (effort, impact) = (practice.effort.name(), practice.impact);
    let title = escape(&practice.title);
    out.line(&format!("- **{} {title}** (effort {effort}, impact {impact})", practice.id));
    out.fact(1, "How", &escape(&practice.how));
    out.fact(1, "Done when", &escape(&practice.done_when));
    out.fact(1, "Check", &code(&practice.check));
    let requires: Vec<&str> = practice.requires.iter().map(crate::model::PracticeId::as_str).collect();
    out.fact(1, "Requires", &requires.join(", "));
    for reference in &practice.refs {
        out.fact(1, "Ref", &self::reference(questionnaire, reference));
    }
}

fn reference(questionnaire: &Questionnaire, reference: &Reference) -> String {
    let at = escape(&reference.at);
    match questionnaire.source(&reference.source) {
        Some(source) => {
            let name = escape(&format!("{}, {}", source.title, source.edition));
            let target = source.url.as_deref().and_then(link_target);
            target.map_or(format!("{name} {at}"), |url| format!("[{name}](<{url}>) {at}"))
        }
        None => format!("{} {at}", reference.source),
    }
}
