//! The records of a team's last quarters. File names say the quarter, so that older records need not be read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::model::{Period, TeamId};

use super::Store;
use super::error::StoreError;
use super::records::{Oddity, Problem, Record, foreign, load, parts};

impl Store {
    /// The records of the last `quarters` quarters of a team that have a readable record, every record of each,
    /// so that it is known which ones are replaced; by quarter, as [`Store::records`]. What cannot be read is in
    /// the list where it belongs to these quarters or to a later one, or to no quarter at all.
    ///
    /// Quarters are those of the file names. Where one of the records that are read is about another quarter than
    /// its name says, the names of this team cannot be relied on, and all of its records are given.
    ///
    /// # Errors
    /// Only when the folder itself cannot be read.
    pub fn recent(
        &self,
        team: &TeamId,
        quarters: usize,
        today: NaiveDate,
    ) -> Result<Vec<Result<Record, Problem>>, StoreError> {
        let (named, strange) = self.by_quarter(team)?;
        let mut found = Vec::new();
        let mut readable = BTreeSet::new();
        for (period, paths) in named.iter().rev() {
            if readable.len() >= quarters {
                break;
            }
            let mut of_quarter = Vec::new();
            for path in paths {
                let Some(name) = path.file_name().and_then(parts) else { continue };
                match load(path, &name, team, today) {
                    Ok(record) if is_elsewhere(&record) => return self.records(team, today),
                    Ok(record) => {
                        readable.insert(*period);
                        of_quarter.push(Ok(record));
                    }
                    Err(error) => of_quarter.push(Err(problem(path.clone(), error))),
                }
            }
            of_quarter.sort_by_key(Result::is_err);
            found.push(of_quarter);
        }
        let strange = strange.into_iter().map(|path| {
            let error = foreign(&path);
            Err(problem(path, error))
        });
        Ok(found.into_iter().rev().flatten().chain(strange).collect())
    }

    /// The files of a team by the quarter of their names, in order, and those with other names.
    #[expect(clippy::type_complexity, reason = "two lists that belong together here only")]
    fn by_quarter(
        &self,
        team: &TeamId,
    ) -> Result<(BTreeMap<Period, Vec<PathBuf>>, Vec<PathBuf>), StoreError> {
        let (mut named, mut strange) = (BTreeMap::<Period, Vec<PathBuf>>::new(), Vec::new());
        for (name, path) in super::read::entries(&self.dir().root, &self.dir().records(team))? {
            match parts(&name) {
                Some(name) => named.entry(name.period).or_default().push(path),
                None => strange.push(path),
            }
        }
        Ok((named, strange))
    }
}

fn is_elsewhere(record: &Record) -> bool {
    record.oddities.iter().any(|o| matches!(o, Oddity::Period { .. }))
}

fn problem(path: PathBuf, error: StoreError) -> Problem {
    Problem { path, error: Box::new(error) }
}

#[cfg(test)]
mod tests {
    use crate::model::{Assessment, Period};
    use crate::store::tests::{at, put, record, store, team, today};
    use crate::store::{Record, Store, the_current};

    fn quarter(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    fn publish(store: &Store, period: &str, second: i64) -> crate::store::Kept {
        store.publish(&Assessment { period: quarter(period), finished: at(second), ..record() }).unwrap()
    }

    fn recent(store: &Store, quarters: usize) -> Vec<Record> {
        store.recent(&team(), quarters, today()).unwrap().into_iter().flatten().collect()
    }

    fn periods(records: &[Record]) -> Vec<String> {
        records.iter().map(|r| r.assessment.period.to_string()).collect()
    }

    #[test]
    fn only_the_last_quarters_are_read_and_each_of_them_whole() {
        let (_dir, store) = store();
        assert!(recent(&store, 3).is_empty(), "a team without records");
        let old = publish(&store, "2025-Q4", 1);
        put(&store, &old.path, b"not read");
        publish(&store, "2026-Q1", 1);
        let first = publish(&store, "2026-Q4", 1);
        let amending = Assessment { finished: at(2), replaces: Some(first.hash), ..record() };
        let amended = store.publish(&amending).unwrap();

        let last = recent(&store, 1);
        assert_eq!(periods(&last), ["2026-Q4", "2026-Q4"]);
        assert_eq!(the_current(&last, &team(), quarter("2026-Q4")).unwrap().hash, amended.hash);
        assert_eq!(store.recent(&team(), 2, today()).unwrap().len(), 3, "what is older is not opened");
        assert_eq!(store.recent(&team(), 3, today()).unwrap().len(), 4);
        assert_eq!(periods(&recent(&store, 9)), ["2026-Q1", "2026-Q4", "2026-Q4"]);
    }

    #[test]
    fn a_quarter_that_cannot_be_read_is_told_and_does_not_count() {
        let (_dir, store) = store();
        publish(&store, "2026-Q1", 1);
        let last = publish(&store, "2026-Q4", 1);
        put(&store, &last.path, b"{");
        put(&store, &store.dir().records(&team()).join("notes.txt"), b"");
        let found = store.recent(&team(), 1, today()).unwrap();
        assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, false]);
    }

    #[test]
    fn names_that_say_another_quarter_are_not_relied_on() {
        let (_dir, store) = store();
        publish(&store, "2026-Q3", 1);
        let moved = publish(&store, "2026-Q2", 1);
        let name = moved.path.file_name().unwrap().to_str().unwrap().replace("2026-Q2", "2026-Q4");
        std::fs::rename(&moved.path, moved.path.with_file_name(name)).unwrap();
        assert_eq!(periods(&recent(&store, 1)), ["2026-Q2", "2026-Q3"]);
    }

    #[test]
    fn every_quarter_is_every_record() {
        let (_dir, store) = store();
        for (n, period) in ["2026-Q4", "2024-Q1", "2025-Q2", "2025-Q2"].into_iter().enumerate() {
            publish(&store, period, i64::try_from(n).unwrap());
        }
        let all: Vec<Record> = store.records(&team(), today()).unwrap().into_iter().flatten().collect();
        assert_eq!(recent(&store, usize::MAX), all);
    }
}
