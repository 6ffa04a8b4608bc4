package exchange

import (
	"math"
	"strings"
	"unicode/utf8"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/i18n"
	"stillnight/internal/pattern"
)

// kindOf is how a field of a night is answered; what is no such field has none.
func kindOf(f Field) diary.FieldKind {
	def, ok := diary.NightField(string(f))
	if !ok {
		return ""
	}
	return def.Kind
}

// meaning is how the values of one column are to be read.
type meaning struct {
	field Field
	def   diary.Field // of a field of a night
	unit  cell.Unit
	scale cell.Scale
	words map[string]int // folded; nil is the usual words
	// adds says that lengths of time are added to those of another column.
	adds bool
	// factor that numbers are divided by; 0 is none.
	factor float64
}

// verdict says what became of one value.
type verdict string

const (
	taken      verdict = ""
	blank      verdict = "blank"      // a sign for nothing
	rounded    verdict = "rounded"    // taken, but not as it stands
	unreadable verdict = "unreadable" // left blank and told
	outOfRange verdict = "out_of_range"
	needsUnit  verdict = "needs_unit"
)

func isBlank(text string) bool { return cell.IsBlank(text) }

// isDash knows a note that is only a stroke for nothing.
func isDash(text string) bool { return strings.Trim(text, "-–—./ ") == "" }

// read puts a value into a night. What cannot be read leaves the night as it is.
func (m meaning) read(v *vocabulary, n *diary.Night, text string) verdict {
	def := m.def
	switch {
	case def.Name == "":
		return unreadable
	case def.Kind != diary.Prose && isBlank(text), isDash(text):
		return blank
	}
	switch at := def.In(n).(type) {
	case *diary.Optional[int]:
		x, said := m.whole(def, text)
		if said == taken || said == rounded {
			*at = diary.Some(x)
		}
		return said
	case *diary.Optional[float64]:
		minutes, said := m.minutes(text)
		hours := Quarter(minutes / 60)
		switch {
		case said != taken && said != rounded:
			return said
		case hours < 0 || hours > float64(def.Max):
			return outOfRange
		}
		*at = diary.Some(hours)
		return said
	case *diary.Optional[diary.Clock]:
		c, ok := clockIn(text)
		if !ok {
			return unreadable
		}
		*at = diary.Some(c)
		return taken
	case *string:
		if utf8.RuneCountInString(text) > def.Max {
			return unreadable
		}
		*at = text
		return taken
	}
	return m.ownWord(v, def, n, text)
}

// clockIn reads a time of day in a column of such, where 2310 is one too.
func clockIn(text string) (diary.Clock, bool) {
	if military.MatchString(text) {
		text = text[:2] + ":" + text[2:]
	}
	return cell.ParseClock(text)
}

var military = pattern.New(`^(?:[01]\d|2[0-3])[0-5]\d$`)

// whole reads a rating, a count or minutes.
func (m meaning) whole(def diary.Field, text string) (x int, said verdict) {
	switch def.Kind {
	case diary.Rating:
		return m.rating(text)
	case diary.Minutes:
		var minutes float64
		minutes, said = m.minutes(text)
		x = cell.Round(minutes)
	default:
		x, said = m.count(text)
	}
	if (said == taken || said == rounded) && (x < 0 || x > def.Max) {
		return 0, outOfRange
	}
	return x, said
}

// rating reads a rating and brings it to 0–10.
func (m meaning) rating(text string) (int, verdict) {
	if m.words != nil {
		if x, ok := m.words[i18n.Fold(text)]; ok {
			return x, taken
		}
	}
	leading := false
	if number := numberAndWords.FindStringSubmatch(text); number != nil {
		text, leading = number[1], true
	}
	if x, ok := cell.ParseNumber(text); ok {
		x.About = x.About || leading
		scale := m.scale
		switch {
		case x.Of != 0:
			scale = cell.Scale{Low: 0, High: x.Of}
			if m.scale.Low == 1 && m.scale.High == x.Of {
				scale = m.scale
			}
		case m.factor != 0:
			x.Value /= m.factor
		}
		if scale == (cell.Scale{}) {
			scale = cell.Ten
		}
		whole, ok := scale.Stretch(x.Value)
		switch {
		case !ok:
			return 0, outOfRange
		case x.About || scale == cell.Ten && x.Value != math.Trunc(x.Value):
			return whole, rounded
		}
		return whole, taken
	}
	if m.words == nil {
		if grade, ok := cell.Grade(text); ok {
			whole, _ := cell.Scale{Low: 0, High: 4}.Stretch(float64(grade))
			if grade == 0 {
				return whole, taken
			}
			return whole, rounded
		}
	}
	return 0, unreadable
}

// numberAndWords is a rating with words or a sign behind it: "6 (bad)", "8 - awful", "7+", "8?".
var numberAndWords = pattern.New(`^(\d{1,2}(?:[.,]\d)?(?:\s*/\s*\d{1,3})?)\s*(?:[(:=–—,-]\s*\pL[^\d]*|\s*[?!+*]{1,3})$`)

func (m meaning) count(text string) (int, verdict) {
	x, ok := cell.ParseNumber(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(text), "x"), "×"))
	if grade, isWord := cell.Grade(text); !ok && isWord && grade == 0 {
		x, ok = cell.Number{}, true // "none"
	}
	if !ok || x.Of != 0 {
		return 0, unreadable
	}
	if m.factor != 0 {
		x.Value /= m.factor
	}
	if x.About || x.Value != math.Trunc(x.Value) {
		return cell.Round(x.Value), rounded
	}
	return cell.Round(x.Value), taken
}

// minutes reads a length of time as minutes, also "~6" and "6-7".
func (m meaning) minutes(text string) (float64, verdict) {
	if m.factor != 0 {
		if x, ok := cell.ParseNumber(text); ok {
			return x.Value / m.factor * m.unit.InMinutes(), taken
		}
	}
	if small := m.unit == cell.Seconds || m.unit == cell.Millis; small && grouped.MatchString(text) {
		// 23,400 s: nobody writes thousandths of them.
		text = strings.NewReplacer(",", "", ".", "").Replace(text)
	}
	if minutes, ok := cell.ParseDuration(text, m.unit); ok {
		return minutes, taken
	}
	x, ok := cell.ParseNumber(text)
	switch {
	case !ok || x.Of != 0:
		return 0, unreadable
	case m.unit == cell.Unknown:
		return 0, needsUnit
	}
	if !x.About {
		return x.Value * m.unit.InMinutes(), taken // 6½
	}
	return x.Value * m.unit.InMinutes(), rounded
}

// grouped is a whole number whose thousands are parted by a comma or a point.
var grouped = pattern.New(`^\d{1,3}(?:,\d{3})+$|^\d{1,3}(?:\.\d{3})+$`)

// Quarter rounds hours to the quarter hour in which the diary keeps them.
func Quarter(hours float64) float64 { return math.Round(hours*4) / 4 }

// ownWord reads the program's own words, in whatever language.
func (m meaning) ownWord(v *vocabulary, def diary.Field, n *diary.Night, text string) verdict {
	speech, err := v.speech()
	if err != nil {
		return unreadable
	}
	for _, l := range speech {
		if (cells{l: l}).readWord(def, n, text) {
			return taken
		}
	}
	return unreadable
}
