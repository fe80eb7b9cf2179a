//! A result on screen: of a record, or of the open draft so far.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::model::{
    Answer, DimensionCode, Hash, Level, Parked, Period, PersonId, Profile, QuestionId, Questionnaire, Ratio,
    Scope, Team,
};
use crate::roadmap::{Request, Roadmap, holds, roadmap};
use crate::scoring::groups::controls;
use crate::scoring::{Scorecard, scorecard};

use super::before::Others;
use super::compare::Wanted;
use super::effect::{ExportForm, ExportWhat};
use super::find::Filter;
use super::message::Record;
use super::route::{Input, Pick, Picker, Purpose};
use super::work::Work;

/// Everything that Results and Roadmap show.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The team.
    pub team: Team,
    /// The quarter.
    pub period: Period,
    /// The questionnaire.
    pub questionnaire: Arc<Questionnaire>,
    /// Which part of it.
    pub scope: Scope,
    /// What it covers. People's text.
    pub scope_note: String,
    /// What the team ran.
    pub profile: Profile,
    /// Who took part.
    pub people: Vec<PersonId>,
    /// The answers that count.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// Topics that were put off.
    pub parking_lot: Vec<Parked>,
    /// The score.
    pub card: Scorecard,
    /// The next steps.
    pub roadmap: Roadmap,
    /// After how many steps, in the order of the plan, which level holds.
    pub holds: Vec<(usize, Level)>,
    /// When it was finished, and the hash of the record; none for a draft.
    pub finished: Option<(DateTime<Utc>, Hash)>,
    /// Things to tell.
    pub warnings: Vec<String>,
    /// What the list on screen is narrowed to.
    pub filter: Filter,
    /// The other quarters of the team; nothing for a draft.
    pub others: Others,
}

impl Shown {
    /// The result of a record.
    pub fn of_record(record: &Record) -> Self {
        let a = &record.assessment;
        let card = scorecard(&record.questionnaire, &a.scope, &a.answers);
        let request = Request::new(&record.team, &a.scope, &a.answers, a.period);
        let roadmap = roadmap(&record.questionnaire, &request);
        Self {
            team: record.team.clone(),
            period: a.period,
            questionnaire: Arc::clone(&record.questionnaire),
            scope: a.scope.clone(),
            scope_note: a.scope_note.clone(),
            profile: a.profile.clone(),
            people: a.people.clone(),
            answers: a.answers.clone(),
            parking_lot: a.parking_lot.clone(),
            card,
            holds: holds(&record.questionnaire, &a.scope, &a.answers, &roadmap.steps),
            roadmap,
            finished: Some((a.finished, record.hash.clone())),
            warnings: record.warnings.clone(),
            filter: Filter::default(),
            others: record.others.clone(),
        }
    }

    /// The result of the open draft so far.
    pub fn of_draft(work: &Work) -> Self {
        let scope = &work.draft.header.scope;
        let request = Request::new(&work.team, scope, &work.answers, work.period());
        let roadmap = roadmap(&work.questionnaire, &request);
        Self {
            team: work.team.clone(),
            period: work.period(),
            questionnaire: Arc::clone(&work.questionnaire),
            scope: scope.clone(),
            scope_note: work.draft.scope_note.clone(),
            profile: work.draft.profile.clone(),
            people: work.draft.people.clone(),
            answers: work.answers.clone(),
            parking_lot: work.draft.parking_lot.clone(),
            card: work.card().clone(),
            holds: holds(&work.questionnaire, scope, &work.answers, &roadmap.steps),
            roadmap,
            finished: None,
            warnings: Vec::new(),
            others: Others::default(),
            filter: Filter::default(),
        }
    }

    /// The list of what can be written to a file, the form that belongs to the screen selected.
    pub fn export_list(&self, first: ExportForm) -> Picker {
        let item = |form: &ExportForm| (form.title().to_owned(), Pick::Export(*form));
        Picker {
            title: "Write to a file".to_owned(),
            lines: Vec::new(),
            items: ExportForm::ALL.iter().filter(|f| self.offers(**f)).map(item).collect(),
            selected: ExportForm::ALL.iter().position(|f| *f == first).unwrap_or(0),
        }
    }

    /// Whether the questionnaire has what a form is made from.
    fn offers(&self, form: ExportForm) -> bool {
        match form {
            ExportForm::Areas => self.questionnaire.questions().any(|(_, q)| !q.areas.is_empty()),
            ExportForm::Components => !self.questionnaire.components.is_empty(),
            ExportForm::Controls => controls(&self.questionnaire).is_some(),
            _ => true,
        }
    }

    /// The field for the path of an export, filled in with a good name.
    pub fn export_field(&self, form: ExportForm) -> Input {
        let record = self.finished.as_ref().map(|(_, record)| (self.team.id.clone(), record.clone()));
        let draft = if record.is_none() { "-draft" } else { "" };
        Input {
            purpose: Purpose::ExportPath(ExportWhat {
                form,
                pathway: self.roadmap.pathway.clone(),
                record,
                against: None,
            }),
            title: format!("Write {} to", form.title().split(',').next().unwrap_or_default()),
            hint: "a file; a relative path starts where you started Quaymark".to_owned(),
            text: format!("{}-{}{draft}{}", self.team.id, self.period, form.ending()),
        }
    }

    /// What this is compared with: the record before, or for a draft the latest record.
    pub fn to_compare(&self) -> Wanted {
        let team = self.team.id.clone();
        match &self.finished {
            Some((_, record)) => Wanted::Before(team, record.clone()),
            None => Wanted::Draft(team, self.period),
        }
    }

    /// The score, rounded as it is shown, of the quarter before: of a dimension, or of the whole where none is
    /// named.
    pub fn was(&self, dimension: Option<&DimensionCode>) -> Option<Ratio> {
        let before = self.others.before.as_ref()?;
        match dimension {
            None => before.overall,
            Some(code) => before.dimensions.iter().find(|(c, _)| c == code).and_then(|(_, score)| *score),
        }
    }
}
