//! Noun phrases that name an office: what it is, of what, and whom the text says holds it.
//!
//! "Pentagon spokesman, John Kirby" → spokesman, of the Pentagon, held by John Kirby.

use std::ops::Range;

use super::holders;
use super::lexis::RoleSpan;
use super::page::is_possessive;
use super::resolver::Resolver;
use super::{ActorId, Mention, Reference, RolePhrase};
use crate::grammar::{Rel, Upos};
use crate::ontology::{Class, RoleId};

/// An office in a sentence before its holder is known.
#[derive(Debug, Clone)]
pub struct Office {
    /// The words of the role with what modifies it.
    pub words: Range<usize>,
    /// The words of the name of the office alone.
    pub core: Range<usize>,
    /// The head noun.
    pub head: usize,
    /// The offices of that name.
    pub names: Vec<RoleId>,
    /// Whether several holders are meant.
    pub plural: bool,
    /// `former`, `deputy` …
    pub marks: Vec<String>,
    /// What it is of.
    pub of: Option<ActorId>,
    /// Where the whole phrase ends: after "of France".
    pub end: usize,
    /// First word of the phrase, determiner and possessor included.
    pub start: usize,
    /// Whether something else in the phrase tells more than is understood: "head of the delegation", "next president".
    pub vague: bool,
}

impl Resolver<'_, '_> {
    /// Resolves the office named by these words.
    pub fn office(&mut self, s: usize, role: &RoleSpan) {
        let office = self.read_office(s, role);
        if office.plural && (holders::held_by_list(self, s, &office) || self.held_in_order(s, &office)) {
            return;
        }
        if office.plural {
            self.office_holders(s, &office);
            return;
        }
        let (holder, by_knowledge) = match holders::by_text(self, s, &office) {
            Some(holder) => (Some(holder), false),
            None => (holders::by_knowledge(self, s, &office), true),
        };
        let predicate = self.page.sentences[s].child(office.head, &[Rel::Cop]).is_some();
        match holder {
            Some(holder) => {
                let by_knowledge = by_knowledge && self.introduced(&office, holder).is_none();
                let phrase = self.phrase(s, &office, Some(holder), by_knowledge);
                self.roles.push(phrase);
                if !predicate {
                    self.role_mention(s, &office, vec![holder]);
                }
            }
            None if !predicate && !holders::only_addressed(self, s, &office) => {
                let phrase = self.phrase(s, &office, None, false);
                self.roles.push(phrase);
                self.described_holder(s, &office, Class::Person);
            }
            None => {
                let phrase = self.phrase(s, &office, None, false);
                self.roles.push(phrase);
            }
        }
    }

    /// The mention at the head of an office phrase.
    pub fn role_mention(&mut self, s: usize, office: &Office, actors: Vec<ActorId>) {
        if self.covers[office.head].is_none() {
            let words = office.words.clone();
            // Of an "attorney general" the tree may take either word for the head.
            let head = self.page.head(s, words.clone());
            self.add(Mention { sentence: s, words, head, actors, by: Reference::Role });
        }
    }

    /// "A Foreign Office spokesman": someone described by the office.
    fn described_holder(&mut self, s: usize, office: &Office, class: Class) {
        let start = self.modifier_start(s, office.words.start);
        let bare = start == office.head && office.of.is_none();
        if let Some(actors) = self.same_noun(s, office.head).filter(|_| bare) {
            self.role_mention(s, office, actors);
            return;
        }
        // "Members of the Bolivian parliament", "a spokesman for its navy": of whom else there are many.
        // "For the U.S. mission": to the end of it; "for the Freedom and Justice Party", where the name is not known, without.
        let nominal = |w: usize| self.page.sentences[s].words.get(w).is_some_and(crate::grammar::Word::is_nominal);
        let named = office.end > office.words.end && nominal(office.end - 1);
        let end = (office.end..office.end + 3).find(|&w| !nominal(w) || self.person_at(w).is_some());
        let end = end.unwrap_or(office.end);
        let joined = self.page.lower(s, end) == "and" && nominal(end + 1);
        let of = named && !joined && matches!(self.page.lower(s, office.words.end).as_str(), "of" | "for");
        let words = start..if of { end } else { office.words.end };
        let label = self.owned_label(s, words.clone(), self.page.phrase(s, words), office.of);
        let agent = self.agent(office);
        let actor = self.linker.actors.described(&label, class, office.of, agent.as_deref());
        self.role_mention(s, office, vec![actor]);
    }

    /// Plural offices: "the two leaders", "EU foreign ministers".
    fn office_holders(&mut self, s: usize, office: &Office) {
        let count = (office.start..office.words.start).find_map(|w| super::lexis::number(self.page.word(s, w)));
        if let Some(held) = self.incumbents(s, office) {
            let mut actors = Vec::new();
            for (holder, of) in held {
                let phrase = self.phrase(s, &Office { of: Some(of), ..office.clone() }, Some(holder), true);
                self.roles.push(phrase);
                actors.push(holder);
            }
            self.role_mention(s, office, actors);
            return;
        }
        let agent = self.agent(office);
        if let Some(each) = self.of_each(s, office.words.clone(), false, agent.as_deref()) {
            return self.role_mention(s, office, each);
        }
        let (countries, _) = self.countries_after(s, office.words.end);
        if countries.len() > 1 {
            self.described_holders(s, office, &countries);
            return;
        }
        if office.of.is_none() && office.words == office.core && !office.vague && !self.means_any(s, office) {
            let told = self.of_headline(s, office, count);
            let people = if told.is_empty() { self.last_people(s, office, count) } else { told };
            let people = if people.len() > 1 { people } else { self.all_who_met(s, office.head) };
            if people.len() > 1 {
                self.role_mention(s, office, people);
                return;
            }
        }
        self.described_holder(s, office, Class::Group);
    }

    /// "Some leaders", "senators voted": any, unlike "the senators".
    fn means_any(&self, s: usize, office: &Office) -> bool {
        const ANY: [&str; 8] = ["some", "many", "several", "most", "any", "few", "no", "other"];
        let leads = office.names.iter().any(|&r| self.page.ontology.role(r).leads);
        let mut before = office.start..office.core.start;
        before.any(|w| ANY.contains(&&*self.page.lower(s, w))) || office.start == office.core.start && !leads
    }

    /// The phrase as facts need it.
    pub fn phrase(&mut self, s: usize, office: &Office, holder: Option<ActorId>, by_knowledge: bool) -> RolePhrase {
        let told = office.of.filter(|&of| holder.is_none_or(|h| !holders::is_elsewhere(self, office, h, of)));
        let of = told.or_else(|| holder.and_then(|h| holders::polity_of(self, office, h)));
        if let (Some(holder), Some(of)) = (holder, of)
            && office.marks.is_empty()
        {
            self.linker.actors.belongs(holder, of);
        }
        let role = holders::role_for(self, office, of).filter(|_| office.words == office.core);
        let text = self.page.phrase(s, self.without_body(s, office, of));
        // "Ex-president": the mark is kept by itself.
        let marked = |mark: &str| {
            self.page.index().mark(&mark.to_lowercase()).is_some_and(|m| office.marks.iter().any(|own| own == m))
        };
        let text =
            text.split_once('-').filter(|(mark, _)| marked(mark)).map_or(text.clone(), |(_, bare)| bare.to_owned());
        let short = role.filter(|_| text.ends_with('.') && !text.contains(' '));
        let known = holders::in_full(self, &text, holder, of).filter(|_| office.words == office.core).or(short);
        RolePhrase {
            sentence: s,
            words: office.words.clone(),
            head: office.head,
            role: known.or(role),
            text: known.map_or(text, |role| self.page.ontology.role(role).label.clone()),
            marks: office.marks.clone(),
            of,
            holder,
            by_knowledge,
        }
    }

    /// The words of an office without the body that its name begins with: "European Commission President".
    fn without_body(&self, s: usize, office: &Office, of: Option<ActorId>) -> std::ops::Range<usize> {
        let words = office.words.clone();
        let Some(of) = of.and_then(|of| self.linker.actors.get(of).known) else { return words };
        let is_body = |end: &usize| {
            let names = self.page.index().named(&self.page.key(s, words.start..*end).join(" "));
            names.contains(&crate::ontology::NameOf::Entity(of))
        };
        let start = (words.start + 1..=office.head).rev().find(is_body);
        start.unwrap_or(words.start)..words.end
    }

    /// Reads marks, modifiers and what the office is of from around its name.
    pub fn read_office(&mut self, s: usize, role: &RoleSpan) -> Office {
        let mut office = Office {
            words: role.words.clone(),
            core: role.words.clone(),
            head: role.head,
            names: role.names.iter().map(|n| n.role).collect(),
            plural: role.plural(),
            marks: Vec::new(),
            of: None,
            end: role.words.end,
            start: role.words.start,
            vague: false,
        };
        // "Ex-president", unlike "vice-president", which is an office of its own.
        let first = self.page.lower(s, role.words.start);
        let whole = self.page.folded(s, role.words.clone());
        let prefix = first.split_once('-').filter(|_| self.page.index().roles(&whole).is_empty());
        office.marks.extend(prefix.and_then(|(mark, _)| self.page.index().mark(mark)).map(str::to_owned));
        self.read_left(s, &mut office);
        self.read_right(s, &mut office);
        self.of_owner(&mut office);
        office
    }

    fn read_left(&self, s: usize, office: &mut Office) {
        let page = self.page;
        let words = &page.sentences[s].words;
        let mut at = office.words.start;
        while at > 0 {
            let before = at - 1;
            let lower = page.lower(s, before);
            let ended = lower.trim_end_matches('-');
            if let Some(mark) = page.index().mark(ended) {
                office.marks.insert(0, mark.to_owned());
            } else if lower == "-" && before > 0 && page.index().mark(&page.lower(s, before - 1)).is_some() {
            } else if let Some(mention) = self.covering(before) {
                let (start, actors, by) = (mention.words.start, mention.actors.clone(), mention.by);
                let pronoun = words[before].upos == Upos::Pron;
                // "In Geneva President Holm met them": the city is where, unlike "in Danish President Holm".
                let place = by == Reference::Name
                    && (self.is_of_head_of_state(office) || self.is_of_state(office) && self.is_city(actors[0]))
                    && start > 0
                    && ["in", "at", "from"].contains(&&*page.lower(s, start - 1));
                // "The region, which President Holm visited", is not his.
                // "The visits President Holm has paid" are no state.
                let visits = by == Reference::Group && words[before].is_plural();
                if place || visits || pronoun && !words[before].xpos.ends_with('$') {
                    break;
                }
                // "NRK Asia correspondent": of the broadcaster, for the region.
                if by == Reference::Name && self.is_body_before_place(office, actors[0], at) {
                    office.words.start = at;
                    office.of = None;
                }
                if pronoun || !self.is_person(actors[0]) {
                    office.of = office.of.or(actors.first().copied());
                }
                (at, office.start) = (start, start);
                if pronoun || !page.has_possessive(s, before + 1) {
                    continue;
                }
                break;
            } else if is_possessive(&lower) {
                self.possessor(before, office);
                office.start = before;
                break;
            } else if words[before].upos == Upos::Det || words[before].upos == Upos::Num {
                office.start = before;
            } else if self.narrows(s, before) && office.words.start == at {
                office.words.start = before;
            } else if page.joins_adjectives(s, before) && self.covering(before - 1).is_none() {
                // "Pakistan's civilian and military leaders"
                (office.start, at) = (before - 1, before - 1);
                continue;
            } else if matches!(words[before].upos, Upos::Adj) && words[before].head == Some(office.head) {
                office.vague = true;
            } else {
                break;
            }
            at = before;
            office.start = office.start.min(before);
        }
    }

    /// Whether a body stands right before a place that was taken for what an office is of.
    fn is_body_before_place(&self, office: &Office, body: ActorId, at: usize) -> bool {
        let class = |a: ActorId| self.linker.actors.class(a);
        let place = office.of.is_some_and(|of| class(of).is_place() || class(of) == Class::Country);
        place && office.start == at && class(body).is_organization() && !self.is_of_state(office)
    }

    /// Whether the words can only mean the office of a president or monarch.
    pub(super) fn is_of_head_of_state(&self, office: &Office) -> bool {
        office.names.iter().all(|&role| self.page.ontology.role(role).is_head_of_state())
    }

    /// Whether the words mean the office of a minister.
    fn is_of_state(&self, office: &Office) -> bool {
        let minister = |rank: &str| rank == "headOfGovernment" || rank.to_lowercase().ends_with("minister");
        office.names.iter().all(|&role| minister(&self.page.ontology.role(role).rank))
    }

    fn is_city(&self, actor: ActorId) -> bool {
        self.linker.actors.class(actor) == Class::City
    }

    /// Whether a word before the name of an office makes it another: "senior director", "health minister".
    fn narrows(&self, s: usize, w: usize) -> bool {
        let word = &self.page.sentences[s].words[w];
        let listed = |lower: &str| self.page.ontology.lexicon.is_in("rank adjective", lower);
        match word.upos {
            Upos::Noun => word.rel == Rel::Compound || !self.page.sentences[s].parsed,
            Upos::Adj => listed(&self.page.lower(s, w)),
            Upos::Propn => {
                let acronym = self.page.word(s, w).chars().all(|c| c.is_ascii_uppercase());
                // "On Monday President Holm met them"
                let day = super::lexis::is_calendar(self.page.word(s, w));
                !acronym && !day && w > 0 && self.page.word(s, w + 1).starts_with(char::is_uppercase)
            }
            _ => false,
        }
    }

    /// The owner before a possessive ending: "Turkey's President".
    fn possessor(&self, ending: usize, office: &mut Office) {
        if ending == 0 {
            return;
        }
        if let Some(mention) = self.covering(ending - 1) {
            office.of = office.of.or(mention.actors.first().copied());
            office.start = mention.words.start;
        } else {
            office.vague = true;
        }
    }
}
