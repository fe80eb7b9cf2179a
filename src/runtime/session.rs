//! A session: the store and the questionnaires together, and the jobs that every face shares.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::answering::Refusal;
use crate::app::effect::Start;
use crate::app::message::{Opened, Record as Shown};
use crate::catalog::{self, Catalog, CatalogError, Loaded};
use crate::finishing::whole_seconds;
use crate::model::draft::{Change, FieldChange, JOURNAL_SCHEMA};
use crate::model::strict::Extra;
use crate::model::{
    Answer, Assessment, DraftHeader, DraftLine, Hash, Period, QuestionId, Questionnaire, QuestionnaireId,
    QuestionnaireRef, Team, TeamId,
};
use crate::store::{self, Kind, OpenDraft, Record, Store, StoreError, the_current};
use crate::text::Clean;

/// The questionnaire that new teams use.
pub const DEFAULT_QUESTIONNAIRE: &str = "container-orchestration";

/// Something that a job could not do.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A questionnaire could not be read.
    #[error("{0}")]
    Catalog(String),
    /// No questionnaire of this id is here.
    #[error(
        "there is no questionnaire {0} here; see `quaymark validate` and the folder questionnaires/ of the data directory"
    )]
    NoQuestionnaire(QuestionnaireId),
    /// A team without a finished assessment.
    #[error("{0} has no finished assessment yet; start or continue one with: quaymark assess {0}")]
    NoRecords(TeamId),
    /// No record has this hash.
    #[error("{team} has no readable record {hash}")]
    NoSuchRecord {
        /// The team.
        team: TeamId,
        /// The first digits of the hash.
        hash: String,
    },
    /// Answers that cannot be given.
    #[error("{}", refusals(.0))]
    Refused(Vec<Refusal>),
}

fn refusals(list: &[Refusal]) -> String {
    let lines: Vec<String> = list.iter().map(ToString::to_string).collect();
    format!("nothing was changed:\n  {}", lines.join("\n  "))
}

impl SessionError {
    /// What a face makes of it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Store(error) => error.kind(),
            Self::NoQuestionnaire(_) | Self::NoRecords(_) | Self::NoSuchRecord { .. } => Kind::NotFound,
            Self::Refused(list) if list.iter().any(|r| matches!(r, Refusal::NoQuestion(_))) => Kind::NotFound,
            Self::Catalog(_) | Self::Refused(_) => Kind::Failed,
        }
    }
}

/// The store and the questionnaires.
#[derive(Debug, Clone)]
pub struct Session {
    /// Where records are kept.
    pub store: Store,
    /// The questionnaires that can be used for new assessments.
    pub catalog: Catalog,
    /// Questionnaires of the data directory that could not be read, one sentence each.
    pub problems: Vec<String>,
}

impl Session {
    /// A session with the built-in questionnaires, those in the data directory, and one more folder if given.
    ///
    /// # Errors
    /// When the folder that was named cannot be used.
    pub fn new(store: Store, folder: Option<&Path>) -> Result<Self, SessionError> {
        let mut catalog = Catalog::with_builtin().map_err(|e| SessionError::Catalog(e.to_string()))?;
        let mut problems = Vec::new();
        for path in own_questionnaires(&store) {
            match catalog::load_dir(&path) {
                Ok(loaded) => catalog.add(loaded),
                Err(error) => problems.push(error.to_string()),
            }
        }
        if let Some(folder) = folder {
            let loaded = catalog::load_dir(folder).map_err(|e| SessionError::Catalog(e.to_string()))?;
            catalog.add(loaded);
        }
        Ok(Self { store, catalog, problems })
    }

    /// The questionnaire for a new assessment of a team, or of a new team.
    ///
    /// # Errors
    /// When there is none with the id that the team names.
    pub fn questionnaire(&self, team: Option<&Team>) -> Result<Arc<Loaded>, SessionError> {
        let id = match team {
            Some(team) => team.questionnaire.clone(),
            None => QuestionnaireId::parse(DEFAULT_QUESTIONNAIRE)
                .map_err(|e| SessionError::Catalog(e.to_string()))?,
        };
        self.catalog.newest(&id).cloned().ok_or(SessionError::NoQuestionnaire(id))
    }

    /// Exactly the questionnaire that a record or draft was made with: one of those at hand, or the kept bundle.
    ///
    /// # Errors
    /// When it is neither at hand nor kept, or the kept bundle cannot be read.
    pub fn questionnaire_of(&self, wanted: &QuestionnaireRef) -> Result<Arc<Loaded>, SessionError> {
        if let Some(loaded) = self.catalog.find(&wanted.id, wanted.version, &wanted.sha256) {
            return Ok(Arc::clone(loaded));
        }
        let bytes = self.store.bundle(wanted)?;
        let path = self.store.dir().bundle(wanted);
        catalog::load_bundle(&bytes, &path)
            .map(Arc::new)
            .map_err(|e: CatalogError| SessionError::Catalog(e.to_string()))
    }

    /// Starts a draft, creating its team when the start names a new one. Gives the draft held open.
    ///
    /// # Errors
    /// When the team cannot be created, or there is a draft already.
    pub fn start(&self, start: &Start, now: DateTime<Utc>) -> Result<(OpenDraft, Opened), SessionError> {
        let team = self.team_for(start)?;
        let loaded = self.questionnaire(Some(&team))?;
        let reference = reference(&loaded);
        self.store.keep_bundle(&reference, &loaded.bundle)?;
        let header = DraftHeader {
            schema: JOURNAL_SCHEMA.to_owned(),
            team: team.id.clone(),
            period: start.period,
            questionnaire: reference,
            scope: start.scope.clone(),
            profile: start.profile.clone(),
            replaces: None,
            plan: Vec::new(),
            started: whole_seconds(now),
        };
        let mut open = self.store.create_draft(&header)?;
        if !start.scope_note.is_empty() {
            let change = FieldChange::ScopeNote { set: start.scope_note.clone(), was: String::new() };
            base_line(&mut open, Change::Field(change), "what it covers", now)?;
        }
        open.sync()?;
        let opened = self.opened(&open, team, &loaded, true);
        Ok((open, opened))
    }

    /// The team of a start: created when it is new, with its profile remembered for next time.
    fn team_for(&self, start: &Start) -> Result<Team, SessionError> {
        let mut team = match &start.new_name {
            Some(name) => {
                let loaded = self.questionnaire(None)?;
                Team::new(start.team.clone(), name.clone(), loaded.questionnaire.id.clone())
            }
            None => self.store.team(&start.team)?,
        };
        let changed = team.profile != start.profile;
        team.profile = start.profile.clone();
        if start.new_name.is_some() {
            self.store.create_team(&team)?;
        } else if changed {
            self.store.save_team(&team)?;
        }
        Ok(team)
    }

    /// Opens a draft for changing.
    ///
    /// # Errors
    /// When there is none, somebody else holds it, or it cannot be read.
    pub fn open(&self, team: &TeamId, period: Period) -> Result<(OpenDraft, Opened), SessionError> {
        let team = self.store.team(team)?;
        let open = self.store.open_draft(&team.id, period)?;
        let loaded = self.questionnaire_of(&open.draft().header.questionnaire)?;
        let opened = self.opened(&open, team, &loaded, false);
        Ok((open, opened))
    }

    /// Reads a draft that somebody else holds, for looking only.
    ///
    /// # Errors
    /// When there is none or it cannot be read.
    pub fn look(&self, team: &TeamId, period: Period, why: String) -> Result<Opened, SessionError> {
        let team = self.store.team(team)?;
        let read = self.store.read_draft(&team.id, period)?;
        let loaded = self.questionnaire_of(&read.draft.header.questionnaire)?;
        Ok(Opened {
            team,
            draft: read.draft,
            questionnaire: Arc::new(loaded.questionnaire.clone()),
            read_only: Some(why),
            notices: read.torn.into_iter().collect(),
            fresh: false,
        })
    }

    fn opened(&self, open: &OpenDraft, team: Team, loaded: &Loaded, fresh: bool) -> Opened {
        let mut notices = Vec::new();
        if let Some(tail) = open.recovered() {
            notices.push(format!(
                "the end of the draft could not be read and was set aside in {}",
                Clean::line(&tail.path.display().to_string())
            ));
        }
        if !fresh && let Ok(Some(record)) = self.store.published_from(&open.draft().header) {
            notices.push(format!(
                "this draft was finished before as record {}; finish it again to clear it away",
                record.hash.short()
            ));
        }
        Opened {
            team,
            draft: open.draft().clone(),
            questionnaire: Arc::new(loaded.questionnaire.clone()),
            read_only: None,
            notices,
            fresh,
        }
    }

    /// Publishes the record of a draft and removes the draft.
    ///
    /// # Errors
    /// What the store says; the draft is still there then.
    pub fn finish(&self, open: &mut OpenDraft, record: &Assessment) -> Result<Hash, SessionError> {
        let loaded = self.questionnaire_of(&record.questionnaire)?;
        Ok(self.store.finish(open, record, &loaded.bundle)?.hash)
    }

    /// Starts a draft that amends a record: its answers are the start, and it will replace the record.
    ///
    /// # Errors
    /// When there is a draft for this quarter already, or the questionnaire is not here.
    pub fn reopen(&self, record: &Record, now: DateTime<Utc>) -> Result<OpenDraft, SessionError> {
        let a = &record.assessment;
        let loaded = self.questionnaire_of(&a.questionnaire)?;
        self.store.keep_bundle(&a.questionnaire, &loaded.bundle)?;
        let header = DraftHeader {
            schema: JOURNAL_SCHEMA.to_owned(),
            team: a.team.clone(),
            period: a.period,
            questionnaire: a.questionnaire.clone(),
            scope: a.scope.clone(),
            profile: a.profile.clone(),
            replaces: Some(record.hash.clone()),
            plan: a.plan.clone(),
            started: whole_seconds(now),
        };
        let mut open = self.store.create_draft(&header)?;
        let label = format!("from {}", a.period);
        for (id, answer) in given(&a.answers) {
            let change =
                Change::Answer { question: id.clone(), set: Some(Box::new(answer.clone())), was: None };
            base_line(&mut open, change, &label, now)?;
        }
        for change in other_fields(a) {
            base_line(&mut open, Change::Field(change), &label, now)?;
        }
        open.sync()?;
        Ok(open)
    }

    /// The readable records of a team, and what is wrong with the others, one sentence each.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn records(
        &self,
        team: &TeamId,
        today: NaiveDate,
    ) -> Result<(Vec<Record>, Vec<String>), SessionError> {
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        for entry in self.store.records(team, today)? {
            match entry {
                Ok(record) => good.push(record),
                Err(problem) => bad.push(problem.error.to_string()),
            }
        }
        Ok((good, bad))
    }

    /// The latest current record of a team.
    ///
    /// # Errors
    /// When the team has none, or two stand against each other in its latest quarter.
    pub fn latest(&self, team: &TeamId, today: NaiveDate) -> Result<Record, SessionError> {
        let (records, _) = self.records(team, today)?;
        let Some(period) = store::periods(&records).into_iter().next_back() else {
            return Err(SessionError::NoRecords(team.clone()));
        };
        Ok(the_current(&records, team, period)?.clone())
    }

    /// A record with what is needed to show it.
    ///
    /// # Errors
    /// When its questionnaire is not here.
    pub fn showable(&self, team: Team, record: Record) -> Result<Shown, SessionError> {
        let loaded = self.questionnaire_of(&record.assessment.questionnaire)?;
        let warnings = warnings(&record, &loaded.questionnaire);
        Ok(Shown {
            team,
            assessment: record.assessment,
            hash: record.hash,
            questionnaire: Arc::new(loaded.questionnaire.clone()),
            warnings,
        })
    }
}

/// Answers as people gave them: those that only the profile made are left to the profile.
fn given(
    answers: &std::collections::BTreeMap<QuestionId, Answer>,
) -> impl Iterator<Item = (&QuestionId, &Answer)> {
    answers.iter().filter(|(_, a)| {
        !matches!(&a.state, crate::model::AnswerState::NotApplicable { reason }
            if reason.as_str() == crate::model::answer::REASON_PROFILE)
    })
}

fn other_fields(a: &Assessment) -> Vec<FieldChange> {
    let mut list = Vec::new();
    if !a.scope_note.is_empty() {
        list.push(FieldChange::ScopeNote { set: a.scope_note.clone(), was: String::new() });
    }
    if !a.parking_lot.is_empty() {
        list.push(FieldChange::ParkingLot { set: a.parking_lot.clone(), was: Vec::new() });
    }
    if !a.people.is_empty() {
        list.push(FieldChange::People { set: a.people.clone(), was: Vec::new() });
    }
    list
}

/// Writes a line that belongs to the start of a draft and cannot be undone.
fn base_line(
    open: &mut OpenDraft,
    change: Change,
    label: &str,
    now: DateTime<Utc>,
) -> Result<(), SessionError> {
    let line = DraftLine::Set {
        n: open.draft().next_n(),
        at: whole_seconds(now),
        change,
        label: label.to_owned(),
        joins: None,
        base: true,
    };
    Ok(open.append(&line)?)
}

/// How records name a questionnaire.
pub fn reference(loaded: &Loaded) -> QuestionnaireRef {
    QuestionnaireRef {
        id: loaded.questionnaire.id.clone(),
        version: loaded.questionnaire.version,
        sha256: loaded.sha256.clone(),
        extra: Extra::default(),
    }
}

/// What a reader of a record should know, one sentence each.
pub fn warnings(record: &Record, questionnaire: &Questionnaire) -> Vec<String> {
    let mut list: Vec<String> = record.oddities.iter().map(ToString::to_string).collect();
    if record.edited_by_hand {
        list.push("this record was edited by hand: its bytes do not match its name".to_owned());
    }
    list.extend(warnings_of(&record.assessment, questionnaire));
    list
}

/// What a reader of an assessment should know, whatever file it is in, one sentence each.
pub fn warnings_of(a: &Assessment, questionnaire: &Questionnaire) -> Vec<String> {
    let mut list = Vec::new();
    let strange: Vec<&str> =
        a.answers.keys().filter(|id| questionnaire.question(id).is_none()).map(QuestionId::as_str).collect();
    if !strange.is_empty() {
        list.push(format!(
            "answers to questions that the questionnaire does not have, not scored: {}",
            strange.join(", ")
        ));
    }
    let card = crate::scoring::scorecard(questionnaire, &a.scope, &a.answers);
    let odd: Vec<&str> = card.not_canonical().map(QuestionId::as_str).collect();
    if !odd.is_empty() {
        list.push(format!(
            "scored from the practices in place, which say another level than is written: {}",
            odd.join(", ")
        ));
    }
    list.extend(refused_reasons(a, questionnaire));
    let now = serde_json::to_value(crate::scoring::summary::summary(questionnaire, &card)).ok();
    if a.scorecard.is_some() && a.scorecard != now {
        list.push("the scorecard written in the record differs from the one computed now".to_owned());
    }
    list
}

/// Reasons for "not applicable" that the question does not allow; they are scored as stored.
fn refused_reasons(a: &Assessment, questionnaire: &Questionnaire) -> Option<String> {
    let odd: Vec<&str> = a
        .answers
        .iter()
        .filter(|(id, answer)| match &answer.state {
            crate::model::AnswerState::NotApplicable { reason } => {
                reason.as_str() != crate::model::answer::REASON_PROFILE
                    && questionnaire
                        .question(id)
                        .is_some_and(|q| !crate::answering::reasons(q).iter().any(|(r, _)| r == reason))
            }
            _ => false,
        })
        .map(|(id, _)| id.as_str())
        .collect();
    (!odd.is_empty())
        .then(|| format!("not applicable for a reason that the question does not allow: {}", odd.join(", ")))
}

/// Folders with questionnaires in the data directory.
fn own_questionnaires(store: &Store) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(store.dir().questionnaires()) else { return Vec::new() };
    let mut folders: Vec<_> =
        entries.flatten().filter(|e| e.file_type().is_ok_and(|t| t.is_dir())).map(|e| e.path()).collect();
    folders.sort();
    folders
}
