package diary

// Episode is one bout within a night.
type Episode struct {
	ID    int64           `json:"id,omitzero"`
	Night Date            `json:"night"`
	Start Optional[Clock] `json:"start,omitzero"`
	// Severity 0–10.
	Severity Optional[int] `json:"severity,omitzero"`
	// Minutes the bout lasted, 0–1440.
	Minutes Optional[int] `json:"minutes,omitzero"`
	Tried   []Attempt     `json:"tried,omitempty"`
	Note    string        `json:"note,omitzero"`
}

// Attempt is one measure tried against a bout.
type Attempt struct {
	// Measure is one of Measures, or the user's own name for it.
	Measure string `json:"measure"`
	// Relief 0 (none) to 10 (gone).
	Relief Optional[int] `json:"relief,omitzero"`
	// MinutesToRelief until it eased, 0–600.
	MinutesToRelief Optional[int] `json:"minutes_to_relief,omitzero"`
}

// Measures are the measures offered by name; their words are in the translations under "measure.<id>".
var Measures = []string{"walking", "stretching", "massage", "warm_bath", "cold", "heat", "pressure", "medicine", "tonic_water", "distraction", "breathing", "nothing"}

// Validate checks ranges and names. The error is FieldErrors.
func (e Episode) Validate() error {
	var c checker
	c.date("night", e.Night)
	c.clock("start", e.Start)
	c.intIn("severity", e.Severity, 0, MaxRating)
	c.intIn("minutes", e.Minutes, 0, MaxMinutesBothered)
	for i, a := range e.Tried {
		if a.Measure == "" {
			c.add("tried", Required)
		}
		for _, other := range e.Tried[:i] {
			if other.Measure == a.Measure {
				c.add("tried", Duplicate)
			}
		}
		c.text("tried", a.Measure, MaxName)
		c.intIn("relief", a.Relief, 0, MaxRating)
		c.intIn("minutes_to_relief", a.MinutesToRelief, 0, MaxMinutesInBed)
	}
	c.text("note", e.Note, MaxNote)
	return c.err()
}
