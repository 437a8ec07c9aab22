//! Pronouns whose noun the words around them tell: a subject to come, whoever is helped or judged, whoever is asked to act.
//!
//! "In his speech, Reed said" → Reed; "thanked Lind for his support" → Lind; "urged Ghana to end its raids" → Ghana.

use super::ActorId;
use super::pronouns::Asks;
use super::resolver::Resolver;
use crate::grammar::valency::SUBJECT_CONTROL;
use crate::grammar::{Rel, Upos};
use crate::ontology::{Modality, OperatorPlace};

impl Resolver<'_, '_> {
    /// "Reed said he would come", "Reed said Holm had called him": the subject of the verb of which the pronoun's clause is
    /// the content.
    pub(super) fn speaker_above(&self, s: usize, w: usize) -> Option<usize> {
        let sentence = &self.page.sentences[s];
        let object = matches!(sentence.words[w].rel, Rel::Obj | Rel::Iobj);
        let fits =
            |&v: &usize| sentence.words[w].rel == Rel::Nsubj || object && sentence.child(v, &[Rel::Nsubj]).is_some();
        let verb = sentence.words[w].head.filter(fits)?;
        let above = sentence.words[verb].head.filter(|_| sentence.words[verb].rel == Rel::Ccomp)?;
        sentence.child(above, &[Rel::Nsubj])
    }

    /// "Until Ghana has destroyed its weapons": the subject of the verb whose object the pronoun owns.
    pub(super) fn doer_beside(&self, s: usize, w: usize) -> Option<usize> {
        let sentence = &self.page.sentences[s];
        let thing = sentence.words[w].head.filter(|_| sentence.words[w].rel == Rel::NmodPoss)?;
        let verb = sentence.words[thing].head.filter(|_| sentence.words[thing].rel == Rel::Obj)?;
        sentence.child(verb, &[Rel::Nsubj])
    }

    /// "Reed's advisers told him": Reed.
    pub(super) fn addressed_by(&self, s: usize, w: usize) -> Option<usize> {
        let sentence = &self.page.sentences[s];
        let object = matches!(sentence.words[w].rel, Rel::Obj | Rel::Iobj);
        let verb = sentence.words[w].head.filter(|_| object)?;
        sentence.child(sentence.child(verb, &[Rel::Nsubj])?, &[Rel::NmodPoss])
    }

    /// "Holm's spokesman said she would stay": Holm would.
    pub(super) fn spoken_for_by(&self, s: usize, speaker: Option<usize>) -> Option<usize> {
        let speaker = speaker.filter(|&m| self.page.lower(s, m).starts_with("spokes"))?;
        self.page.sentences[s].child(speaker, &[Rel::NmodPoss])
    }

    /// "Ghana left after warning them", "held them to use them as shields": who does what is done to whom a pronoun means.
    pub(super) fn doer_of(&self, s: usize, w: usize) -> Option<usize> {
        let sentence = &self.page.sentences[s];
        let words = &sentence.words;
        let subject = |verb: usize| sentence.child(verb, &[Rel::Nsubj, Rel::NsubjPass]);
        let open = |v: usize| matches!(words[v].xpos, "VB" | "VBG") && subject(v).is_none();
        let mut verb = words[w].head.filter(|&v| matches!(words[w].rel, Rel::Obj | Rel::Iobj) && open(v))?;
        for _ in 0..3 {
            let completes = words[verb].rel == Rel::Xcomp;
            let above = words[verb].head.filter(|_| completes || words[verb].rel == Rel::Advcl)?;
            // "Blamed Ghana for arming them": Ghana did.
            let mark = sentence.children_by(verb, Rel::Mark).any(|m| ["for", "of", "from"].contains(&&*words[m].lemma));
            let given = completes && !SUBJECT_CONTROL.has(&words[above].lemma) || mark;
            let object = sentence.child(above, &[Rel::Obj, Rel::Iobj]).filter(|&o| given && o < verb);
            if let Some(doer) = object.or_else(|| subject(above)) {
                return Some(doer);
            }
            verb = above;
        }
        None
    }

    /// "Help Ghana defend itself", "Ghana armed itself": whoever does it.
    pub(super) fn reflexive(&self, s: usize, w: usize, asks: Asks) -> Option<Vec<ActorId>> {
        let sentence = &self.page.sentences[s];
        let words = &sentence.words;
        let lower = self.page.lower(s, w);
        let mut verb = words[w].head.filter(|_| lower.ends_with("self") || lower.ends_with("selves"))?;
        for _ in 0..3 {
            let subject = sentence.child(verb, &[Rel::Nsubj, Rel::NsubjPass]);
            if let Some(subject) = subject.filter(|&n| n != w) {
                return self.agreeing(self.covering(subject)?, asks);
            }
            let above = words[verb].head?;
            let bound = words[verb].rel == Rel::Xcomp && !SUBJECT_CONTROL.has(&words[above].lemma);
            let object = sentence.child(above, &[Rel::Obj, Rel::Iobj]).filter(|&o| bound && o < verb);
            if let Some(object) = object {
                return self.agreeing(self.covering(object)?, asks);
            }
            verb = above;
        }
        None
    }

    /// "Discussing his concern, Mr Reed said", "after his visit Mr Reed said": the subject to come, of what stands in front.
    pub(super) fn ahead(&self, s: usize, w: usize, asks: Asks) -> Option<Vec<ActorId>> {
        let sentence = &self.page.sentences[s];
        let mut at = w;
        let verb = (0..6).find_map(|_| {
            let word = &sentence.words[at];
            at = word.head?;
            (matches!(word.rel, Rel::Advcl | Rel::Obl) && at > w).then_some(at)
        })?;
        let subject = sentence.child(verb, &[Rel::Nsubj]).filter(|&n| n > w)?;
        let mention = self.covering(subject)?;
        let early = sentence.words[..w].iter().any(|word| matches!(word.rel, Rel::Nsubj));
        self.suits(mention, asks, (s, false), 0).filter(|_| !early).map(|(_, actors)| actors)
    }

    /// "Support Ghana in its fight", "punish Ghana for its raids", "aid Ghana as it recovers": whoever is helped or judged.
    pub(super) fn beside(&self, s: usize, w: usize, asks: Asks) -> Option<Vec<ActorId>> {
        let sentence = &self.page.sentences[s];
        let words = &sentence.words;
        let above = words[w].head?;
        let governor = words[above].head?;
        let is = |w: usize, forms: &[&str]| forms.contains(&&*words[w].lemma);
        let of = |class: &str, w: usize| self.page.ontology.lexicon.is_in(class, &words[w].lemma);
        let case = |w: usize, forms: &[&str]| sentence.children_by(w, Rel::Case).any(|c| is(c, forms));
        let helps = of("helpVerb", governor);
        // "Reed spoke with Lind in his office": only of what one is thanked or blamed for is it clear whose it is.
        let person = matches!(asks, Asks::Person(_));
        if person
            && (words[w].rel != Rel::NmodPoss || !case(above, &["for", "over"]) || words[governor].upos != Upos::Verb)
        {
            return None;
        }
        let fits = match words[w].rel {
            Rel::NmodPoss => {
                let punished = of("punishVerb", governor) && case(above, &["after", "since", "following"]);
                case(above, &["for", "over", "because"]) || helps && case(above, &["in"]) || punished
            }
            Rel::Nsubj => helps && sentence.children_by(above, Rel::Mark).any(|m| is(m, &["as", "while"])),
            _ => false,
        };
        let other = sentence.children(governor).filter(|&c| c < above && c != w).find(|&c| match words[c].rel {
            Rel::Obj => self.covering(c).is_some(),
            _ if person => false,
            Rel::Obl | Rel::Nmod => {
                helps && case(c, &["to", "for"]) || of("punishVerb", governor) && case(c, &["on", "against"])
            }
            _ => false,
        });
        // "Broke off relations with Ghana over its raids"
        let with = sentence.child(governor, &[Rel::Obj]).filter(|_| words[w].rel == Rel::NmodPoss && !helps);
        let with = with.and_then(|o| sentence.children_by(o, Rel::Nmod).find(|&c| case(c, &["with", "on", "against"])));
        let other = other.or(with);
        // "Provides support to Ghana": the noun has what the verb has not.
        let object = sentence.child(governor, &[Rel::Obj]).filter(|&o| other.is_none() && of("helpVerb", o));
        let other = other
            .or_else(|| object.and_then(|o| sentence.children_by(o, Rel::Nmod).find(|&c| case(c, &["to", "for"]))));
        self.agreeing(self.covering(other.filter(|_| fits)?)?, asks)
    }

    /// "Urged Ghana to end its raids": whoever is to do it.
    pub(super) fn asked(&self, s: usize, w: usize, asks: Asks) -> Option<Vec<ActorId>> {
        let sentence = &self.page.sentences[s];
        let words = &sentence.words;
        let mut at = words[w].head.filter(|_| words[w].rel == Rel::NmodPoss)?;
        while words[at].is_nominal() {
            at = words[at].head?;
        }
        let open = words[at].xpos == "VB" && sentence.child(at, &[Rel::Nsubj, Rel::NsubjPass]).is_none();
        let governor = words[at].head.filter(|&g| open && g < at && !SUBJECT_CONTROL.has(&words[g].lemma))?;
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
}
