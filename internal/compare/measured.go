package compare

// Measurements are what CALIBRATION.md found and users are told, as shares of simulated diaries, 0–1. A test of
// package calibrate holds each against the file.
type Measurements struct {
	// Called better although nothing changed: nights independent of each other; dependent with φ 0.3; begun after a
	// bad fortnight, and the same by two plain means (Welch); falling by 0.01 a night, and by 0.02; begun after a
	// bad month that has nights before it, and that has none; after something else, two weeks before, that was not
	// written down and made nights 2 points calmer, with 56 dates before and with 200.
	Independent, Dependent, BadFortnight, BadFortnightPlain, Falling, FallingTwice float64
	BadMonth, OnlyBadMonth, Unwritten, UnwrittenLong                               float64
	// Called better, of true falls of 3, 2 and 1 points; of 2 points with 400 dates before.
	Three, Two, One, TwoLong float64
	// Of a fall of 3 that was over after five weeks: called better, and told as helping at first.
	Relapse, RelapseTold float64
	// HoldsSteady and HoldsShaken are how often intervals hold the truth, from cell to cell: where nights are steady,
	// and where they drift, the start was at a bad time or something changed unwritten.
	HoldsSteady, HoldsShaken Interval
	// OneByChance is how often one comparison of severity looks better where nothing changed, on average.
	OneByChance float64
}

// Measured returns the measurements.
func Measured() Measurements {
	return Measurements{
		Independent: 0.004, Dependent: 0.009, BadFortnight: 0.024, BadFortnightPlain: 0.121, Falling: 0.024, FallingTwice: 0.107,
		BadMonth: 0.020, OnlyBadMonth: 0.074, Unwritten: 0.187, UnwrittenLong: 0.221,
		Three: 0.941, Two: 0.615, One: 0.152, TwoLong: 0.831,
		Relapse: 0.069, RelapseTold: 0.745,
		HoldsSteady: Interval{0.95, 1}, HoldsShaken: Interval{0.76, 0.99},
		OneByChance: 0.015,
	}
}
