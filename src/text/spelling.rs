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

/// How many letters must be added, removed, replaced or swapped with the next one.
fn distance(a: &[char], b: &str) -> usize {
    let mut above: Vec<usize> = (0..=a.len()).collect();
    // The row two lines up, and the letter of the line above.
    let (mut further, mut previous) = (Vec::new(), None);
    for (line, letter) in b.chars().enumerate() {
        let mut row = vec![line + 1];
        let (mut left, mut before) = (line + 1, None);
        for (column, (other, pair)) in a.iter().zip(above.windows(2)).enumerate() {
            let &[diagonal, up] = pair else { continue };
            let mut best = (diagonal + usize::from(*other != letter)).min(left + 1).min(up + 1);
            if before == Some(letter) && previous == Some(*other) {
                let swapped = column.checked_sub(1).and_then(|c| further.get(c)).map_or(best, |d| d + 1);
                best = best.min(swapped);
            }
            row.push(best);
            (left, before) = (best, Some(*other));
        }
        further = std::mem::replace(&mut above, row);
        previous = Some(letter);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits() {
        for (a, b, d) in [
            ("", "", 0),
            ("a", "", 1),
            ("", "ab", 2),
            ("kitten", "sitting", 3),
            ("titel", "title", 1),
            ("ab", "ba", 1),
            ("abcd", "badc", 2),
            ("abc", "cab", 2),
        ] {
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
        let questions = ["MCI-Q1", "SEC-Q1"];
        assert_eq!(closest("SCE-Q1", questions.into_iter()), Some("SEC-Q1"), "swapped letters are one slip");
        assert_eq!(near("xy"), None);
        assert_eq!(near("colour"), None);
        assert_eq!(near(&"t".repeat(100_000)), None);
    }
}
