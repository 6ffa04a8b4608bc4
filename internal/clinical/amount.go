package clinical

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/pattern"
)

// masses are how many mg one of a unit is, folded.
var masses = map[string]float64{
	"mg": 1, "mgs": 1, "g": 1000, "ug": 0.001, "mcg": 0.001, "mcgs": 0.001,
	"milligram": 1, "milligrams": 1, "milligramm": 1, "miligramo": 1, "miligramos": 1, "milligramme": 1, "milligrammes": 1,
	"gram": 1000, "grams": 1000, "gramm": 1000, "gramo": 1000, "gramos": 1000, "gramme": 1000, "grammes": 1000,
	"microgram": 0.001, "micrograms": 0.001, "mikrogramm": 0.001, "microgramo": 0.001, "microgramos": 0.001,
	"microgramme": 0.001, "microgrammes": 0.001,
}

// perSomething are the words beside a unit of mass that make it one of a strength or of weight: "mg/mL", "mg/kg". Others
// leave it a dose: "mg/24 h", "mg base", "mg abends".
var perSomething = strings.Fields("ml cl dl l liter litre litro kg kilo drop drops tropfen goutte gouttes gota gotas druppel druppels")

// massOf returns how many mg one of a unit is; ok is false where it is no mass, such as a tablet, or one for something
// else, such as mg/mL.
func massOf(unit string) (mg float64, ok bool) {
	words := strings.Fields(i18n.Fold(strings.NewReplacer("µ", "u", "μ", "u").Replace(unit)))
	if len(words) == 0 {
		return 0, false
	}
	mg, ok = masses[words[0]]
	return mg, ok && !slices.ContainsFunc(words[1:], func(w string) bool { return slices.Contains(perSomething, w) })
}

// counted tells whether a unit counts pieces, such as tablets or patches, or is not given.
func counted(unit string) bool {
	words := strings.Fields(i18n.Fold(unit))
	return !slices.ContainsFunc(words, func(w string) bool { _, mass := masses[w]; return mass || w == "ml" || w == "drops" || w == "iu" })
}

var (
	// strengths in a name: "4 mg", "0,7 mg".
	strengths = pattern.New(`(\d+(?:[.,]\d+)?)\s*(mg|µg|μg|mcg|g)\b`)
	// combined are the parts of a pack named by both, such as 25/100 or 100 mg/25 mg, with a third of entacapone.
	combined = pattern.New(`(\d+(?:[.,]\d+)?)\s*(?:mg)?\s*[/+-]\s*(\d+(?:[.,]\d+)?)(?:\s*(?:mg)?\s*[/+-]\s*(\d+(?:[.,]\d+)?))?`)
	// bare is a figure without a unit, such as that of "Madopar 125"; that of "1A" is none.
	bare = pattern.New(`^\d+(?:[.,]\d+)?$`)
	// often is how many times a day by a name or unit: "3x täglich", "x 3", "2 × 1 mg", but not "2 XL"; of "2x3 mg" the second
	// group is the 3. scheme is how many in the morning, at noon, in the evening and at night: "1-0-2".
	often  = pattern.New(`\b([2-6])\s*(?:x(\b|\d)|×)|(?:^|\s)[x×]\s*([2-6])\b`)
	scheme = pattern.New(`(?:^|\s)(\d(?:[.,]5)?)-(\d(?:[.,]5)?)-(\d(?:[.,]5)?)(?:-(\d(?:[.,]5)?))?(?:$|\s)`)
)

func figure(text string) float64 {
	x, _ := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64)
	return x
}

// timesSaid is how many times a day a name or unit says; 1 where it does not.
func timesSaid(text string) float64 {
	text = strings.ToLower(text)
	if at := often.FindStringSubmatch(text); at != nil {
		return figure(at[1] + at[3])
	}
	sum := 0.0
	if parts := scheme.FindStringSubmatch(text); parts != nil {
		for _, part := range parts[1:] {
			sum += figure(part)
		}
	}
	return max(sum, timesInWords(text), 1)
}

// pieceOf returns how much of a medicine in mg one tablet or patch holds by the remedy's name. ok is false where the
// name does not say, or says more than one strength.
func pieceOf(medicine, name string) (mg float64, ok bool) {
	text := withoutTimes(scheme.ReplaceAllString(often.ReplaceAllString(strings.ToLower(name), " $2"), " "))
	if part := combined.FindStringSubmatch(text); part != nil {
		switch {
		case medicine == levodopa && part[3] == "":
			return max(figure(part[1]), figure(part[2])), true // the partner is a quarter or a tenth of it
		case medicine == levodopa, medicine == oxycodone:
			return figure(part[1]), true // levodopa, carbidopa and entacapone in this order; oxycodone, then naloxone or paracetamol
		}
	}
	found := strengths.FindAllStringSubmatch(text, -1)
	if len(found) > 1 {
		return 0, false
	}
	if len(found) == 1 {
		factor, known := massOf(found[0][2])
		mg = figure(found[0][1]) * factor
		return mg * levodopaShare(medicine, name, mg), known
	}
	plain := slices.DeleteFunc(strings.Fields(text), func(w string) bool { return !bare.MatchString(strings.Trim(w, "(),;")) })
	if len(plain) != 1 {
		return 0, false
	}
	mg = figure(strings.Trim(plain[0], "(),;"))
	// What no tablet holds is another unit or another figure, such as the µg of "Pramipexole 125".
	return mg * levodopaShare(medicine, name, mg), mg <= mostInOne*doseLimits[medicine].mg
}

// mostInOne is how many times the highest daily dose one tablet may hold: ropinirole for Parkinson's disease has 12 mg.
const mostInOne = 4

const (
	levodopa  = "levodopa"
	oxycodone = "oxycodone"
)

// withBenserazide are the packs that are named by the sum of both parts, four fifths of which are levodopa.
var withBenserazide = []string{"madopar", "modopar", "prolopa", "benserazide", "benserazid", "benserazida", "beneldopa"}

// levodopaShare is how much of a dose is levodopa: of a pack named by the sum of both its parts, such as 125 for 100 mg
// of levodopa and 25 mg of benserazide, four fifths. 250 is such a sum with benserazide only: of the packs with
// carbidopa one holds 250 mg of levodopa.
func levodopaShare(medicine, name string, dose float64) float64 {
	switch {
	case medicine != levodopa:
		return 1
	case dose == 62.5, dose == 125, dose == 250 && mentions(name, withBenserazide...):
		return 0.8
	case dose == 110, dose == 275:
		return 1 / 1.1 // with a tenth of carbidopa
	}
	return 1
}

// daily returns the dose of a phase in mg of a medicine a day: what is taken at each of its times, added up. Where
// tablets or patches are counted their strength is read from the name; where no number of them is written down one at
// a time is the least.
func daily(medicine, name string, p diary.Phase) (mg float64, ok bool) {
	times := float64(len(p.Times))
	if times == 0 {
		times = 1
		if p.Dose.Or(1) == 1 || timesSaid(p.Unit) > 1 {
			times = timesSaid(name + " " + p.Unit)
		}
	}
	if perLonger.MatchString(i18n.Fold(name + " " + p.Unit)) {
		return 0, false // so much a week, such as of patches
	}
	dose, has := p.Dose.Get()
	factor, mass := massOf(p.Unit)
	if mass && has {
		return rounded(dose * factor * levodopaShare(medicine, name, dose*factor) * times), true
	}
	piece, known := pieceOf(medicine, name)
	if !known || !mass && !counted(p.Unit) {
		return 0, false
	}
	pieces := p.Dose.Or(1)
	if pieces == 1 {
		pieces = piecesSaid(name) * piecesSaid(p.Unit)
	}
	return rounded(pieces * piece * times), true
}

// rounded is an amount to a millionth of a mg: 700 µg are 0.7 mg, and no more than that.
func rounded(mg float64) float64 { return math.Round(mg*1e6) / 1e6 }

// surelySalt tells whether a dose of pramipexole can only be one of its salt, in which tablets come in eighths of a mg;
// those named by base have 0.088, 0.18, 0.35, 0.7 or 1.1 mg.
func surelySalt(mg float64) bool {
	eighths := mg * 8
	return math.Abs(eighths-math.Round(eighths)) < 1e-9
}
