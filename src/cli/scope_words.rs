//! `--scope`: the words that name a part of a questionnaire, one kind at a time.

use crate::model::{DimensionCode, Questionnaire, Scope, Slug};
use crate::text::spelling::closest;

use super::exit::Stop;

/// Reads `quick`, `docker,compose`, `foundation` or `SEC,NET`: ids of one kind, joined by commas. `all` is the whole.
///
/// # Errors
/// Wrong usage, with the words that there are.
pub fn parse(questionnaire: &Questionnaire, text: &str) -> Result<Scope, Stop> {
    if text == "all" {
        return Ok(Scope::All);
    }
    let words: Vec<&str> = text.split(',').map(str::trim).collect();
    let known = |kind: &[&str]| words.iter().all(|w| kind.contains(w));
    let named = Words::of(questionnaire);
    if let ([only], true) = (words.as_slice(), known(&named.selections))
        && let Ok(id) = Slug::parse(only)
    {
        return Ok(Scope::Selection { id });
    }
    if known(&named.phases) {
        return Ok(Scope::Phases { ids: sorted(&words, |w| Slug::parse(w).ok()) });
    }
    if known(&named.components) {
        return Ok(Scope::Components { ids: sorted(&words, |w| Slug::parse(w).ok()) });
    }
    if known(&named.dimensions) {
        return Ok(Scope::Dimensions { ids: sorted(&words, |w| DimensionCode::parse(w).ok()) });
    }
    Err(refused(text, &words, &named))
}

fn refused(text: &str, words: &[&str], named: &Words<'_>) -> Stop {
    let all: Vec<&str> = named.all();
    let message = match words.iter().find(|w| !all.contains(w)) {
        Some(unknown) => {
            let near = closest(unknown, all.iter().copied());
            let meant = near.map(|n| format!("; did you mean {n}?")).unwrap_or_default();
            format!("{unknown:?} is no part of this questionnaire{meant}")
        }
        None => format!("{text:?} mixes kinds, or several selections; name words of one kind"),
    };
    let row = |name: &str, words: &[&str]| {
        if words.is_empty() { String::new() } else { format!("\n  {name:<11} {}", words.join(", ")) }
    };
    Stop::usage(message).hint(format!(
        "--scope takes all, or words of one kind:{}{}{}{}",
        row("selection", &named.selections),
        row("phases", &named.phases),
        row("components", &named.components),
        row("dimensions", &named.dimensions),
    ))
}

/// The words by kind.
struct Words<'q> {
    selections: Vec<&'q str>,
    phases: Vec<&'q str>,
    components: Vec<&'q str>,
    dimensions: Vec<&'q str>,
}

impl<'q> Words<'q> {
    fn of(questionnaire: &'q Questionnaire) -> Self {
        Self {
            selections: questionnaire.selections.iter().map(|s| s.id.as_str()).collect(),
            phases: questionnaire.phases.iter().map(|p| p.id.as_str()).collect(),
            components: questionnaire.components.iter().map(|c| c.id.as_str()).collect(),
            dimensions: questionnaire.dimensions.iter().map(|d| d.code.as_str()).collect(),
        }
    }

    fn all(&self) -> Vec<&'q str> {
        [&self.selections, &self.phases, &self.components, &self.dimensions]
            .into_iter()
            .flatten()
            .copied()
            .collect()
    }
}

fn sorted<T: Ord>(words: &[&str], read: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let mut ids: Vec<T> = words.iter().filter_map(|w| read(w)).collect();
    ids.sort();
    ids.dedup();
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::builtin;

    #[test]
    fn one_kind_at_a_time() {
        let loaded = builtin::load().unwrap();
        let questionnaire = &loaded[0].questionnaire;
        let read = |text: &str| parse(questionnaire, text).map_err(|s| s.exit().code());
        assert_eq!(read("all").unwrap(), Scope::All);
        let sec = DimensionCode::parse("SEC").unwrap();
        let net = DimensionCode::parse("NET").unwrap();
        assert_eq!(read("SEC,NET,SEC").unwrap(), Scope::Dimensions { ids: vec![net, sec] });
        assert_eq!(
            read("foundation").unwrap(),
            Scope::Phases { ids: vec![Slug::parse("foundation").unwrap()] }
        );
        for bad in ["SEC,foundation", "sce", "", "SEC,"] {
            assert_eq!(read(bad).unwrap_err(), 2, "{bad}");
        }
    }
}
