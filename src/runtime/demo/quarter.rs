//! One quarter of a demo team as the lines of a draft. It writes nothing.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Utc, Weekday};

use crate::answering;
use crate::catalog::Loaded;
use crate::model::draft::{Change, FieldChange, JOURNAL_SCHEMA};
use crate::model::{
    Answer, AnswerState, Draft, DraftHeader, DraftLine, Period, QuestionId, Questionnaire, Scope,
};
use crate::runtime::session::reference;

use super::data::{NO_QUESTION, Said, TeamData, state};

/// When a session took place.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    /// The quarter.
    pub period: Period,
    /// When it was started.
    pub start: DateTime<Utc>,
    /// When it was finished, or last changed.
    pub end: DateTime<Utc>,
}

impl Days {
    /// Of a finished assessment `behind` quarters before the team's last one, which is `latest` (0 or below) from the
    /// running quarter. `day` is the day of the quarter; one that is yet to come becomes the day before `today`.
    pub fn finished(today: NaiveDate, latest: i8, behind: usize, day: u8) -> Self {
        let back = usize::from(latest.unsigned_abs()) + behind;
        let running = Period::containing(today, 1);
        let period = (0..back).fold(running, |p, _| p.previous());
        let first = period.days(1).map_or(today, |(first, _)| first);
        let wanted = first + Duration::days(i64::from(day) - 1);
        let last = (today - Duration::days(1)).max(first);
        let day = workday(wanted.min(last), first);
        Self { period, start: at(day, 9, 5), end: at(day, 11, 20) }
    }

    /// Of the running draft: started some days ago, in this quarter.
    pub fn running(today: NaiveDate) -> Self {
        let period = Period::containing(today, 1);
        let first = period.days(1).map_or(today, |(first, _)| first);
        let started = workday((today - Duration::days(5)).max(first), first);
        Self { period, start: at(started, 9, 5), end: at(started, 10, 10) }
    }
}

/// The day, or the Friday before it, but never before the first.
fn workday(day: NaiveDate, first: NaiveDate) -> NaiveDate {
    let back = match day.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        _ => 0,
    };
    (day - Duration::days(back)).max(first)
}

fn at(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()).and_utc()
}

/// One quarter of a team.
pub struct Quarter<'a> {
    /// The team.
    pub data: &'a TeamData,
    /// What was said in this quarter.
    pub said: &'a Said,
    /// Which word of each row belongs to it.
    pub place: usize,
    /// The questionnaire of this quarter.
    pub loaded: &'a Loaded,
    /// When.
    pub days: Days,
}

impl Quarter<'_> {
    /// The draft as a team would have left it: its header, and a line for each answer.
    ///
    /// # Errors
    /// When the data does not fit the questionnaire.
    pub fn lines(&self) -> Result<(DraftHeader, Vec<DraftLine>), String> {
        let questionnaire = &self.loaded.questionnaire;
        let header = DraftHeader {
            schema: JOURNAL_SCHEMA.to_owned(),
            team: self.data.id.clone(),
            period: self.days.period,
            questionnaire: reference(self.loaded),
            scope: Scope::All,
            profile: self.data.profile.clone(),
            replaces: None,
            blank: false,
            plan: Vec::new(),
            started: self.days.start,
        };
        let mut draft = Draft::new(header.clone());
        let mut lines = Vec::new();
        for field in self.fields() {
            let line = draft.field_line(field, "demo".to_owned(), self.days.start);
            add(&mut draft, &mut lines, base(line))?;
        }
        let mut answers = self.answers(questionnaire)?;
        // In the order of the questionnaire, as a team would answer.
        for (_, question) in questionnaire.questions() {
            let Some(answer) = answers.remove(&question.id) else { continue };
            let label = answering::label(question, None, Some(&answer));
            if let Some(line) = draft.answer_line(&question.id, Some(answer), label, None, self.days.end) {
                add(&mut draft, &mut lines, line)?;
            }
        }
        Ok((header, lines))
    }

    fn fields(&self) -> Vec<FieldChange> {
        let Said { scope_note, people, parking_lot, .. } = self.said;
        let mut list = vec![
            FieldChange::ScopeNote { set: scope_note.clone(), was: String::new() },
            FieldChange::People { set: people.clone(), was: Vec::new() },
        ];
        if !parking_lot.is_empty() {
            list.push(FieldChange::ParkingLot { set: parking_lot.clone(), was: Vec::new() });
        }
        list
    }

    /// The answers of this quarter, as they could have been given; an unanswered one only where something was said.
    fn answers(&self, questionnaire: &Questionnaire) -> Result<BTreeMap<QuestionId, Answer>, String> {
        let today = self.days.end.date_naive();
        let (mut given, mut left) = (BTreeMap::new(), BTreeMap::new());
        for (id, row) in &self.data.answers {
            let word = row.split_whitespace().nth(self.place).filter(|word| *word != NO_QUESTION);
            let Some(word) = word else { continue };
            let mut answer = Answer::new(state(word).map_err(|why| format!("{id}: {why}"))?);
            if let Some(beside) = self.said.beside.get(id) {
                beside.put_into(&mut answer, today);
            }
            if answer.state == AnswerState::Unanswered {
                left.insert(id.clone(), answer);
            } else {
                given.insert(id.clone(), answer);
            }
        }
        let profile = &self.data.profile;
        let accepted = answering::accept_all(questionnaire, &Scope::All, profile, &given, today)
            .map_err(|list| list.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
        left.retain(|_, answer| !answer.is_blank());
        left.extend(accepted.answers);
        match self.said.beside.keys().find(|id| !left.contains_key(*id)) {
            Some(id) => Err(format!("{}: something is said at {id}, which has no answer", self.days.period)),
            None => Ok(left),
        }
    }
}

/// A line that belongs to the start of the draft.
fn base(line: DraftLine) -> DraftLine {
    match line {
        DraftLine::Set { n, at, change: change @ Change::Field(_), label, joins, .. } => {
            DraftLine::Set { n, at, change, label, joins, base: true }
        }
        other => other,
    }
}

fn add(draft: &mut Draft, lines: &mut Vec<DraftLine>, line: DraftLine) -> Result<(), String> {
    draft.apply(&line).map_err(|e| format!("{}: {e}", draft.header.period))?;
    lines.push(line);
    Ok(())
}

/// The draft that lines make.
///
/// # Errors
/// When one of them does not fit.
pub fn folded(header: DraftHeader, lines: &[DraftLine]) -> Result<Draft, String> {
    let mut draft = Draft::new(header);
    for line in lines {
        draft.apply(line).map_err(|e| e.to_string())?;
    }
    Ok(draft)
}
