//! Records and teams that are kept: none lost, none replaced, one current.

use super::{at, header, period, put, record, store, team, today};
use crate::model::{Assessment, Team, TeamId};
use crate::store::{Kind, Oddity, Record, Store, StoreError, current, periods, the_current, unlikely};

fn listed(store: &Store) -> Vec<Record> {
    store.records(&team(), today()).unwrap().into_iter().map(|r| r.unwrap()).collect()
}

fn finished_at(second: i64) -> Assessment {
    Assessment { finished: at(second), ..record() }
}

#[test]
fn eight_writers_lose_nothing() {
    let (_dir, store) = store();
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let store = &store;
            scope.spawn(move || {
                for n in 0..12 {
                    // Every second one is the same for all writers.
                    let second = if n % 2 == 0 { n } else { 1000 * (writer + 1) + n };
                    store.publish(&finished_at(second)).unwrap();
                }
            });
        }
    });
    let found = listed(&store);
    assert_eq!(found.len(), 6 + 8 * 6);
    assert!(found.iter().all(|r| !r.edited_by_hand && r.oddities.is_empty()));
    let files = std::fs::read_dir(store.dir().records(&team())).unwrap().count();
    assert_eq!(files, found.len(), "no temporary file stays");
}

#[test]
fn publishing_twice_is_publishing_once() {
    let (_dir, store) = store();
    let first = store.publish(&record()).unwrap();
    let again = store.publish(&record()).unwrap();
    assert_eq!((first.already, again.already, first.hash), (false, true, again.hash));
    assert_eq!(listed(&store).len(), 1);
}

#[test]
fn what_could_not_be_read_back_is_not_published() {
    let (_dir, store) = store();
    let newer = Assessment { schema: "quaymark/assessment/v2".to_owned(), ..record() };
    let large = Assessment { scope_note: "x".repeat(4 << 20), ..record() };
    assert!(matches!(store.publish(&newer), Err(StoreError::Format(_))));
    assert!(matches!(store.publish(&large), Err(StoreError::TooLarge { .. })));
    assert!(!store.dir().root.exists(), "nothing was written");
}

#[test]
fn the_record_that_no_other_replaces_is_current() {
    let (_dir, store) = store();
    let none = the_current(&[], &team(), period()).unwrap_err();
    assert_eq!(none.kind(), Kind::NotFound);
    let old = store.publish(&finished_at(1)).unwrap();
    let amended = Assessment { replaces: Some(old.hash.clone()), ..finished_at(2) };
    let new = store.publish(&amended).unwrap();
    assert_eq!(the_current(&listed(&store), &team(), period()).unwrap().hash, new.hash);

    let text = std::fs::read_to_string(&old.path).unwrap();
    put(&store, &old.path, text.replace("ask", "ask again").as_bytes());
    let edited = listed(&store);
    assert!(edited.iter().any(|r| r.edited_by_hand));
    assert_eq!(the_current(&edited, &team(), period()).unwrap().hash, new.hash, "edited, but still replaced");

    let other = store.publish(&finished_at(3)).unwrap();
    let found = listed(&store);
    assert_eq!(current(&found, period()).len(), 2);
    let several = the_current(&found, &team(), period()).unwrap_err();
    assert_eq!(several.kind(), Kind::Conflict);
    for kept in [&new, &other] {
        let name = kept.path.file_name().unwrap().to_string_lossy();
        assert!(several.to_string().contains(&*name), "{several}");
    }
    assert_eq!(periods(&found).into_iter().collect::<Vec<_>>(), [period()]);
}

#[test]
fn a_record_in_the_wrong_place_is_flagged_and_counts() {
    let (_dir, store) = store();
    let kept = store.publish(&record()).unwrap();
    let moved = store.dir().records(&team()).join(format!("2026-Q3.{}.other.json", kept.hash.short()));
    std::fs::rename(&kept.path, &moved).unwrap();
    let found = listed(&store);
    let inside = team();
    assert_eq!(
        found[0].oddities,
        [
            Oddity::Team { inside, outside: "other".to_owned() },
            Oddity::Period { inside: period(), outside: period().previous() },
        ]
    );
    assert!(!found[0].edited_by_hand);
}

#[test]
fn unlikely_quarters_are_flagged_and_keep_their_order() {
    let (_dir, store) = store();
    let quarters = ["1969-Q4", "2000-Q1", "2026-Q4", "2028-Q4", "2029-Q1", "2099-Q1"];
    for quarter in quarters {
        let period = crate::model::Period::parse(quarter).unwrap();
        store.publish(&Assessment { period, ..record() }).unwrap();
    }
    let found = listed(&store);
    assert_eq!(found.iter().map(|r| r.assessment.period.to_string()).collect::<Vec<_>>(), quarters);
    let odd: Vec<bool> = found.iter().map(|r| unlikely(r.assessment.period, today())).collect();
    assert_eq!(odd, [true, false, false, false, true, true]);
    assert!(found.iter().zip(odd).all(|(r, odd)| r.oddities.is_empty() != odd));
}

fn new_team(id: &str) -> Team {
    let questionnaire = record().questionnaire.id;
    Team::new(TeamId::parse(id).unwrap(), "Payments".to_owned(), questionnaire)
}

#[test]
fn teams_are_created_once_and_saved_over() {
    let (_dir, store) = store();
    assert!(store.teams().unwrap().is_empty());
    assert_eq!(store.team(&team()).unwrap_err().kind(), Kind::NotFound);
    assert_eq!(store.save_team(&new_team("payments")).unwrap_err().kind(), Kind::NotFound);
    let mut payments = new_team("payments");
    store.create_team(&payments).unwrap();
    assert!(matches!(store.create_team(&payments), Err(StoreError::TeamExists { .. })));
    payments.archived = true;
    assert!(matches!(store.create_team(&payments), Err(StoreError::TeamExists { .. })));
    payments.extra.0.insert("later".to_owned(), serde_json::json!([1]));
    store.save_team(&payments).unwrap();
    store.create_team(&new_team("identity")).unwrap();
    let found: Vec<Team> = store.teams().unwrap().into_iter().map(|t| t.unwrap()).collect();
    assert_eq!(found, [new_team("identity"), payments]);
}

#[test]
fn bad_teams_are_listed_with_the_reason_and_not_saved_over() {
    let (_dir, store) = store();
    store.create_team(&new_team("good")).unwrap();
    let text = crate::json::to_canonical(&new_team("payments")).unwrap();
    for (from, to, expected) in [
        ("team/v1", "team/v2", "newer Quaymark (team v2)"),
        ("\"quarter_starts\": 1", "\"quarter_starts\": 13", ":9:21: quarter_starts: 13 is not a month"),
        ("\"capacity\": 20", "\"capacity\": 0", "capacity: 0 points"),
        ("\"Payments\"", &format!("\"{}\"", "n".repeat(201)), "name: longer than 200 characters"),
        ("\"payments\"", "\"other\"", ":3:9: id: the team is other, expected payments"),
        ("{", "{{", "key must be a string"),
    ] {
        let bad = text.replacen(from, to, 1);
        assert_ne!(bad, text, "{from}");
        put(&store, &store.dir().team_file(&team()), bad.as_bytes());
        let found = store.teams().unwrap();
        assert!(found[0].is_ok());
        let problem = found[1].as_ref().unwrap_err().to_string();
        assert!(problem.contains(expected), "{problem}\nexpected {expected}");
        assert!(store.save_team(&new_team("payments")).is_err());
        assert_eq!(std::fs::read(store.dir().team_file(&team())).unwrap(), bad.as_bytes());
    }
    put(&store, &store.dir().teams().join("Not A Team/team.json"), b"");
    let problem = store.teams().unwrap().remove(0).unwrap_err();
    assert!(problem.to_string().contains("is not named like a team"), "{problem}");
}

/// Root may write anywhere but into the kernel's own folders, so there the test goes there.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_named_with_a_way_out() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let locked = dir.path().join("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o500)).unwrap();
    let root = std::fs::create_dir(locked.join("probe")).is_ok();
    let place = if root { "/sys/kernel/quaymark".into() } else { locked.join("quaymark") };
    let store = Store::new(crate::store::DataDir { root: place.clone(), origin: crate::store::Origin::Flag });
    for error in [
        store.publish(&record()).unwrap_err(),
        store.create_draft(&header(), &[]).unwrap_err(),
        store.create_team(&new_team("payments")).unwrap_err(),
    ] {
        let shown = error.to_string();
        assert!(shown.starts_with(&format!("cannot write {}: ", place.display())), "{shown}");
        assert!(shown.contains("permission denied") || shown.contains("read-only"), "{shown}");
        assert!(
            shown.ends_with("; nothing was changed. Use --data-dir DIR to keep data elsewhere"),
            "{shown}"
        );
        assert_eq!(error.kind(), Kind::Failed);
    }
    assert!(store.records(&team(), today()).unwrap().is_empty(), "a missing folder is an empty one");
}

#[cfg(unix)]
#[test]
fn every_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, store) = store();
    store.publish(&record()).unwrap();
    let open = store.create_draft(&super::header(), &[]).unwrap();
    store.keep_place(&team(), super::period(), &super::question(1));
    store.keep_texts(b"[]").unwrap();
    drop(open);
    let (mut folders, mut seen) = (vec![store.dir().root.clone()], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let found = std::fs::metadata(&path).unwrap();
            let wanted = if found.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(found.permissions().mode() & 0o777, wanted, "{}", path.display());
            seen += usize::from(found.is_file());
            folders.extend(found.is_dir().then_some(path));
        }
    }
    assert_eq!(seen, 5, "record, journal, lock, place and texts");
}
