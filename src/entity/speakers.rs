//! Whoever a label in a transcript means, and whose the words behind it are.
//!
//! "THE PRESIDENT:" is who holds the office on that day, "MS. HOLM:" the Anna Holm of the headline.

use super::choose::{Address, Front, surnamed};
use super::lexis::RoleSpan;
use super::offices::Office;
use super::people::Person;
use super::resolver::Resolver;
use super::turns::{self, Label, Turn, capital, proper};
use super::{ActorId, Mention, Reference};
use crate::grammar::Rel;
use crate::ontology::names::{RoleName, fold};
use crate::ontology::{Class, EntityId};

/// What a label in capitals consists of.
struct Parts {
    /// The words of the office, with the offices of that name.
    office: Option<RoleSpan>,
    /// The gender that a title of address tells, if there is one.
    address: Option<Address>,
    /// The words of the name.
    name: Vec<usize>,
}

impl Resolver<'_, '_> {
    /// "Ghana's announcement that it would come": whose words the pronoun's clause tells.
    pub fn announcer_above(&self, s: usize, w: usize) -> Option<usize> {
        let sentence = &self.page.sentences[s];
        let words = &sentence.words;
        let verb = words[w].head.filter(|_| words[w].rel == Rel::Nsubj)?;
        let above = words[verb].head.filter(|_| matches!(words[verb].rel, Rel::Acl | Rel::Ccomp))?;
        let noun = if words[above].is_nominal() { Some(above) } else { sentence.child(above, &[Rel::Obj]) };
        let told = |lemma: &str| {
            self.page.ontology.lexicon.speech_nouns.contains_key(lemma) || ["commitment", "decision"].contains(&lemma)
        };
        let noun = noun.filter(|&n| told(&words[n].lemma))?;
        let by = |&c: &usize| sentence.children_by(c, Rel::Case).any(|p| &*words[p].lemma == "by");
        sentence.child(noun, &[Rel::NmodPoss]).or_else(|| sentence.children_by(noun, Rel::Nmod).find(by))
    }

    /// "The union's chairman said they would strike": the body for which a single person speaks.
    pub fn spoken_for(&self, speaker: usize) -> Option<Vec<ActorId>> {
        let &[person] = self.covering(speaker)?.actors.as_slice() else { return None };
        let body = self.linker.actors.get(person).of.filter(|_| self.linker.actors.class(person) == Class::Person)?;
        let acts = self.linker.actors.class(body).is_organization();
        acts.then(|| vec![body])
    }

    /// Starts a turn with a sentence that is a label, unless it only looks like one.
    pub fn label(&mut self, s: usize, label: Label) {
        let speaker = match label {
            Label::Nobody => None,
            Label::Answer => self.interviewed(),
            Label::Shouted => self.shouted(s),
            Label::Plain => self.named_last(s),
        };
        if label == Label::Plain && speaker.is_none() {
            return;
        }
        if let Some(last) = self.turns.last_mut() {
            last.sentences.end = last.sentences.end.min(s);
        }
        // An answer of which nothing tells who gives it is told by the article.
        if speaker.is_some() || label == Label::Nobody {
            self.turns.push(Turn { sentences: s..self.page.sentences.len(), speaker });
        }
    }

    /// Who answers questions: the author, else the only one whom the headline names.
    fn interviewed(&self) -> Option<ActorId> {
        match self.linker.headline[..] {
            _ if self.author.is_some() => self.author,
            [only] => Some(only),
            _ => None,
        }
    }

    /// Who speaks in the current sentence, so that "I" is theirs.
    pub fn voice(&self, s: usize, w: usize) -> Option<ActorId> {
        if self.page.is_quoted(s, w) {
            return None;
        }
        let turn = self.turns.last().filter(|turn| turn.sentences.contains(&s));
        turn.map_or(self.author, |turn| turn.speaker)
    }

    /// The person whose name ends a label in common spelling: "President of Norway Anna Holm:".
    fn named_last(&self, s: usize) -> Option<ActorId> {
        let last = turns::named(self.page, s).last()?;
        let mention = self.covering(last).filter(|m| m.by == Reference::Name && m.words.end == last + 1)?;
        let &[actor] = mention.actors.as_slice() else { return None };
        self.is_person(actor).then_some(actor)
    }

    /// Whoever a label in capitals means; the mention and the office that it gives are noted.
    fn shouted(&mut self, s: usize) -> Option<ActorId> {
        let called = turns::called(self.page, s);
        let words: Vec<usize> = turns::named(self.page, s).collect();
        let (&first, &last) = (words.first()?, words.last()?);
        let parts = self.parts(s, &words);
        let office = parts.office.as_ref().map(|span| self.read_office(s, span));
        let actor = match self.speakers.get(&called) {
            Some(&known) => known,
            None => self.speaker(s, &called, &parts, office.as_ref()),
        };
        self.speakers.insert(called, actor);
        if let Some(gender) = parts.address.and_then(|a| a.gender) {
            self.linker.genders.entry(actor).or_insert(gender);
        }
        if let Some(office) = office.filter(|_| !self.linker.actors.get(actor).described) {
            let mut phrase = self.phrase(s, &office, Some(actor), parts.name.is_empty());
            phrase.text =
                phrase.role.map_or_else(|| capital(&phrase.text), |r| self.page.ontology.role(r).label.clone());
            self.roles.push(phrase);
        }
        self.add(Mention { sentence: s, words: first..last + 1, head: last, actors: vec![actor], by: Reference::Name });
        Some(actor)
    }

    /// Office, title of address and name in a label.
    fn parts(&self, s: usize, words: &[usize]) -> Parts {
        let page = self.page;
        let mut parts = Parts { office: None, address: None, name: Vec::new() };
        let mut at = 0;
        while at < words.len() {
            let rest = &words[at..];
            let fitting = |names: &[RoleName]| !names.is_empty() && !names.iter().all(|n| n.plural);
            let office = (1..=rest.len()).rev().find_map(|n| {
                let lower = page.key(s, rest[0]..rest[n - 1] + 1).join(" ").to_lowercase();
                let names = page.index().roles(&lower);
                fitting(names).then(|| (n, names.to_vec()))
            });
            let address = page.index().honorific(&proper(page.word(s, rest[0])));
            match (office, address) {
                (Some((n, names)), _) if parts.office.is_none() => {
                    let words = rest[0]..rest[n - 1] + 1;
                    parts.office = Some(RoleSpan { head: words.end - 1, words, names });
                    at += n;
                }
                (_, Some(gender)) if rest.len() > 1 => {
                    parts.address = Some(Address { gender });
                    at += 1;
                }
                _ if page.index().mark(&page.lower(s, rest[0])).is_some() => at += 1,
                _ => break,
            }
        }
        parts.name = words[at..].to_vec();
        parts
    }

    fn speaker(&mut self, s: usize, called: &str, parts: &Parts, office: Option<&Office>) -> ActorId {
        let found = if parts.name.is_empty() {
            office.and_then(|office| self.seated(s, office))
        } else {
            self.of_name(s, parts)
        };
        if let Some(actor) = found {
            return actor;
        }
        let lower = called.to_lowercase();
        let last = lower.rsplit(' ').next().unwrap_or_default();
        // "SENIOR OFFICIAL", "THE MAYOR"
        let noun = self.page.ontology.group_noun(last).map(|group| group.agent.clone());
        let agent = noun.clone().flatten().or_else(|| office.and_then(|o| self.agent(o)));
        if parts.name.is_empty() || noun.is_some() {
            let of = self.page.state.map(|state| self.linker.actors.known(self.page, state));
            return self.linker.actors.described(&lower, Class::Person, of, agent.as_deref());
        }
        let (first, last) = (parts.name.first().copied().unwrap_or(0), parts.name.last().copied().unwrap_or(0));
        let words = self.page.phrase(s, first..last + 1);
        let name = words.split(' ').map(spelt).collect::<Vec<_>>().join(" ");
        self.linker.actors.named(&name, Class::Person, None)
    }

    /// Who holds the office that a label names alone, on the article's day.
    fn seated(&mut self, s: usize, office: &Office) -> Option<ActorId> {
        if !office.marks.is_empty() {
            return None;
        }
        let page = self.page;
        let understood = office.names.iter().find_map(|&r| page.ontology.role(r).of);
        if let Some(state) = understood.or(page.state) {
            let of = self.linker.actors.known(page, state);
            if let Some(holder) = self.incumbent(office, of) {
                return Some(holder);
            }
        }
        let holds = |a: &&ActorId| {
            let known = self.linker.actors.get(**a).known;
            known.is_some_and(|id| page.holds(id, |t| office.names.contains(&t.role)) == 2)
        };
        let mut told = self.linker.headline.iter().filter(holds);
        match (told.next(), told.next()) {
            (Some(&only), None) => Some(only),
            _ => super::holders::by_knowledge(self, s, office),
        }
    }

    /// The person of that name: of this article, else in that office, else in the service of the state that publishes.
    fn of_name(&mut self, s: usize, parts: &Parts) -> Option<ActorId> {
        let page = self.page;
        let roles = parts.office.iter().flat_map(|o| &o.names).map(|n| n.role).collect();
        let front = Front { roles, honorific: parts.address, home: None };
        let text = parts.name.iter().map(|&w| page.word(s, w)).collect::<Vec<_>>().join(" ");
        let plain = proper(&text);
        let large = plain.split(' ').map(capital).collect::<Vec<_>>().join(" ");
        for name in [&plain, &large] {
            let pieces = name.split(' ').count();
            let ends = |p: &&Person| {
                let start = p.full.len().saturating_sub(pieces.max(2));
                pieces > 1 && p.full[start..].join(" ").eq_ignore_ascii_case(name)
            };
            let full = self.linker.people.iter().find(ends);
            if let Some(person) = full {
                return Some(person.actor);
            }
            if let Some(id) = page.person_named(name) {
                return Some(self.linker.actors.known(page, id));
            }
            let known = match self.linker.of_article(s, name, &front) {
                Some(actor) => return Some(actor),
                None if front.roles.is_empty() => self.servant(name, &front),
                None => surnamed(page, &self.linker.context, name, &front).or_else(|| self.servant(name, &front)),
            };
            if let Some(id) = known {
                return Some(self.linker.actors.known(page, id));
            }
        }
        None
    }

    /// The only one of that surname who holds an office of the state that publishes the article.
    fn servant(&self, surname: &str, front: &Front) -> Option<EntityId> {
        let page = self.page;
        let state = page.state?;
        let serves = |id: &&EntityId| {
            let person = page.ontology.entity(**id);
            let gender =
                !matches!((front.honorific.and_then(|a| a.gender), person.gender), (Some(a), Some(b)) if a != b);
            let runs = person
                .terms
                .iter()
                .any(|t| page.runs(t) && (t.of == state || page.ontology.entity(t.of).acts_for == Some(state)));
            gender && (runs || person.citizen_of.contains(&state) && person.terms.iter().any(|t| page.runs(t)))
        };
        let mut all = page.index().surnamed(surname).iter().filter(serves);
        all.next().filter(|_| all.next().is_none()).copied()
    }
}

/// A word in capitals as names are written, accents kept: "LÓPEZ" is `López`, "O’HOLM" `O'Holm`.
fn spelt(word: &str) -> String {
    if word.chars().any(char::is_lowercase) || fold(word).len() == 1 && word.chars().count() < 3 {
        return word.to_owned();
    }
    let lower = word.to_lowercase().replace('’', "'");
    lower.split_inclusive(['-', '\'']).map(capital).collect()
}
