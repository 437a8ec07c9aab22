//! What verbs and nouns take: a clause that is said, someone who is told, a gerund, an infinitive, an object.
//!
//! The closed classes by which trees are mended and clauses read, after the classes of Levin, *English Verb Classes and
//! Alternations* (1993). Words by which facts are told are in the ontology instead.

/// Lemmas that share what they take.
#[derive(Clone, Copy, Debug)]
pub struct Valency(pub(super) &'static [&'static str]);

impl Valency {
    /// Whether the lemma is one of these.
    #[must_use]
    pub fn has(self, lemma: &str) -> bool {
        self.0.contains(&lemma)
    }
}

/// Verbs that take what is said or thought, but nobody to whom it is said.
pub const CLAIM: Valency = Valency(&[
    "say", "claim", "allege", "assert", "argue", "believe", "think", "hope", "fear", "suspect", "predict", "know",
    "estimate", "insist",
]);

/// Verbs besides those by which a text or a speaker says something, and that take objects too.
const REPORT: Valency = Valency(&["suggest", "state", "warn", "indicate", "confirm"]);

/// Whether a clause behind the verb is what is said.
#[must_use]
pub fn reports(verb: &str) -> bool {
    CLAIM.has(verb) || REPORT.has(verb)
}

/// Verbs that take whom one speaks to for their object, and a clause.
pub const TELL: Valency =
    Valency(&["tell", "ask", "warn", "inform", "remind", "assure", "show", "notify", "advise", "convince"]);

/// Nouns whose content a clause with "that" tells.
pub const CONTENT: Valency = Valency(&[
    "accusation",
    "admission",
    "allegation",
    "assertion",
    "assumption",
    "assurance",
    "belief",
    "chance",
    "charge",
    "claim",
    "concern",
    "conclusion",
    "confirmation",
    "denial",
    "evidence",
    "fact",
    "fear",
    "hint",
    "hope",
    "idea",
    "impression",
    "indication",
    "insistence",
    "likelihood",
    "notion",
    "possibility",
    "prospect",
    "report",
    "risk",
    "rumor",
    "rumour",
    "sign",
    "suggestion",
    "suspicion",
]);

/// Verbs of which a claim or a report is as often the object: "the allegation that he made".
pub const WITH_CLAIM: Valency = Valency(&[
    "bring", "cite", "collect", "deny", "describe", "dismiss", "dispute", "express", "file", "find", "gather", "give",
    "have", "hear", "hold", "issue", "level", "make", "obtain", "offer", "pose", "present", "produce", "provide",
    "publish", "raise", "reject", "release", "repeat", "see", "share", "submit", "uncover", "voice",
]);

/// Verbs by which somebody is said to have done, or not to have done, what "of" behind them tells.
pub const CHARGE: Valency = Valency(&["accuse", "suspect", "convict", "acquit", "absolve", "clear"]);

/// What one does to others by speaking.
pub const SPEECH_ACT: Valency = Valency(&[
    "accuse",
    "urge",
    "warn",
    "praise",
    "condemn",
    "criticize",
    "criticise",
    "demand",
    "blame",
    "thank",
    "vow",
    "threaten",
    "denounce",
    "promise",
    "call",
    "insist",
    "appeal",
    "hail",
    "welcome",
    "defend",
    "dismiss",
    "mock",
    "decry",
    "slam",
    "blast",
    "pledge",
    "lambaste",
    "reiterate",
]);

/// What somebody does while speaking.
const MANNER: Valency = Valency(&[
    "add", "cite", "call", "refer", "speak", "quote", "describe", "note", "use", "ask", "talk", "point", "echo",
]);

/// Whether the verb is one of speech.
#[must_use]
pub fn speaks(verb: &str) -> bool {
    reports(verb) || SPEECH_ACT.has(verb) || MANNER.has(verb)
}

/// Verbs of speech that take no infinitive.
pub const NO_INFINITIVE: Valency = Valency(&[
    "discuss",
    "reaffirm",
    "reiterate",
    "underscore",
    "underline",
    "emphasize",
    "stress",
    "review",
    "welcome",
]);

/// Nouns that an infinitive explains: "the readiness to talk".
pub const NOUN_WITH_INFINITIVE: Valency = Valency(&[
    "preparation",
    "readiness",
    "willingness",
    "need",
    "effort",
    "intention",
    "commitment",
    "desire",
    "determination",
    "plan",
]);

/// Nouns for what somebody wants or means that an infinitive tells: "a request to leave".
pub const AIM: Valency = Valency(&[
    "request",
    "demand",
    "offer",
    "proposal",
    "invitation",
    "attempt",
    "bid",
    "call",
    "order",
    "decision",
    "refusal",
    "promise",
    "pledge",
    "threat",
    "agreement",
    "deal",
    "opportunity",
    "move",
    "push",
    "plea",
    "appeal",
    "chance",
]);

/// Whether an infinitive behind a noun tells what somebody wants or means to do, or how he stands to it.
#[must_use]
pub fn takes_infinitive(noun: &str) -> bool {
    NOUN_WITH_INFINITIVE.has(noun) || AIM.has(noun)
}

/// Verbs by which something goes back to where it was.
pub const WITH_BACK: Valency = Valency(&[
    "send", "push", "pull", "bring", "drive", "hold", "turn", "take", "win", "call", "beat", "hand", "give", "fight",
    "force", "keep", "roll", "scale", "throw", "fly", "ship", "welcome",
]);

/// Nouns for how someone stands to what an infinitive behind them names: whoever has the desire will do it.
pub const STANCE: Valency = Valency(&[
    "preparation",
    "readiness",
    "willingness",
    "intention",
    "commitment",
    "desire",
    "determination",
    "resolve",
    "refusal",
    "right",
]);

/// Nouns whose "to" is their own: "opposition to".
pub const NOUN_WITH_TO: Valency = Valency(&[
    "opposition",
    "objection",
    "resistance",
    "commitment",
    "adherence",
    "response",
    "reaction",
    "alternative",
    "obstacle",
    "dedication",
]);

/// Verbs that a gerund with its object may follow at once.
pub const WITH_GERUND: Valency = Valency(&[
    "support", "oppose", "consider", "discuss", "propose", "suggest", "favor", "favour", "avoid", "deny", "admit",
    "stop", "start", "begin", "finish", "risk", "halt", "resume", "suspend", "reject", "regret", "back",
]);

/// Verbs whose participles say which things, not what is done to them: "existing sanctions".
pub const DESCRIBING: Valency = Valency(&[
    "exist",
    "remain",
    "grow",
    "rise",
    "develop",
    "neighbor",
    "neighbour",
    "follow",
    "lead",
    "rule",
    "live",
    "work",
    "continue",
    "run",
    "stand",
    "emerge",
    "compete",
    "war",
    "increase",
    "decrease",
    "act",
    "outgo",
    "operate",
    "sit",
]);

/// Verbs by which someone gets something, or a name.
pub const GIVE: Valency = Valency(&[
    "give", "send", "offer", "tell", "show", "grant", "ask", "teach", "award", "lend", "hand", "bring", "promise",
    "deny", "name", "call", "elect", "appoint",
]);

/// Verbs that say nothing without an object.
pub const TRANSITIVE: Valency = Valency(&["impose", "adopt", "provide", "face", "pose", "reach", "sign", "inflict"]);

/// Verbs of what one talks over with somebody.
pub const DISCUSS: Valency = Valency(&["discuss", "raise"]);

/// Nouns for what is itself had with somebody: "relations with Chad".
pub const MUTUAL: Valency = Valency(&[
    "relation",
    "relations",
    "relationship",
    "tie",
    "ties",
    "talk",
    "talks",
    "war",
    "border",
    "agreement",
    "deal",
    "treaty",
    "pact",
    "accord",
    "conflict",
    "dispute",
    "cooperation",
    "partnership",
    "alliance",
    "contact",
    "meeting",
    "negotiation",
    "negotiations",
    "friendship",
    "link",
    "problem",
    "trouble",
    "engagement",
    "dialogue",
]);

/// Nouns for what someone is asked to do, with "for" or "on" before who is asked.
pub const APPEAL: Valency = Valency(&["call", "appeal", "demand", "plea", "request", "push"]);

/// Verbs whose object is to do what an infinitive behind it tells: "urged Ghana to withdraw".
pub const CONTROL: Valency = Valency(&[
    "urge",
    "ask",
    "encourage",
    "press",
    "tell",
    "order",
    "force",
    "persuade",
    "convince",
    "allow",
    "permit",
    "invite",
    "require",
    "warn",
    "advise",
    "instruct",
    "compel",
    "pressure",
    "lobby",
    "beg",
    "implore",
    "help",
]);

/// Verbs whose infinitive tells what their own subject will do, though they have an object: "promised Ghana to help".
pub const SUBJECT_CONTROL: Valency = Valency(&["promise", "threaten", "vow", "offer", "pledge"]);

/// Verbs whose object does, or might do, what "of" or "from" behind it tells: "accused Ghana of arming them".
pub const BLAME: Valency = Valency(&[
    "accuse",
    "suspect",
    "convict",
    "acquit",
    "warn",
    "stop",
    "prevent",
    "keep",
    "deter",
    "bar",
    "ban",
    "discourage",
]);
