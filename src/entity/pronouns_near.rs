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
