package rules

// A Tier says what a finding is worth: an alert, or a place in the list that a
// person goes through.
type Tier string

// The tiers. Doctrine words with the right negation and "nothing has been done
// yet" are worth an alert; contingent wording is for review.
const (
	TierAlert  Tier = "alert"
	TierReview Tier = "review"
)

// A Stance says what the speaker does with the argument. The set is closed.
type Stance string

// The stances. A party asserts or opposes; a court accepts or rejects; either
// may recite what another said; neutral is a question, a supposition, a bare
// mention.
const (
	StanceAsserts Stance = "asserts"
	StanceOpposes Stance = "opposes"
	StanceRecites Stance = "recites"
	StanceAccepts Stance = "accepts"
	StanceRejects Stance = "rejects"
	StanceNeutral Stance = "neutral"
)

// Stances returns the closed set in its published order.
func Stances() []Stance {
	return []Stance{StanceAsserts, StanceOpposes, StanceRecites, StanceAccepts, StanceRejects, StanceNeutral}
}

// A Sense says which way the words of a pattern point.
type Sense string

// The senses. "Not ripe" is for the argument, "ripe for review" against it;
// "ripeness" alone is its topic, and the speaker decides. A negation outside the
// matched words turns for into against and back: "not unripe".
const (
	SenseFor     Sense = "for"
	SenseAgainst Sense = "against"
	SenseTopic   Sense = "topic"
)

// Support says how many of the labelled passages in testdata a pattern finds. A
// test counts them and keeps the note true; a pattern that rests on one passage
// or none is the first to doubt when it errs.
type Support string

// The notes of support.
const (
	SupportSeveral Support = ""
	SupportOne     Support = "one passage"
	SupportNone    Support = "no passage yet" // written from the doctrine
)

// An Argument is one legal argument, with every way it is known to be put.
type Argument struct {
	Name     string            `yaml:"argument"` // of the closed set: "ripeness"
	Title    string            `yaml:"title"`    // for people: "The challenge comes too early"
	Holder   Side              `yaml:"holder"`   // whose argument it usually is: government or challenger
	Classes  map[string]string `yaml:"classes"`  // words that stand for one another in Find
	Patterns []Pattern         `yaml:"patterns"`
	Silent   []string          `yaml:"silent"` // sentences in which none of the patterns may match
}

// A Pattern is one way of putting an argument. Its language is that of
// match_pattern.go.
type Pattern struct {
	Name     string   `yaml:"name"`
	Find     string   `yaml:"find"`
	Tier     Tier     `yaml:"tier"`     // the best a match can be worth
	Sense    Sense    `yaml:"sense"`    // for, unless it says otherwise
	Unless   []string `yaml:"unless"`   // patterns that forbid it: "PROCEDURE @6" within six words of the match, "@-6" before it, without @ in the sentence
	Previous string   `yaml:"previous"` // a pattern that the sentence before must match
	Doctrine bool     `yaml:"doctrine"` // the words decide for themselves, whatever facts stand beside them: "not ripe", "is ripe"
	Fixed    bool     `yaml:"fixed"`    // a negation before the words does not turn them
	Fact     Fact     `yaml:"fact"`     // of ripeness: it says that nothing has been done, neither doctrine nor what may come; a release may answer it
	Single   bool     `yaml:"single"`   // known from one public document only: trust it less
	Support  Support  `yaml:"support"`  // how many of our labelled passages it finds; "" is several
	From     []string `yaml:"from"`     // public sources: opinions, statutes and papers state the doctrine, a hearing ("argued", "hearing") is a passage that put it so
	Match    []string `yaml:"match"`    // sentences it must match
	Pass     []string `yaml:"pass"`     // sentences it must pass over
}
