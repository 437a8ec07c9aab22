//! The names of tags and relations as Universal Dependencies writes them: `PROPN`, `NNP`, `nmod:poss`.
//!
//! `Biden met Xi`: `Biden` is `PROPN`, `NNP` and `nsubj` of `met`.

use super::{Rel, Upos};

/// The Penn Treebank tags of UD English.
#[rustfmt::skip]
const PENN: &[&str] = &[
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ",
    "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP",
    "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "``", "XX",
];

/// The Penn tag of that name.
#[must_use]
pub fn penn(name: &str) -> Option<&'static str> {
    PENN.iter().copied().find(|&tag| tag == name)
}

#[rustfmt::skip]
const UPOS: &[(Upos, &str)] = &[
    (Upos::Adj, "ADJ"), (Upos::Adp, "ADP"), (Upos::Adv, "ADV"), (Upos::Aux, "AUX"), (Upos::Cconj, "CCONJ"),
    (Upos::Det, "DET"), (Upos::Intj, "INTJ"), (Upos::Noun, "NOUN"), (Upos::Num, "NUM"), (Upos::Part, "PART"),
    (Upos::Pron, "PRON"), (Upos::Propn, "PROPN"), (Upos::Punct, "PUNCT"), (Upos::Sconj, "SCONJ"), (Upos::Sym, "SYM"),
    (Upos::Verb, "VERB"), (Upos::X, "X"),
];

impl Upos {
    /// Its name in Universal Dependencies: `PROPN`.
    #[must_use]
    pub fn name(self) -> &'static str {
        UPOS[self as usize].1
    }

    /// The part of speech of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        UPOS.iter().find(|(_, n)| *n == name).map(|&(upos, _)| upos)
    }
}

#[rustfmt::skip]
const RELS: &[(Rel, &str)] = &[
    (Rel::Acl, "acl"), (Rel::AclRelcl, "acl:relcl"), (Rel::Advcl, "advcl"), (Rel::AdvclRelcl, "advcl:relcl"),
    (Rel::Advmod, "advmod"), (Rel::Amod, "amod"), (Rel::Appos, "appos"), (Rel::Aux, "aux"), (Rel::AuxPass, "aux:pass"),
    (Rel::Case, "case"), (Rel::Cc, "cc"), (Rel::CcPreconj, "cc:preconj"), (Rel::Ccomp, "ccomp"),
    (Rel::Compound, "compound"), (Rel::CompoundPrt, "compound:prt"), (Rel::Conj, "conj"), (Rel::Cop, "cop"),
    (Rel::Csubj, "csubj"), (Rel::CsubjOuter, "csubj:outer"), (Rel::CsubjPass, "csubj:pass"), (Rel::Dep, "dep"),
    (Rel::Det, "det"), (Rel::DetPredet, "det:predet"), (Rel::Discourse, "discourse"), (Rel::Dislocated, "dislocated"),
    (Rel::Expl, "expl"), (Rel::Fixed, "fixed"), (Rel::Flat, "flat"), (Rel::Goeswith, "goeswith"), (Rel::Iobj, "iobj"),
    (Rel::List, "list"), (Rel::Mark, "mark"), (Rel::Nmod, "nmod"), (Rel::NmodDesc, "nmod:desc"),
    (Rel::NmodPoss, "nmod:poss"), (Rel::NmodUnmarked, "nmod:unmarked"), (Rel::Nsubj, "nsubj"),
    (Rel::NsubjOuter, "nsubj:outer"), (Rel::NsubjPass, "nsubj:pass"), (Rel::Nummod, "nummod"), (Rel::Obj, "obj"),
    (Rel::Obl, "obl"), (Rel::OblAgent, "obl:agent"), (Rel::OblUnmarked, "obl:unmarked"), (Rel::Orphan, "orphan"),
    (Rel::Parataxis, "parataxis"), (Rel::Punct, "punct"), (Rel::Reparandum, "reparandum"), (Rel::Root, "root"),
    (Rel::Vocative, "vocative"), (Rel::Xcomp, "xcomp"),
];

impl Rel {
    /// How many relations there are.
    pub const COUNT: usize = RELS.len();

    /// Its name in Universal Dependencies: `nsubj:pass`.
    #[must_use]
    pub fn name(self) -> &'static str {
        RELS[self as usize].1
    }

    /// Its name without the subtype: `nsubj`.
    #[must_use]
    pub fn base(self) -> &'static str {
        let name = self.name();
        name.split_once(':').map_or(name, |(base, _)| base)
    }

    /// The relation of that name; one whose subtype is unknown here is taken as its base.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let find = |name: &str| RELS.iter().find(|(_, n)| *n == name).map(|&(rel, _)| rel);
        find(name).or_else(|| name.split_once(':').and_then(|(base, _)| find(base)))
    }

    /// The relation with that discriminant; `dep` for one that does not exist.
    #[must_use]
    pub fn from_index(index: usize) -> Self {
        RELS.get(index).map_or(Self::Dep, |&(rel, _)| rel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_follow_the_order_of_the_enums() {
        assert!(UPOS.iter().enumerate().all(|(i, &(upos, _))| upos as usize == i));
        assert!(RELS.iter().enumerate().all(|(i, &(rel, _))| rel as usize == i));
    }

    #[test]
    fn unknown_subtypes_fall_back_to_their_base() {
        assert_eq!(Rel::from_name("obl:tmod"), Some(Rel::Obl));
        assert_eq!(Rel::from_name("nsubj:pass"), Some(Rel::NsubjPass));
        assert_eq!(Rel::from_name("subject"), None);
    }
}
