//! Exit codes, and what went wrong with the code that says so. The only place that maps one to the other.

use std::io;

use crate::runtime::SessionError;
use crate::store::{Kind, StoreError};

/// How a command ended. See `docs/cli.md`, exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// It broke: input and output, unreadable data.
    Failed,
    /// Wrong usage, or no terminal where one is needed.
    Usage,
    /// A check that was asked for did not hold.
    DoesNotHold,
    /// There is no such team, quarter or question.
    NotFound,
    /// Two things stand against each other.
    Conflict,
}

impl Exit {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::DoesNotHold => 3,
            Self::NotFound => 4,
            Self::Conflict => 5,
        }
    }

    /// The permanent name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Usage => "usage",
            Self::DoesNotHold => "does_not_hold",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
        }
    }
}

impl From<Kind> for Exit {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::NotFound => Self::NotFound,
            Kind::Conflict => Self::Conflict,
            Kind::Failed => Self::Failed,
        }
    }
}

/// What kept a command from its end, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How the program ends.
    pub exit: Exit,
    /// What happened; may have several lines, and people's text.
    pub message: String,
    /// What to do next, one line each; may be empty.
    pub hint: String,
}

/// Why a command stops early.
#[derive(Debug)]
pub enum Stop {
    /// Nobody reads the output any more: the program ends quietly.
    ClosedPipe,
    /// Something to say.
    Problem(Box<Problem>),
}

impl Stop {
    /// A problem without a hint.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self::Problem(Box::new(Problem { exit, message: message.into(), hint: String::new() }))
    }

    /// Wrong usage.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// The same with what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        if let Self::Problem(problem) = &mut self {
            problem.hint = hint.into();
        }
        self
    }

    /// The same, said to have changed nothing.
    #[must_use]
    pub fn nothing_changed(mut self) -> Self {
        if let Self::Problem(problem) = &mut self
            && !problem.message.contains("nothing was changed")
        {
            problem.message.push_str("; nothing was changed");
        }
        self
    }

    /// How the program ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::ClosedPipe => Exit::Done,
            Self::Problem(problem) => problem.exit,
        }
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::new(error.kind().into(), error.to_string())
    }
}

impl From<SessionError> for Stop {
    fn from(error: SessionError) -> Self {
        let exit = match &error {
            SessionError::Unlikely(_) | SessionError::EmptyScope => Exit::Usage,
            other => other.kind().into(),
        };
        Self::new(exit, error.to_string())
    }
}

impl From<io::Error> for Stop {
    /// An error of writing to the standard output.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::new(Exit::Failed, format!("cannot write to the standard output: {error}")),
        }
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        Self::new(Exit::Failed, format!("cannot write the result as JSON: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_no_failure() {
        assert_eq!(Stop::from(io::Error::from(io::ErrorKind::BrokenPipe)).exit().code(), 0);
        assert_eq!(Stop::from(io::Error::from(io::ErrorKind::StorageFull)).exit().code(), 1);
    }
}
