//! The file of `advise --inputs`: read without forgiving, with the place of what is wrong. See `docs/advisor.md`.

use crate::json::diagnostic::Diagnostic;
use crate::json::plain::Limits;
use crate::json::tree::{self, Value};
use crate::model::advice::Inputs;

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::input::read_file;

/// The most bytes of the file.
const LIMIT: usize = 1 << 20;

/// Reads a file of answers, or the standard input for `-`.
///
/// # Errors
/// When it cannot be read, or what is wrong with it and where.
pub(super) fn read(desk: &mut Desk<'_>, name: &str) -> Result<Inputs, Stop> {
    if name == "-" {
        let bytes = desk.read_input()?;
        return parse("<stdin>", &bytes);
    }
    parse(name, &read_file(&desk.environment.cwd.join(name), LIMIT)?)
}

fn parse(name: &str, bytes: &[u8]) -> Result<Inputs, Stop> {
    let tree = tree::parse(name, bytes, Limits::FILE).map_err(|one| refused(name, &[*one]))?;
    if !tree.duplicates.is_empty() {
        return Err(refused(name, &tree.duplicates));
    }
    if !matches!(tree.root.value, Value::Object(_)) {
        let problem = Diagnostic::error(name, tree.position(tree.root.span.start), "", "expected an object");
        return Err(refused(name, &[problem]));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { String::new() } else { path };
        let at = tree.find(&path).map_or(0, |node| node.span.start);
        let said = error.into_inner().to_string();
        let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said).to_owned();
        refused(name, &[Diagnostic::error(name, tree.position(at), &path, said)])
    })
}

fn refused(name: &str, problems: &[Diagnostic]) -> Stop {
    let lines: Vec<String> = problems.iter().map(|p| format!("  {p}")).collect();
    let message = format!("{name} cannot be used:\n{}", lines.join("\n"));
    Stop::new(Exit::Failed, message).hint(
        "the form:   {\"tree\": [\"simple\", \"learning\"], \"weights\": {\"scaling\": 5}, \"criteria\": {\"services\": \"3-9\"}}",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_what_is_wrong_is_named() {
        let good = br#"{"tree": ["simple"], "weights": {"scaling": 5}, "criteria": {"services": "3-9"}}"#;
        let inputs = parse("a.json", good).unwrap();
        assert_eq!((inputs.tree.len(), inputs.weights.len(), inputs.criteria.len()), (1, 1, 1));
        for (bad, place) in [
            ("{\n \"weights\": {\"scaling\": 999}}", "a.json:2:25"),
            ("{\"trees\": []}", "unknown field"),
            ("{\"tree\": [1]}", "a.json:1:11"),
            ("{\"weights\": {\"a\": 1, \"a\": 2}}", "a.json:1:"),
            ("{", "a.json:1:"),
            ("[]", "a.json:1:1"),
        ] {
            let Err(Stop::Problem(problem)) = parse("a.json", bad.as_bytes()) else { panic!("{bad}") };
            assert!(problem.message.contains(place), "{bad}: {}", problem.message);
        }
    }
}
