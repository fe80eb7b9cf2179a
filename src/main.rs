//! The program: parse arguments, choose a face, print an error, exit code.

use std::process::ExitCode;

use quaymark::tui::run::{Ended, run};

fn main() -> ExitCode {
    let environment = quaymark::runtime::Environment::read().unwrap_or_default();
    let Ok(dir) = quaymark::store::resolve(&quaymark::store::Inputs {
        flag: None,
        env: environment.data_dir.clone(),
        xdg_data_home: environment.xdg_data_home.clone(),
        cwd: &environment.cwd,
    }) else {
        return ExitCode::FAILURE;
    };
    let Ok(session) = quaymark::runtime::Session::new(quaymark::store::Store::new(dir), None) else {
        return ExitCode::FAILURE;
    };
    match run(session, environment.cwd, quaymark::tui::view::Look::default(), |_| Vec::new()) {
        Ok(Ended::Quit) => ExitCode::SUCCESS,
        Ok(Ended::Signal(signal)) => ExitCode::from(u8::try_from(128 + signal).unwrap_or(1)),
        Ok(Ended::Unsaved(_)) | Err(_) => ExitCode::FAILURE,
    }
}
