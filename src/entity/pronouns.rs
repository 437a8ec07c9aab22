//! Pronouns to those they stand for, by gender, number, nearness and the part played in the sentence.
//!
//! "Biden spoke with Putin. He warned …" → Biden, the subject before.

use super::resolver::Resolver;
use super::{ActorId, Mention, Reference};
use crate::grammar::Rel;
use crate::ontology::{Class, Modality, OperatorPlace};

/// What a pronoun asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// One person of a gender.
    Person(char),
    /// One country or body.
    Thing,
    /// Several, or a body.
    Several,
}

/// Words for help, verbs and nouns alike.
const HELPS: [&str; 12] =
    ["support", "assist", "assistance", "help", "aid", "back", "provide", "give", "send", "supply", "arm", "train"];

/// Verbs for what is done to somebody after a deed.
const PUNISHES: [&str; 7] = ["impose", "sanction", "condemn", "punish", "expel", "suspend", "isolate"];

/// Verbs whose infinitive tells what their own subject will do, though they have an object: "promised Ghana to help".
const SELF_BOUND: [&str; 5] = ["promise", "threaten", "vow", "offer", "pledge"];

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
                if let Some(people) = whole.filter(|_| self.page.lower(s, w) != "which" && self.is_place(antecedent)) {
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

    fn antecedent(&self, s: usize, w: usize, asks: Asks) -> Option<Vec<ActorId>> {
        let reach = if matches!(asks, Asks::Person(_)) { 4 } else { 1 };
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
        if let (Asks::Thing | Asks::Several, Some(actors)) = (asks, self.beside(s, w, asks)) {
            return Some(actors);
        }
        if let Some(actors) = self.asked(s, w, asks) {
            return Some(actors);
        }
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
        let barred: Vec<&[ActorId]> = beside.map(|m| m.actors.as_slice()).collect();
        for back in 0..=reach.min(s) {
            for mention in self.mentions_of(s - back) {
                if back == 0 && (mention.head >= w || self.same_clause(s, mention.head, w)) {
                    continue;
                }
                // Whoever says "he" means someone else.
                if speaker.is_some_and(|speaker| mention.actors == [speaker]) {
                    continue;
                }
                let Some((mut score, actors)) = self.suits(mention, asks, (s, says), back) else { continue };
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

    /// "Reed said he would come": the subject of the verb of which the pronoun's clause is the content.
    fn speaker_above(&self, s: usize, w: usize) -> Option<usize> {
        let sentence = &self.page.sentences[s];
        let verb = sentence.words[w].head.filter(|_| sentence.words[w].rel == Rel::Nsubj)?;
        let above = sentence.words[verb].head.filter(|_| sentence.words[verb].rel == Rel::Ccomp)?;
        sentence.child(above, &[Rel::Nsubj])
    }

    /// "Until Ghana has destroyed its weapons": the subject of the verb whose object the pronoun owns.
    fn doer_beside(&self, s: usize, w: usize) -> Option<usize> {
        let sentence = &self.page.sentences[s];
        let thing = sentence.words[w].head.filter(|_| sentence.words[w].rel == Rel::NmodPoss)?;
        let verb = sentence.words[thing].head.filter(|_| sentence.words[thing].rel == Rel::Obj)?;
        sentence.child(verb, &[Rel::Nsubj])
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

    /// "Discussing his concern, Mr Reed said": the subject to come, of a clause in front.
    fn ahead(&self, s: usize, w: usize, asks: Asks) -> Option<Vec<ActorId>> {
        let sentence = &self.page.sentences[s];
        let mut at = w;
        let verb = (0..6).find_map(|_| {
            let word = &sentence.words[at];
            at = word.head?;
            (matches!(word.rel, Rel::Advcl) && at > w).then_some(at)
        })?;
        let subject = sentence.child(verb, &[Rel::Nsubj]).filter(|&n| n > w)?;
        let mention = self.covering(subject)?;
        let early = sentence.words[..w].iter().any(|word| matches!(word.rel, Rel::Nsubj));
        self.suits(mention, asks, (s, false), 0).filter(|_| !early).map(|(_, actors)| actors)
    }

    /// "Support Ghana in its fight", "punish Ghana for its raids", "aid Ghana as it recovers": whoever is helped or judged.
    fn beside(&self, s: usize, w: usize, asks: Asks) -> Option<Vec<ActorId>> {
        let sentence = &self.page.sentences[s];
        let words = &sentence.words;
        let above = words[w].head?;
        let governor = words[above].head?;
        let is = |w: usize, forms: &[&str]| forms.contains(&&*words[w].lemma);
        let case = |w: usize, forms: &[&str]| sentence.children_by(w, Rel::Case).any(|c| is(c, forms));
        let helps = is(governor, &HELPS);
        let fits = match words[w].rel {
            Rel::NmodPoss => {
                let punished = is(governor, &PUNISHES) && case(above, &["after", "since", "following"]);
                case(above, &["for", "over", "because"]) || helps && case(above, &["in"]) || punished
            }
            Rel::Nsubj => helps && sentence.children_by(above, Rel::Mark).any(|m| is(m, &["as", "while"])),
            _ => false,
        };
        let other = sentence.children(governor).filter(|&c| c < above && c != w).find(|&c| match words[c].rel {
            Rel::Obj => self.covering(c).is_some(),
            Rel::Obl | Rel::Nmod => {
                helps && case(c, &["to", "for"]) || is(governor, &PUNISHES) && case(c, &["on", "against"])
            }
            _ => false,
        });
        // "Broke off relations with Ghana over its raids"
        let with = sentence.child(governor, &[Rel::Obj]).filter(|_| words[w].rel == Rel::NmodPoss && !helps);
        let with = with.and_then(|o| sentence.children_by(o, Rel::Nmod).find(|&c| case(c, &["with", "on", "against"])));
        let other = other.or(with);
        // "Provides support to Ghana": the noun has what the verb has not.
        let object = sentence.child(governor, &[Rel::Obj]).filter(|&o| other.is_none() && is(o, &HELPS));
        let other = other
            .or_else(|| object.and_then(|o| sentence.children_by(o, Rel::Nmod).find(|&c| case(c, &["to", "for"]))));
        self.agreeing(self.covering(other.filter(|_| fits)?)?, asks)
    }

    /// "Urged Ghana to end its raids": whoever is to do it.
    fn asked(&self, s: usize, w: usize, asks: Asks) -> Option<Vec<ActorId>> {
        let sentence = &self.page.sentences[s];
        let words = &sentence.words;
        let mut at = words[w].head.filter(|_| words[w].rel == Rel::NmodPoss)?;
        while words[at].is_nominal() {
            at = words[at].head?;
        }
        let open = words[at].xpos == "VB" && sentence.child(at, &[Rel::Nsubj, Rel::NsubjPass]).is_none();
        let governor = words[at].head.filter(|&g| open && g < at && !SELF_BOUND.contains(&&*words[g].lemma))?;
        let operators = self.page.ontology.lexicon.operators.get(&(OperatorPlace::Verb, words[governor].lemma.clone()));
        let demands = operators.is_some_and(|all| all.iter().any(|o| o.modality == Modality::Demanded));
        if !(matches!(words[at].rel, Rel::Xcomp | Rel::Ccomp) || words[at].rel == Rel::Advcl && demands) {
            return None;
        }
        let to = |c: usize| {
            sentence
                .children_by(c, Rel::Case)
                .any(|p| demands && ["on", "upon", "to", "with"].contains(&&*words[p].lemma))
        };
        let asked = sentence.children(governor).filter(|&c| c < at).find(|&c| match words[c].rel {
            Rel::Obj | Rel::Iobj => true,
            Rel::Obl => to(c),
            _ => false,
        });
        self.agreeing(self.covering(asked?)?, asks)
    }

    /// Those whom a mention names, if a pronoun may stand for them.
    fn agreeing(&self, mention: &Mention, asks: Asks) -> Option<Vec<ActorId>> {
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
        a.head.is_some() && a.head == b.head && argument(a.rel) && argument(b.rel)
    }

    /// How well a mention suits as what a pronoun stands for, and the actors it would give.
    fn suits(
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
            Some(&known) if known == gender => 3,
            Some('x') | None => -1,
            Some(_) => return None,
        };
        Some((by, actor))
    }
}
