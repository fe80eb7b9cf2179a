//! REF: how a command line names an assessment. Reads the words only; `resolve` finds what they mean.
//! See `docs/cli.md`.

use std::path::PathBuf;

use super::exit::Stop;
use super::period::PeriodWord;

/// What a REF names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// An assessment of a team.
    Team(String, Which),
    /// A record in a file of its own.
    File(PathBuf),
    /// A record on the standard input.
    Input,
}

/// Which assessment of a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The latest finished one.
    Latest,
    /// So many quarters with a record before the latest, from 1.
    Before(usize),
    /// The finished one of a quarter.
    In(PeriodWord),
    /// The running draft.
    Draft,
}

/// The forms of a REF, for messages.
pub const FORMS: &str = "payments, payments@2026-Q3, payments@now, payments@last, payments@-1, payments@draft, ./record.json, or - for the standard input";

impl Reference {
    /// Reads a REF.
    ///
    /// # Errors
    /// Wrong usage, with the forms that there are.
    pub fn parse(text: &str) -> Result<Self, Stop> {
        if text == "-" {
            return Ok(Self::Input);
        }
        let json = std::path::Path::new(text).extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
        if json || text.contains(['/', '\\']) || text.starts_with('.') {
            return Ok(Self::File(PathBuf::from(text)));
        }
        let (team, which) = match text.split_once('@') {
            None => (text, Which::Latest),
            Some((team, word)) => (team, which(text, word)?),
        };
        if team.is_empty() {
            return Err(unclear(text, "the team is missing"));
        }
        Ok(Self::Team(team.to_owned(), which))
    }
}

fn which(text: &str, word: &str) -> Result<Which, Stop> {
    if word == "draft" {
        return Ok(Which::Draft);
    }
    if let Some(back) = word.strip_prefix('-') {
        return match back.parse::<usize>() {
            Ok(n) if n > 0 && back.bytes().all(|b| b.is_ascii_digit()) => Ok(Which::Before(n)),
            _ => Err(unclear(text, "after @- comes how many quarters back, from 1")),
        };
    }
    PeriodWord::parse(word).map(Which::In).map_err(|why| unclear(text, &why))
}

fn unclear(text: &str, why: &str) -> Stop {
    Stop::usage(format!("{text:?} names no assessment: {why}")).hint(format!("write {FORMS}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Period;

    #[test]
    fn each_form_has_one_meaning() {
        let team = |w| Reference::Team("payments".to_owned(), w);
        let quarter = Which::In(PeriodWord::Is(Period::parse("2026-Q3").unwrap()));
        for (text, meaning) in [
            ("payments", team(Which::Latest)),
            ("payments@2026-Q3", team(quarter)),
            ("payments@now", team(Which::In(PeriodWord::Now))),
            ("payments@-2", team(Which::Before(2))),
            ("payments@draft", team(Which::Draft)),
            ("./x", Reference::File("./x".into())),
            ("x.json", Reference::File("x.json".into())),
            ("-", Reference::Input),
        ] {
            assert_eq!(Reference::parse(text).unwrap(), meaning, "{text}");
        }
        for bad in
            ["", "@draft", "payments@", "payments@-0", "payments@-", "payments@-+1", "payments@2026-Q5"]
        {
            assert_eq!(Reference::parse(bad).unwrap_err().exit().code(), 2, "{bad}");
        }
    }
}
