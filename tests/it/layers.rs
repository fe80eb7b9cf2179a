//! The walls of the house: which module may name which, kept by reading every file of `src/`.
//! The length of functions is left to clippy (`too_many_lines`); its setting is checked here.

use std::path::{Path, PathBuf};

const GROUND: &[&str] = &["json", "model", "text"];
const CORE: &[&str] =
    &["scoring", "advisor", "answering", "finishing", "migration", "comparison", "pathways", "roadmap"];
const EDGES: &[&str] = &["catalog", "report", "store"];
const FACES: &[&str] = &["tui", "plain", "cli"];

/// What code of the core and of the application does not name.
const WORLD: &[&str] = &[
    "std::fs",
    "std::env",
    "std::time",
    "std::io",
    "std::net",
    "std::process",
    "Utc::now",
    "Local::now",
    "File::open",
    "File::create",
    "fs::File",
];

/// A file with its path from the root of the package, separated by `/`.
struct Source {
    path: String,
    text: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Every file under some of the package's folders and files whose name ends like this.
fn read(places: &[&str], ends: &str) -> Vec<Source> {
    let mut open: Vec<PathBuf> = places.iter().map(|p| root().join(p)).filter(|p| p.exists()).collect();
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|e| e.unwrap().path()));
        } else if path.to_str().is_some_and(|p| p.ends_with(ends)) {
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            found.push(Source { path: name, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "{places:?} {ends}");
    found
}

/// The text without comments. Text in quotes stays: a slash there starts no comment.
fn code(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let (mut quoted, mut escaped, mut before) = (false, false, ' ');
        for c in line.chars() {
            if !quoted && c == '/' && before == '/' {
                out.pop();
                break;
            }
            if c == '"' && !escaped && before != '\'' {
                quoted = !quoted;
            }
            escaped = quoted && c == '\\' && !escaped;
            before = c;
            out.push(c);
        }
        out.push('\n');
    }
    out
}

/// The names that follow a path such as `crate::`, one for each use; in braces, each of them.
fn after(text: &str, start: &str) -> Vec<String> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut names = Vec::new();
    for (at, _) in text.match_indices(start) {
        if text[..at].chars().next_back().is_some_and(|c| word(c) || c == ':') {
            continue;
        }
        let rest = text[at + start.len()..].trim_start();
        let Some(group) = rest.strip_prefix('{') else {
            names.push(rest.chars().take_while(|c| word(*c) || *c == '*').collect());
            continue;
        };
        let mut depth = 0;
        let mut name = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => names.push(std::mem::take(&mut name)),
                _ if depth == 0 && !c.is_whitespace() => name.push(c),
                _ => {}
            }
        }
        names.push(name);
    }
    let first = |n: String| n.split("::").next().unwrap_or_default().to_owned();
    names.into_iter().map(first).filter(|n| !n.is_empty()).collect()
}

/// The module on the top floor of the path that a file belongs to: `scoring` for `src/scoring/gate.rs`.
fn floor(path: &str) -> &str {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs")
}

/// How deep a file's module is: 1 for `src/answering.rs` and `src/app/mod.rs`.
fn depth(path: &str) -> usize {
    path.trim_start_matches("src/").trim_end_matches("/mod.rs").split('/').count()
}

/// The floors that a file names, through `crate::` or through `super::` up to the root.
fn named(source: &Source) -> Vec<String> {
    let text = code(&source.text);
    let mut names = after(&text, "crate::");
    names.extend(after(&text, &"super::".repeat(depth(&source.path))));
    let all = [GROUND, CORE, EDGES, FACES, &["app", "runtime"]].concat();
    names.retain(|n| all.contains(&n.as_str()));
    names
}

/// The floors that a floor may name, besides itself; none for a floor that nobody has heard of.
fn below(floor: &str) -> Option<Vec<&'static str>> {
    Some(match floor {
        f if GROUND.contains(&f) => GROUND.to_vec(),
        "scoring" => GROUND.to_vec(),
        "advisor" | "answering" | "finishing" | "migration" | "pathways" | "roadmap" => {
            [GROUND, &["scoring"]].concat()
        }
        "comparison" => [GROUND, &["scoring", "migration"]].concat(),
        f if EDGES.contains(&f) || f == "app" => [GROUND, CORE].concat(),
        "runtime" => [GROUND, CORE, EDGES, &["app"]].concat(),
        f if FACES.contains(&f) => [GROUND, CORE, EDGES, &["app", "runtime"]].concat(),
        "main" | "lib" => [GROUND, CORE, EDGES, FACES, &["app", "runtime"]].concat(),
        _ => return None,
    })
}

fn climbs(source: &Source) -> Vec<String> {
    let own = floor(&source.path);
    let Some(allowed) = below(own) else {
        return vec![format!("{}: a new floor, give it a place", source.path)];
    };
    let names = named(source);
    let wrong = names.iter().filter(|n| *n != own && !allowed.contains(&n.as_str()));
    wrong.map(|n| format!("{} names {n}", source.path)).collect()
}

fn touches_the_world(source: &Source) -> Vec<String> {
    let own = floor(&source.path);
    if !(GROUND.contains(&own) || CORE.contains(&own) || own == "app") {
        return Vec::new();
    }
    let text = code(&source.text);
    let mut wrong: Vec<&str> = WORLD.iter().copied().filter(|w| text.contains(w)).collect();
    let grouped = after(&text, "std::");
    wrong.extend(["fs", "env", "time", "io"].into_iter().filter(|w| grouped.iter().any(|g| g == w)));
    wrong.into_iter().map(|w| format!("{} names {w}", source.path)).collect()
}

fn names_the_terminal(source: &Source) -> Vec<String> {
    let mut text = code(&source.text);
    if source.path == "src/text/width.rs" {
        // Its tests compare our widths with those that ratatui lays out: that is the point of them.
        text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
    }
    let inside = floor(&source.path) == "tui";
    let wrong = ["ratatui", "crossterm"].into_iter().filter(|w| !inside && text.contains(w));
    wrong.map(|w| format!("{} names {w}", source.path)).collect()
}

fn knows_home(source: &Source) -> Vec<String> {
    let knows = source.path != "src/store/paths.rs" && code(&source.text).contains("directories::");
    knows.then(|| format!("{} names directories", source.path)).into_iter().collect()
}

fn screen_names_screen(source: &Source) -> Vec<String> {
    let screens = "src/app/screen/";
    if !source.path.starts_with(screens) || source.path.ends_with("/mod.rs") {
        return Vec::new();
    }
    let text = code(&source.text);
    // Files under a folder of a screen belong to that screen: there one more `super` leads to the screens.
    let start = "super::".repeat(depth(&source.path) - 2);
    let mut names = after(&text, &start);
    names.retain(|n| !["Desk", "moved", "moved_among", "step", "super", "*"].contains(&n.as_str()));
    if text.contains("app::screen") || text.contains(&format!("{start}super::")) {
        names.push("the screens from above".to_owned());
    }
    names.into_iter().map(|n| format!("{} names {n}", source.path)).collect()
}

fn is_badly_named(source: &Source) -> Vec<String> {
    let bad = ["util", "utils", "helper", "helpers", "common", "misc"];
    let wrong = source.path.split('/').any(|part| bad.contains(&part.trim_end_matches(".rs")));
    wrong.then(|| format!("{} says nothing by its name", source.path)).into_iter().collect()
}

fn has_no_opening(source: &Source) -> Vec<String> {
    let opens = source.text.starts_with("//! ");
    (!opens).then(|| format!("{} does not say what it is", source.path)).into_iter().collect()
}

fn is_long(source: &Source) -> Vec<String> {
    let lines = source.text.lines().count();
    (lines > 400).then(|| format!("{} has {lines} lines", source.path)).into_iter().collect()
}

fn names_what_readers_do_not_have(source: &Source) -> Vec<String> {
    let words: Vec<String> =
        source.text.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    let issue = words.iter().any(|w| w == "issue" || w == "issues");
    let shared = source.text.contains(concat!("shared", "/"));
    (issue || shared).then(|| format!("{} points outside of the project", source.path)).into_iter().collect()
}

fn all(sources: &[Source], rule: fn(&Source) -> Vec<String>) {
    let wrong: Vec<String> = sources.iter().flat_map(rule).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// A made-up file that a rule must refuse.
fn caught(rule: fn(&Source) -> Vec<String>, path: &str, text: &str) {
    let source = Source { path: path.to_owned(), text: text.to_owned() };
    assert!(!rule(&source).is_empty(), "{path}: {text}");
}

fn passes(rule: fn(&Source) -> Vec<String>, path: &str, text: &str) {
    let source = Source { path: path.to_owned(), text: text.to_owned() };
    assert_eq!(rule(&source), Vec::<String>::new(), "{path}: {text}");
}

#[test]
fn floors_go_down_only() {
    all(&read(&["src"], ".rs"), climbs);
    caught(climbs, "src/model/level.rs", "use crate::scoring::gate;");
    caught(climbs, "src/scoring/gate.rs", "fn f() { let x = crate::roadmap::roadmap; }");
    caught(climbs, "src/roadmap/order.rs", "use crate::answering::short;");
    caught(climbs, "src/migration/states.rs", "use crate::comparison::Side;");
    caught(climbs, "src/store/finish.rs", "use crate::{\n    model::Level,\n    catalog::Loaded,\n};");
    caught(climbs, "src/report/mod.rs", "use super::store::Store;");
    caught(climbs, "src/report/text/mod.rs", "use super::super::store::Store;");
    caught(climbs, "src/app/state.rs", "use crate::store::Store;");
    caught(climbs, "src/app/state.rs", "use crate::runtime::Session;");
    caught(climbs, "src/runtime/home.rs", "use crate::tui::view;");
    caught(climbs, "src/cli/show.rs", "use crate::plain::Lines;");
    caught(climbs, "src/plain/mod.rs", "pub fn f(x: crate::tui::Role) {}");
    caught(climbs, "src/helm/mod.rs", "");
    passes(climbs, "src/cli/show.rs", "use crate::{cli::Out, runtime::Session};\n// see crate::tui\n");
    passes(climbs, "src/store/text/mod.rs", "use super::store::Store;");
}

#[test]
fn the_core_and_the_application_touch_no_world() {
    all(&read(&["src"], ".rs"), touches_the_world);
    caught(touches_the_world, "src/app/work.rs", "use std::fs;");
    caught(touches_the_world, "src/app/work.rs", "use std::{collections::BTreeMap, env};");
    caught(touches_the_world, "src/scoring/gate.rs", "let now = Utc::now();");
    caught(touches_the_world, "src/model/id.rs", "let file = File::open(path);");
    caught(touches_the_world, "src/answering.rs", "let at = std::time::Instant::now();");
    passes(touches_the_world, "src/model/evidence.rs", "/// Not std::fs.\nlet kind = EvidenceKind::File;");
    passes(touches_the_world, "src/store/read.rs", "use std::fs;");
}

#[test]
fn only_the_terminal_face_knows_the_terminal() {
    all(&read(&["src"], ".rs"), names_the_terminal);
    caught(names_the_terminal, "src/app/key.rs", "use crossterm::event::KeyCode;");
    caught(names_the_terminal, "src/cli/mod.rs", "let b: ratatui::buffer::Buffer;");
    caught(names_the_terminal, "src/text/width.rs", "use ratatui::text::Span;\n#[cfg(test)]\nmod tests {}");
    passes(names_the_terminal, "src/tui/events.rs", "use crossterm::event::KeyCode;");
}

#[test]
fn one_file_knows_the_home_directory() {
    all(&read(&["src"], ".rs"), knows_home);
    caught(knows_home, "src/runtime/environment.rs", "use directories::ProjectDirs;");
}

#[test]
fn no_screen_knows_another() {
    all(&read(&["src"], ".rs"), screen_names_screen);
    caught(screen_names_screen, "src/app/screen/home.rs", "use super::new::New;");
    caught(screen_names_screen, "src/app/screen/home.rs", "use super::{Desk, question};");
    caught(screen_names_screen, "src/app/screen/home.rs", "use crate::app::screen::new;");
    caught(screen_names_screen, "src/app/screen/home.rs", "use super::super::screen::new;");
    caught(screen_names_screen, "src/app/screen/new/form.rs", "use super::super::home::Home;");
    passes(screen_names_screen, "src/app/screen/home.rs", "use super::{Desk, moved};\nuse super::*;");
    passes(screen_names_screen, "src/app/screen/new/form.rs", "use super::Field;\nuse super::super::moved;");
}

#[test]
fn files_have_a_name_an_opening_and_an_end() {
    let sources = read(&["src", "tests"], ".rs");
    all(&sources, is_badly_named);
    all(&sources, has_no_opening);
    all(&sources, is_long);
    caught(is_badly_named, "src/text/util.rs", "");
    caught(is_badly_named, "src/helpers/mod.rs", "");
    caught(has_no_opening, "src/text/mod.rs", "use std::fmt;\n//! Late.");
    caught(is_long, "src/text/mod.rs", &"\n".repeat(401));
    passes(is_long, "src/text/mod.rs", &"\n".repeat(400));
}

#[test]
fn clippy_watches_the_length_of_functions() {
    let clippy = std::fs::read_to_string(root().join("clippy.toml")).unwrap();
    assert!(clippy.lines().any(|l| l == "too-many-lines-threshold = 70"));
    let cargo = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(cargo.lines().any(|l| l.starts_with("pedantic = { level = \"warn\"")));
    let allowed = read(&["src"], ".rs").into_iter().filter(|s| s.text.contains("clippy::too_many_lines"));
    assert_eq!(allowed.map(|s| s.path).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn nothing_points_outside_of_the_project() {
    all(&read(&["src"], ".rs"), names_what_readers_do_not_have);
    all(&read(&["docs", "README.md", "Cargo.toml"], ""), names_what_readers_do_not_have);
    caught(names_what_readers_do_not_have, "docs/a.md", "As the Issue says.");
    caught(names_what_readers_do_not_have, "src/a.rs", concat!("// see /work/shared", "/design"));
    passes(names_what_readers_do_not_have, "src/a.rs", "// a tissue, reissued, is shared");
}
