package diary

import "time"

// Ranges of a night's fields (clinical form: own-words 0–10 ratings, counts and minutes).
const (
	MaxRating          = 10  // severity, tiredness, satisfaction, block and daytime ratings
	MaxSleepHours      = 16  // hours, in steps of a quarter
	MaxMinutesInBed    = 600 // minutes to sleep, minutes awake, naps
	MaxCount           = 30  // times up, times woken
	MaxMinutesBothered = 1440
	MaxRestMinutes     = 240
	MaxNaps            = 10
	MaxJerks           = 999
)

// BadNight is the severity from which a night counts as a bad one.
const BadNight = 7

// Sensation is what the legs felt like. RLS is an urge to move; cramp is a mimic, so they are kept apart.
type Sensation string

// The kinds of sensation.
const (
	Urge       Sensation = "urge"       // an urge to move
	Unpleasant Sensation = "unpleasant" // crawling, tingling, pulling
	Pain       Sensation = "pain"
	Cramp      Sensation = "cramp"
	Jerks      Sensation = "jerks"
)

// Sensations lists every kind in the order shown.
var Sensations = []Sensation{Urge, Unpleasant, Pain, Cramp, Jerks}

// BodyPart is where it was felt.
type BodyPart string

// The body parts.
const (
	LeftLeg   BodyPart = "left_leg"
	RightLeg  BodyPart = "right_leg"
	LeftArm   BodyPart = "left_arm"
	RightArm  BodyPart = "right_arm"
	Trunk     BodyPart = "trunk"
	Face      BodyPart = "face"
	OtherPart BodyPart = "other"
)

// BodyParts lists every part in the order shown.
var BodyParts = []BodyPart{LeftLeg, RightLeg, LeftArm, RightArm, Trunk, Face, OtherPart}

// JerksSeen is what somebody else saw; "nobody watched" is not "none".
type JerksSeen string

// What a partner may have seen.
const (
	NobodyWatched JerksSeen = "nobody_watched"
	NoJerks       JerksSeen = "none"
	SomeJerks     JerksSeen = "some"
	ManyJerks     JerksSeen = "many"
)

// JerksSeenValues lists every answer in the order shown.
var JerksSeenValues = []JerksSeen{NoJerks, SomeJerks, ManyJerks, NobodyWatched}

// Unusual is why a night may be left out of comparisons. The night stays listed.
type Unusual string

// Reasons for an unusual night.
const (
	Travel       Unusual = "travel"
	Illness      Unusual = "illness"
	MuchAlcohol  Unusual = "much_alcohol"
	Procedure    Unusual = "procedure"
	ShiftWork    Unusual = "shift_work"
	Period       Unusual = "period"
	OtherUnusual Unusual = "other"
)

// UnusualReasons lists every reason in the order shown.
var UnusualReasons = []Unusual{Travel, Illness, MuchAlcohol, Procedure, ShiftWork, Period, OtherUnusual}

// SafetySign is something a person ticks that a doctor should hear of. It is never found by reading notes.
type SafetySign string

// The safety signs. Their wording is in the translations under "safety.<sign>".
const (
	SelfHarm       SafetySign = "self_harm"
	SlowBreathing  SafetySign = "slow_breathing"
	Bruising       SafetySign = "bruising"
	SwollenLeg     SafetySign = "swollen_leg"
	Weakness       SafetySign = "weakness"
	NewUrges       SafetySign = "new_urges"
	SuddenSleep    SafetySign = "sudden_sleep"
	OneSidedPain   SafetySign = "one_sided_pain"
	PregnancySign  SafetySign = "pregnancy"
	LowMoodOrSleep SafetySign = "low_mood"
)

// SafetySigns lists every sign in the order shown, the urgent ones first. What is urgent about them is in
// package clinical.
var SafetySigns = []SafetySign{SelfHarm, SlowBreathing, Bruising, SwollenLeg, Weakness, NewUrges, SuddenSleep, OneSidedPain, PregnancySign, LowMoodOrSleep}

// Night is what was written down about one night. Only the date is required; a night with its
// severity alone is complete. The record covers 12:00 on Date to 12:00 on the next day.
type Night struct {
	Date Date `json:"date"`
	// Severity of the worst urge that night, 0 (no symptoms) to 10 (worst imaginable).
	Severity Optional[int] `json:"severity,omitzero"`

	// AllDay says symptoms were there before noon already; Onset is then not asked for.
	AllDay bool `json:"all_day,omitzero"`
	// Onset is when symptoms were first noticed.
	Onset Optional[Clock] `json:"onset,omitzero"`
	// MinutesBothered is the total time bothered, 0–1440.
	MinutesBothered Optional[int] `json:"minutes_bothered,omitzero"`
	Sensations      []Sensation   `json:"sensations,omitempty"`
	BodyParts       []BodyPart    `json:"body_parts,omitempty"`
	// JerksSeen is what a partner saw; empty is "not recorded".
	JerksSeen JerksSeen `json:"jerks_seen,omitzero"`
	// JerksCount is how many leg jerks somebody counted, 0–999.
	JerksCount Optional[int] `json:"jerks_count,omitzero"`
	// RestMinutes is how long one could sit still before symptoms began, 0–240.
	RestMinutes Optional[int] `json:"rest_minutes,omitzero"`
	// Blocks are ratings 0–10 of 12–18, 18–24, 0–6 and 6–12 o'clock.
	Blocks [4]Optional[int] `json:"blocks,omitzero"`

	// TriedToSleep is when one first lay down to sleep.
	TriedToSleep Optional[Clock] `json:"tried_to_sleep,omitzero"`
	// MinutesToSleep is the time it took to fall asleep, 0–600.
	MinutesToSleep Optional[int] `json:"minutes_to_sleep,omitzero"`
	// TimesWoken is how often one woke up for whatever reason, and WokenByLegs because of the legs, 0–30 each.
	TimesWoken  Optional[int] `json:"times_woken,omitzero"`
	WokenByLegs Optional[int] `json:"woken_by_legs,omitzero"`
	// TimesUp is how often one got out of bed because of the legs, 0–30.
	TimesUp Optional[int] `json:"times_up,omitzero"`
	// MinutesAwake is the time awake or out of bed after first falling asleep, 0–600.
	MinutesAwake Optional[int] `json:"minutes_awake,omitzero"`
	// GotUp is when one got up for the day; where only the final waking is known, as from some watches, it is that.
	GotUp Optional[Clock] `json:"got_up,omitzero"`
	// SleepHours is asked for, never worked out by subtraction: 0–16.
	SleepHours Optional[float64] `json:"sleep_hours,omitzero"`
	// Satisfaction with the sleep, 0 (none) to 10 (best).
	Satisfaction Optional[int] `json:"satisfaction,omitzero"`

	// Tiredness of the day after, 0–10.
	Tiredness Optional[int] `json:"tiredness,omitzero"`
	// DaytimeSymptoms at rest, 0–10.
	DaytimeSymptoms Optional[int] `json:"daytime_symptoms,omitzero"`
	// Naps of the day after, 0–10, and NapMinutes, how long they were together, 0–600.
	Naps       Optional[int] `json:"naps,omitzero"`
	NapMinutes Optional[int] `json:"nap_minutes,omitzero"`

	// Unusual marks a night to be left out of comparisons; empty is an ordinary night.
	Unusual Unusual      `json:"unusual,omitzero"`
	Safety  []SafetySign `json:"safety,omitempty"`
	Note    string       `json:"note,omitzero"`

	// EnteredAt is when the night was first saved; zero where unknown (imports).
	EnteredAt time.Time `json:"entered_at,omitzero"`
}

// lateAfterHours after 12:00 at the night's end, an entry counts as late: 36 h after waking, taken as 07:00.
const lateAfterHours = 31

// Late tells whether the night was first written down more than about 36 hours after waking. Where the
// time of entry is unknown it is not late.
func (n Night) Late() bool {
	if n.EnteredAt.IsZero() {
		return false
	}
	y, m, d := n.Date.AddDays(1).YMD()
	end := time.Date(y, m, d, noonHour, 0, 0, 0, n.EnteredAt.Location())
	return n.EnteredAt.Sub(end).Hours() > lateAfterHours
}

// OnsetMinutes returns the onset in minutes after noon; symptoms all day count as noon.
func (n Night) OnsetMinutes() Optional[int] {
	if n.AllDay {
		return Some(0)
	}
	if c, ok := n.Onset.Get(); ok {
		return Some(int(c))
	}
	return None[int]()
}

// IsEmpty tells whether nothing but the date is recorded.
func (n Night) IsEmpty() bool {
	for _, f := range NightFields {
		if f.IsSet(&n) {
			return false
		}
	}
	return true
}

// Validate checks every field's range. latest is the last night that may be recorded now (see NightAt);
// the zero Date skips that check. The error is FieldErrors.
func (n Night) Validate(latest Date) error {
	var c checker
	c.date("date", n.Date)
	if !latest.IsZero() && n.Date.After(latest) {
		c.add("date", InFuture)
	}
	for _, f := range NightFields {
		f.check(&c, &n)
	}
	return c.err()
}
