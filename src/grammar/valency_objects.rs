//! Which verbs take an object alone, an infinitive alone, or a clause that tells what shall be.
//!
//! "Demanded that Holm resign", "threatened to leave", "freed a man wanted in Peru".

use super::valency::Valency;

/// Verbs whose clause tells what somebody shall do: "demanded that Holm resign".
pub const WISH: Valency = Valency(&[
    "demand",
    "urge",
    "insist",
    "recommend",
    "request",
    "ask",
    "propose",
    "suggest",
    "require",
    "order",
    "stipulate",
    "plead",
    "advise",
]);

/// Verbs whose "to" an infinitive follows, and no noun.
pub const WITH_INFINITIVE: Valency = Valency(&[
    "threaten", "refuse", "vow", "decline", "intend", "try", "attempt", "decide", "manage", "hope", "plan", "want",
    "seek", "fail", "struggle", "pretend", "hesitate",
]);

/// Verbs that take an object, and no clause.
pub const ONLY_OBJECT: Valency = Valency(&[
    "approve",
    "reject",
    "condemn",
    "criticize",
    "criticise",
    "denounce",
    "welcome",
    "praise",
    "block",
    "halt",
    "release",
    "free",
    "arrest",
    "detain",
    "jail",
    "imprison",
    "expel",
    "deport",
    "attack",
    "bomb",
    "shell",
    "raid",
    "storm",
    "seize",
    "capture",
    "kill",
    "wound",
    "injure",
    "help",
    "aid",
    "support",
    "back",
    "target",
    "send",
    "deploy",
    "impose",
    "lift",
    "ban",
    "sign",
    "visit",
    "meet",
    "accuse",
    "blame",
    "sue",
    "indict",
    "sanction",
    "fund",
    "finance",
    "launch",
    "open",
    "close",
    "suspend",
    "cancel",
    "investigate",
    "probe",
    "monitor",
    "protect",
    "rescue",
    "evacuate",
    "host",
    "receive",
    "threaten",
]);

/// Verbs by which somebody is made to do what an infinitive tells.
pub const ORDER: Valency =
    Valency(&["force", "order", "tell", "ask", "urge", "compel", "require", "instruct", "oblige", "allow"]);

/// What courts and the police do to people.
pub const VERDICT: Valency = Valency(&[
    "convict", "sentence", "indict", "charge", "acquit", "fine", "arrest", "detain", "jail", "summon", "question",
    "sue",
]);
