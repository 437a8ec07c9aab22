//! What stands behind the name of an office: what it is of, its field, "-elect".
//!
//! "president of the European Commission" → of the Commission; "envoy for Sudan and South Sudan" → that is its name.

use super::offices::Office;
use super::resolver::Resolver;
use super::{ActorId, Reference};
use crate::grammar::{Rel, Upos, Word};
use crate::ontology::Class;

impl Resolver<'_, '_> {
    pub(super) fn read_right(&mut self, s: usize, office: &mut Office) {
        let page = self.page;
        self.marks_after(s, office);
        let preposition = page.lower(s, office.end);
        let rank = office.names.first().map_or("", |&r| page.ontology.role(r).rank.as_str());
        let speaks = rank == "spokesperson";
        match preposition.as_str() {
            // "The president in Texas" is on a visit there.
            "in" | "at" if self.is_of_head_of_state(office) => {}
            "of" | "in" | "at" => self.read_of(s, office),
            "for" if speaks => self.read_of(s, office),
            "for" if !office.names.iter().any(|&r| page.ontology.role(r).leads) => self.read_field(s, office),
            "to" if matches!(rank, "ambassador" | "envoy") => self.read_field(s, office),
            "to" => self.read_chief(s, office),
            // "Dissidents from Egypt"; but "recalled the ambassador from Egypt".
            "from"
                if page.sentences[s].words[office.end - 1].xpos == "NNS" && !matches!(rank, "ambassador" | "envoy") =>
            {
                // "Officials from China to Russia" are of many.
                let many = (office.end..office.end + 4).any(|w| page.lower(s, w) == "to");
                office.of = office.of.or_else(|| self.owner_after(s, office.end - 1).filter(|_| !many));
            }
            _ => {}
        }
        if matches!(preposition.as_str(), "for" | "to") && page.lower(s, office.end) == "of" {
            self.read_of(s, office);
        }
    }

    /// "President-elect".
    fn marks_after(&self, s: usize, office: &mut Office) {
        let page = self.page;
        for piece in page.pieces[s].iter().filter(|p| p.word + 1 == office.core.end && !p.first) {
            office.marks.extend(page.index().mark(&piece.text.to_lowercase()).map(str::to_owned));
        }
        if page.word(s, office.end) == "-" {
            if let Some(mark) = page.index().mark(&page.lower(s, office.end + 1)) {
                office.marks.push(mark.to_owned());
                office.end += 2;
            }
        } else if let Some(mark) = page.index().mark(&page.lower(s, office.end)).filter(|m| *m == "elect") {
            office.marks.push(mark.to_owned());
            office.end += 1;
        }
    }

    /// "of the European Commission": the body, or more than is understood.
    fn read_of(&mut self, s: usize, office: &mut Office) {
        let page = self.page;
        let n = page.sentences[s].words.len();
        let mut at = office.end + 1;
        // "Of the pro-Kurdish HDP"
        let small = |w: usize| self.covering(w).is_none() && page.word(s, w).starts_with(char::is_lowercase);
        let skipped = |w: usize| {
            let word = &page.sentences[s].words[w];
            (matches!(word.upos, Upos::Det | Upos::Adj) || word.rel == Rel::Amod) && small(w)
        };
        at += (at..n.min(office.end + 4)).take_while(|&w| skipped(w)).count();
        if let Some((body, end)) = self.body_described(s, at) {
            self.regional(s, office, Some(body));
            office.of = Some(body);
            office.end = end;
            return;
        }
        if let Some(mention) = self.covering(at).filter(|m| m.words.start == at) {
            if page.has_possessive(s, mention.words.end) {
                let (owner, start) = (mention.actors.first().copied(), mention.words.start);
                self.owned_body(s, office, owner, start);
                return;
            }
            let nested = page.sentences[s].words.get(mention.words.end).is_some_and(Word::is_nominal);
            let adjective = mention.by == Reference::Nationality;
            if !(adjective && nested || self.is_person(mention.actors[0])) {
                let body = mention.actors.first().copied();
                let end = mention.words.end;
                self.regional(s, office, body);
                // "The US commander in Iraq" is not Iraq's.
                let there = office.of.filter(|_| matches!(page.lower(s, office.end).as_str(), "in" | "at"));
                office.of = there.or(body);
                office.end = end;
                return;
            }
            if adjective {
                // "Of the Greek Trolls": of a body that is not known.
                let body = page.sentences[s].words[mention.words.end].upos == Upos::Propn;
                office.of = office.of.or(mention.actors.first().copied().filter(|_| !body));
                office.vague = true;
                return;
            }
        }
        // "Minister of Maritime Affairs Anna Holm"
        let part = |w: &usize| {
            matches!(page.sentences[s].words[*w].upos, Upos::Propn | Upos::Noun | Upos::Adj)
                || page.word(s, *w) == "and"
        };
        let field = (at..n.min(at + 6)).take_while(|w| self.person_at(*w).is_none() && part(w)).last();
        // "Member of President Holm's staff"
        let named =
            |last: &usize| self.person_at(last + 1).is_some_and(|(_, words)| !page.has_possessive(s, words.end));
        if let Some(last) = field.filter(named) {
            office.words.end = last + 1;
            office.end = last + 1;
            return;
        }
        if page.word(s, office.end) != "at" && page.word(s, office.end) != "in" {
            office.vague = true;
            self.read_common_body(s, office);
        }
    }

    /// "Deputy commander of the coalition": of that body, not of whatever its holder serves besides.
    fn read_common_body(&mut self, s: usize, office: &mut Office) {
        let page = self.page;
        let noun = office.end + 2;
        let Some(word) = page.sentences[s].words.get(noun) else { return };
        let the = page.lower(s, office.end + 1) == "the" && page.lower(s, office.end) == "of";
        let next = page.sentences[s].words.get(noun + 1).is_some_and(Word::is_nominal);
        let body = word.upos == Upos::Noun && page.ontology.lexicon.is_in("body noun", &word.lemma);
        if the && body && !next && !word.is_plural() && office.of.is_none() {
            let told = self.named_so(s, noun);
            // A coalition has no name but those of its members.
            if told.is_none() && &*word.lemma == "coalition" {
                let label = page.phrase(s, noun..noun + 1);
                office.of = Some(self.linker.actors.described(&label, Class::Organization, None, None));
            }
            office.of = office.of.or(told);
            office.end = if office.of.is_some() { noun + 1 } else { office.end };
        }
    }

    /// "Of research firm Nordlys", "of Oslo-based consultancy Nordlys": the body, behind nouns that say what it is.
    fn body_described(&self, s: usize, at: usize) -> Option<(ActorId, usize)> {
        const NOUNS: usize = 6;
        let page = self.page;
        let words = &page.sentences[s].words;
        let based = |w: usize| page.word(s, w) == "-" && page.lower(s, w + 1) == "based";
        // The town stands before "-based".
        let town = self.covering(at).filter(|m| m.words.start == at).map(|m| m.words.end).filter(|&end| based(end));
        let from = town.map_or(at, |end| end + 2);
        let noun = |w: usize| {
            let word = &words[w];
            self.covering(w).is_none() && page.word(s, w).starts_with(char::is_lowercase) && {
                matches!(word.upos, Upos::Noun | Upos::Adj) || word.rel == Rel::Amod || word.rel == Rel::Compound
            }
        };
        let count = (from..words.len().min(from + NOUNS)).take_while(|&w| noun(w)).count();
        let last = (from + count).checked_sub(1).filter(|&w| count > 0 && words[w].upos == Upos::Noun)?;
        let mention = self.covering(last + 1).filter(|m| m.words.start == last + 1 && m.by == Reference::Name)?;
        let &[body] = mention.actors.as_slice() else { return None };
        self.linker.actors.class(body).is_organization().then_some((body, mention.words.end))
    }

    /// "Latin America director at Nordlys": the region belongs to the name of an office that is a body's.
    fn regional(&self, s: usize, office: &mut Office, body: Option<ActorId>) {
        let class = |a: ActorId| self.linker.actors.class(a);
        let region = office.of.is_some_and(|of| class(of).is_place() && class(of) != Class::Country);
        let own = body.is_some_and(|b| class(b).is_organization() && class(b) != Class::GovernmentBody);
        if region && own && office.start < office.words.start {
            let article = self.page.sentences[s].words[office.start].upos == Upos::Det;
            office.words.start = office.start + usize::from(article);
            office.of = None;
        }
    }

    /// "for Russia and Central Asia", "to Greece": part of the role's name.
    fn read_field(&mut self, s: usize, office: &mut Office) {
        let words = &self.page.sentences[s].words;
        let mut at = office.end + 1;
        let mut end = office.end;
        while at < words.len() && self.person_at(at).is_none() {
            let honorific = self.page.index().honorific(&self.page.word(s, at).replace('.', "")).is_some();
            match words[at].upos {
                _ if honorific => break,
                Upos::Propn | Upos::Noun => end = at + 1,
                Upos::Adj | Upos::Cconj | Upos::Det => {}
                Upos::Adp if self.page.lower(s, at) == "of" && end == at => {}
                _ => break,
            }
            at += 1;
        }
        if end > office.end + 1 {
            office.words.end = end;
            office.end = end;
        }
    }
}
