package clinical

import (
	"strconv"
	"strings"

	"stillnight/internal/diary"
)

// The thresholds for iron in restless legs. They are higher than in other people. For adults: Winkelman et al.
// 2025, J Clin Sleep Med 21:137 (AASM guideline, remarks on iron, after Allen et al. 2018, Sleep Med 41:27): by
// mouth or vein at ferritin of 75 µg/L or less or a saturation under 20 %, by vein alone between 75 and 100. For
// children: ferritin under 50. The upper bounds of ferritin and saturation for iron by vein are those of Allen
// et al. 2018.
const (
	LowFerritin   = 75.0  // µg/L
	VeinFerritin  = 100.0 // µg/L
	ChildFerritin = 50.0  // µg/L
	LowTSAT       = 20.0  // %
	FullFerritin  = 300.0 // µg/L
	FullTSAT      = 45.0  // %
)

// deficientFerritin in µg/L, under which iron stores of an adult who is well are used up (WHO guideline on ferritin
// 2020: under 15, in children under five years under 12).
const deficientFerritin = 15.0

// GrownUp is the age in years from which the thresholds for adults hold.
const GrownUp = 18

// inflamedCRP in mg/L, above which ferritin reads high (WHO guideline on ferritin 2020).
const inflamedCRP = 5.0

// sameSample is within how many days CRP tells about a ferritin; saturation is worked out of one day's tests only.
const sameSample = 7

// togetherDays is how far apart a ferritin and a saturation may be tested to be looked at together: oral iron is tested
// again after about three months.
const togetherDays = 92

// staleDays is after how long a result is called old: the guideline has iron tested regularly, the IRLSSG
// consensus once or twice a year while it is treated.
const staleDays = 365

// IronBand is where the latest iron tests lie.
type IronBand string

// The bands.
const (
	IronNotTested IronBand = "not_tested"
	IronLow       IronBand = "low"  // iron by mouth or vein is considered
	IronVein      IronBand = "vein" // by vein alone
	IronAbove     IronBand = "above"
	IronPartly    IronBand = "partly" // saturation is not low, and ferritin is not known
	// IronFull is above what iron was studied for in restless legs.
	IronFull IronBand = "full"
)

// Reading is one value with where it comes from.
type Reading struct {
	// Value in the test's usual unit, and Result as it stands on the sheet; of a saturation that was worked out
	// Result is the iron it was worked out of.
	Value  float64
	Result diary.LabResult
	// Computed says that a saturation was worked out.
	Computed bool
}

// readingOf is a result in its test's usual unit; ok is false where it cannot be converted.
func readingOf(r diary.LabResult) (reading Reading, ok bool) {
	value, ok := diary.Convert(r.Test, r.Value, r.Unit, diary.Units(r.Test)[0])
	return Reading{Value: value, Result: r}, ok
}

// Iron is what the latest iron tests say.
type Iron struct {
	Band           IronBand
	Ferritin, TSAT diary.Optional[Reading]
	// AfterIron says that iron was taken in the day before a test, which makes it read high.
	AfterIron bool
	// CRP near the ferritin where it was raised: inflammation makes ferritin read high.
	CRP diary.Optional[Reading]
	// Stale says that the latest test is more than a year old.
	Stale bool
	// Before is the ferritin of the day before the latest on which it was tested.
	Before diary.Optional[Reading]
	// First is the earliest ferritin, where it is neither the latest nor the one before: what iron began from.
	First diary.Optional[Reading]
	// SameDay is a higher ferritin of the same day: of two the lower one counts, since most of what disturbs the test
	// makes it read high.
	SameDay diary.Optional[Reading]
	// SameDayTSAT is a higher saturation of the same day, likewise.
	SameDayTSAT diary.Optional[Reading]
	// Since is iron that was begun after the latest test; Beside fills it in, and SoonAfter.
	Since []IronBegun
	// SoonAfter is iron by vein given so shortly before the latest test that it says little yet.
	SoonAfter diary.Optional[IronBegun]
	// FullToo says that one of the two is above what iron was studied for although the other is low.
	FullToo bool
	// Deficient says that the ferritin is below what the WHO calls iron deficiency, whatever the legs do.
	Deficient bool
	// Long is a ferritin or saturation taken so long before the other that it says nothing beside it.
	Long diary.Optional[Reading]
	// Child says that Band is by the threshold for children.
	Child bool
}

// IsChild tells whether a birth year, as typed, says that the person is under age all through the year of a date.
func IsChild(birthYear string, on diary.Date) bool {
	born, err := strconv.Atoi(strings.TrimSpace(birthYear))
	year, _, _ := on.YMD()
	return err == nil && born <= year && year-born < GrownUp
}

// ForChild places the tests by the threshold for children, which is of ferritin alone. Without one the band is
// IronNotTested, whatever the saturation.
func (i Iron) ForChild() Iron {
	i.Child = true
	ferritin, ok := i.Ferritin.Get()
	switch {
	case !ok:
		i.Band = IronNotTested
	case ferritin.Value < ChildFerritin:
		i.Band = IronLow
	case i.Band != IronFull:
		i.Band = IronAbove
	}
	return i
}

// Latest returns the date of the latest iron test; the zero Date where there is none.
func (i Iron) Latest() diary.Date {
	var last diary.Date
	for _, r := range []diary.Optional[Reading]{i.Ferritin, i.TSAT} {
		if reading, ok := r.Get(); ok && last.Before(reading.Result.Date) {
			last = reading.Result.Date
		}
	}
	return last
}

// IronOf looks at the iron tests up to a date.
func IronOf(labs []diary.LabResult, on diary.Date) Iron {
	var i Iron
	i.Ferritin, i.Before, i.SameDay = latest(labs, diary.Ferritin, on)
	i.TSAT, _, i.SameDayTSAT = latest(labs, diary.TSAT, on)
	i.First = firstBefore(labs, i.Before)
	if computed, ok := computedTSAT(labs, on); ok {
		if measured, has := i.TSAT.Get(); !has || measured.Result.Date.Before(computed.Result.Date) {
			i.TSAT, i.SameDayTSAT = diary.Some(computed), diary.None[Reading]()
		}
	}
	i.leaveOld()
	i.Band = i.band()
	if i.Band == IronNotTested {
		return i
	}
	i.FullToo = i.Band == IronLow && i.full()
	for _, r := range []diary.Optional[Reading]{i.Ferritin, i.TSAT} {
		if reading, ok := r.Get(); ok && reading.Result.IronWithinDay.Or(false) {
			i.AfterIron = true
		}
	}
	if ferritin, ok := i.Ferritin.Get(); ok {
		i.CRP = crpNear(labs, ferritin.Result.Date)
		i.Deficient = ferritin.Value < deficientFerritin
	}
	i.Stale = on.Sub(i.Latest()) > staleDays
	return i
}

// leaveOld sets aside the older of ferritin and saturation where it was tested long before the other: iron may have been
// taken since.
func (i *Iron) leaveOld() {
	ferritin, hasFerritin := i.Ferritin.Get()
	tsat, hasTSAT := i.TSAT.Get()
	if !hasFerritin || !hasTSAT {
		return
	}
	switch apart := tsat.Result.Date.Sub(ferritin.Result.Date); {
	case apart < -togetherDays:
		i.Long, i.TSAT, i.SameDayTSAT = i.TSAT, diary.None[Reading](), diary.None[Reading]()
	case apart > togetherDays:
		i.Long, i.Ferritin, i.SameDay = i.Ferritin, diary.None[Reading](), diary.None[Reading]()
	}
}

// Missing is the one of ferritin and saturation that is not known where the other is; the guideline has both tested.
func (i Iron) Missing() (test diary.LabTest, ok bool) {
	if i.Ferritin.IsSet() == i.TSAT.IsSet() {
		return "", false
	}
	if i.TSAT.IsSet() {
		return diary.Ferritin, true
	}
	return diary.TSAT, true
}

func (i Iron) band() IronBand {
	ferritin, hasFerritin := i.Ferritin.Get()
	tsat, hasTSAT := i.TSAT.Get()
	switch {
	case !hasFerritin && !hasTSAT:
		return IronNotTested
	case hasFerritin && ferritin.Value <= LowFerritin, hasTSAT && tsat.Value < LowTSAT:
		return IronLow
	case i.full():
		return IronFull
	case hasFerritin && ferritin.Value <= VeinFerritin:
		return IronVein
	case !hasFerritin:
		return IronPartly
	}
	return IronAbove
}

// full tells whether a test is above what iron was studied for.
func (i Iron) full() bool {
	ferritin, hasFerritin := i.Ferritin.Get()
	tsat, hasTSAT := i.TSAT.Get()
	return hasFerritin && ferritin.Value > FullFerritin || hasTSAT && tsat.Value > FullTSAT
}

// firstBefore returns the earliest result of the test of a reading, on a day before it; of two of one day the lower.
func firstBefore(labs []diary.LabResult, r diary.Optional[Reading]) (first diary.Optional[Reading]) {
	from, ok := r.Get()
	if !ok {
		return first
	}
	for _, lab := range labs {
		if lab.Test != from.Result.Test || !lab.Date.Before(from.Result.Date) {
			continue
		}
		reading, ok := readingOf(lab)
		if !ok {
			continue
		}
		was, has := first.Get()
		if !has || lab.Date.Before(was.Result.Date) || lab.Date == was.Result.Date && reading.Value < was.Value {
			first = diary.Some(reading)
		}
	}
	return first
}

// latest returns the last result of a test up to a date, the one of an earlier day before it, and a higher one of the
// same day: of two of one day the lower counts, in whatever order they were written down.
func latest(labs []diary.LabResult, test diary.LabTest, on diary.Date) (last, before, sameDay diary.Optional[Reading]) {
	for _, r := range labs {
		if r.Test != test || r.Date.After(on) {
			continue
		}
		inUnit, ok := readingOf(r)
		if !ok {
			continue
		}
		reading := diary.Some(inUnit)
		was, has := last.Get()
		switch {
		case !has || was.Result.Date.Before(r.Date):
			before, sameDay = laterOf(last, before), diary.None[Reading]()
			last = reading
		case was.Result.Date == r.Date:
			last, sameDay = laterOf(reading, last), higherOf(sameDay, higherOf(reading, last))
		default:
			before = laterOf(reading, before)
		}
	}
	if a, ok := last.Get(); ok {
		if b, two := sameDay.Get(); two && b.Value == a.Value {
			sameDay = diary.None[Reading]()
		}
	}
	return last, before, sameDay
}

// laterOf is the later of two readings, and of one day the lower.
func laterOf(a, b diary.Optional[Reading]) diary.Optional[Reading] {
	x, hasA := a.Get()
	y, hasB := b.Get()
	sameDay := x.Result.Date == y.Result.Date
	if !hasA || hasB && (x.Result.Date.Before(y.Result.Date) || sameDay && y.Value < x.Value) {
		return b
	}
	return a
}

// higherOf is the higher of two readings of one day.
func higherOf(a, b diary.Optional[Reading]) diary.Optional[Reading] {
	x, hasA := a.Get()
	y, hasB := b.Get()
	if !hasA || hasB && y.Value > x.Value {
		return b
	}
	return a
}

// computedTSAT works the latest saturation out of iron and what binds it, tested on one day.
func computedTSAT(labs []diary.LabResult, on diary.Date) (found Reading, ok bool) {
	for _, iron := range labs {
		if iron.Test != diary.Iron || iron.Date.After(on) || ok && iron.Date.Before(found.Result.Date) {
			continue
		}
		for _, binding := range labs {
			if binding.Date != iron.Date {
				continue
			}
			if percent, can := diary.Saturation(iron, binding); can {
				found, ok = Reading{Value: percent, Result: iron, Computed: true}, true
			}
		}
	}
	return found, ok
}

// crpNear returns the CRP nearest to a date where it was raised; of two as near the raised one.
func crpNear(labs []diary.LabResult, date diary.Date) diary.Optional[Reading] {
	var nearest diary.Optional[Reading]
	least := sameSample
	for _, r := range labs {
		away := r.Date.Sub(date)
		if away = max(away, -away); r.Test != diary.CRP || away > least || away == least && nearest.IsSet() {
			continue
		}
		if reading, ok := readingOf(r); ok {
			least = away
			nearest = diary.None[Reading]()
			if reading.Value > inflamedCRP {
				nearest = diary.Some(reading)
			}
		}
	}
	return nearest
}
