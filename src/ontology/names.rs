//! Names, offices and describing nouns under the pieces they are made of, so that texts can be searched for them.
//!
//! "U.S.", "US" and "Côte d’Ivoire" are the pieces `US`, `US` and `Cote d Ivoire`.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Class, Entity, EntityId, NameOf, Ontology, RoleId, plurals};

/// Words that belong to the surname after them: "von der Leyen", "al-Assad".
const PARTICLES: [&str; 26] = [
    "van", "von", "der", "den", "de", "del", "della", "da", "di", "dos", "du", "la", "le", "al", "el", "bin", "ben",
    "ibn", "ter", "ten", "af", "av", "zu", "st", "ould", "abu",
];

/// Articles before a surname that texts also leave out: "Assad".
const ARTICLES: [&str; 2] = ["al", "el"];

/// Ends of a name that are no part of the surname.
const SUFFIXES: [&str; 6] = ["Jr", "Sr", "II", "III", "IV", "V"];

/// A name of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoleName {
    /// The office.
    pub role: RoleId,
    /// Whether the form means several holders: "presidents".
    pub plural: bool,
}

/// A word that tells what a name names: "University", "Ministry".
pub type NameWords = FxHashMap<Box<str>, Class>;

/// All names by their pieces.
#[derive(Debug, Default)]
pub struct Index {
    names: FxHashMap<Box<str>, Vec<NameOf>>,
    /// Most pieces of a name that starts with this piece.
    longest: FxHashMap<Box<str>, usize>,
    surnames: FxHashMap<Box<str>, Vec<EntityId>>,
    given: FxHashMap<Box<str>, char>,
    roles: FxHashMap<Box<str>, Vec<RoleName>>,
    longest_role: FxHashMap<Box<str>, usize>,
    groups: FxHashMap<Box<str>, usize>,
    honorifics: FxHashMap<Box<str>, Option<char>>,
    marks: FxHashMap<Box<str>, Box<str>>,
    holders: FxHashMap<(RoleId, EntityId), Vec<EntityId>>,
    leaders: FxHashMap<EntityId, Vec<EntityId>>,
    capital_of: FxHashMap<EntityId, EntityId>,
    sites: FxHashMap<Box<str>, EntityId>,
}

impl Index {
    /// Indexes all names of an ontology.
    #[must_use]
    pub fn new(ontology: &Ontology) -> Self {
        let mut index = Self::default();
        for (i, entity) in ontology.entities.iter().enumerate() {
            let id = EntityId(u32::try_from(i).unwrap_or(u32::MAX));
            index.add_entity(id, entity, ontology);
        }
        for (i, role) in ontology.roles.iter().enumerate() {
            let role_id = RoleId(u32::try_from(i).unwrap_or(u32::MAX));
            for name in std::iter::once(&role.label).chain(&role.names) {
                index.add_role(&fold(&name.to_lowercase()), RoleName { role: role_id, plural: false });
                index.add_role(
                    &fold(&plurals::of_office(&name.to_lowercase())),
                    RoleName { role: role_id, plural: true },
                );
            }
        }
        for (i, group) in ontology.groups.iter().enumerate() {
            for noun in &group.nouns {
                index.groups.entry(fold(&noun.to_lowercase()).join(" ").into()).or_insert(i);
            }
        }
        for (name, gender) in &ontology.given_names {
            index.given.insert(fold(name).join(" ").into(), *gender);
        }
        for (title, gender) in &ontology.honorifics {
            index.honorifics.insert(fold(title).join(" ").into(), *gender);
        }
        for (word, mark) in &ontology.role_modifiers {
            index.marks.insert(fold(&word.to_lowercase()).join(" ").into(), mark.as_str().into());
        }
        index.tidy();
        index
    }

    fn add_entity(&mut self, id: EntityId, entity: &Entity, ontology: &Ontology) {
        for name in super::forms::of_name(entity) {
            self.add_name(&name, NameOf::Entity(id));
        }
        for name in &entity.adjectives {
            self.add_name(name, NameOf::Adjective(id));
        }
        for name in &entity.inhabitants {
            self.add_name(name, NameOf::Inhabitant(id));
        }
        for &seat in entity.capital.iter().chain(&entity.seats) {
            self.capital_of.entry(seat).or_insert(id);
        }
        for site in &entity.sites {
            self.sites.entry(site.to_lowercase().into()).or_insert(id);
        }
        if entity.class == Class::Person {
            self.add_person(id, entity);
            for term in &entity.terms {
                self.holders.entry((term.role, term.of)).or_default().push(id);
                if ontology.role(term.role).leads {
                    self.leaders.entry(term.of).or_default().push(id);
                }
            }
        }
    }

    fn add_name(&mut self, name: &str, of: NameOf) {
        let pieces = fold(name);
        let pieces = match pieces.split_first() {
            Some((first, rest)) if !rest.is_empty() && first.eq_ignore_ascii_case("the") => rest,
            _ => &pieces[..],
        };
        let Some(first) = pieces.first() else { return };
        let longest = self.longest.entry(first.as_str().into()).or_default();
        *longest = (*longest).max(pieces.len());
        self.names.entry(pieces.join(" ").into()).or_default().push(of);
    }

    fn add_person(&mut self, id: EntityId, person: &Entity) {
        let pieces = fold(&person.label);
        for form in surname_forms(&pieces, person.surname.as_deref()) {
            self.surnames.entry(form.into()).or_default().push(id);
        }
        if let Some(form) = double(&person.label).filter(|_| person.surname.is_none()) {
            self.surnames.entry(form.into()).or_default().push(id);
        }
        if let (Some(first), Some(gender), None) = (pieces.first(), person.gender, &person.surname)
            && pieces.len() > 1
        {
            let known = self.given.entry(first.as_str().into()).or_insert(gender);
            if *known != gender {
                *known = 'x';
            }
        }
    }

    fn add_role(&mut self, pieces: &[String], name: RoleName) {
        let Some(first) = pieces.first() else { return };
        let longest = self.longest_role.entry(first.as_str().into()).or_default();
        *longest = (*longest).max(pieces.len());
        let all = self.roles.entry(pieces.join(" ").into()).or_default();
        if !all.iter().any(|n| n.role == name.role) {
            all.push(name);
        }
    }

    /// Puts every list into one order without repetition.
    fn tidy(&mut self) {
        self.names.values_mut().for_each(|v| {
            v.sort_unstable();
            v.dedup();
        });
        self.surnames.values_mut().for_each(Vec::dedup);
        self.holders.values_mut().for_each(Vec::dedup);
        self.leaders.values_mut().for_each(Vec::dedup);
    }

    /// What the pieces, joined by spaces, can be a name of.
    #[must_use]
    pub fn named(&self, pieces: &str) -> &[NameOf] {
        self.names.get(pieces).map_or(&[], Vec::as_slice)
    }

    /// How many pieces a name that starts with this one can have.
    #[must_use]
    pub fn longest(&self, first: &str) -> usize {
        self.longest.get(first).copied().unwrap_or(0)
    }

    /// People of that surname.
    #[must_use]
    pub fn surnamed(&self, surname: &str) -> &[EntityId] {
        self.surnames.get(surname).map_or(&[], Vec::as_slice)
    }

    /// The gender that a given name tells: `m`, `f`, or `x` for both; `None` if it is none known.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<char> {
        self.given.get(name).copied()
    }

    /// The offices of that name; lower case.
    #[must_use]
    pub fn roles(&self, pieces: &str) -> &[RoleName] {
        self.roles.get(pieces).map_or(&[], Vec::as_slice)
    }

    /// How many pieces the name of an office that starts with this one can have.
    #[must_use]
    pub fn longest_role(&self, first: &str) -> usize {
        self.longest_role.get(first).copied().unwrap_or(0)
    }

    /// Index in [`Ontology::groups`] of the noun for described actors; lower case.
    #[must_use]
    pub fn group(&self, noun: &str) -> Option<usize> {
        self.groups.get(noun).copied()
    }

    /// Whether this is a title of address, and the gender that it tells.
    #[must_use]
    pub fn honorific(&self, word: &str) -> Option<Option<char>> {
        self.honorifics.get(word).copied()
    }

    /// The mark that a word leaves on an office: "ex" → `former`; lower case.
    #[must_use]
    pub fn mark(&self, word: &str) -> Option<&str> {
        self.marks.get(word).map(|m| &**m)
    }

    /// All who hold or held an office of a country or body.
    #[must_use]
    pub fn holders(&self, role: RoleId, of: EntityId) -> &[EntityId] {
        self.holders.get(&(role, of)).map_or(&[], Vec::as_slice)
    }

    /// All who lead or led a country or body.
    #[must_use]
    pub fn leaders(&self, of: EntityId) -> &[EntityId] {
        self.leaders.get(&of).map_or(&[], Vec::as_slice)
    }

    /// Whoever publishes at a host, which may be below one that is known: "www.gov.uk".
    #[must_use]
    pub fn publisher_at(&self, host: &str) -> Option<EntityId> {
        let below = std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, above)| above));
        below.into_iter().find_map(|host| self.sites.get(host).copied())
    }

    /// The country of which this is the capital.
    #[must_use]
    pub fn capital_of(&self, city: EntityId) -> Option<EntityId> {
        self.capital_of.get(&city).copied()
    }
}

/// The ways in which a person's family name is written, as joined pieces.
#[must_use]
pub fn surname_forms(pieces: &[String], given_by_data: Option<&str>) -> Vec<String> {
    if let Some(surname) = given_by_data {
        return vec![fold(surname).join(" ")];
    }
    // "Abdullah II of Jordan"
    let mut end = pieces.iter().position(|p| p == "of").unwrap_or(pieces.len());
    while end > 1 && (SUFFIXES.contains(&pieces[end - 1].as_str()) || pieces[end - 1] == ",") {
        end -= 1;
    }
    if end == 0 {
        return Vec::new();
    }
    let mut start = end - 1;
    while start > 1 && PARTICLES.contains(&pieces[start - 1].to_lowercase().as_str()) {
        start -= 1;
    }
    let mut forms = vec![pieces[start..end].join(" ")];
    if start + 1 < end && (start..end - 1).all(|i| ARTICLES.contains(&pieces[i].as_str())) {
        let last = &pieces[end - 1];
        forms.push(last.clone());
        let first = forms[0].clone();
        forms.extend(ARTICLES.iter().map(|article| format!("{article} {last}")).filter(|form| *form != first));
    }
    forms
}

/// The pieces of a double surname, joined: "Holm-Reed", but not "al-Reed" nor the given name "Jong-un".
fn double(name: &str) -> Option<String> {
    let (_, last) = name.rsplit_once(' ')?;
    let parts: Vec<&str> = last.split(['-', '‑']).collect();
    let large = |part: &&str| part.len() > 2 && part.starts_with(char::is_uppercase);
    (parts.len() > 1 && parts.iter().all(large)).then(|| fold(last).join(" "))
}

/// The pieces of a name or word: letters and digits without accents, dots dropped, split elsewhere;
/// marks that end a name are pieces of their own.
#[must_use]
pub fn fold(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut end = |piece: &mut String, mark: Option<&str>| {
        if !piece.is_empty() {
            pieces.push(american(std::mem::take(piece)));
        }
        pieces.extend(mark.map(str::to_owned));
    };
    for c in text.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => piece.push(c),
            '.' | '\u{ad}' => {}
            '&' => end(&mut piece, Some("and")),
            ',' => end(&mut piece, Some(",")),
            c if c.is_whitespace() || "-‐‑–'’‘ʼʻ`/".contains(c) => end(&mut piece, None),
            c if c.is_alphanumeric() => plain(c, &mut piece),
            c if is_combining_mark(c) => {}
            c => {
                let mut buffer = [0; 4];
                end(&mut piece, Some(c.encode_utf8(&mut buffer)));
            }
        }
    }
    end(&mut piece, None);
    // "Biden, Jr." is "Biden Jr."
    let mut i = 1;
    while i < pieces.len() {
        if pieces[i - 1] == "," && is_suffix(&pieces[i]) {
            pieces.remove(i - 1);
        }
        i += 1;
    }
    pieces
}

/// Whether a piece only tells one bearer of a name from another: "Jr".
#[must_use]
pub fn is_suffix(piece: &str) -> bool {
    SUFFIXES.contains(&piece)
}

/// Whether a piece of a name tells the son from the father: "Jr", but not "III", which kings have.
#[must_use]
pub fn is_junior(piece: &str) -> bool {
    piece == "Jr" || piece == "Sr"
}

/// One spelling of words in names: American ones for "Organisation", "Defence", "Centre", small particles for "El".
fn american(piece: String) -> String {
    if let Some(stem) = piece.strip_suffix("isation") {
        return format!("{stem}ization");
    }
    match piece.as_str() {
        "Defence" | "defence" => piece.replace("ence", "ense"),
        "Centre" => "Center".to_owned(),
        "Programme" => "Program".to_owned(),
        "Al" | "El" | "Bin" | "Ibn" | "Bint" => piece.to_lowercase(),
        _ => piece,
    }
}

/// A letter without its accent.
fn plain(c: char, out: &mut String) {
    match c {
        'ı' => out.push('i'),
        'ł' => out.push('l'),
        'Ł' => out.push('L'),
        'ø' => out.push('o'),
        'Ø' => out.push('O'),
        'đ' => out.push('d'),
        'Đ' => out.push('D'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'Æ' => out.push_str("Ae"),
        'ə' => out.push('a'),
        _ => out.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_joins_abbreviations_and_strips_accents() {
        assert_eq!(fold("U.S."), ["US"]);
        assert_eq!(fold("Recep Tayyip Erdoğan"), ["Recep", "Tayyip", "Erdogan"]);
        assert_eq!(fold("Côte d’Ivoire"), ["Cote", "d", "Ivoire"]);
        assert_eq!(fold("Washington, D.C."), ["Washington", ",", "DC"]);
        assert_eq!(fold("Joseph R. Biden, Jr."), ["Joseph", "R", "Biden", "Jr"]);
        assert_eq!(fold("Standard & Poor's"), ["Standard", "and", "Poor", "s"]);
    }

    #[test]
    fn surnames_keep_particles_and_drop_suffixes() {
        let forms = |name: &str| surname_forms(&fold(name), None);
        assert_eq!(forms("Ursula von der Leyen"), ["von der Leyen"]);
        assert_eq!(forms("Bashar al-Assad"), ["al Assad", "Assad", "el Assad"]);
        assert_eq!(forms("Elizabeth II of Norland"), ["Elizabeth"]);
        assert_eq!(forms("Joseph R. Biden, Jr."), ["Biden"]);
        assert_eq!(surname_forms(&fold("Xi Jinping"), Some("Xi")), ["Xi"]);
    }
}
