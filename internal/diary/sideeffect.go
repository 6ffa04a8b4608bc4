package diary

// EffectSeverity is how bad a side effect was.
type EffectSeverity int

// The severities. NoEffect is the answer to a question: it was asked about and there was none.
const (
	NoEffect EffectSeverity = iota
	MildEffect
	ModerateEffect
	SevereEffect
)

// EffectSeverities lists those that an effect can have, in the order shown.
var EffectSeverities = []EffectSeverity{MildEffect, ModerateEffect, SevereEffect}

// ImpulseCheck is the effect under which the answers to the monthly question on a dopamine medicine are kept: new
// urges, or falling asleep without warning. Any other text is in the user's own words.
const ImpulseCheck = "impulse_check"

// SideEffect is something unwanted that the user ascribes to a remedy.
type SideEffect struct {
	Date Date `json:"date"`
	// Effect in the user's words, or ImpulseCheck.
	Effect   string         `json:"effect"`
	Severity EffectSeverity `json:"severity"`
}

// check reports its faults under a prefix. Only a question can have the answer that there was none.
func (e SideEffect) check(c *checker, prefix string) {
	c.date(prefix+"date", e.Date)
	if e.Effect == "" {
		c.add(prefix+"effect", Required)
	}
	c.text(prefix+"effect", e.Effect, MaxName)
	low := MildEffect
	if e.Effect == ImpulseCheck {
		low = NoEffect
	}
	if e.Severity < low || e.Severity > SevereEffect {
		c.outOfRange(prefix+"severity", float64(low), float64(SevereEffect))
	}
}
