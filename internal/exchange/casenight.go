package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/exchange/reading"
)

// caseNight is a night of a line: its date, whether it was unusual, and the fields from which outcomes are
// worked out, under their names in JSON. The onset is given in minutes after noon.
type caseNight struct{ diary.Night }

// UnmarshalJSON passes over what it does not know.
func (n *caseNight) UnmarshalJSON(data []byte) error {
	var values map[string]json.RawMessage
	if err := json.Unmarshal(data, &values); err != nil {
		return err
	}
	for key, raw := range values {
		if small := strings.ToLower(key); small != key {
			values[small] = raw
		}
	}
	var onset diary.Optional[whole]
	var date isoDate
	var unusual unusualMark
	for _, own := range []struct {
		key string
		at  any
	}{{"date", &date}, {"unusual", &unusual}, {"onset_minutes", &onset}} {
		if err := readKey(values, own.key, own.at); err != nil {
			return err
		}
	}
	n.Date, n.Unusual = diary.Date(date), diary.Unusual(unusual)
	if m, ok := onset.Get(); ok {
		n.Onset = diary.Some(diary.Clock(m))
	}
	for _, f := range caseFields {
		if err := readField(values, f, &n.Night); err != nil {
			return err
		}
	}
	return nil
}

// caseFields are the fields of all outcomes, each once.
var caseFields = fieldsOfOutcomes()

func fieldsOfOutcomes() []diary.Field {
	var fields []diary.Field
	given := map[string]bool{"onset": true, "all_day": true} // by onset_minutes
	for _, o := range compare.Outcomes {
		for _, name := range o.Fields() {
			if f, ok := diary.NightField(name); ok && !given[name] {
				given[name] = true
				fields = append(fields, f)
			}
		}
	}
	return fields
}

func readField(values map[string]json.RawMessage, f diary.Field, n *diary.Night) error {
	switch at := f.In(n).(type) {
	case *diary.Optional[int]:
		var v diary.Optional[whole]
		if err := readKey(values, f.Name, &v); err != nil {
			return err
		}
		*at = optionalInt(v)
		return nil
	case *diary.Optional[float64]:
		return readKey(values, f.Name, at)
	case *diary.Optional[diary.Clock]:
		var text diary.Optional[string]
		if err := readKey(values, f.Name, &text); err != nil {
			return err
		}
		if s, ok := text.Get(); ok {
			c, err := diary.ParseClock(s)
			if err != nil {
				return fault("exchange.fault.value", "text", f.Name+" "+reading.Clip(s))
			}
			*at = diary.Some(c)
		}
		return nil
	}
	panic(fmt.Errorf("exchange: no line of a case can hold %s", f.Name))
}

// readKey reads a value, if there is one. A fault of the wrong type names the key.
func readKey(values map[string]json.RawMessage, key string, at any) error {
	raw, ok := values[key]
	if !ok {
		return nil
	}
	err := json.Unmarshal(raw, at)
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) && kind.Field == "" {
		kind.Field = key
	}
	return err
}
