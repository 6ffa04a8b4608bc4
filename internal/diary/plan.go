package diary

// PlannedComparison is a trial of one on oneself: nights without, nights with, perhaps once more, with
// starts drawn at random so that an honest test is possible (Edgington & Onghena 2007).
type PlannedComparison struct {
	ID             int64 `json:"id,omitzero"`
	InterventionID int64 `json:"intervention_id"`
	// Begun is the first baseline night.
	Begun Date `json:"begun"`
	// BaselineDays is the least number of nights without it before the first start.
	BaselineDays int `json:"baseline_days"`
	// OnDays is how many nights each round has with it. Of these the first RunInDays do not count.
	RunInDays int `json:"run_in_days"`
	OnDays    int `json:"on_days"`
	// OffDays is the least number of nights without it between two rounds; 0 where there is one round.
	OffDays int `json:"off_days,omitzero"`
	// Starts has one draw a round.
	Starts []DrawnStart `json:"starts"`
	// Seed from which the starts were drawn, so that the draw can be checked.
	Seed int64 `json:"seed"`
	// Abandoned is set when the user gave the plan up.
	Abandoned Optional[Date] `json:"abandoned,omitzero"`
}

// DrawnStart is a first night drawn evenly from Earliest to Latest, both included.
type DrawnStart struct {
	Earliest Date `json:"earliest"`
	Latest   Date `json:"latest"`
	Drawn    Date `json:"drawn"`
}

// Validate checks lengths, that each draw lies in its window, and that each window begins after the nights
// without it. The error is FieldErrors.
func (p PlannedComparison) Validate() error {
	var c checker
	if p.InterventionID <= 0 {
		c.add("intervention_id", Required)
	}
	c.date("begun", p.Begun)
	c.intIn("baseline_days", Some(p.BaselineDays), 7, MaxWindowDays)
	c.intIn("run_in_days", Some(p.RunInDays), 0, MaxWindowDays)
	c.intIn("on_days", Some(p.OnDays), 7, MaxWindowDays)
	c.intIn("off_days", Some(p.OffDays), 0, MaxWindowDays)
	if p.RunInDays >= p.OnDays {
		c.add("run_in_days", Contradicts)
	}
	if len(p.Starts) == 0 {
		c.add("starts", Required)
	}
	soonest := p.Begun.AddDays(p.BaselineDays)
	for _, s := range p.Starts {
		c.date("starts", s.Drawn)
		if s.Drawn.Before(s.Earliest) || s.Drawn.After(s.Latest) || s.Earliest.Before(soonest) {
			c.add("starts", Contradicts)
		}
		soonest = s.Drawn.AddDays(p.OnDays + p.OffDays)
	}
	return c.err()
}
