//! Following a pathway: which ones can be chosen, which one suits the profile, and the roadmap ordered by one.

use crate::model::Slug;
use crate::model::questionnaire::Pathway;
use crate::pathways::{because, suited};
use crate::roadmap::{Request, holds, roadmap};

use super::route::{Pick, Picker};
use super::shown::Shown;
use super::state::App;

impl Shown {
    /// The pathway that the roadmap is ordered by.
    pub fn pathway(&self) -> Option<&Pathway> {
        let id = self.roadmap.pathway.as_ref()?;
        self.questionnaire.pathways.iter().find(|p| p.id == *id)
    }

    /// The pathway whose stages are shown: the one that is followed, else the one that suits the profile.
    pub fn along(&self) -> Option<&Pathway> {
        self.pathway().or_else(|| suited(&self.questionnaire, &self.profile).map(|(pathway, _)| pathway))
    }

    /// Why a pathway is shown: `suggested, because a law asks for proof`; none for one that is not suggested.
    pub fn suggested(&self) -> Option<String> {
        let (pathway, reason) = suited(&self.questionnaire, &self.profile)?;
        self.along().filter(|p| p.id == pathway.id).map(|_| format!("suggested, {}", because(reason)))
    }

    /// Orders the roadmap by a pathway, or by none.
    pub fn follow(&mut self, pathway: Option<Slug>) {
        let request =
            Request { pathway, ..Request::new(&self.team, &self.scope, &self.answers, self.period) };
        let ordered = roadmap(&self.questionnaire, &request);
        self.holds = holds(&self.questionnaire, &self.scope, &self.answers, &ordered.steps);
        self.roadmap = ordered;
    }

    /// The same, ordered by the pathway that was chosen before, where that was of the same team.
    #[must_use]
    pub fn following(mut self, before: Option<&Self>) -> Self {
        if let Some(before) = before.filter(|b| b.team.id == self.team.id)
            && before.roadmap.pathway != self.roadmap.pathway
        {
            self.follow(before.roadmap.pathway.clone());
        }
        self
    }

    /// The list of pathways: none, and each, the one that suits marked with the reason.
    pub fn pathway_list(&self) -> Picker {
        let suits = suited(&self.questionnaire, &self.profile);
        let mut items = vec![("none: by gate and value alone".to_owned(), Pick::Pathway(None))];
        items.extend(self.questionnaire.pathways.iter().map(|p| {
            let mark = if suits.is_some_and(|(s, _)| s.id == p.id) { " (suggested)" } else { "" };
            (format!("{}{mark}", p.title), Pick::Pathway(Some(p.id.clone())))
        }));
        let here = |pick: &Pick| *pick == Pick::Pathway(self.roadmap.pathway.clone());
        Picker {
            title: "Order the roadmap by a pathway".to_owned(),
            lines: suits
                .map(|(p, reason)| format!("Suggested: {}, {}.", p.title, because(reason)))
                .into_iter()
                .collect(),
            selected: items.iter().position(|(_, pick)| here(pick)).unwrap_or(0),
            items,
        }
    }
}

impl App {
    /// Follows a pathway from now on, or none.
    pub(super) fn follow(&mut self, pathway: Option<Slug>) {
        let Some(shown) = self.shown.as_mut() else { return };
        shown.follow(pathway);
        let said = match shown.pathway() {
            Some(pathway) => format!("roadmap ordered by {}", pathway.title),
            None => "roadmap ordered by gate and value, by no pathway".to_owned(),
        };
        self.say(said);
    }
}
