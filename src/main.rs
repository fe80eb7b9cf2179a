//! The program: parse arguments, choose a face, print an error, exit code.

fn main() {
    let environment = quaymark::runtime::Environment::read().unwrap_or_default();
    let Ok(dir) = quaymark::store::resolve(&quaymark::store::Inputs {
        flag: None,
        env: environment.data_dir.clone(),
        xdg_data_home: environment.xdg_data_home.clone(),
        cwd: &environment.cwd,
    }) else {
        return;
    };
    let Ok(session) = quaymark::runtime::Session::new(quaymark::store::Store::new(dir), None) else { return };
    let _ = quaymark::tui::run::run(session, environment.cwd, quaymark::tui::view::Look::default(), |_| {
        Vec::new()
    });
}
