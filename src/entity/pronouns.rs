//! Pronouns to those they stand for, by gender, number, nearness and the part played in the sentence.
//!
//! "Biden spoke with Putin. He warned …" → Biden, the subject before.

use super::resolver::Resolver;
use super::{ActorId, Mention, Reference};
use crate::grammar::{Rel, Upos};
use crate::ontology::Class;

/// What a pronoun asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// One person of a gender.
    Person(char),
    /// One country or body.
    Thing,
    /// Several, or a body.
    Several,
}

/// How much less a mention in someone's words suits a pronoun outside of them.
const QUOTED: i32 = 8;

fn asks(word: &str) -> Option<Asks> {
    Some(match word {
        "he" | "him" | "his" | "himself" => Asks::Person('m'),
        "she" | "her" | "hers" | "herself" => Asks::Person('f'),
        "it" | "its" | "itself" => Asks::Thing,
        "they" | "them" | "their" | "themselves" => Asks::Several,
        _ => return None,
    })
}

/// Whether a pronoun in small letters is whoever speaks.
fn is_first(lower: &str) -> bool {
    matches!(lower, "i" | "me" | "my" | "myself")
}

impl Resolver<'_, '_> {
    /// Resolves a pronoun, if someone fits well enough.
    pub fn pronoun(&mut self, s: usize, w: usize) {
        let word = &self.page.sentences[s].words[w];
        let actors = match self.page.lower(s, w).as_str() {
            "who" | "whom" | "whose" | "which" => self.relative(s, w),
            lower if is_first(lower) => self.first(s, w),
            lower => match asks(lower) {
                Some(_) if word.rel == Rel::Expl => None,
                Some(asks) => self.antecedent(s, w, asks),
                None => None,
            },
        };
        if let Some(actors) = actors {
            self.add(Mention { sentence: s, words: w..w + 1, head: w, actors, by: Reference::Pronoun });
        }
    }

    /// "I": whoever speaks.
    fn first(&mut self, s: usize, w: usize) -> Option<Vec<ActorId>> {
        let speaker = self.voice(s, w)?;
        self.first_person = true;
        Some(vec![speaker])
    }

    /// "Hunt, who succeeded him": the noun that the clause hangs on.
    fn relative(&self, s: usize, w: usize) -> Option<Vec<ActorId>> {
        let words = &self.page.sentences[s].words;
        let mut at = w;
        for _ in 0..4 {
            if matches!(words[at].rel, Rel::AclRelcl | Rel::Acl) {
                let mut antecedent = words[at].head.filter(|&h| h < w)?;
                // "One of few Republicans in the country who refused": no country is a who.
                let whole = words[antecedent].head.filter(|_| words[antecedent].rel == Rel::Nmod);
                // "Lena Lund, director of the Harbour League, who": she, not what she leads.
                let named = whole.and_then(|h| words[h].head.filter(|_| words[h].rel == Rel::Appos));
                let named = named.filter(|&person| self.is_body_of(antecedent, person));
                let whole = named.or_else(|| whole.filter(|_| self.is_place(antecedent)));
                if let Some(people) = whole.filter(|_| self.page.lower(s, w) != "which") {
                    antecedent = people;
                }
                return self.covering(antecedent).map(|m| m.actors.clone());
            }
            at = words[at].head?;
        }
        None
    }

    /// Whether a word means a country or place, by name or as "the country".
    fn is_place(&self, w: usize) -> bool {
        let Some(mention) = self.covering(w) else { return false };
        let lemma = &self.page.sentences[mention.sentence].words[w].lemma;
        let class = |&a: &ActorId| self.linker.actors.class(a);
        let places = mention.actors.iter().all(|a| class(a) == Class::Country || class(a).is_place());
        places || self.page.ontology.lexicon.is_in("country noun", lemma)
    }

    /// Whether a word means a body and another one a person.
    fn is_body_of(&self, w: usize, person: usize) -> bool {
        let all = |w: usize, fits: fn(Class) -> bool| {
            let mention = self.covering(w);
            mention.is_some_and(|m| m.actors.iter().all(|&a| fits(self.linker.actors.class(a))))
        };
        all(w, Class::is_organization) && all(person, |class| class == Class::Person)
    }

    /// Whether the quotation around a word is a sentence of its own: in "Reed said he has the “time he needs”", it is Reed.
    fn is_whole_quote(&self, s: usize, w: usize) -> bool {
        let first = (0..=w).rev().take_while(|&w| self.page.is_quoted(s, w)).last().unwrap_or(w);
        let marks = |w: usize| self.page.sentences[s].words[w].upos == Upos::Punct;
        let before = (0..first).rev().take_while(|&w| marks(w)).map(|w| self.page.word(s, w));
        let joint = before.last();
        // "Said “it was clear that he had lied”": a clause with a subject of its own.
        let words = &self.page.sentences[s].words;
        let mut top = w;
        while let Some(above) = words[top].head.filter(|&h| self.page.is_quoted(s, h)) {
            top = above;
        }
        let clause = self.page.sentences[s].child(top, &[Rel::Nsubj, Rel::Expl]).is_some_and(|n| n != w && n >= first);
        first <= 1 || clause || joint.is_some_and(|mark| matches!(mark, "," | ":"))
    }

    /// Whoever speaks the quoted words of a sentence, as far as it, or the one before, names them outside of these.
    fn quoting(&self, s: usize) -> Option<&[ActorId]> {
        let verbs = &self.page.ontology.lexicon.speech_verbs;
        (s.saturating_sub(1)..=s).rev().find_map(|s| {
            let sentence = &self.page.sentences[s];
            let says = |&w: &usize| {
                verbs.contains_key(&*sentence.words[w].lemma)
                    && sentence.words[w].upos == Upos::Verb
                    && !self.page.is_quoted(s, w)
            };
            let mut all = (0..sentence.words.len()).filter(says);
            let subject = all.find_map(|w| sentence.child(w, &[Rel::Nsubj]).filter(|&n| !self.page.is_quoted(s, n)));
            let named = |n: usize| self.mentions_of(s).iter().find(|m| m.words.contains(&n));
            subject.and_then(named).map(|m| m.actors.as_slice())
        })
    }

    /// Whoever the words around a pronoun tell it to mean.
    fn told_beside(&self, s: usize, w: usize, asks: Asks) -> Option<Vec<ActorId>> {
        if let Some(actors) = self.reflexive(s, w, asks) {
            return Some(actors);
        }
        if let (Asks::Person(gender), Some(first)) = (asks, self.listed_with(s, w))
            && let Some((_, actor)) = self.suits_person(first, gender)
        {
            return Some(vec![actor]);
        }
        // "Veterans and their families", "the company and its chairman"
        if let (Asks::Several | Asks::Thing, Some(first)) = (asks, self.listed_with(s, w))
            && let Some(actors) = self.agreeing(first, asks)
        {
            return Some(actors);
        }
        if let (Asks::Person(_), Some(actors)) = (asks, self.ahead(s, w, asks)) {
            return Some(actors);
        }
        if let Some(actors) = self.beside(s, w, asks) {
            return Some(actors);
        }
        self.asked(s, w, asks)
    }

    fn antecedent(&self, s: usize, w: usize, asks: Asks) -> Option<Vec<ActorId>> {
        if let Some(actors) = self.told_beside(s, w, asks) {
            return Some(actors);
        }
        let reach = if matches!(asks, Asks::Person(_)) { 4 } else { 1 };
        // "“My son's name is Jon,” he said": whoever speaks is not in the words.
        let words = &self.page.sentences[s].words;
        let verbs = &self.page.ontology.lexicon.speech_verbs;
        let says = words[w].head.is_some_and(|verb| verbs.contains_key(&*words[verb].lemma));
        let mut best: Option<(i32, Vec<ActorId>)> = None;
        let beside = self.mentions_of(s).iter().filter(|m| m.head < w && self.same_clause(s, m.head, w));
        let matrix = self.speaker_above(s, w);
        // "Turkey's president says it will": Turkey will.
        let whose = matrix.and_then(|m| self.page.sentences[s].child(m, &[Rel::NmodPoss]));
        let announcer = self.announcer_above(s, w);
        let doer = self.doer_beside(s, w).filter(|_| !matches!(asks, Asks::Person(_)));
        let told = self.first_person || !self.turns.is_empty();
        let speaker = if told { self.voice(s, w) } else { None };
        let quoted = self.page.is_quoted(s, w);
        let quoting = if quoted && self.is_whole_quote(s, w) { self.quoting(s) } else { None };
        let outside =
            !quoted && (matches!(asks, Asks::Person(_)) || asks == Asks::Several && says && words[w].rel == Rel::Nsubj);
        let addressed = self.addressed_by(s, w).or_else(|| self.spoken_for_by(s, matrix));
        let barred: Vec<&[ActorId]> = beside.map(|m| m.actors.as_slice()).collect();
        for back in 0..=reach.min(s) {
            for mention in self.mentions_of(s - back) {
                if back == 0 && (mention.head >= w || self.same_clause(s, mention.head, w)) {
                    continue;
                }
                // Whoever says "he" means someone else.
                let said_by = quoting.is_some_and(|speakers| mention.actors == speakers);
                if said_by || speaker.is_some_and(|speaker| mention.actors == [speaker]) {
                    continue;
                }
                let Some((mut score, actors)) = self.suits(mention, asks, (s, says), back) else { continue };
                // "“Lind lied,” Reed said. He …": Reed, and never one of whom no one in particular is meant.
                if outside && self.page.is_quoted(mention.sentence, mention.head) {
                    if back == 0 && says {
                        continue;
                    }
                    score -= QUOTED;
                }
                if matches!(asks, Asks::Person(_)) && self.is_anyone(mention) {
                    continue;
                }
                score += if back == 0 && addressed == Some(mention.head) { 16 } else { 0 };
                for near in [matrix, doer] {
                    score += if back == 0 && near == Some(mention.head) { 4 } else { 0 };
                }
                if back == 0 && asks == Asks::Thing && whose.is_some_and(|owner| owner == mention.head) {
                    score += 6;
                }
                if back == 0 && !matches!(asks, Asks::Person(_)) && announcer.is_some_and(|owner| owner == mention.head)
                {
                    score += 14;
                }
                if barred.contains(&actors.as_slice()) {
                    continue;
                }
                if best.as_ref().is_none_or(|(top, _)| score >= *top && back == 0 || score > *top) {
                    best = Some((score, actors));
                }
            }
        }
        let least = if matches!(asks, Asks::Person(_)) { -30 } else { 0 };
        let found = best.filter(|(score, _)| *score >= least).map(|(_, actors)| actors);
        found.or_else(|| self.spoken_for(matrix?).filter(|_| asks == Asks::Several))
    }

    /// "Every person", "no country": nobody in particular.
    fn is_anyone(&self, mention: &Mention) -> bool {
        let sentence = &self.page.sentences[mention.sentence];
        let any = ["every", "each", "no", "any", "another", "either", "neither", "such"];
        let lower = |d: usize| self.page.lower(mention.sentence, d);
        let country = self.page.ontology.lexicon.is_in("country noun", &sentence.words[mention.head].lemma);
        country
            || matches!(mention.by, Reference::Group | Reference::Role)
                && sentence.children_by(mention.head, Rel::Det).any(|d| any.contains(&&*lower(d)))
    }

    /// "Reed and his delegation": the first of a list in which the pronoun's noun is another.
    fn listed_with(&self, s: usize, w: usize) -> Option<&Mention> {
        let sentence = &self.page.sentences[s];
        let words = &sentence.words;
        let mut noun = words[w].head.filter(|_| words[w].rel == Rel::NmodPoss)?;
        // "Gazprom and its chairman Ivan Petrov": the title stands before the name.
        if matches!(words[noun].rel, Rel::NmodDesc | Rel::Amod) {
            noun = words[noun].head?;
        }
        let person = |m: &Mention| m.actors.iter().all(|&a| self.linker.actors.class(a) == Class::Person);
        // Nobody is a body: "against Vivendi, its chief executive and others" is a list.
        let listed = match words[noun].rel {
            Rel::Conj => true,
            Rel::Appos => self.covering(noun).is_some_and(person),
            _ => false,
        };
        let first = words[noun].head.filter(|&first| listed && first < w)?;
        let before = sentence.children_by(first, Rel::Conj).rfind(|&c| c < w && c < noun).unwrap_or(first);
        self.covering(before).filter(|m| matches!(m.by, Reference::Name | Reference::Role | Reference::Group))
    }

    /// Those whom a mention names, if a pronoun may stand for them.
    pub(super) fn agreeing(&self, mention: &Mention, asks: Asks) -> Option<Vec<ActorId>> {
        let words = &self.page.sentences[mention.sentence].words;
        let class = |&a: &ActorId| self.linker.actors.class(a);
        let body = mention.actors.iter().all(|a| matches!(class(a), Class::Country) || class(a).is_organization());
        let plural = mention.actors.len() > 1 || words[mention.head].is_plural();
        let suits = match asks {
            Asks::Thing => mention.actors.len() == 1 && (body || class(&mention.actors[0]) == Class::Group && !plural),
            Asks::Several => plural || body,
            Asks::Person(gender) => return self.suits_person(mention, gender).map(|(_, actor)| vec![actor]),
        };
        suits.then(|| mention.actors.clone())
    }

    /// Whether two words are arguments of one verb, so that a pronoun cannot mean the other.
    fn same_clause(&self, s: usize, other: usize, w: usize) -> bool {
        let words = &self.page.sentences[s].words;
        let own = self.page.lower(s, w);
        if matches!(words[w].rel, Rel::NmodPoss | Rel::Det) || own.ends_with("self") || own.ends_with("selves") {
            return false;
        }
        let argument =
            |rel: Rel| matches!(rel, Rel::Nsubj | Rel::NsubjPass | Rel::Obj | Rel::Iobj | Rel::Obl | Rel::OblAgent);
        let (a, b) = (&words[other], &words[w]);
        a.head.is_some() && a.head == b.head && argument(a.rel) && argument(b.rel) || self.doer_of(s, w) == Some(other)
    }

    /// How well a mention suits as what a pronoun stands for, and the actors it would give.
    pub(super) fn suits(
        &self,
        mention: &Mention,
        asks: Asks,
        (s, says): (usize, bool),
        back: usize,
    ) -> Option<(i32, Vec<ActorId>)> {
        if matches!(mention.by, Reference::Nationality) {
            return None;
        }
        let sentence = &self.page.sentences[mention.sentence];
        let (rel, governor, _) = self.page.role_of(mention.sentence, mention.head);
        let main = governor
            .is_none_or(|g| matches!(sentence.words[g].rel, Rel::Root | Rel::Ccomp | Rel::Conj | Rel::Parataxis));
        let subject = matches!(rel, Rel::Nsubj | Rel::NsubjPass);
        let mut score = -7 * i32::try_from(back).unwrap_or(4);
        score += match rel {
            Rel::Nsubj | Rel::NsubjPass => 6 + i32::from(main) * 2,
            Rel::OblAgent | Rel::Obj | Rel::Iobj | Rel::Root => 1,
            // "Because Trump's visit is no state visit, he will …": his, whose visit it is.
            Rel::NmodPoss if back == 0 && !says && self.is_of_subject(mention) => 4,
            Rel::NmodPoss | Rel::Compound => -3,
            _ => -1,
        };
        if mention.by == Reference::Pronoun {
            score += 1;
        }
        if self.page.sentences[s].paragraph != sentence.paragraph {
            score -= 2;
        }
        match asks {
            Asks::Person(gender) => self.suits_person(mention, gender).map(|(by, actor)| (score + by, vec![actor])),
            Asks::Thing => {
                let &[actor] = mention.actors.as_slice() else { return None };
                let class = self.linker.actors.class(actor);
                let thing = class == Class::Country
                    || class.is_organization()
                    || class == Class::Group && !sentence.words[mention.head].is_plural();
                (thing && (subject || rel == Rel::NmodPoss && back == 0)).then(|| (score, vec![actor]))
            }
            Asks::Several => {
                let actors = self.together(mention);
                // "The United States" is one, whatever its name; "the US authorities" are several.
                let described = mention.by == Reference::Group;
                let country = actors.iter().all(|&a| self.linker.actors.class(a) == Class::Country);
                let one = country && actors.len() == 1 && !described;
                let plural = actors.len() > 1 || sentence.words[mention.head].is_plural() && !one;
                let body =
                    described && country || actors.iter().all(|&a| self.linker.actors.class(a).is_organization());
                (plural || body && subject).then(|| (score + if plural { 2 } else { -4 }, actors))
            }
        }
    }

    /// Whether a possessor is of a thing that is the subject of its clause.
    fn is_of_subject(&self, mention: &Mention) -> bool {
        let words = &self.page.sentences[mention.sentence].words;
        let thing = words[mention.head].head.filter(|_| words[mention.head].rel == Rel::NmodPoss);
        thing.is_some_and(|t| matches!(words[t].rel, Rel::Nsubj | Rel::NsubjPass) && self.covering(t).is_none())
    }

    fn suits_person(&self, mention: &Mention, gender: char) -> Option<(i32, ActorId)> {
        let &[actor] = mention.actors.as_slice() else { return None };
        if !self.is_person(actor) {
            return None;
        }
        let by = match self.linker.genders.get(&actor) {
            // Of those who are only described the noun tells no more than that it may be them.
            Some(&known) if known == gender => {
                if self.linker.actors.get(actor).described {
                    -1
                } else {
                    3
                }
            }
            Some('x') | None => -1,
            Some(_) => return None,
        };
        Some((by, actor))
    }
}
