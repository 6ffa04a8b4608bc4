package cell

import (
	"math"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/pattern"
)

// Number is a number as people write it.
type Number struct {
	Value float64
	// About says that it was written as roughly this, or as a range, of which Value is the middle.
	About bool
	// Of is the highest of the scale where that is written too: 5 of 10, 3/5. 0 is not written.
	Of float64
}

var (
	aboutSigns = []string{"~", "≈", "ca.", "ca ", "circa ", "about ", "approx.", "approx ", "etwa ", "rund ", "aprox.", "aprox ", "env.", "env ", "environ ", "ongeveer ", "±", "c. "}
	ofScale    = pattern.New(`^(.*\d)\s*(?:/|out of|of|von|de|sur|van)\s*(\d{1,3})$`)
	ranged     = pattern.New(`^(\d+(?:[.,]\d+)?)\s*(?:-|–|—|to|bis|a|à|tot)\s*(\d+(?:[.,]\d+)?)$`)
)

// fraction is a whole number with a fraction behind it, as typed: 7 1/2.
var fraction = pattern.New(`^\d+ [1-3]/[234]$`)

// ParseNumber reads 6, 6.5, 6,5, 6½, ~6, 6-7, 5/10 and "5 out of 10".
func ParseNumber(text string) (Number, bool) {
	s := strings.ToLower(strings.TrimSpace(plainSpaces(text)))
	if s == "" || len(s) > longestMoment {
		return Number{}, false
	}
	if x, ok := i18n.ParseNumber(s); ok {
		return Number{Value: x}, true
	}
	var n Number
	for _, sign := range aboutSigns {
		if rest, found := strings.CutPrefix(s, sign); found {
			s, n.About = strings.TrimSpace(rest), true
			break
		}
	}
	if m := ofScale.FindStringSubmatch(s); m != nil && Digits(m[2]) > 1 && !fraction.MatchString(s) {
		s, n.Of = strings.TrimSpace(m[1]), float64(Digits(m[2]))
	}
	if m := ranged.FindStringSubmatch(s); m != nil {
		low, okLow := i18n.ParseNumber(m[1])
		high, okHigh := i18n.ParseNumber(m[2])
		if !okLow || !okHigh || high < low {
			return Number{}, false
		}
		n.Value, n.About = (low+high)/2, true
		return n, n.inScale()
	}
	x, ok := mixed(s)
	if _, says := i18n.ParseNumber(s); !ok || !says && !strings.ContainsAny(s, "¼½¾/") {
		return Number{}, false
	}
	n.Value = x
	return n, n.inScale()
}

func (n Number) inScale() bool { return n.Of == 0 || n.Value <= n.Of }

// Round rounds to a whole number, halves upwards.
func Round(x float64) int { return int(math.Floor(x + 0.5)) }

// Scale is the lowest and the highest value of a scale.
type Scale struct{ Low, High float64 }

// Ten is the diary's own scale.
var Ten = Scale{0, 10}

// Stretch brings a value evenly to 0–10, rounded with halves upwards: of 0–4 they are 0, 3, 5, 8, 10. A
// value outside the scale is not one of it.
func (s Scale) Stretch(x float64) (int, bool) {
	if x < s.Low || x > s.High || s.High <= s.Low {
		return 0, false
	}
	return Round((x - s.Low) / (s.High - s.Low) * 10), true
}

// ParseScale reads 0-4 or 1–5.
func ParseScale(text string) (Scale, bool) {
	m := ranged.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return Scale{}, false
	}
	low, okLow := i18n.ParseNumber(m[1])
	high, okHigh := i18n.ParseNumber(m[2])
	return Scale{low, high}, okLow && okHigh && high > low && high <= 1000
}

var scaleInHead = pattern.New(`(?:^|[^\d.,])(\d{1,2})\s*(?:-|–|—|to|bis|à|tot)\s*(\d{1,3})(?:[^\d.,]|$)`)

// ScaleIn finds the scale that a column's head tells: "RLS (0-10)". What stands in brackets counts before
// all else: "0 to 6 h (0–10)".
func ScaleIn(head string) (Scale, bool) {
	head = strings.ToLower(head)
	if open := strings.LastIndexAny(head, "(["); open >= 0 {
		if s, ok := scaleIn(head[open:]); ok {
			return s, true
		}
	}
	return scaleIn(head)
}

func scaleIn(head string) (Scale, bool) {
	m := scaleInHead.FindStringSubmatch(head)
	if m == nil {
		return scaleOfLegend(head)
	}
	s := Scale{float64(Digits(m[1])), float64(Digits(m[2]))}
	return s, s.Low <= 1 && s.High >= 2 && s.High <= 100
}

// Legends name the steps of a scale, or its ends: "0=none, 3=severe", "0 - None | 3 - Severe", "1 (none) to 5 (bad)".
var (
	stepOfLegend = pattern.New(`(?:^|[^\d.,\pL])(\d{1,3})\s*(?:[=:(–—-]|is |means )\s*(\pL{2,})`)
	stepBehind   = pattern.New(`(\pL{2,})\s*(?:=|:|\()\s*(\d{1,3})(?:$|[^\d.,])`)
)

func scaleOfLegend(head string) (Scale, bool) {
	for _, form := range []struct {
		of           *pattern.Pattern
		number, word int
	}{{stepOfLegend, 1, 2}, {stepBehind, 2, 1}} {
		steps := form.of.FindAllStringSubmatch(head, -1)
		if len(steps) < 2 {
			continue
		}
		s := Scale{math.Inf(1), math.Inf(-1)}
		for _, m := range steps {
			if _, unit := UnitOf(m[form.word]); unit {
				return Scale{}, false // 0: h
			}
			n := float64(Digits(m[form.number]))
			s.Low, s.High = min(s.Low, n), max(s.High, n)
		}
		if s.Low <= 1 && s.High >= 2 && s.High <= 100 {
			return s, true
		}
	}
	return Scale{}, false
}

// grades are the words of the usual five steps, none to very severe, folded, in the five languages. They
// are the steps of the IRLS rating scale (Walters et al., Sleep Medicine 2003).
var grades = [5][]string{
	{"none", "no", "no symptoms", "keine", "kein", "nichts", "ninguno", "ninguna", "nada", "aucun", "aucune", "rien", "geen", "niets"},
	{"mild", "slight", "leicht", "leichte", "gering", "schwach", "leve", "leger", "legere", "faible", "licht", "lichte"},
	{"moderate", "medium", "massig", "maessig", "mittel", "mittelstark", "moderado", "moderada", "modere", "moderee", "moyen", "matig"},
	{"severe", "strong", "bad", "stark", "schwer", "grave", "fuerte", "fort", "forte", "severa", "severo", "ernstig", "zwaar"},
	{"very severe", "unbearable", "very strong", "very bad", "sehr stark", "sehr schwer", "unertraglich", "muy grave", "insoportable", "muy fuerte", "tres grave", "tres fort", "insupportable", "zeer ernstig", "ondraaglijk"},
}

// Grade reads a word for how bad something is, as 0 to 4.
func Grade(text string) (int, bool) {
	w := i18n.Fold(text)
	for grade, words := range grades {
		for _, word := range words {
			if w == word {
				return grade, true
			}
		}
	}
	return 0, false
}

// severityWords are the words by which people name what this diary rates, folded.
const severityWords = `restless legs|restless leg|legs|leg|rls|severity|urge|beine|unruhige beine|starke|piernas inquietas|piernas|spi|jambes sans repos|jambes|impatiences|sjsr|rusteloze benen|benen|ernst|gravedad|severite|gravite`

var (
	tagRating  = pattern.New(`^(?:` + severityWords + `)(?: severity| starke| gravedad| severite| ernst)? (\d{1,2})(?: (?:out of |of |von |de |sur |van )?10)?$`)
	textRating = pattern.New(`(?:^|[^\pL\pN])(?i:` + severityWords + `)\s*(?:[:=]|were|was|are|is|waren|war)?\s*(\d{1,2})\s*(?:/|out of|of|von|de|sur|van)\s*10(?:$|[^\d.,]|[.,](?:\D|$))`)
	labelled   = pattern.New(`(?:^|[^\pL\pN])(?i:` + severityWords + `)\s*[:=]\s*(\d{1,2})(?:$|[^\d.,/%]|[.,](?:\D|$))`)
)

// SeverityTag reads a tag that is a rating by name: "RLS 4", "severity 6", "Legs 5/10".
func SeverityTag(tag string) (int, bool) {
	m := tagRating.FindStringSubmatch(i18n.Fold(tag))
	if m == nil || Digits(m[1]) > 10 {
		return 0, false
	}
	return Digits(m[1]), true
}

// SeverityIn finds a rating out of ten that a text names: "Legs 6 out of 10", "RLS: 4/10", "severity: 6".
// Where it names several, the worst is taken.
func SeverityIn(text string) (int, bool) {
	worst, found := 0, false
	for _, form := range []*pattern.Pattern{textRating, labelled} {
		for _, m := range form.FindAllStringSubmatch(text, 20) {
			if n := Digits(m[1]); n <= 10 {
				worst, found = max(worst, n), true
			}
		}
	}
	return worst, found
}

// ParseAmount reads an amount with its unit: "0.25 mg", "0,25mg", "2 tablets", "1". What is no amount is
// none.
func ParseAmount(text string) (amount diary.Optional[float64], unit string) {
	text = strings.TrimSpace(plainSpaces(text))
	end := 0
	for end < len(text) && strings.IndexByte("0123456789.,", text[end]) >= 0 {
		end++
	}
	x, ok := i18n.ParseNumber(text[:end])
	if !ok || x > diary.MaxDose {
		return diary.None[float64](), ""
	}
	return diary.Some(x), strings.TrimSpace(text[end:])
}
