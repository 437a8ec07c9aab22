//! Words of a clause into those who are meant: through lists, pronouns of speech, possessors and adjectives of nationality.
//!
//! "condemned Russia's invasion" → of *invasion*, Russia; "members of the European Union" → the European Union.

use super::Claims;
use super::clause::{self, is_form};
use super::counting;
use crate::entity::{ActorId, Mention, Reference};
use crate::fact::Argument;
use crate::grammar::{Rel, Upos};
use crate::ontology::{Class, SlotType};

/// Nouns that count or group what their "of" names.
const PARTITIVES: [&str; 25] = [
    "number", "group", "series", "majority", "hundred", "thousand", "dozen", "ten", "score", "range", "couple",
    "handful", "half", "part", "rest", "variety", "some", "many", "most", "several", "one", "two", "three", "both",
    "all",
];

/// Whoever fills a slot: an actor, or words where no actor is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filler {
    /// Someone known or described.
    Actor(ActorId),
    /// The words as they stand.
    Words(String),
}

impl Filler {
    /// The actor, if it is one.
    #[must_use]
    pub fn actor(&self) -> Option<ActorId> {
        if let Self::Actor(actor) = self { Some(*actor) } else { None }
    }
}

impl Claims<'_, '_> {
    /// Who is meant by a noun and those coordinated with it.
    #[must_use]
    pub fn actors(&self, s: usize, w: usize) -> Vec<ActorId> {
        let mut all = Vec::new();
        let sentence = &self.reading.sentences[s];
        let parts = clause::members(sentence, w);
        let named = |&part: &usize| !self.actors_alone(s, part).is_empty();
        // "The group (Peru, Chile and Ghana)", of which the name says nothing: those in brackets.
        let listed = sentence.children_by(w, Rel::Conj).find(|&c| clause::is_bracketed(sentence, c));
        if let Some(first) = listed.filter(|_| !parts.iter().any(named)) {
            return self.actors(s, first);
        }
        for &part in &parts {
            if parts.iter().any(|&other| self.is_owner_of(s, part, other)) {
                continue;
            }
            for actor in self.actors_alone(s, self.first_named(s, part).unwrap_or(part)) {
                if !all.contains(&actor) {
                    all.push(actor);
                }
            }
        }
        all
    }

    /// "Its partners — France, Germany and Italy": the first of those whom a description names one by one; the others are
    /// members of the list themselves.
    fn first_named(&self, s: usize, part: usize) -> Option<usize> {
        let sentence = &self.reading.sentences[s];
        let mention = self.reading.mentions.at(s, part).filter(|_| sentence.words[part].is_plural())?;
        let described = |&a: &ActorId| self.reading.mentions.actor(a).described;
        let named = |&c: &usize| {
            sentence.child(c, &[Rel::Conj]).is_some()
                && self.reading.mentions.at(s, c).is_some_and(|m| m.by == Reference::Name)
        };
        sentence.children_by(part, Rel::Appos).find(named).filter(|_| mention.actors.iter().all(described))
    }

    /// "France and Germany's ministers": whether what looks like the first of a list only tells whose the others are.
    fn is_owner_of(&self, s: usize, part: usize, other: usize) -> bool {
        let at = |w: usize| self.reading.mentions.at(s, w);
        let (Some(owner), Some(held)) = (at(part), at(other)) else { return false };
        let [country] = owner.actors[..] else { return false };
        let of = |&a: &ActorId| a == country || self.reading.mentions.actor(a).of == Some(country);
        part < other
            && self.class(country) == Class::Country
            && matches!(held.by, Reference::Role | Reference::Group)
            && held.actors.len() > 1
            && held.actors.iter().any(of)
    }

    /// Who is meant by one noun or pronoun.
    #[must_use]
    pub fn actors_alone(&self, s: usize, w: usize) -> Vec<ActorId> {
        let sentence = &self.reading.sentences[s];
        let word = &sentence.words[w];
        if word.upos == Upos::Pron
            && let Some(actors) = self.in_speech(s, w)
        {
            return actors;
        }
        if is_form(sentence, w, &["member"])
            && let Some(of) = clause::obliques(sentence, w).find(|o| is_form(sentence, o.case, &["of"]))
        {
            let bodies = self.actors(s, of.word);
            if !bodies.is_empty() && bodies.iter().all(|&a| self.class(a) == Class::InternationalOrganization) {
                return bodies;
            }
        }
        if let Some(mention) = self.reading.mentions.at(s, w) {
            if let Some(person) = self.person_within(s, w, mention) {
                return person;
            }
            // "the navies of China and India": each of them.
            if mention.by == Reference::Group
                && !mention.actors.iter().any(|&a| self.reading.mentions.actor(a).described)
            {
                let of = clause::obliques(sentence, w).find(|o| is_form(sentence, o.case, &["of"]));
                let several = of.filter(|o| clause::members(sentence, o.word).len() > 1);
                if let Some(of) = several {
                    return self.actors(s, of.word);
                }
            }
            return mention.actors.clone();
        }
        if PARTITIVES.contains(&&*word.lemma) || word.upos == Upos::Num || word.upos == Upos::Det {
            let of = clause::obliques(sentence, w).find(|o| is_form(sentence, o.case, &["of"]));
            return of.map_or_else(Vec::new, |o| self.actors(s, o.word));
        }
        let apposed = sentence.children_by(w, Rel::Appos).chain(sentence.children_by(w, Rel::Flat));
        let named = apposed.filter_map(|c| self.reading.mentions.at(s, c)).find(|m| m.by == Reference::Name);
        named.map_or_else(Vec::new, |m| m.actors.clone())
    }

    /// A person's name that the tree hangs below that of a body or place: "NATO Secretary-General Jens Stoltenberg".
    fn person_within(&self, s: usize, w: usize, mention: &Mention) -> Option<Vec<ActorId>> {
        let sentence = &self.reading.sentences[s];
        let named = mention.by == Reference::Name;
        if !named && mention.by != Reference::Nationality
            || mention.actors.iter().any(|&a| self.class(a) == Class::Person)
        {
            return None;
        }
        if let Some(person) = self.titled_after(s, mention) {
            return Some(person);
        }
        if !named {
            return None;
        }
        let mut open: Vec<usize> = sentence.children_by(w, Rel::Flat).collect();
        let mut next = 0;
        while next < open.len() {
            let at = open[next];
            let found = self.reading.mentions.at(s, at).filter(|m| m.words.start >= mention.words.end);
            if let Some(person) = found.filter(|m| m.actors.iter().all(|&a| self.class(a) == Class::Person)) {
                return Some(person.actors.clone());
            }
            open.extend(sentence.children(at).filter(|&c| matches!(sentence.words[c].rel, Rel::Flat | Rel::Appos)));
            next += 1;
        }
        None
    }

    /// The person whose title and name follow that of a body right away.
    fn titled_after(&self, s: usize, mention: &Mention) -> Option<Vec<ActorId>> {
        let mentions = &self.reading.mentions;
        let mut end = mention.words.end;
        // "the Red Cross (ICRC) President Anna Holm"
        if self.words(s, end..(end + 1).min(self.reading.sentences[s].words.len())) == "(" {
            end = (end..self.reading.sentences[s].words.len()).find(|&w| self.reading.word(s, w) == ")")? + 1;
        }
        let roles = mentions.roles.iter().filter(|r| r.sentence == s && r.words.start <= end && r.words.end > end);
        let mut named = roles.filter_map(|r| mentions.at(s, r.words.end).filter(|m| m.words.start == r.words.end));
        let person =
            named.find(|m| m.by == Reference::Name && m.actors.iter().all(|&a| self.class(a) == Class::Person));
        person.map(|m| m.actors.clone())
    }

    /// What fills a slot of a type, headed by a word; the owner of a thing where no actor is named itself.
    #[must_use]
    pub fn fillers(&self, s: usize, w: usize, kind: SlotType, places: bool) -> Vec<Filler> {
        let mut all = Vec::new();
        let sentence = &self.reading.sentences[s];
        let parts = if kind == SlotType::This { vec![w] } else { clause::members(sentence, w) };
        for part in parts {
            // "A number of Iranian websites": of the websites.
            let counted = counting::counted(sentence, part).filter(|_| self.actors_alone(s, part).is_empty());
            let part = counted.or_else(|| self.so_called(s, part)).unwrap_or(part);
            // "Freed an Indian pilot" is done to a person, though India is meant.
            let mention = self.reading.mentions.at(s, part).filter(|m| m.by == Reference::Group);
            let someone = mention.is_some()
                && (kind == SlotType::Person && !sentence.words[part].is_plural()
                    || kind == SlotType::Group && sentence.words[part].is_plural());
            let fits =
                |&a: &ActorId| accepts(kind, self.class(a), places) || someone && self.class(a) == Class::Country;
            // "American forces" are no place, though they are America.
            let people = self.reading.mentions.at(s, part).is_some_and(|m| m.by == Reference::Group)
                && !["country", "nation", "state"].contains(&&*sentence.words[part].lemma);
            let mut actors: Vec<ActorId> = self.actors_alone(s, part).into_iter().filter(fits).collect();
            actors.retain(|_| kind != SlotType::Place || !people);
            if actors.is_empty() && (places || kind == SlotType::Place) {
                actors = self.place_before(s, part).into_iter().filter(fits).collect();
            }
            if actors.is_empty() && !places {
                actors = self.seat(s, part).into_iter().filter(fits).collect();
            }
            // "The German giant Zorvan" is not Germany; "the UN Resolution" may stand for the UN.
            let describes = |c: usize| {
                let front = matches!(sentence.words[c].rel, Rel::Amod | Rel::Compound | Rel::NmodDesc) && c < part;
                let lower = self.reading.word(s, c).starts_with(char::is_lowercase);
                let after = || (sentence.extent(part).start..c).any(|w| self.reading.mentions.at(s, w).is_some());
                front && lower && after()
            };
            let named = sentence.words[part].upos == Upos::Propn && sentence.children(part).any(describes);
            let somebody = matches!(kind, SlotType::Person | SlotType::Group) || people && kind == SlotType::Place;
            if actors.is_empty() && !named && !somebody && sentence.words[part].is_nominal() {
                actors = self.owners(s, part);
                // "Navalny's jailers" are not Navalny.
                // "Navalny's lawyers", "his legal team": neither are they.
                let team =
                    clause::is_form(sentence, part, &["team", "delegation", "staff", "family", "entourage", "circle"]);
                let people = team || sentence.words[part].is_plural() && sentence.words[part].lemma.ends_with("er");
                actors.retain(|&a| !people || self.class(a) != Class::Person);
                let seated: Vec<ActorId> = actors.iter().filter_map(|&a| self.state_of(a)).collect();
                actors.extend(seated);
                actors.retain(fits);
            }
            if actors.is_empty()
                && (places || kind == SlotType::Place && self.is_somewhere(s, part))
                && kind != SlotType::Person
                && sentence.words[part].upos == Upos::Noun
            {
                actors = self.standing_in(s, part).into_iter().filter(fits).collect();
            }
            let as_words = matches!(kind, SlotType::Any | SlotType::This) && sentence.words[part].is_nominal();
            // "Condemned racism and hatred": what is only words is told once.
            let once = all.iter().any(|filler| matches!(filler, Filler::Words(_)));
            if actors.is_empty() && !once && (as_words || kind != SlotType::Place && self.is_anyone(s, part)) {
                all.push(Filler::Words(self.words(s, clause::phrase(sentence, part))));
            }
            for actor in actors {
                let filler = Filler::Actor(actor);
                if !all.contains(&filler) {
                    all.push(filler);
                }
            }
        }
        all
    }

    /// "Anyone", "any country", "no one": nobody in particular, which is whom a denied act is against.
    #[must_use]
    pub fn is_anyone(&self, s: usize, w: usize) -> bool {
        let sentence = &self.reading.sentences[s];
        let is = |w: usize, forms: &[&str]| forms.iter().any(|f| self.reading.word(s, w).eq_ignore_ascii_case(f));
        let country = ["country", "nation", "state", "party"].contains(&&*sentence.words[w].lemma);
        is(w, &["anyone", "anybody", "nobody", "no-one"])
            || is(w, &["one"]) && w > 0 && is(w - 1, &["no", "any"])
            || country && sentence.children_by(w, Rel::Det).any(|d| is(d, &["any", "no"]))
    }

    /// What an actor is.
    #[must_use]
    pub fn class(&self, actor: ActorId) -> Class {
        self.reading.mentions.actor(actor).entity.class
    }

    /// A filler as an argument.
    #[must_use]
    pub fn argument(&self, filler: &Filler) -> Argument {
        match filler {
            Filler::Actor(actor) => self.actor(*actor),
            Filler::Words(words) => Argument::Value(words.clone()),
        }
    }

    /// Words as they stand in the text, white space folded.
    #[must_use]
    pub fn words(&self, s: usize, words: std::ops::Range<usize>) -> String {
        let text = self.reading.sentences[s].span_of(words).of(&self.reading.article.text);
        let mut folded = String::with_capacity(text.len());
        for part in text.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(part);
        }
        folded
    }
}

/// Whether someone or something of this class may fill the slot; `places` where an act against a place is one against whoever is there.
#[must_use]
pub fn accepts(kind: SlotType, class: Class, places: bool) -> bool {
    match kind {
        SlotType::Any | SlotType::This => true,
        SlotType::Actor => class.is_actor() || places && class.is_place(),
        SlotType::Place => class.is_place(),
        SlotType::Person => class == Class::Person,
        SlotType::Organization => class.is_organization(),
        SlotType::Country => class == Class::Country,
        SlotType::Group => class == Class::Group || class == Class::ArmedGroup,
        SlotType::Near | SlotType::Condition | SlotType::Conflict | SlotType::Cooperation => class.is_actor(),
    }
}
