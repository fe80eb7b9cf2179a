//! Evidence: what an answer rests on, for or against.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::Hash;
use super::strict::Extra;

/// What kind of thing the reference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum EvidenceKind {
    /// A file, with a line after a colon where there is one: `k8s/ns.yaml:12`.
    File,
    /// An address.
    Link,
    /// What a person said, with the person.
    Statement,
}

impl EvidenceKind {
    /// As it is written in files and on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Link => "link",
            Self::Statement => "statement",
        }
    }
}

/// Whether the evidence supports the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It supports the answer.
    #[default]
    For,
    /// It speaks against the answer.
    Against,
}

impl Polarity {
    /// `for` or `against`.
    pub fn name(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
        }
    }
}

/// One piece of evidence. See `docs/files.md`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Evidence {
    /// What kind of thing `reference` names.
    pub kind: EvidenceKind,
    /// The file with its line, the address, or the words of the person. People's text.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The hash of the file when it was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Hash>,
    /// For or against.
    #[serde(default)]
    pub polarity: Polarity,
    /// Where it came from: a rule of a scan, or a person. People's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The day it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Unknown keys, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Evidence {
    /// Reads one line that a person typed: a leading `-` means against, an address becomes a link,
    /// a path a file, anything else a statement.
    pub fn from_line(line: &str, date: NaiveDate) -> Option<Self> {
        let line = line.trim();
        let (polarity, text) = match line.strip_prefix("- ").or_else(|| line.strip_prefix("against ")) {
            Some(rest) => (Polarity::Against, rest.trim()),
            None => (Polarity::For, line.strip_prefix("+ ").unwrap_or(line).trim()),
        };
        if text.is_empty() {
            return None;
        }
        let one_word = !text.contains(char::is_whitespace);
        let kind = if one_word && (text.starts_with("https://") || text.starts_with("http://")) {
            EvidenceKind::Link
        } else if one_word && (text.contains('/') || text.contains('.')) {
            EvidenceKind::File
        } else {
            EvidenceKind::Statement
        };
        Some(Self {
            kind,
            reference: text.to_owned(),
            sha256: None,
            polarity,
            source: None,
            date: Some(date),
            extra: Extra::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_line_becomes_evidence() {
        let read = |line: &str| {
            Evidence::from_line(line, NaiveDate::default()).map(|e| (e.kind, e.polarity, e.reference))
        };
        let some = |k, p, r: &str| Some((k, p, r.to_owned()));
        assert_eq!(read("k8s/ns.yaml:12"), some(EvidenceKind::File, Polarity::For, "k8s/ns.yaml:12"));
        assert_eq!(read("https://wiki/x"), some(EvidenceKind::Link, Polarity::For, "https://wiki/x"));
        assert_eq!(
            read("- dee saw it fail"),
            some(EvidenceKind::Statement, Polarity::Against, "dee saw it fail")
        );
        assert_eq!(read("  "), None);
    }
}
