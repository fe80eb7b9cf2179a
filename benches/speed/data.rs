//! A data directory with 100,000 records, the same in every run: 1,000 teams with 100 quarters each.

use std::path::{Path, PathBuf};

use chrono::{TimeZone, Utc};
use quaymark::catalog::{Loaded, builtin};
use quaymark::finishing;
use quaymark::json::{sha256, to_canonical};
use quaymark::model::{
    Answer, Assessment, Draft, DraftHeader, Level, Period, Profile, QuestionnaireId, Scope, Team, TeamId,
};
use quaymark::runtime::session::reference;
use quaymark::store::{DataDir, Origin};

use crate::Outcome;

/// How many teams there are.
pub const TEAMS: usize = 1000;
/// How many records each has.
pub const RECORDS: usize = 100;

/// Makes the directory, unless it is there from an earlier run with the same questionnaire.
pub fn hundred_thousand() -> Outcome<PathBuf> {
    let all = builtin::load().map_err(ToString::to_string)?;
    let loaded = all.first().ok_or("no questionnaire")?;
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("records-{}", loaded.sha256.short()));
    let done = root.join("complete");
    if done.exists() {
        return Ok(root);
    }
    eprintln!("writing {} records to {}", TEAMS * RECORDS, root.display());
    let dir = DataDir { root: root.clone(), origin: Origin::Flag };
    let patterns = (0..8).map(|n| pattern(loaded, n)).collect::<Outcome<Vec<_>>>()?;
    let half = TEAMS / 2;
    std::thread::scope(|scope| {
        let first =
            scope.spawn(|| (0..half).try_for_each(|n| team(&dir, n, &patterns).map_err(|e| e.to_string())));
        let second = (half..TEAMS).try_for_each(|n| team(&dir, n, &patterns).map_err(|e| e.to_string()));
        first.join().map_err(|_| "a thread stopped".to_owned()).and_then(|first| first.and(second))
    })?;
    put(&done, "")?;
    Ok(root)
}

/// A record whose answers follow a pattern.
fn pattern(loaded: &Loaded, n: usize) -> Outcome<Assessment> {
    let started = Utc.with_ymd_and_hms(2026, 11, 1, 9, 0, 0).single().ok_or("a time")?;
    let header: DraftHeader = serde_json::from_value(serde_json::json!({
        "schema": "quaymark/journal/v1", "team": "team", "period": "2026-Q4",
        "questionnaire": reference(loaded), "scope": Scope::All, "profile": Profile::default(),
        "replaces": null, "plan": [], "started": started,
    }))?;
    let mut draft = Draft::new(header);
    for (place, (_, question)) in loaded.questionnaire.questions().enumerate() {
        let level = u8::try_from((place * 7 + n * 3) % 5)?;
        let mut answer = Answer::at_level(Level::new(level).ok_or("a level")?);
        if place % 6 == 0 {
            answer.note = Some(format!("seen in the cluster of the team, pattern {n}"));
        }
        draft.answers.insert(question.id.clone(), answer);
    }
    Ok(finishing::record(&draft, &loaded.questionnaire, started))
}

/// Writes a team with its records.
fn team(dir: &DataDir, n: usize, patterns: &[Assessment]) -> Outcome<()> {
    let id = TeamId::parse(&format!("team-{n:04}"))?;
    let questionnaire: &QuestionnaireId = &patterns.first().ok_or("no pattern")?.questionnaire.id;
    let team: Team = serde_json::from_value(serde_json::json!({
        "schema": "quaymark/team/v1", "id": id, "name": format!("Team {n}"), "questionnaire": questionnaire,
    }))?;
    std::fs::create_dir_all(dir.records(&id))?;
    put(&dir.team_file(&id), &to_canonical(&team)?)?;
    let mut period = Period::new(2026, 4).ok_or("a quarter")?;
    for (pattern, _) in patterns.iter().cycle().skip(n).zip(0..RECORDS) {
        let record = Assessment { team: id.clone(), period, ..pattern.clone() };
        let text = to_canonical(&record)?;
        put(&dir.record(&id, period, &sha256(text.as_bytes())), &text)?;
        period = period.previous();
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "records of a measurement need not outlive a crash")]
fn put(path: &Path, text: &str) -> Outcome<()> {
    Ok(std::fs::write(path, text)?)
}
