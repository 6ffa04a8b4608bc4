package exchange

import (
	"math"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/i18n"
)

// form is how a field's values are written.
type form string

const (
	ratingForm  form = "rating"  // 0–10
	countForm   form = "count"   // a whole number
	minutesForm form = "minutes" // a length of time, kept in minutes
	hoursForm   form = "hours"   // a length of time, kept in hours
	clockForm   form = "clock"   // a time of day
	wordForm    form = "word"    // words of the program's own
	noteForm    form = "note"
)

// formOf tells how a field is written.
func formOf(f Field) form {
	switch f {
	case "severity", "satisfaction", "tiredness", "daytime_symptoms", "block_1", "block_2", "block_3", "block_4":
		return ratingForm
	case "jerks_count", "times_woken", "woken_by_legs", "times_up", "naps":
		return countForm
	case "minutes_bothered", "rest_minutes", "minutes_to_sleep", "minutes_awake", "nap_minutes":
		return minutesForm
	case "sleep_hours":
		return hoursForm
	case "onset", "tried_to_sleep":
		return clockForm
	case NoteField:
		return noteForm
	}
	return wordForm
}

// meaning is how the values of one column are to be read.
type meaning struct {
	field Field
	unit  cell.Unit
	scale cell.Scale
	words map[string]int // folded; nil is the usual words
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

// blanks are what people and programs write for nothing, folded.
var blanks = map[string]bool{
	"": true, "n a": true, "na": true, "nan": true, "null": true, "nil": true, "none recorded": true, "not recorded": true, "unknown": true,
	"k a": true, "keine angabe": true, "unbekannt": true, "s d": true, "sin datos": true, "n d": true, "nc": true, "inconnu": true, "n v t": true, "nvt": true, "onbekend": true, "missing": true, "skip": true, "skipped": true,
}

func isBlank(text string) bool { return blanks[i18n.Fold(text)] }

// read puts a value into a night. What cannot be read leaves the night as it is.
func (m meaning) read(v *vocabulary, n *diary.Night, text string) verdict {
	if m.field != NoteField && isBlank(text) {
		return blank
	}
	switch form := formOf(m.field); form {
	case ratingForm:
		x, said := m.rating(text)
		if said == taken || said == rounded {
			*ratingAt(n, m.field) = diary.Some(x)
		}
		return said
	case countForm:
		return m.count(n, text)
	case minutesForm, hoursForm:
		return m.length(n, form, text)
	case clockForm:
		c, ok := cell.ParseClock(text)
		if !ok {
			return unreadable
		}
		if m.field == "onset" {
			n.Onset = diary.Some(c)
		} else {
			n.TriedToSleep = diary.Some(c)
		}
		return taken
	case noteForm:
		if len(text) > diary.MaxNote {
			return unreadable
		}
		n.Note = text
		return taken
	}
	return m.ownWord(v, n, text)
}

// rating reads a rating and brings it to 0–10.
func (m meaning) rating(text string) (int, verdict) {
	if m.words != nil {
		if x, ok := m.words[i18n.Fold(text)]; ok {
			return x, taken
		}
	}
	if x, ok := cell.ParseNumber(text); ok {
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

func ratingAt(n *diary.Night, f Field) *diary.Optional[int] {
	switch f {
	case "satisfaction":
		return &n.Satisfaction
	case "tiredness":
		return &n.Tiredness
	case "daytime_symptoms":
		return &n.DaytimeSymptoms
	case "block_1", "block_2", "block_3", "block_4":
		return &n.Blocks[f[len(f)-1]-'1']
	}
	return &n.Severity
}

func (m meaning) count(n *diary.Night, text string) verdict {
	x, ok := cell.ParseNumber(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(text), "x"), "×"))
	said := taken
	if grade, isWord := cell.Grade(text); !ok && isWord && grade == 0 {
		x, ok = cell.Number{}, true // "none"
	}
	if !ok || x.Of != 0 {
		return unreadable
	}
	if m.factor != 0 {
		x.Value /= m.factor
	}
	if x.About || x.Value != math.Trunc(x.Value) {
		said = rounded
	}
	whole := cell.Round(x.Value)
	at, most := countAt(n, m.field)
	if whole < 0 || whole > most {
		return outOfRange
	}
	*at = diary.Some(whole)
	return said
}

func countAt(n *diary.Night, f Field) (at *diary.Optional[int], most int) {
	switch f {
	case "jerks_count":
		return &n.JerksCount, diary.MaxJerks
	case "times_woken":
		return &n.TimesWoken, diary.MaxCount
	case "woken_by_legs":
		return &n.WokenByLegs, diary.MaxCount
	case "naps":
		return &n.Naps, diary.MaxNaps
	}
	return &n.TimesUp, diary.MaxCount
}

func minutesAt(n *diary.Night, f Field) (at *diary.Optional[int], most int) {
	switch f {
	case "minutes_bothered":
		return &n.MinutesBothered, diary.MaxMinutesBothered
	case "rest_minutes":
		return &n.RestMinutes, diary.MaxRestMinutes
	case "minutes_to_sleep":
		return &n.MinutesToSleep, diary.MaxMinutesInBed
	case "nap_minutes":
		return &n.NapMinutes, diary.MaxMinutesInBed
	}
	return &n.MinutesAwake, diary.MaxMinutesInBed
}

// length reads a length of time.
func (m meaning) length(n *diary.Night, form form, text string) verdict {
	minutes, said := m.minutes(text)
	if said != taken && said != rounded {
		return said
	}
	if form == hoursForm {
		hours := Quarter(minutes / 60)
		if hours < 0 || hours > diary.MaxSleepHours {
			return outOfRange
		}
		n.SleepHours = diary.Some(hours)
		return said
	}
	at, most := minutesAt(n, m.field)
	whole := cell.Round(minutes)
	if whole < 0 || whole > most {
		return outOfRange
	}
	*at = diary.Some(whole)
	return said
}

// minutes reads a length of time as minutes, also "~6" and "6-7".
func (m meaning) minutes(text string) (float64, verdict) {
	if m.factor != 0 {
		if x, ok := cell.ParseNumber(text); ok {
			return x.Value / m.factor * m.unit.InMinutes(), taken
		}
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
	return x.Value * m.unit.InMinutes(), rounded
}

// Quarter rounds hours to the quarter hour in which the diary keeps them.
func Quarter(hours float64) float64 { return math.Round(hours*4) / 4 }

// ownWord reads the program's own words, in whatever language.
func (m meaning) ownWord(v *vocabulary, n *diary.Night, text string) verdict {
	def, ok := defOf(m.field)
	if !ok {
		return unreadable
	}
	for _, l := range v.speech {
		if def.set(cells{l: l}, n, text) == "" {
			return taken
		}
	}
	return unreadable
}
