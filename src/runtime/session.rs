//! A session: the store and the questionnaires together, and the jobs that every face shares.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;

use crate::answering::Refusal;
use crate::app::Standard;
use crate::app::before::Others;
use crate::app::message::{Opened, Record as Shown};
use crate::catalog::{self, Catalog, CatalogError, Loaded};
use crate::model::strict::Extra;
use crate::model::{
    Assessment, Hash, Period, Questionnaire, QuestionnaireId, QuestionnaireRef, Team, TeamId,
};
use crate::store::{self, Kind, OpenDraft, Problem, Record, Store, StoreError, the_current};
use crate::text::Clean;

use super::warnings::warnings;

/// The questionnaire that new teams use where no other is named.
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
        "there is no questionnaire {0} here; name its folder with --questionnaire DIR, or put that into questionnaires/ of the data directory"
    )]
    NoQuestionnaire(QuestionnaireId),
    /// A person named a questionnaire that is not here.
    #[error("there is no questionnaire {name:?}{}; there are: {}", meant(near.as_deref()), there.join(", "))]
    NotAtHand {
        /// What was named.
        name: String,
        /// What was probably meant.
        near: Option<String>,
        /// Those that there are.
        there: Vec<String>,
    },
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
    /// The draft that is open could not be written.
    #[error("the open draft stays open, its last changes are not on the disk yet: {0}")]
    Unsaved(String),
    /// The quarter is finished already.
    #[error(
        "{team} already has a finished assessment for {period}; to amend it: quaymark reopen {team}@{period}, or choose another quarter"
    )]
    AlreadyFinished {
        /// The team.
        team: TeamId,
        /// The quarter.
        period: Period,
    },
    /// The quarter is one that nobody can mean.
    #[error("{0} is an unlikely quarter; name one from 2000 to two years ahead; nothing was changed")]
    Unlikely(Period),
    /// The team is put aside.
    #[error("{0} is archived; to take it back: quaymark team archive {0} --undo")]
    Archived(TeamId),
    /// The part of the questionnaire has no questions.
    #[error("this part of the questionnaire has no questions; choose another; nothing was changed")]
    EmptyScope,
    /// Nothing may change.
    #[error("nothing is changed while Quaymark is read-only (--read-only)")]
    ReadOnly,
    /// Answers that cannot be given.
    #[error("{}", refusals(.0))]
    Refused(Vec<Refusal>),
}

fn meant(near: Option<&str>) -> String {
    near.map_or_else(String::new, |id| format!("; did you mean {id}?"))
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
            Self::NoQuestionnaire(_)
            | Self::NotAtHand { .. }
            | Self::NoRecords(_)
            | Self::NoSuchRecord { .. } => Kind::NotFound,
            Self::Refused(list) if list.iter().any(|r| matches!(r, Refusal::NoQuestion(_))) => Kind::NotFound,
            Self::AlreadyFinished { .. } | Self::Archived(_) => Kind::Conflict,
            Self::Catalog(_)
            | Self::Refused(_)
            | Self::Unsaved(_)
            | Self::Unlikely(_)
            | Self::ReadOnly
            | Self::EmptyScope => Kind::Failed,
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
    /// The questionnaire of new teams.
    pub default: QuestionnaireId,
    /// Questionnaires of the data directory that could not be read, one sentence each.
    pub problems: Vec<String>,
    /// Whether nothing may change: drafts are only looked at, and nothing is started or finished.
    pub read_only: bool,
    /// The kept bundles that were read, by their path: every record of a history asks for them, and reading one takes
    /// longer than scoring it. Kept bundles never change.
    pub kept: Arc<Mutex<BTreeMap<PathBuf, Arc<Loaded>>>>,
}

impl Session {
    /// A session with the built-in questionnaires, those in the data directory, and one more folder if given, whose
    /// questionnaire new teams get.
    ///
    /// # Errors
    /// When the folder that was named cannot be used.
    pub fn new(store: Store, folder: Option<&Path>) -> Result<Self, SessionError> {
        let mut catalog = Catalog::with_builtin();
        let mut default = QuestionnaireId::parse(DEFAULT_QUESTIONNAIRE)
            .map_err(|e| SessionError::Catalog(e.to_string()))?;
        let mut problems = Vec::new();
        for path in own_questionnaires(&store) {
            match catalog::load_dir(&path) {
                Ok(loaded) => catalog.add(loaded),
                Err(error) => problems.push(error.to_string()),
            }
        }
        if let Some(folder) = folder {
            let loaded = catalog::load_dir(folder).map_err(|e| SessionError::Catalog(e.to_string()))?;
            default = loaded.questionnaire.id.clone();
            catalog.add_chosen(loaded);
        }
        Ok(Self { store, catalog, default, problems, read_only: false, kept: Arc::default() })
    }

    /// The questionnaire for a new assessment of a team, or of a new team.
    ///
    /// # Errors
    /// When there is none with the id that the team names.
    pub fn questionnaire(&self, team: Option<&Team>) -> Result<Arc<Loaded>, SessionError> {
        let id = team.map_or(&self.default, |team| &team.questionnaire).clone();
        self.catalog.newest(&id).cloned().ok_or(SessionError::NoQuestionnaire(id))
    }

    /// The questionnaire of new teams for the application, not parsed yet where it is a built-in one.
    ///
    /// # Errors
    /// When it is not here.
    pub fn standard(&self) -> Result<Standard, SessionError> {
        let missing = || SessionError::NoQuestionnaire(self.default.clone());
        let questions = self.catalog.questions(&self.default).ok_or_else(missing)?;
        let (catalog, id) = (self.catalog.clone(), self.default.clone());
        Ok(Standard::new(questions, move || parsed(&catalog, &id)))
    }

    /// Exactly the questionnaire that a record or draft was made with: one of those at hand, or the kept bundle.
    ///
    /// # Errors
    /// When it is neither at hand nor kept, or the kept bundle cannot be read.
    pub fn questionnaire_of(&self, wanted: &QuestionnaireRef) -> Result<Arc<Loaded>, SessionError> {
        if let Some(loaded) = self.catalog.find(&wanted.id, wanted.version, &wanted.sha256) {
            return Ok(Arc::clone(loaded));
        }
        let path = self.store.dir().bundle(wanted);
        if let Some(known) = self.kept.lock().ok().and_then(|kept| kept.get(&path).cloned()) {
            return Ok(known);
        }
        let bytes = self.store.bundle(wanted)?;
        let loaded = catalog::kept(&bytes, &path)
            .map(Arc::new)
            .map_err(|e: CatalogError| SessionError::Catalog(e.to_string()))?;
        if let Ok(mut kept) = self.kept.lock() {
            kept.insert(path, Arc::clone(&loaded));
        }
        Ok(loaded)
    }

    /// Refuses what would change something while nothing may.
    ///
    /// # Errors
    /// `ReadOnly`.
    pub fn may_change(&self) -> Result<(), SessionError> {
        if self.read_only { Err(SessionError::ReadOnly) } else { Ok(()) }
    }

    /// Opens a draft for changing.
    ///
    /// # Errors
    /// When there is none, somebody else holds it, or it cannot be read.
    pub fn open(&self, team: &TeamId, period: Period) -> Result<(OpenDraft, Opened), SessionError> {
        self.may_change()?;
        let team = self.store.team(team)?;
        let open = self.store.open_draft(&team.id, period)?;
        let loaded = self.questionnaire_of(&open.draft().header.questionnaire)?;
        let opened = self.opened(&open, team, &loaded, false);
        Ok((open, opened))
    }

    /// A draft that is held open already, once more.
    ///
    /// # Errors
    /// When its team or questionnaire cannot be read any more.
    pub fn again(&self, open: &OpenDraft) -> Result<Opened, SessionError> {
        let header = &open.draft().header;
        let loaded = self.questionnaire_of(&header.questionnaire)?;
        Ok(self.opened(open, self.store.team(&header.team)?, &loaded, false))
    }

    /// Reads a draft that somebody else holds, for looking only.
    ///
    /// # Errors
    /// When there is none or it cannot be read.
    pub fn look(&self, team: &TeamId, period: Period, why: String) -> Result<Opened, SessionError> {
        let team = self.store.team(team)?;
        let read = self.store.read_draft(&team.id, period)?;
        let loaded = self.questionnaire_of(&read.draft.header.questionnaire)?;
        let place = self.store.place(&team.id, period);
        Ok(Opened {
            team,
            draft: read.draft,
            questionnaire: Arc::clone(&loaded.questionnaire),
            read_only: Some(why),
            place,
            earlier: Vec::new(),
            opening: 0,
            notices: read.torn.into_iter().collect(),
            fresh: false,
        })
    }

    pub(super) fn opened(&self, open: &OpenDraft, team: Team, loaded: &Loaded, fresh: bool) -> Opened {
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
            questionnaire: Arc::clone(&loaded.questionnaire),
            read_only: None,
            place: if fresh {
                None
            } else {
                self.store.place(&open.draft().header.team, open.draft().header.period)
            },
            earlier: Vec::new(),
            opening: 0,
            notices,
            fresh,
        }
    }

    /// Publishes the record of a draft and removes the draft.
    ///
    /// # Errors
    /// What the store says; the draft is still there then.
    pub fn finish(&self, open: &mut OpenDraft, record: &Assessment) -> Result<Hash, SessionError> {
        self.may_change()?;
        let loaded = self.questionnaire_of(&record.questionnaire)?;
        Ok(self.store.finish(open, record, &loaded.bundle)?.hash)
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
        Ok(apart(self.store.records(team, today)?))
    }

    /// As `records`, of the last `quarters` quarters with records only: older files are not opened. See
    /// [`Store::recent`].
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn recent(
        &self,
        team: &TeamId,
        quarters: usize,
        today: NaiveDate,
    ) -> Result<(Vec<Record>, Vec<String>), SessionError> {
        Ok(apart(self.store.recent(team, quarters, today)?))
    }

    /// The latest current record of a team.
    ///
    /// # Errors
    /// When the team has none, or two stand against each other in its latest quarter.
    pub fn latest(&self, team: &TeamId, today: NaiveDate) -> Result<Record, SessionError> {
        let (records, _) = self.recent(team, 1, today)?;
        let Some(period) = store::periods(&records).into_iter().next_back() else {
            return Err(SessionError::NoRecords(team.clone()));
        };
        Ok(the_current(&records, team, period)?.clone())
    }

    /// A record with what is needed to show it, alone: without the other quarters of its team.
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
            questionnaire: Arc::clone(&loaded.questionnaire),
            warnings,
            others: Others::default(),
        })
    }
}

/// A questionnaire that the catalog has.
#[expect(clippy::panic, reason = "only a built-in questionnaire that cannot be parsed; a test rules it out")]
fn parsed(catalog: &Catalog, id: &QuestionnaireId) -> Arc<Questionnaire> {
    match catalog.newest(id) {
        Some(loaded) => Arc::clone(&loaded.questionnaire),
        None => panic!("the built-in questionnaire {id} cannot be read"),
    }
}

/// What can be read, and what is wrong with the rest.
fn apart(entries: Vec<Result<Record, Problem>>) -> (Vec<Record>, Vec<String>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry {
            Ok(record) => good.push(record),
            Err(problem) => bad.push(problem.error.to_string()),
        }
    }
    (good, bad)
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

/// Folders with questionnaires in the data directory.
fn own_questionnaires(store: &Store) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(store.dir().questionnaires()) else { return Vec::new() };
    let mut folders: Vec<_> =
        entries.flatten().filter(|e| e.file_type().is_ok_and(|t| t.is_dir())).map(|e| e.path()).collect();
    folders.sort();
    folders
}
