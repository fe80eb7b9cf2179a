//! Stopped and let go on, by the key and by signals, under a shell as people have it.

use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::running::{Running, note};
use crate::harness::Machine;

/// The program under a shell, at its first question.
fn under_a_shell(machine: &Machine) -> Running {
    let mut shell = Running::shell(machine, &[]);
    shell.press("$Q\r");
    shell.wait_for("Start an assessment");
    shell.answer();
    shell
}

fn back_in_the_shell(shell: &mut Running) {
    shell.wait_until("the shell", |s| !s.alternate_screen() && s.contents().trim_end().ends_with("ready>"));
    shell.is_given_back();
}

fn back_in_the_program(shell: &mut Running, text: &str) {
    shell.press("fg\r");
    shell.wait_until(text, |s| s.alternate_screen() && s.contents().contains(text));
    assert!(shell.screen.screen().bracketed_paste());
    assert_ne!(shell.settings(), shell.before, "keys come one by one");
}

/// The program's process, as the shell knows it.
fn pid(machine: &Machine, shell: &mut Running) -> Pid {
    shell.press("jobs -l > jobs; printf 'list%s\\n' ed\r");
    shell.wait_for("listed");
    let jobs = std::fs::read_to_string(machine.cwd().join("jobs")).unwrap();
    let number = jobs.split_whitespace().find_map(|word| word.parse().ok()).unwrap();
    Pid::from_raw(number).unwrap()
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back() {
    let machine = Machine::new();
    let mut shell = under_a_shell(&machine);
    shell.press("\x1a");
    back_in_the_shell(&mut shell);
    shell.press("printf 'a%s\\n' live\r");
    shell.wait_for("alive");
    back_in_the_program(&mut shell, "1 of ");

    // A text field stays open with what is in it, and so does a list.
    shell.press("e");
    shell.wait_for("Note on");
    shell.press("half\x1a");
    back_in_the_shell(&mut shell);
    back_in_the_program(&mut shell, "half");
    shell.press(" more");
    shell.wait_for("half more");
    shell.press("\x1b");
    shell.wait_for("note kept");
    shell.press("?\x1a");
    back_in_the_shell(&mut shell);
    back_in_the_program(&mut shell, "Help");
    shell.press("\x1b");
    shell.wait_for("half more");
    shell.press("q");
    back_in_the_shell(&mut shell);
    assert_eq!(note(&machine).as_deref(), Some("half more"));
}

#[test]
fn stopped_from_outside_it_gives_the_terminal_back_too() {
    let machine = Machine::new();
    let mut shell = under_a_shell(&machine);
    shell.press("\x1a");
    back_in_the_shell(&mut shell);
    let program = pid(&machine, &mut shell);
    back_in_the_program(&mut shell, "1 of ");
    kill_process(program, Signal::TSTP).unwrap();
    back_in_the_shell(&mut shell);
    back_in_the_program(&mut shell, "1 of ");
    shell.press("3");
    shell.wait_for("answered 3");

    // In the background it waits until it is in front again.
    shell.press("\x1a");
    back_in_the_shell(&mut shell);
    shell.press("bg; printf 'b%s\\n' ehind\r");
    shell.wait_for("behind");
    shell.settle();
    assert!(!shell.screen.screen().alternate_screen());
    back_in_the_program(&mut shell, "1 of ");

    // While it is stopped, a signal that ends it ends it.
    shell.press("\x1a");
    back_in_the_shell(&mut shell);
    kill_process(program, Signal::TERM).unwrap();
    shell.press("fg; printf 'code %s.\\n' $?\r");
    shell.wait_for("code 143.");
    shell.settle();
    shell.is_given_back();
}

#[test]
fn where_no_shell_waits_it_does_not_stop() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.answer();
    running.press("\x1a");
    running.wait_for("ctrl-z needs a shell");
    running.press("e");
    running.wait_for("Note on");
    running.signal(Signal::TSTP);
    running.take(Duration::from_millis(200));
    running.press("on");
    running.wait_for("on");
    running.signal(Signal::CONT);
    running.press("ward");
    running.wait_for("onward");
    running.press("\x1b");
    running.wait_for("note kept");
    running.press("q");
    assert_eq!(running.ended().exit_code(), 0);
    running.is_given_back();
}
