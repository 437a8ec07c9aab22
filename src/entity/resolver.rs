//! One article resolved from its first to its last sentence: names, then offices, groups and pronouns in text order.

use super::lexis::{self, RoleSpan};
use super::link::{Linked, Linker};
use super::page::Page;
use super::turns::{self, Label, Turn};
use super::{ActorId, Mention, Mentions, Reference, RolePhrase, authors, metonyms, names};
use rustc_hash::FxHashMap;

use crate::grammar::{Rel, Upos};
use crate::ontology::Class;

/// What has been resolved so far.
pub struct Resolver<'p, 'a> {
    /// The article.
    pub page: &'p Page<'a>,
    /// Names to actors.
    pub linker: Linker<'p, 'a>,
    /// Mentions so far; those of one sentence not in order.
    pub mentions: Vec<Mention>,
    /// For each sentence, the index of its first mention.
    pub begins: Vec<usize>,
    /// Offices so far.
    pub roles: Vec<RolePhrase>,
    /// The names of offices in the current sentence.
    pub spans: Vec<RoleSpan>,
    /// The mention that covers a word of the current sentence.
    pub covers: Vec<Option<usize>>,
    /// Who has spoken so far, and speaks in the current sentence.
    pub turns: Vec<Turn>,
    /// Whom the labels of a transcript have been found to mean.
    pub speakers: FxHashMap<String, ActorId>,
    /// Whose words the article is.
    pub author: Option<ActorId>,
    /// Whether someone has said "I" outside of quotations.
    pub first_person: bool,
}

/// Resolves all mentions of an article.
pub fn resolve(page: &Page<'_>) -> Mentions {
    let n = page.sentences.len();
    let labels = turns::labels(page);
    // Capitals tell no names apart: who speaks is read from the label as a whole.
    let is_read = |s: usize| labels[s].is_none_or(|label| label == Label::Plain);
    let roles: Vec<Vec<RoleSpan>> =
        (0..n).map(|s| if is_read(s) { lexis::roles(page, s) } else { Vec::new() }).collect();
    let founds: Vec<Vec<names::Found>> =
        (0..n).map(|s| if is_read(s) { names::find(page, s, &roles[s]) } else { Vec::new() }).collect();
    let linker = Linker::new(page, &founds, &roles);
    let mut resolver = Resolver {
        page,
        linker,
        mentions: Vec::new(),
        begins: Vec::with_capacity(n),
        roles: Vec::new(),
        spans: Vec::new(),
        covers: Vec::new(),
        turns: Vec::new(),
        speakers: FxHashMap::default(),
        author: None,
        first_person: false,
    };
    resolver.author = authors::author(&mut resolver);
    for (s, label) in labels.iter().enumerate() {
        resolver.begins.push(resolver.mentions.len());
        resolver.covers = vec![None; page.sentences[s].words.len()];
        resolver.spans.clone_from(&roles[s]);
        let named = resolver.linker.link(s, &founds[s], &roles[s]);
        resolver.name_mentions(s, &named);
        resolver.others(s, &roles[s]);
        if let Some(label) = label {
            resolver.label(s, *label);
        }
        let begin = resolver.begins[s];
        resolver.mentions[begin..].sort_by_key(|m| (m.words.start, m.head));
    }
    let lengths: Vec<usize> = page.sentences.iter().map(|s| s.words.len()).collect();
    let (turns, author) = (resolver.turns, resolver.author);
    Mentions {
        turns,
        author,
        state: page.state,
        ..Mentions::new(resolver.linker.actors.all, resolver.mentions, resolver.roles, &lengths)
    }
}

impl Resolver<'_, '_> {
    fn name_mentions(&mut self, s: usize, names: &[Linked]) {
        for name in names {
            let mut mention = Mention {
                sentence: s,
                words: name.words.clone(),
                head: name.head,
                actors: vec![name.actor],
                by: name.by,
            };
            if name.inhabitant {
                self.inhabitants(s, &mut mention);
            } else if let Some(state) = metonyms::state(self.page, &self.linker.actors, s, name) {
                mention.actors = vec![self.linker.actors.known(self.page, state)];
                mention.by = Reference::Metonym;
            }
            self.titled_name(s, &mention);
            self.add(mention);
        }
    }

    /// "King Abdullah" is known by that name, which begins with the office.
    fn titled_name(&mut self, s: usize, mention: &Mention) {
        let &[holder] = mention.actors.as_slice() else { return };
        let first = mention.words.start;
        let names = self.page.index().roles(&self.page.lower(s, first));
        if mention.words.len() < 2 || names.is_empty() || !self.is_person(holder) {
            return;
        }
        let Some(known) = self.linker.actors.get(holder).known else { return };
        if self.page.holds(known, |t| names.iter().any(|n| n.role == t.role)) == 0 {
            return;
        }
        let span = RoleSpan { words: first..first + 1, head: first, names: names.to_vec() };
        let office = self.read_office(s, &span);
        let phrase = self.phrase(s, &office, Some(holder), false);
        self.roles.push(phrase);
    }

    /// "The Russians" are the state; "a Russian" and "Russians" are people of it.
    fn inhabitants(&mut self, s: usize, mention: &mut Mention) {
        let words = &self.page.sentences[s].words;
        let before = mention.words.start.checked_sub(1);
        let definite = before.is_some_and(|b| self.page.lower(s, b) == "the");
        // "His Greek, Cypriot and French counterparts"
        let counted = before.is_some_and(|b| matches!(words[b].upos, Upos::Det | Upos::Num | Upos::Adj));
        let adjective = !words[mention.head].is_plural() && !counted;
        if definite
            || adjective
            || matches!(words[mention.head].rel, crate::grammar::Rel::Amod | crate::grammar::Rel::Compound)
        {
            return;
        }
        let label = self.page.phrase(s, mention.words.clone());
        let class = if words[mention.head].is_plural() { Class::Group } else { Class::Person };
        let of = mention.actors.first().copied();
        mention.actors = vec![self.linker.actors.described(&label, class, of, None)];
        mention.by = Reference::Group;
    }

    /// Offices, groups and pronouns from left to right.
    fn others(&mut self, s: usize, roles: &[RoleSpan]) {
        let mut next = 0;
        for w in 0..self.page.sentences[s].words.len() {
            while roles.get(next).is_some_and(|r| r.words.end <= w) {
                next += 1;
            }
            let role = roles.get(next).filter(|r| r.words.contains(&w));
            if let Some(role) = role {
                // "Foreign Minister Prince Faisal": here a title of address.
                let address = next > 0
                    && roles[next - 1].words.end == w
                    && self.page.index().honorific(self.page.word(s, w)).is_some()
                    && self.covering(role.words.end).is_some();
                if role.words.start == w && self.covers[role.head].is_none() && !address {
                    self.office(s, role);
                }
                continue;
            }
            if self.covers[w].is_some() {
                continue;
            }
            match self.page.sentences[s].words[w].upos {
                Upos::Noun | Upos::Propn | Upos::Adj if !self.member(s, w) => {
                    self.group(s, w);
                    self.introducing(s, w);
                }
                Upos::Pron | Upos::Det => self.pronoun(s, w),
                _ => {}
            }
        }
    }

    /// Any noun right before a name in apposition: "creator Adam Reed", "the journal Nature".
    fn introducing(&mut self, s: usize, w: usize) {
        let sentence = &self.page.sentences[s];
        if self.covers[w].is_some() || sentence.words[w].upos != Upos::Noun || sentence.words[w].is_plural() {
            return;
        }
        let name = sentence.children_by(w, Rel::Appos).chain(sentence.children_by(w, Rel::Flat)).find_map(|c| {
            let mention = self.covering(c).filter(|m| m.by == Reference::Name)?;
            (mention.words.start == w + 1 || mention.words.start == w + 2 && self.page.word(s, w + 1) == ",")
                .then(|| mention.actors.clone())
        });
        if let Some(actors) = name {
            self.add(Mention { sentence: s, words: w..w + 1, head: w, actors, by: Reference::Group });
        }
    }

    /// Keeps a mention and the words that it covers.
    pub fn add(&mut self, mention: Mention) {
        for w in mention.words.clone() {
            if self.covers[w].is_none() || w == mention.head {
                self.covers[w] = Some(self.mentions.len());
            }
        }
        self.mentions.push(mention);
    }

    /// The mention covering a word of the current sentence.
    pub fn covering(&self, w: usize) -> Option<&Mention> {
        self.mentions.get((*self.covers.get(w)?)?)
    }

    /// Whether an actor is a person.
    pub fn is_person(&self, actor: ActorId) -> bool {
        self.linker.actors.class(actor) == Class::Person
    }

    /// The actors of a mention in the current sentence that starts at a word, if it is one of a person's name.
    pub fn person_at(&self, w: usize) -> Option<(ActorId, std::ops::Range<usize>)> {
        let mention = self.covering(w).filter(|m| m.words.start == w && m.by == Reference::Name)?;
        let &actor = mention.actors.first()?;
        self.is_person(actor).then(|| (actor, mention.words.clone()))
    }

    /// Mentions of a sentence and those before it, latest sentence first, down to `back` sentences earlier.
    pub fn mentions_of(&self, s: usize) -> &[Mention] {
        let begin = self.begins[s];
        let end = self.begins.get(s + 1).copied().unwrap_or(self.mentions.len());
        &self.mentions[begin..end]
    }
}
