//! The face that asks in lines, from outside: whole journeys, stopping anywhere, any input, and the same record
//! as the terminal face makes of the same answers.

mod both;
mod random;

use std::path::Path;

use quaymark::app::Effect;
use quaymark::app::effect::Start;
use quaymark::model::{Assessment, Draft, Period, Profile, QuestionId, Scope, TeamId};
use quaymark::plain::{Begin, Ended, run};
use quaymark::runtime::{Session, clock};
use quaymark::store::{DataDir, Origin, Store};
use tempfile::TempDir;

use crate::harness::own_questionnaire;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn session(dir: &Path) -> Session {
    let store = Store::new(DataDir { root: dir.join("data"), origin: Origin::Flag });
    Session::new(store, None).unwrap()
}

fn talk_from(dir: &Path, begin: Begin, lines: &str) -> String {
    let mut out = Vec::new();
    let ended = run(session(dir), dir.to_owned(), begin, &mut lines.as_bytes(), &mut out).unwrap();
    assert_eq!(ended, Ended::Quit);
    let out = String::from_utf8(out).unwrap();
    let odd = out.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
    assert_eq!(odd, None, "{out}");
    out
}

fn talk(dir: &Path, lines: &[&str]) -> String {
    talk_from(dir, Begin::default(), &(lines.join("\n") + "\n"))
}

fn payments() -> TeamId {
    TeamId::parse("payments").unwrap()
}

fn started() -> Begin {
    let start = Start {
        team: payments(),
        new_name: Some("Payments".to_owned()),
        period: Period::parse("2026-Q4").unwrap(),
        scope: Scope::All,
        scope_note: String::new(),
        profile: Profile::default(),
        from_last: true,
    };
    Begin { effects: vec![Effect::Start(Box::new(start))], ..Begin::default() }
}

fn continued() -> Begin {
    Begin { team: Some(payments()), ..Begin::default() }
}

fn draft(dir: &Path) -> Draft {
    session(dir).store.read_draft(&payments(), Period::parse("2026-Q4").unwrap()).unwrap().draft
}

fn records(dir: &Path) -> Vec<Assessment> {
    let (records, bad) = session(dir).records(&payments(), clock::now().date_naive()).unwrap();
    assert_eq!(bad, Vec::<String>::new());
    records.into_iter().map(|r| r.assessment).collect()
}

fn ids(dir: &Path) -> Vec<QuestionId> {
    let loaded = session(dir).questionnaire(None).unwrap();
    loaded.questionnaire.questions().map(|(_, q)| q.id.clone()).collect()
}

/// Answers to the questions of the profile; those without one are left as they are.
fn profile(answers: &[&'static str]) -> Vec<&'static str> {
    let count = own_questionnaire().profile.len();
    answers.iter().copied().chain(std::iter::repeat("")).take(count).collect()
}

/// Two answers with all that can be said to one; overview, results, review, finish; roadmap, export, Home.
const JOURNEY: &str = concat!(
    "2\nt 1\ne\nTrivy in CI,\nreport only.\n\nv\nk8s/namespaces.yaml:12\ns\nf\n",
    "p\nask the platform team\n?\n\n.\n\nh\n",
    "o\nsec\nb\nr\n1\n1\nb\nb\nR\nfilter\nfilter\nF\nno\nfinish\nyes\n",
    "roadmap\n1\nx\n1\nout.md\nx\n1\n\nhome\nr1\nq\n",
);

/// From the first run to the export of the roadmap.
#[test]
fn a_whole_journey() {
    let dir = folder();
    let form = [vec!["1", "Payments", "2026-Q4", "", "two clusters"], profile(&["3 4", "yes"])].concat();
    let out = talk_from(dir.path(), Begin::default(), &format!("{}\n{JOURNEY}", form.join("\n")));
    for expected in [
        "once a quarter.",
        "Question 1 of ",
        " answered 2.00. Saved. ",
        "For 3 you also need, 0 of ",
        "1. In place: ",
        "Note kept. Saved.",
        " evidence added (for). Saved.",
        " sure: low. Saved.",
        " flagged. Saved.",
        "Parked for later. Saved.",
        "Why it matters: ",
        "Done when: ",
        "unknown, counts 0 until somebody finds out. Saved.",
        "Result of Payments, 2026 Q4, draft so far.",
        "finished: 2026 Q4 is now a record",
        "Score: ",
        "Holding level ",
        "Goal: level ",
        "Effort: ",
        "written: out.md",
        "written: payments-2026-Q4-roadmap.md",
        "Result: Payments, 2026 Q4, score ",
    ] {
        let found = out.to_lowercase().contains(&expected.to_lowercase());
        assert!(found, "{expected}\n{out}");
    }
    let record = records(dir.path()).pop().unwrap();
    let first = &record.answers[&ids(dir.path())[0]];
    assert_eq!(first.note.as_deref(), Some("Trivy in CI,\nreport only."));
    assert_eq!(first.evidence[0].reference, "k8s/namespaces.yaml:12");
    assert_eq!(first.flag.as_deref(), Some(""));
    assert_eq!(record.scope_note, "two clusters");
    assert_eq!(record.profile.0.len(), 2);
    assert_eq!(record.parking_lot[0].text, "ask the platform team");
    let exported = std::fs::read_to_string(dir.path().join("out.md")).unwrap();
    assert!(exported.contains("Payments"), "{exported}");
}

#[test]
fn a_running_draft_goes_on_at_the_same_question() {
    let dir = folder();
    let ids = ids(dir.path());
    let out = talk_from(dir.path(), started(), "2\n\n3\n\n1\nq\n4\n");
    assert!(
        out.ends_with("Stopped. Everything is saved. To go on: quaymark assess payments --plain\n"),
        "{out}"
    );
    assert_eq!(draft(dir.path()).last_question, Some(ids[2].clone()));
    let out = talk_from(dir.path(), continued(), "");
    let page = out.split("resumed where you were").nth(1).unwrap();
    assert!(page.contains("Question 3 of ") && page.contains(ids[2].as_str()), "{out}");
    assert!(page.contains("Answer: 1.00."), "{out}");
    // From Home the draft is the first in the list.
    let out = talk(dir.path(), &["1", "2", "q"]);
    assert!(out.contains("1. Continue: Payments, 2026 Q4, 3 of "), "{out}");
    assert!(out.contains(&format!("{} answered 2.00. Saved.", ids[2])), "{out}");
}

/// The input may end behind any byte: what was answered until then is on the disk.
#[test]
fn the_end_of_the_input_loses_nothing() {
    let script = "2\n\n3\ne\nfirst\nsecond\n\nv\na file\n\n1\nr\n";
    for end in 0..=script.len() {
        let dir = folder();
        let ids = ids(dir.path());
        let read = &script[..end];
        let out = talk_from(dir.path(), started(), read);
        assert!(out.contains("Stopped. Everything is saved."), "{out}");
        let draft = draft(dir.path());
        let answered = |i: usize| draft.answers.get(&ids[i]).is_some_and(quaymark::model::Answer::counts);
        assert_eq!(answered(0), end >= 1, "{end}");
        assert_eq!(answered(1), end >= 4, "{end}");
        assert_eq!(answered(2), end >= script.len() - 3, "{end}");
        let answer = draft.answers.get(&ids[1]);
        let note = answer.and_then(|a| a.note.clone()).unwrap_or_default();
        let typed = script.get(7..end.min(19)).unwrap_or_default().trim_end_matches('\n');
        assert_eq!(note, typed, "{end}");
        let evidence = answer.and_then(|a| a.evidence.first()).map_or("", |e| e.reference.as_str());
        assert_eq!(evidence, script.get(23..end.min(29)).unwrap_or_default().trim(), "{end}");
    }
}

#[test]
fn input_that_means_nothing_changes_nothing() {
    let dir = folder();
    let out =
        talk_from(dir.path(), started(), "5\n-1\nt 9\nt x\nnonsense\n2 3\n\nn\n99\n\nhome\n77\nr 9\nxyz\n");
    assert!(out.contains("That is not an answer here. Nothing was changed."), "{out}");
    assert!(out.contains("Type t and numbers of this list. Nothing was changed."), "{out}");
    assert!(out.contains("Not answered yet."), "{out}");
    assert!(draft(dir.path()).answers.is_empty());
}

#[test]
fn a_hostile_name_is_kept_and_shown_inert() {
    let dir = folder();
    let name = "\u{1b}[31mPay\u{202e}ments\u{7}";
    let lines = [vec!["1", name, "", "", name], profile(&[]), vec!["2", "o", "home", "q"]].concat();
    let out = talk(dir.path(), &lines);
    assert!(out.contains("^[[31mPay<U+202E>ments^G"), "{out}");
    let teams = session(dir.path()).store.teams().unwrap();
    assert_eq!(teams[0].as_ref().unwrap().name, name);
}

#[test]
fn a_second_draft_of_the_quarter_is_asked_about() {
    let dir = folder();
    talk_from(dir.path(), started(), "2\n");
    let form = [vec!["n", "payments", "2026-Q4", "", ""], profile(&[])].concat();
    // Left, then the form is left too; then continued; then started over.
    let home = |lines: &[&str]| talk(dir.path(), lines);
    let out = home(&[&form[..], &["", ".", "q"]].concat());
    assert!(out.contains("Attention: Payments already has a 2026 Q4 draft: 1 of "), "{out}");
    assert!(out.contains("Left. Nothing was changed."), "{out}");
    assert_eq!(draft(dir.path()).answers.len(), 1);
    let out = home(&[&form[..], &["1", "q"]].concat());
    assert!(out.contains("Answer: 2.00."), "{out}");
    home(&[&form[..], &["3", "q"]].concat());
    assert_eq!(draft(dir.path()).answers.len(), 0);
}

#[test]
fn a_draft_that_somebody_else_holds_is_only_read() {
    let dir = folder();
    talk_from(dir.path(), started(), "2\n");
    let other = session(dir.path());
    let held = other.open(&payments(), Period::parse("2026-Q4").unwrap()).unwrap();
    let out = talk_from(dir.path(), continued(), "3\nt 1\ne\nlost?\n\nu\nr\nF\nq\n");
    drop(held);
    assert!(out.contains("Attention: read-only: "), "{out}");
    assert_eq!(out.matches("Attention: not changed: ").count(), 4, "{out}");
    assert!(out.contains("Attention: not finished: "), "{out}");
    assert!(out.ends_with("Stopped.\n"), "{out}");
    assert_eq!(draft(dir.path()).answers.len(), 1);
}

#[test]
fn an_export_never_goes_over_another_file_without_a_yes() {
    let dir = folder();
    talk_from(dir.path(), started(), "2\nroadmap\nx\n1\nout.md\n");
    let first = std::fs::read(dir.path().join("out.md")).unwrap();
    let out = talk_from(dir.path(), continued(), "3\nroadmap\nx\n1\nout.md\nno\nx\n1\n.\n");
    assert!(out.contains("Replace the file that is there? yes or no [no]:"), "{out}");
    assert_eq!(std::fs::read(dir.path().join("out.md")).unwrap(), first);
    let out = talk_from(dir.path(), continued(), "roadmap\nx\n1\nout.md\nyes\n");
    assert!(out.contains("written: "), "{out}");
    assert_ne!(std::fs::read(dir.path().join("out.md")).unwrap(), first);
}

#[test]
fn what_the_team_runs_can_be_changed_in_a_running_draft() {
    let dir = folder();
    let form = profile(&["3", "no", "-"]).join("\n");
    let lines = format!("2\no\nt\nnow three clusters\n{form}\nu\nU\nq\n");
    let out = talk_from(dir.path(), started(), &lines);
    assert!(out.contains("kept; questions that do not apply are left out. Saved."), "{out}");
    assert!(out.contains("undone: what it covers. Saved."), "{out}");
    let draft = draft(dir.path());
    assert_eq!(draft.scope_note, "now three clusters");
    assert_eq!(draft.profile.0.len(), 2);
}
