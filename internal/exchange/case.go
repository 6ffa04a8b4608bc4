package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stillnight/internal/catalogue"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/exchange/reading"
)

// MaxLine is the longest line of "compare --jsonl" that is read, in bytes: more than a hundred years of
// nights.
const MaxLine = 16 << 20

// Case is one diary of "compare --jsonl" with the outcome to compare.
type Case struct {
	// ID is the line's "id" as it stood there; nil where it has none.
	ID      json.RawMessage
	Diary   diary.Diary
	Outcome compare.Outcome
}

// whole is a number that must be whole; 4.0 is.
type whole int

// UnmarshalJSON refuses 4.5.
func (w *whole) UnmarshalJSON(data []byte) error {
	if n, err := strconv.Atoi(string(data)); err == nil {
		*w = whole(n)
		return nil
	}
	var x float64
	if err := json.Unmarshal(data, &x); err != nil {
		return fault("exchange.fault.not_a_number", "text", reading.Clip(string(data)))
	}
	if x != math.Trunc(x) || math.Abs(x) > math.MaxInt32 {
		return fault("exchange.fault.not_whole", "text", reading.Clip(string(data)))
	}
	*w = whole(x)
	return nil
}

func optionalInt(o diary.Optional[whole]) diary.Optional[int] {
	if n, ok := o.Get(); ok {
		return diary.Some(int(n))
	}
	return diary.None[int]()
}

// caseLine is a line as it is written.
type caseLine struct {
	ID            json.RawMessage `json:"id"`
	Nights        []caseNight     `json:"nights"`
	Interventions []struct {
		Name           string                `json:"name"`
		CatalogueID    string                `json:"catalogue_id"`
		CarryOverDays  diary.Optional[whole] `json:"carry_over_days"`
		JudgeAfterDays diary.Optional[whole] `json:"judge_after_days"`
		Phases         []struct {
			Start     isoDate                 `json:"start"`
			End       isoDate                 `json:"end"`
			Dose      diary.Optional[float64] `json:"dose"`
			Unit      string                  `json:"unit"`
			RunInDays diary.Optional[whole]   `json:"run_in_days"`
		} `json:"phases"`
	} `json:"interventions"`
	Outcome *string `json:"outcome"`
}

// isoDate is a date such as "2026-03-02"; null is no date.
type isoDate diary.Date

// UnmarshalJSON refuses everything else.
func (d *isoDate) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*d = isoDate{}
		return nil
	}
	var s string
	err := json.Unmarshal(data, &s)
	parsed, dateErr := diary.ParseDate(s)
	if err != nil || dateErr != nil {
		return fault("exchange.fault.date", "text", reading.Clip(string(data)))
	}
	*d = isoDate(parsed)
	return nil
}

// unusualMark takes a reason, or true for "other".
type unusualMark diary.Unusual

// UnmarshalJSON reads a reason, a boolean or null.
func (u *unusualMark) UnmarshalJSON(data []byte) error {
	switch string(data) {
	case "null", "false":
		*u = ""
		return nil
	case "true":
		*u = unusualMark(diary.OtherUnusual)
		return nil
	}
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return fault("exchange.fault.unusual", "text", reading.Clip(string(data)))
	}
	*u = unusualMark(s)
	return nil
}

// ParseCase reads one line of "compare --jsonl". On an error the case still has the ID, where one can
// be found. Keys that are not known are passed over. Nights may stand in any order; nights of the future
// are taken, since synthetic diaries have them.
func ParseCase(line []byte, c *catalogue.Catalogue) (Case, error) {
	if !utf8.Valid(line) {
		return Case{ID: IDOf(line)}, fault("exchange.fault.not_utf8")
	}
	var raw caseLine
	if err := json.Unmarshal(line, &raw); err != nil {
		return Case{ID: IDOf(line)}, jsonFault(err)
	}
	parsed := Case{ID: raw.ID, Outcome: compare.Severity}
	if raw.Outcome != nil {
		o, known := compare.ParseOutcome(*raw.Outcome)
		if !known {
			return parsed, fault("exchange.fault.outcome", "text", reading.Clip(*raw.Outcome))
		}
		parsed.Outcome = o
	}
	d, err := raw.diary(c)
	parsed.Diary = d
	return parsed, err
}

func (raw *caseLine) diary(c *catalogue.Catalogue) (diary.Diary, error) {
	d := diary.Diary{Nights: make([]diary.Night, 0, len(raw.Nights))}
	for _, n := range raw.Nights {
		d.Nights = append(d.Nights, n.Night)
	}
	for _, i := range raw.Interventions {
		iv := diary.Intervention{
			Name: i.Name, CatalogueID: i.CatalogueID,
			CarryOverDays: optionalInt(i.CarryOverDays), JudgeAfterDays: optionalInt(i.JudgeAfterDays),
		}
		if _, known := c.ByID(i.CatalogueID); !known && i.CatalogueID != "" {
			return d, fault("exchange.fault.catalogue", "text", reading.Clip(i.CatalogueID))
		}
		for _, p := range i.Phases {
			phase := diary.Phase{Start: diary.Date(p.Start), Dose: p.Dose, Unit: p.Unit, RunInDays: optionalInt(p.RunInDays)}
			if end := diary.Date(p.End); !end.IsZero() {
				phase.End = diary.Some(end)
			}
			iv.Phases = append(iv.Phases, phase)
		}
		d.Interventions = append(d.Interventions, iv)
	}
	slices.SortStableFunc(d.Nights, func(a, b diary.Night) int { return a.Date.Compare(b.Date) })
	return d, raw.check(d)
}

// check validates what was read. Phases are checked in order of date, but stay in the order given, since
// the answer counts them so.
func (raw *caseLine) check(d diary.Diary) error {
	if _, err := compare.Steps(d, compare.Options{}); err != nil {
		return err
	}
	ordered := d
	ordered.Interventions = slices.Clone(d.Interventions)
	for i := range ordered.Interventions {
		iv := &ordered.Interventions[i]
		iv.Phases = slices.Clone(iv.Phases)
		iv.SortPhases()
	}
	return ordered.Validate(diary.Date{})
}

// asFault finds a Fault in an error.
func asFault(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return nil
}

// jsonFault puts a decoder's error into a Fault.
func jsonFault(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case asFault(err) != nil:
		return asFault(err)
	case errors.As(err, &syntax):
		return fault("exchange.fault.json", "place", strconv.FormatInt(syntax.Offset, 10))
	case errors.As(err, &kind):
		return fault("exchange.fault.type", "field", kind.Field, "text", reading.Clip(kind.Value))
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fault("exchange.fault.cut_off")
	}
	if field, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); unknown { // the library has no type for it
		return fault("exchange.fault.unknown_field", "text", reading.Clip(field))
	}
	return fault("exchange.fault.value", "text", reading.Clip(strings.TrimPrefix(err.Error(), "json: ")))
}

// IDOf looks for "id" at the top of a line that may be broken further on.
func IDOf(line []byte) json.RawMessage {
	dec := json.NewDecoder(bytes.NewReader(line))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return nil
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil
		}
		if key == "id" {
			return value
		}
	}
	return nil
}
