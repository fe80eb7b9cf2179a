//! The order in which people list names: numbers in them by their value, letters whatever their case.

/// A piece of a name: a run of digits by its value, or one other character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    /// How many digits there are without leading zeros, and those.
    Number(usize, String),
    Letter(char),
}

/// A name as it is sorted: `Team 2` before `team 10`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Natural(Vec<Piece>);

/// The place of a name among others.
pub fn natural(name: &str) -> Natural {
    let mut pieces = Vec::new();
    let mut rest = name.to_lowercase();
    while let Some(first) = rest.chars().next() {
        let end = if first.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let after = rest.split_off(end);
        let piece = std::mem::replace(&mut rest, after);
        pieces.push(if first.is_ascii_digit() {
            let digits = piece.trim_start_matches('0').to_owned();
            Piece::Number(digits.len(), digits)
        } else {
            Piece::Letter(first)
        });
    }
    Natural(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_by_their_value() {
        let mut names =
            ["Team 10", "team 2", "Team", "Ärzte", "Team 02b", "10", "9", "Team 99999999999999999999999"];
        names.sort_by_cached_key(|name| natural(name));
        assert_eq!(
            names,
            ["9", "10", "Team", "team 2", "Team 02b", "Team 10", "Team 99999999999999999999999", "Ärzte"]
        );
    }
}
