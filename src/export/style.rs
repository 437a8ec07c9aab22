//! What the colours and lines of pictures mean.
//!
//! A person is a box of warm yellow; what is denied ends in a bar instead of an arrow.

use crate::network::Edge;

/// `InternationalOrganization` → `international organization`.
#[must_use]
pub fn class_name(class: &str) -> String {
    if class.is_empty() {
        return "unknown".to_owned();
    }
    let mut out = String::new();
    for c in class.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// The fill of a class.
#[must_use]
pub fn fill(class: &str) -> &'static str {
    match class {
        "Person" => "#ffe8b3",
        "Country" => "#bcd9f0",
        "Region" | "City" | "Place" => "#d9ead3",
        "InternationalOrganization" => "#d4c8ec",
        "GovernmentBody" | "Parliament" => "#cfe0f7",
        "ArmedForces" | "ArmedGroup" => "#e3d0c0",
        "Text" => "#fafafa",
        "Group" => "#f7d9e3",
        _ => "#e4e7ea",
    }
}

/// The line and its head for a modality.
#[must_use]
pub fn modality_style(modality: &str) -> (&'static str, &'static str) {
    match modality {
        "actual" => ("solid", "normal"),
        "denied" => ("dashed", "tee"),
        "planned" | "demanded" => ("dashed", "normal"),
        _ => ("dotted", "normal"),
    }
}

/// The colour of a line: by quad class, offices and statements grey.
#[must_use]
pub fn line_colour(edge: &Edge) -> &'static str {
    match edge.quad.as_deref() {
        Some("1") => "#2b7bba",
        Some("2") => "#2e8b57",
        Some("3") => "#d9822b",
        Some("4") => "#c23b3b",
        _ => "#8a949c",
    }
}

/// What that colour means.
#[must_use]
pub fn line_meaning(edge: &Edge) -> &'static str {
    match edge.quad.as_deref() {
        Some("1") => "verbal cooperation",
        Some("2") => "material cooperation",
        Some("3") => "verbal conflict",
        Some("4") => "material conflict",
        _ => "office, statement, topic",
    }
}
