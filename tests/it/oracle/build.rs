//! The library's questionnaire from JSON, with only what scoring reads and without the library's own loader:
//! an oracle should not rest on the code that it is compared with.

use std::collections::BTreeMap;

use quaymark::model::questionnaire::{
    Gate, LevelPractices, LevelText, Migration, PhaseRef, PhaseText, Selection, Version,
};
use quaymark::model::{Dimension, Effort, Level, Phase, Practice, Question, Questionnaire, Ratio, Slug};
use serde_json::Value;

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn number(value: &Value) -> u8 {
    value.as_u64().unwrap().try_into().unwrap()
}

fn each<T>(value: &Value, make: impl Fn(&Value) -> T) -> Vec<T> {
    value.as_array().into_iter().flatten().map(make).collect()
}

/// The questionnaire of a bundle.
pub fn questionnaire(bundle: &Value) -> Questionnaire {
    let phases: Vec<PhaseText> = each(&bundle["phases"], |p| PhaseText {
        id: text(&p["id"]).parse().unwrap(),
        number: Phase::new(number(&p["number"])).unwrap(),
        name: text(&p["name"]),
        summary: String::new(),
    });
    let numbers: BTreeMap<Slug, Phase> = phases.iter().map(|p| (p.id.clone(), p.number)).collect();
    Questionnaire {
        schema: text(&bundle["schema"]),
        id: bundle["id"].as_str().unwrap_or("oracle").parse().unwrap(),
        version: Version::parse(bundle["version"].as_str().unwrap_or("1.0.0")).unwrap(),
        title: String::new(),
        summary: String::new(),
        license: String::new(),
        notes: Vec::new(),
        levels: each(&bundle["levels"], |l| LevelText {
            level: Level::new(number(&l["level"])).unwrap(),
            name: text(&l["name"]),
            weeks: None,
            summary: String::new(),
        }),
        phases,
        components: Vec::new(),
        gate: Gate { share: Ratio::parse(bundle["gate"]["share"].as_str().unwrap()).unwrap() },
        profile: Vec::new(),
        dimensions: each(&bundle["dimensions"], |d| Dimension {
            schema: text(&d["schema"]),
            id: "dimension".parse().unwrap(),
            code: text(&d["code"]).parse().unwrap(),
            title: text(&d["title"]),
            summary: String::new(),
            questions: each(&d["questions"], |q| question(q, &numbers)),
        }),
        selections: each(&bundle["selections"], |s| Selection {
            id: text(&s["id"]).parse().unwrap(),
            title: text(&s["id"]),
            summary: String::new(),
            questions: each(&s["questions"], |id| text(id).parse().unwrap()),
            groups: Vec::new(),
            crosswalk: Vec::new(),
        }),
        pathways: Vec::new(),
        advisor: None,
        migrations: each(&bundle["migrations"], migration),
        sources: Vec::new(),
    }
}

fn migration(value: &Value) -> Migration {
    let named = |key: &str| value[key].as_object().into_iter().flatten();
    Migration {
        from: Version::parse(value["from"].as_str().unwrap()).unwrap(),
        questions: named("questions")
            .map(|(old, new)| (old.parse().unwrap(), each(new, |id| text(id).parse().unwrap())))
            .collect(),
        practices: named("practices")
            .map(|(old, new)| (old.parse().unwrap(), each(new, |id| text(id).parse().unwrap())))
            .collect(),
    }
}

fn question(value: &Value, numbers: &BTreeMap<Slug, Phase>) -> Question {
    let phase: Slug = text(&value["phase"]).parse().unwrap();
    Question {
        id: text(&value["id"]).parse().unwrap(),
        title: String::new(),
        prompt: String::new(),
        why: String::new(),
        phase: PhaseRef { number: numbers[&phase], id: phase },
        components: each(&value["components"], |c| text(c).parse().unwrap()),
        areas: Vec::new(),
        weight: number(&value["weight"]),
        must_have: value["must_have"].as_bool().unwrap_or(false),
        applies_when: BTreeMap::new(),
        not_applicable: Vec::new(),
        statements: Vec::new(),
        levels: each(&value["levels"], |l| LevelPractices {
            level: Level::new(number(&l["level"])).unwrap(),
            practices: each(&l["practices"], practice),
        }),
        look_for: Vec::new(),
        overclaims: Vec::new(),
        stale_after_days: 180,
        seed: Vec::new(),
    }
}

fn practice(value: &Value) -> Practice {
    Practice {
        id: text(&value["id"]).parse().unwrap(),
        title: String::new(),
        how: String::new(),
        done_when: String::new(),
        check: String::new(),
        effort: match text(&value["effort"]).as_str() {
            "S" => Effort::S,
            "M" => Effort::M,
            _ => Effort::L,
        },
        impact: 1,
        requires: Vec::new(),
        refs: Vec::new(),
    }
}
