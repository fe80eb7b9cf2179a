//! What the demonstration shows, and that a day always gives the same of it.

use std::collections::BTreeMap;

use super::*;
use crate::model::{Period, Ratio, TeamId};
use crate::scoring::{Scorecard, scorecard};
use crate::store::{DataDir, Origin, Store};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn made(today: &str) -> (tempfile::TempDir, Session) {
    let dir = tempfile::tempdir().unwrap();
    let data = DataDir { root: dir.path().to_owned(), origin: Origin::Flag };
    let session = Session::new(Store::new(data), None).unwrap();
    fill(&session, day(today)).unwrap();
    (dir, session)
}

fn cards(session: &Session, team: &str) -> Vec<(Period, Scorecard)> {
    let id = TeamId::parse(team).unwrap();
    let (records, bad) = session.records(&id, day("2026-11-23")).unwrap();
    assert_eq!(bad, Vec::<String>::new());
    let card = |a: &crate::model::Assessment| {
        let loaded = session.questionnaire_of(&a.questionnaire).unwrap();
        assert_eq!(crate::runtime::warnings::warnings_of(a, &loaded.questionnaire), Vec::<String>::new());
        scorecard(&loaded.questionnaire, &a.scope, &a.answers)
    };
    records.iter().map(|r| (r.assessment.period, card(&r.assessment))).collect()
}

fn files(folder: &Path) -> BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let below = files(&path);
            let name = std::path::PathBuf::from(path.file_name().unwrap());
            found.extend(below.into_iter().map(|(below, bytes)| (name.join(below), bytes)));
        } else {
            found.insert(path.file_name().unwrap().into(), std::fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn the_same_day_gives_the_same_bytes() {
    let (one, _) = made("2026-11-23");
    let (two, _) = made("2026-11-23");
    assert_eq!(files(one.path()), files(two.path()));
    let (three, _) = made("2027-11-23");
    assert_ne!(files(one.path()), files(three.path()));
}

#[test]
fn five_quarters_each_with_plausible_scores_and_steps() {
    let (_dir, session) = made("2026-11-23");
    let ratio = |text: &str| text.parse::<f64>().unwrap();
    for (team, first, last) in [
        ("claims", "2025-Q4", "2026-Q4"),
        ("parcels", "2025-Q3", "2026-Q3"),
        ("print-shop", "2025-Q2", "2026-Q2"),
    ] {
        let cards = cards(&session, team);
        let periods: Vec<String> = cards.iter().map(|(p, _)| p.to_string()).collect();
        assert_eq!((periods.len(), periods[0].as_str(), periods[4].as_str()), (5, first, last));
        let scores: Vec<f64> =
            cards.iter().map(|(_, c)| ratio(&Ratio::score(c.overall.score.unwrap()))).collect();
        assert!(scores.iter().all(|s| (0.5..3.0).contains(s)), "{team}: {scores:?}");
        for pair in scores.windows(2) {
            assert!((-0.1..=0.35).contains(&(pair[1] - pair[0])), "{team}: {scores:?}");
        }
        let falls = cards.windows(2).any(|pair| {
            let (before, after) = (&pair[0].1.dimensions, &pair[1].1.dimensions);
            before.iter().zip(after).any(|(b, a)| a.1.level < b.1.level)
        });
        assert!(falls, "{team}: no dimension falls by a level");
        let coverage: std::collections::BTreeSet<String> =
            cards.iter().filter_map(|(_, c)| c.overall.coverage).map(Ratio::percent).collect();
        assert!(coverage.len() > 1, "{team}: coverage never changes: {coverage:?}");
    }
}

#[test]
fn one_comparison_shows_all_four_parts_and_keeps_the_earlier_questionnaire() {
    let (dir, session) = made("2026-11-23");
    let team = TeamId::parse("claims").unwrap();
    let timeline = crate::runtime::comparing::timeline(&session, &team, day("2026-11-23")).unwrap();
    assert_eq!(timeline.warnings, Vec::<String>::new());
    let versions: Vec<String> =
        timeline.moments.iter().map(|m| m.assessed.questionnaire.version.to_string()).collect();
    assert_eq!(versions, ["0.9.0", "0.9.0", "1.0.0", "1.0.0", "1.0.0"]);
    let parts = timeline.moments[2].parts(None).unwrap().named();
    assert!(parts.iter().all(|(_, part)| part.two_decimals() != "0.00"), "{parts:?}");
    let fell =
        timeline.moments.iter().filter_map(|m| m.since.as_ref()).any(|since| {
            since.comparison.questions.iter().any(|q| q.change == crate::comparison::Change::Down)
        });
    assert!(fell, "no question goes down");
    let kept: Vec<String> = std::fs::read_dir(dir.path().join("questionnaires"))
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(kept.iter().any(|name| name.starts_with("container-orchestration@0.9.0.")), "{kept:?}");
}

#[test]
fn one_draft_is_half_answered_with_flags_and_a_parked_topic() {
    let (_dir, session) = made("2026-11-23");
    let drafts = session.store.drafts().unwrap();
    assert_eq!(drafts.len(), 1);
    let read = drafts[0].draft.as_ref().unwrap();
    let (answered, asked) =
        super::super::home::counts(&read.draft, &session.questionnaire(None).unwrap().questionnaire);
    assert!((asked * 2 / 5..asked * 3 / 5).contains(&answered), "{answered} of {asked}");
    assert!(read.draft.answers.values().filter(|a| a.flag.is_some()).count() >= 2);
    assert_eq!(read.draft.parking_lot.len(), 1);
    assert_eq!(read.draft.header.period.to_string(), "2026-Q4");
}

#[test]
fn it_can_be_made_on_any_day() {
    for today in ["2026-01-01", "2026-03-31", "2026-10-03", "2024-02-29", "2027-12-31"] {
        let (_dir, session) = made(today);
        for team in session.store.teams().unwrap() {
            let (records, bad) = session.records(&team.unwrap().id, day(today)).unwrap();
            assert_eq!((records.len(), bad.len()), (5, 0), "{today}");
            for record in records {
                let finished = record.assessment.finished.date_naive();
                assert!(finished <= day(today), "{today}: {finished}");
                assert_eq!(Period::containing(finished, 1), record.assessment.period, "{today}");
            }
        }
    }
}

#[test]
fn a_folder_with_something_in_it_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    assert!(must_be_empty(dir.path()).is_ok());
    assert!(must_be_empty(&dir.path().join("not-there")).is_ok());
    std::fs::create_dir(dir.path().join("x")).unwrap();
    assert!(must_be_empty(dir.path()).unwrap_err().to_string().contains("is not empty"));
}
