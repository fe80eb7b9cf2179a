//! The rules of `docs/roadmap.md` on random questionnaires.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::model::{Period, Ratio, StepId};

use super::draw::case;
use super::slow::Naive;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_order_is_that_of_the_slow_reading(case in case()) {
        let naive = Naive::new(&case);
        let made = case.roadmap();
        prop_assert_eq!(made.goal, naive.goal);
        let order: Vec<StepId> = made.steps.iter().map(|s| s.id.clone()).collect();
        prop_assert_eq!(order.iter().cloned().collect::<BTreeSet<_>>(), naive.steps());
        prop_assert_eq!(order, naive.order());
    }

    #[test]
    fn every_step_comes_once_and_after_all_it_needs(case in case()) {
        let naive = Naive::new(&case);
        let made = case.roadmap();
        let mut done: BTreeSet<&StepId> = BTreeSet::new();
        for step in &made.steps {
            prop_assert_eq!(step.needs.iter().cloned().collect::<BTreeSet<_>>(), naive.needs(&step.id));
            prop_assert!(step.needs.iter().all(|n| done.contains(n)), "{} comes before what it needs", step.id);
            prop_assert!(done.insert(&step.id), "{} comes twice", step.id);
            let users: Vec<&StepId> = made.steps.iter().filter(|s| s.needs.contains(&step.id)).map(|s| &s.id).collect();
            prop_assert_eq!(step.unlocks.iter().collect::<BTreeSet<_>>(), users.into_iter().collect());
            prop_assert!(!step.why.is_empty());
        }
    }

    #[test]
    fn gains_sum_to_what_the_score_gains(case in case()) {
        let made = case.roadmap();
        let (now, then) = (case.card(), case.after(&made));
        let zero = Ratio::ZERO;
        let whole: Ratio = made.steps.iter().map(|s| s.gain.whole).sum();
        prop_assert_eq!(whole, then.overall.score.unwrap_or(zero) - now.overall.score.unwrap_or(zero));
        for (code, set) in &now.dimensions {
            let own: Ratio = made.steps.iter().filter(|s| s.dimension == *code).map(|s| s.gain.dimension).sum();
            prop_assert_eq!(own, then.dimension(code).unwrap().score.unwrap_or(zero) - set.score.unwrap_or(zero));
        }
        for score in &now.questions {
            let moves: Vec<_> = made.steps.iter().filter(|s| s.question == score.id).map(|s| (s.from, s.to)).collect();
            let (Some((first, _)), Some((_, last))) = (moves.first(), moves.last()) else { continue };
            prop_assert_eq!(*first, score.standing.progress());
            prop_assert_eq!(*last, then.question(&score.id).unwrap().standing.progress());
        }
    }

    #[test]
    fn the_order_of_the_questions_in_the_file_changes_nothing(case in case()) {
        let made = case.roadmap();
        prop_assert_eq!(&made, &case.roadmap());
        let mut turned = case.clone();
        turned.questionnaire.dimensions.reverse();
        for dimension in &mut turned.questionnaire.dimensions {
            dimension.questions.reverse();
        }
        turned.answers = case.answers.into_iter().rev().collect();
        prop_assert_eq!(made, turned.roadmap());
    }

    #[test]
    fn quarters_respect_capacity_and_prerequisites(case in case()) {
        let made = case.roadmap();
        let quarter: BTreeMap<&StepId, Period> = made.steps.iter().map(|s| (&s.id, s.quarter)).collect();
        let mut load: BTreeMap<Period, Vec<u32>> = BTreeMap::new();
        for step in &made.steps {
            prop_assert!(step.quarter > case.request().period);
            prop_assert!(step.needs.iter().all(|n| quarter[n] <= step.quarter), "{} is too early", step.id);
            load.entry(step.quarter).or_default().push(step.points);
        }
        for points in load.values() {
            let alone = points.len() == 1;
            prop_assert!(alone || points.iter().sum::<u32>() <= made.capacity, "{:?}", points);
        }
        // Nothing waits that could have gone: an earlier quarter had no room, or what it needs was not there yet.
        for step in &made.steps {
            for (period, points) in load.range(..step.quarter) {
                let ready = step.needs.iter().all(|n| quarter[n] <= *period);
                let room = points.iter().sum::<u32>() + step.points <= made.capacity;
                prop_assert!(!(ready && room), "{} could have gone into {}", step.id, period);
            }
        }
    }
}
