//! What stands around the questions in the document: levels, phases, profile before them; selections, pathways,
//! the advisor's data, migrations and sources after them.

use crate::model::questionnaire::{Migration, ProfileKind};
use crate::model::{PracticeId, QuestionId, Questionnaire, Slug};

use super::super::markdown::escape::{escape, link_target};
use super::{Page, advisor, link, start};

/// The sections before the questions.
pub(super) fn before(out: &mut Page, questionnaire: &Questionnaire) {
    if !questionnaire.notes.is_empty() {
        out.heading(2, "Notes");
        for note in &questionnaire.notes {
            out.item(0, note);
        }
    }
    out.heading(2, "Levels");
    let gate = questionnaire.gate.share.percent();
    out.line(&format!(
        "A level of the whole holds when the one below holds, {gate} of the weight in its phases is at it, and no must-have is below it."
    ));
    out.table(&["level", "name", "weeks", "what it stands for"]);
    for level in &questionnaire.levels {
        let weeks = level.weeks.as_deref().unwrap_or_default();
        out.row(&[&level.level.to_string(), &level.name, weeks, &level.summary]);
    }
    out.heading(2, "Phases");
    out.table(&["phase", "name", "what it stands for"]);
    for phase in &questionnaire.phases {
        out.row(&[&phase.number.to_string(), &phase.name, &phase.summary]);
    }
    if !questionnaire.components.is_empty() {
        out.heading(2, "Components");
        out.table(&["id", "name", "what it stands for"]);
        for component in &questionnaire.components {
            out.row(&[component.id.as_str(), &component.name, &component.summary]);
        }
    }
    profile(out, questionnaire);
}

fn profile(out: &mut Page, questionnaire: &Questionnaire) {
    if questionnaire.profile.is_empty() {
        return;
    }
    out.heading(2, "Profile");
    out.line("Asked about the team before the questions.");
    out.table(&["id", "asked", "answer"]);
    for asked in &questionnaire.profile {
        let answer = match &asked.kind {
            ProfileKind::Choices { choices } => {
                format!("any of {}", choices.iter().map(Slug::as_str).collect::<Vec<_>>().join(", "))
            }
            ProfileKind::Bool => "yes or no".to_owned(),
            ProfileKind::Number => "a whole number".to_owned(),
        };
        out.row(&[asked.id.as_str(), &asked.prompt, &answer]);
    }
}

/// The sections after the questions.
pub(super) fn after(out: &mut Page, questionnaire: &Questionnaire) {
    selections(out, questionnaire);
    pathways(out, questionnaire);
    if let Some(advisor) = &questionnaire.advisor {
        advisor::section(out, advisor);
    }
    migrations(out, &questionnaire.migrations);
    if questionnaire.sources.is_empty() {
        return;
    }
    out.heading(2, "Sources");
    for source in &questionnaire.sources {
        let name = escape(&format!("{}, {}", source.title, source.edition));
        let target = source.url.as_deref().and_then(link_target);
        let linked = target.map_or(name.clone(), |url| format!("[{name}](<{url}>)"));
        out.line(&format!("- {}: {linked}", source.key));
    }
}

fn selections(out: &mut Page, questionnaire: &Questionnaire) {
    if questionnaire.selections.is_empty() {
        return;
    }
    out.heading(2, "Selections");
    for selection in &questionnaire.selections {
        out.line(&format!("- {} ({})", start(&selection.title), selection.id));
        out.fact(1, "What it is for", &escape(&selection.summary));
        let questions: Vec<String> =
            selection.questions.iter().map(|q| link(q.as_str(), q.as_str())).collect();
        out.fact(1, "Questions", &questions.join(", "));
        for group in &selection.groups {
            let questions: Vec<String> =
                group.questions.iter().map(|q| link(q.as_str(), q.as_str())).collect();
            out.fact(2, &escape(&group.title), &questions.join(", "));
        }
    }
}

fn pathways(out: &mut Page, questionnaire: &Questionnaire) {
    if questionnaire.pathways.is_empty() {
        return;
    }
    out.heading(2, "Pathways");
    for pathway in &questionnaire.pathways {
        out.line(&format!("- {} ({})", start(&pathway.title), pathway.id));
        out.fact(1, "What it is for", &escape(&pathway.summary));
        let suits = pathway.suits.as_ref().map_or("", |s| s.reason.as_str());
        out.fact(1, "Chosen when", &escape(suits));
        for (n, stage) in pathway.stages.iter().enumerate() {
            out.fact(1, &format!("Stage {}", n + 1), &escape(&stage.title));
            out.fact(2, "Done when", &escape(&stage.done_when));
            let practices: Vec<&str> = stage.practices.iter().map(PracticeId::as_str).collect();
            out.fact(2, "Practices", &practices.join(", "));
        }
    }
}

fn migrations(out: &mut Page, migrations: &[Migration]) {
    if migrations.is_empty() {
        return;
    }
    out.heading(2, "Changes of ids");
    for migration in migrations {
        out.line(&format!("- From {}", migration.from));
        for (old, new) in &migration.questions {
            out.fact(1, old.as_str(), &became(new.iter().map(QuestionId::as_str)));
        }
        for (old, new) in &migration.practices {
            out.fact(1, old.as_str(), &became(new.iter().map(PracticeId::as_str)));
        }
    }
}

fn became<'t>(ids: impl Iterator<Item = &'t str>) -> String {
    let ids: Vec<&str> = ids.collect();
    if ids.is_empty() { "retired".to_owned() } else { ids.join(", ") }
}
