//! The word that somebody probably meant.

/// Longer words are not compared.
const LONGEST: usize = 64;

/// The known word that is closest, if it is close: at most two letters differ, and at most half of them.
/// Words with other digits are never close: `SEC-05` and `SEC-06` have nothing to do with each other.
pub fn closest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(LONGEST + 1).collect();
    if word.len() > LONGEST {
        return None;
    }
    let digits: Vec<char> = word.iter().copied().filter(char::is_ascii_digit).collect();
    known
        .filter(|candidate| candidate.chars().filter(char::is_ascii_digit).eq(digits.iter().copied()))
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|(d, candidate)| *d <= 2 && d * 2 <= candidate.chars().count().max(word.len()))
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many letters must be added, removed or replaced.
fn distance(a: &[char], b: &str) -> usize {
    let mut row: Vec<usize> = (0..=a.len()).collect();
    for (line, letter) in b.chars().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(a) {
            let best = (diagonal + usize::from(*other != letter)).min(left + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = best;
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits() {
        for (a, b, d) in
            [("", "", 0), ("a", "", 1), ("", "ab", 2), ("kitten", "sitting", 3), ("titel", "title", 2)]
        {
            assert_eq!(distance(&a.chars().collect::<Vec<_>>(), b), d, "{a} {b}");
        }
    }

    #[test]
    fn suggests_only_what_is_close() {
        let known = ["title", "prompt", "id", "done_when"];
        let near = |w: &str| closest(w, known.into_iter());
        assert_eq!(near("titel"), Some("title"));
        assert_eq!(near("done-when"), Some("done_when"));
        assert_eq!(closest("SEC-06", ["SEC-05", "SCE-06"].into_iter()), Some("SCE-06"));
        assert_eq!(near("xy"), None);
        assert_eq!(near("colour"), None);
        assert_eq!(near(&"t".repeat(100_000)), None);
    }
}
