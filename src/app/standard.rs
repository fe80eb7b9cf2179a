//! The questionnaire of new assessments: its size is known at once, its content is made when it is first asked for.
//! Making it takes longer than everything else before the first frame, and Home only needs the size.

use std::fmt;
use std::sync::Arc;

use crate::model::Questionnaire;

/// The questionnaire of new assessments.
#[derive(Clone)]
pub struct Standard {
    questions: usize,
    content: Arc<dyn Fn() -> Arc<Questionnaire> + Send + Sync>,
}

impl Standard {
    /// One with this many questions. `content` gives the same every time it is called, and touches nothing.
    pub fn new(questions: usize, content: impl Fn() -> Arc<Questionnaire> + Send + Sync + 'static) -> Self {
        Self { questions, content: Arc::new(content) }
    }

    /// How many questions it has.
    pub fn questions(&self) -> usize {
        self.questions
    }

    /// Its content.
    pub fn get(&self) -> Arc<Questionnaire> {
        (self.content)()
    }
}

impl From<Arc<Questionnaire>> for Standard {
    fn from(questionnaire: Arc<Questionnaire>) -> Self {
        Self::new(questionnaire.questions().count(), move || Arc::clone(&questionnaire))
    }
}

impl fmt::Debug for Standard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Standard").field("questions", &self.questions).finish_non_exhaustive()
    }
}
