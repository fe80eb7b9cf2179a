//! An assessment by area, by component, or by the groups of a selection: what the text, Markdown, CSV and JSON of
//! `quaymark report` are made from.

use crate::model::Slug;
use crate::model::questionnaire::{Selection, Source};
use crate::scoring::groups::{By, Grouped, groups, missing_next, places, set_where};
use crate::scoring::{QuestionScore, SetScore, Standing};

use super::facts;
use super::subject::Subject;

/// The groups of an assessment, with what every form says about them.
#[derive(Debug, Clone, PartialEq)]
pub struct Groups<'a> {
    /// What the headings are.
    pub by: By,
    /// `By area`, `By component`, or the title of the selection.
    pub title: String,
    /// The sources whose places stand beside each question.
    pub sources: Vec<&'a Source>,
    /// Everything that stands under a heading, each question once; none when there is nothing.
    pub whole: Option<SetScore>,
    /// Questions in scope that stand under none of the headings; questions of the selection that are not in scope.
    pub outside: usize,
    /// The headings.
    pub groups: Vec<Grouped<'a>>,
}

/// Groups an assessment.
pub fn grouped<'a>(subject: &Subject<'a>, by: By) -> Groups<'a> {
    let questionnaire = subject.questionnaire;
    let groups = groups(questionnaire, subject.scorecard, &by);
    let under = |id| groups.iter().any(|g| g.questions.iter().any(|q| q.id == id));
    let whole = set_where(questionnaire, subject.scorecard, |q| under(q.id.clone())).map(|(set, _)| set);
    let inside = whole.as_ref().map_or(0, |set| set.questions);
    let selection = selection(subject, &by);
    let outside = match selection {
        Some(selection) => selection.questions.len(),
        None => subject.scorecard.questions.len(),
    }
    .saturating_sub(inside);
    let sources = selection.map_or(&[][..], |s| &s.crosswalk);
    Groups {
        title: match &by {
            By::Area => "By area".to_owned(),
            By::Component => "By component".to_owned(),
            By::Selection(id) => selection.map_or_else(|| id.to_string(), |s| s.title.clone()),
        },
        sources: sources.iter().filter_map(|key| questionnaire.source(key)).collect(),
        whole,
        outside,
        groups,
        by,
    }
}

fn selection<'a>(subject: &Subject<'a>, by: &By) -> Option<&'a Selection> {
    let By::Selection(id) = by else { return None };
    subject.questionnaire.selections.iter().find(|s| s.id == *id)
}

impl Groups<'_> {
    /// `area`, `component` or `selection`.
    pub fn kind(&self) -> &'static str {
        match self.by {
            By::Area => "area",
            By::Component => "component",
            By::Selection(_) => "selection",
        }
    }

    /// What is left out, in words; nothing when nothing is.
    pub(super) fn outside_said(&self) -> Option<String> {
        let noun = if self.outside == 1 { "question" } else { "questions" };
        match (self.outside, &self.by) {
            (0, _) => None,
            (n, By::Selection(_)) => Some(format!("{n} {noun} of it not in this assessment")),
            (n, _) => Some(format!("{n} {noun} under none of these headings")),
        }
    }

    /// Whether a question can stand under several headings.
    pub(super) fn overlap(&self) -> bool {
        !matches!(self.by, By::Selection(_))
    }
}

/// `level 2 Automated Orchestration within Docker`, or `no level`.
pub(super) fn level_within(subject: &Subject<'_>, set: &SetScore, heading: &str) -> String {
    let level = facts::level(subject, set);
    match subject.scope.label(subject.questionnaire) {
        _ if set.level.is_none() => level,
        None => format!("{level} within {heading}"),
        Some(_) => format!("{level}, {heading}"),
    }
}

/// What a question lacks for its next level, by id and title.
pub(super) fn missing<'a>(subject: &Subject<'a>, question: &QuestionScore) -> Vec<(&'a str, &'a str)> {
    let Some(asked) = subject.questionnaire.question(&question.id) else { return Vec::new() };
    missing_next(asked, &question.standing).iter().map(|p| (p.id.as_str(), p.title.as_str())).collect()
}

/// The level that the missing practices lead to.
pub(super) fn next_level(standing: &Standing) -> Option<u8> {
    standing.level().and_then(crate::model::Level::next).map(crate::model::Level::number)
}

/// The places that a question has in a source, such as `5.5, 5.6`.
pub(super) fn places_in(subject: &Subject<'_>, question: &QuestionScore, source: &Slug) -> Vec<String> {
    let asked = subject.questionnaire.question(&question.id);
    asked.map_or_else(Vec::new, |q| places(q, source).into_iter().map(str::to_owned).collect())
}
