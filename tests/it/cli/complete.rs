//! Completion as a shell asks for it: the real program with the words typed so far.

use super::desk::Desk;

/// What is offered for the last of these words.
fn offered(desk: &Desk, words: &[&str]) -> Vec<String> {
    let mut command = desk.command(&[]);
    // What stands before the words is how a shell calls the program.
    command.args(["--", "quaymark", "--data-dir", "data"]).args(words);
    command.env("COMPLETE", "bash").env("_CLAP_IFS", "\n");
    command.env("_CLAP_COMPLETE_INDEX", (words.len() + 2).to_string());
    let ran = super::desk::ran(&mut command);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{words:?}");
    ran.out.lines().map(str::to_owned).collect()
}

#[test]
fn names_come_from_the_data_directory_on_the_line() {
    let desk = Desk::with_record();
    desk.ok(&["reopen", "payments"]);
    desk.ok(&["team", "add", "Print Shop"]);
    let quarter = crate::harness::quarter();
    assert_eq!(offered(&desk, &["show", "pa"]), ["payments"]);
    assert_eq!(offered(&desk, &["finish", "p"]), ["payments", "print-shop"]);
    let wanted = ["payments@draft".to_owned(), format!("payments@{quarter}")];
    assert_eq!(offered(&desk, &["roadmap", "payments@"]), wanted);
    assert_eq!(offered(&desk, &["list", "--team", "pr"]), ["print-shop"]);
}

#[test]
fn versions_of_a_questionnaire_also_those_that_are_only_kept() {
    let desk = Desk::new();
    desk.ok(&["demo", "--keep", "data"]);
    let both = ["container-orchestration@0.9.0", "container-orchestration@1.0.0"];
    let diff = ["questionnaire", "diff", "container-orchestration@"];
    assert_eq!(offered(&desk, &diff), both);
    assert_eq!(offered(&desk, &["questionnaire", "diff", both[0], "container-orchestration@1"]), [both[1]]);
    assert_eq!(offered(&desk, &["migrate", "claims", "--to", "container-orchestration@0"]), [both[0]]);
    assert_eq!(offered(&desk, &["compare", "claims@-1", "cl"]), ["claims"]);
}

#[test]
fn questions_dimensions_quarters_and_parts() {
    let desk = Desk::new();
    assert!(offered(&desk, &["question", "SEC-"]).contains(&"SEC-Q1".to_owned()));
    let both = offered(&desk, &["explain", "payments", "sec"]);
    assert_eq!(both.first().unwrap(), "SEC");
    assert!(both.contains(&"SEC-Q1".to_owned()));
    let periods = offered(&desk, &["assess", "--period", ""]);
    assert_eq!(periods[..2], ["now", "last"]);
    assert!(periods.contains(&crate::harness::quarter().to_string()));
    assert_eq!(offered(&desk, &["assess", "--scope", "SEC,NE"]), ["SEC,NET"]);
    assert_eq!(offered(&desk, &["assess", "--scope", "fou"]), ["foundation"]);
    assert_eq!(offered(&desk, &["schema", "jour"]), ["journal"]);
    assert_eq!(offered(&desk, &["sho"]), ["show"]);
}

#[test]
fn data_that_cannot_be_read_says_nothing_to_a_shell() {
    let desk = Desk::new();
    desk.write("data/teams/payments/team.json", "{");
    assert!(!offered(&desk, &["show", "p"]).contains(&"payments".to_owned()));
    desk.write("data/teams/search/team.json", [0xff, 0xfe]);
    offered(&desk, &["explain", ""]);
}

#[test]
fn every_shell_gets_a_script_that_asks_back() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.ok(&["completions", shell]).out;
        assert!(script.contains("COMPLETE") && script.contains("quaymark"), "{shell}: {script}");
    }
    assert!(desk.fails(2, &["completions", "bsh"]).contains("'bash'"));
}

/// In bash an `@` ends a word; the script puts a REF together again.
#[cfg(unix)]
#[test]
fn the_script_of_bash_completes_behind_an_at_sign() {
    let desk = Desk::with_record();
    let script = desk.ok(&["completions", "bash"]).out;
    let quarter = crate::harness::quarter().to_string();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_quaymark")).parent().unwrap();
    let ask = format!(
        "compopt() {{ :; }}\n{script}\nCOMP_WORDS=(quaymark --data-dir data show payments @ {})\n\
         COMP_CWORD=6\n_quaymark quaymark @{} payments\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        &quarter[..4],
        &quarter[..4],
    );
    let Ok(output) = std::process::Command::new("bash")
        .args(["--norc", "-c", &ask])
        .current_dir(desk.path(""))
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
        .output()
    else {
        return; // There is no bash here.
    };
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, format!("@{quarter}\n"), "{}", String::from_utf8_lossy(&output.stderr));
}
