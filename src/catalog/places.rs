//! Where everything in a questionnaire stands: looked up in the trees that it was read from, when it is needed.

use super::reader::Source;
use crate::json::diagnostic::Position;

/// A place in one of the files of a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file as it is named in diagnostics.
    pub file: String,
    /// Line and column.
    pub at: Position,
    /// The path within the file.
    pub path: String,
}

/// The trees of the files of a questionnaire.
#[derive(Debug, Clone)]
pub struct Places {
    pub(super) header: Source,
    /// In the order of `dimensions`; none for one that stands in the main file.
    pub(super) dimensions: Vec<Option<Source>>,
}

impl Places {
    /// The place of a path such as `questions[3].prompt` within a dimension (its index), or within the main file.
    /// A path that is not there has the place of what it would be in.
    pub fn locate(&self, dimension: Option<usize>, path: &str) -> Place {
        let own_file = dimension.and_then(|index| self.dimensions.get(index)).and_then(Option::as_ref);
        let (source, path) = match (own_file, dimension) {
            (Some(source), _) => (source, path.to_owned()),
            (None, Some(index)) => (&self.header, format!("dimensions[{index}].{path}")),
            (None, None) => (&self.header, path.to_owned()),
        };
        let mut there = path.as_str();
        let node = loop {
            match source.tree.find(there) {
                Some(node) => break node,
                None => there = there.rfind(['.', '[']).and_then(|end| there.get(..end)).unwrap_or_default(),
            }
        };
        Place { file: source.name.clone(), at: source.tree.position(node.span.start), path }
    }

    /// The text of a file as it was read, for excerpts.
    pub fn text(&self, file: &str) -> Option<&str> {
        let all = std::iter::once(&self.header).chain(self.dimensions.iter().flatten());
        all.into_iter().find(|source| source.name == file).map(|source| source.tree.text())
    }
}
