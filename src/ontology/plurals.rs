//! Plurals of the names of offices, under which their holders are found together.
//!
//! "secretary of state" → "secretaries of state".

/// The plural of the name of an office: the head stands before the first preposition, else last.
pub fn of_office(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let head = words
        .iter()
        .position(|w| matches!(*w, "of" | "for" | "to" | "in" | "at" | "on"))
        .unwrap_or(words.len())
        .saturating_sub(1);
    let mut out = Vec::with_capacity(words.len());
    for (i, word) in words.iter().enumerate() {
        out.push(if i == head { of_noun(word) } else { (*word).to_owned() });
    }
    out.join(" ")
}

/// The regular plural of an English noun.
fn of_noun(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("man") {
        return format!("{stem}men");
    }
    if let Some(stem) = word.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    if word.ends_with('s') || word.ends_with('x') || word.ends_with("ch") || word.ends_with("sh") {
        return format!("{word}es");
    }
    format!("{word}s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_fall_on_the_head() {
        assert_eq!(of_office("secretary of state"), "secretaries of state");
        assert_eq!(of_office("foreign minister"), "foreign ministers");
        assert_eq!(of_office("spokesman"), "spokesmen");
    }
}
