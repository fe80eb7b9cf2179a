//! The pane beside the form: what starting from the last quarter does, what is new in the questionnaire, what the
//! profile takes out.

use crate::app::App;
use crate::app::home::Revision;
use crate::app::screen::new::New;
use crate::model::QuestionId;
use crate::model::profile::applies;
use crate::text::Clean;
use crate::text::width::wrap;
use crate::tui::theme::Role;
use crate::tui::widget::Row;

/// The most questions of a kind that are named.
const NAMED: usize = 6;

/// The rows of the pane.
pub fn rows(app: &App, form: &New, width: usize) -> Vec<Row> {
    let mut pane = Pane { rows: vec![Row::blank()], width };
    if let Some(latest) = form.last(&app.home) {
        pane.say("What \"last quarter\" does", Role::Strong);
        let does = format!(
            "Each question shows the answer of {}. Nothing counts until somebody keeps or changes it; until then it is open.",
            latest.period.spoken()
        );
        pane.say(&does, Role::Text);
    } else {
        pane.say("What happens next", Role::Strong);
        pane.say(
            "The questions come one after the other. Every answer is saved at once; stop at any time and go on later.",
            Role::Text,
        );
    }
    if let Some(revision) = form.row(&app.home).and_then(|row| row.revision.as_ref()) {
        pane.revision(revision);
    }
    pane.left_out(form);
    pane.rows
}

struct Pane {
    rows: Vec<Row>,
    width: usize,
}

impl Pane {
    fn say(&mut self, text: &str, role: Role) {
        let lines = wrap(Clean::line(text).as_str(), self.width.saturating_sub(2));
        self.rows.extend(lines.into_iter().map(|l| Row::text(1, l, role)));
    }

    fn questions(&mut self, mark: &str, more: &str, list: &[(QuestionId, String)]) {
        for (id, title) in list.iter().take(NAMED) {
            let lines =
                wrap(Clean::line(&format!("{id} {title}{more}")).as_str(), self.width.saturating_sub(4));
            for (i, text) in lines.into_iter().enumerate() {
                let row = Row::text(3, text, Role::Text);
                self.rows.push(if i == 0 { row.and(1, mark, Role::Quiet) } else { row });
            }
        }
        if list.len() > NAMED {
            self.rows.push(Row::text(3, format!("{} more", list.len() - NAMED), Role::Quiet));
        }
    }

    fn revision(&mut self, revision: &Revision) {
        self.rows.push(Row::blank());
        self.say(&format!("New in the questions ({} to {})", revision.from, revision.to), Role::Strong);
        if revision.added.is_empty() && revision.removed.is_empty() && revision.reworded.is_empty() {
            self.say("No question is different.", Role::Text);
        }
        self.questions("+", "", &revision.added);
        self.questions("-", "", &revision.removed);
        self.questions("~", ", reworded", &revision.reworded);
    }

    fn left_out(&mut self, form: &New) {
        let questionnaire = &form.questionnaire;
        let scope = form.scope();
        let out: Vec<(QuestionId, String)> = questionnaire
            .questions()
            .filter(|(d, q)| scope.contains(questionnaire, d, q) && !applies(&q.applies_when, &form.profile))
            .map(|(_, q)| (q.id.clone(), q.title.clone()))
            .collect();
        self.rows.push(Row::blank());
        self.say("Left out by the profile", Role::Strong);
        if out.is_empty() {
            self.say("Nothing. A question that cannot exist for the team is left out.", Role::Text);
        }
        self.questions("-", "", &out);
    }
}
