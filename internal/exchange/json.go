package exchange

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
)

// The mark and version of a diary written as JSON. A reader takes its own version and older ones.
const (
	JSONFormat  = "stillnight-diary"
	JSONVersion = 1
)

// Bounds of what is read from outside.
const (
	MaxFile  = source.MaxFile // bytes of a JSON or CSV file
	maxDepth = 16             // of JSON; a diary needs 7
)

const utf8BOM = "\ufeff"

type jsonFile struct {
	Format  string      `json:"format"`
	Version int         `json:"version"`
	Diary   diary.Diary `json:"diary"`
}

// nightsBegin is how the list of nights begins; within a text the quotation marks would be escaped.
const nightsBegin = `"nights": [`

// WriteJSON writes the whole diary. The same diary gives the same bytes. The nights, which are most of it, are
// written one by one.
func WriteJSON(w io.Writer, d diary.Diary) error {
	nights := d.Nights
	d.Nights = []diary.Night{}
	rest, err := indented("", jsonFile{JSONFormat, JSONVersion, d})
	if err != nil {
		return fmt.Errorf("writing the diary as JSON: %w", err)
	}
	at := bytes.Index(rest, []byte(nightsBegin)) + len(nightsBegin)
	out := bufio.NewWriter(w) // keeps its first error
	_, _ = out.Write(rest[:at])
	for i, n := range nights {
		text, err := indented("   ", n)
		if err != nil {
			return fmt.Errorf("writing the diary as JSON: %w", err)
		}
		if i > 0 {
			_ = out.WriteByte(',')
		}
		_, _ = out.WriteString("\n   ")
		_, _ = out.Write(bytes.TrimSuffix(text, []byte("\n")))
	}
	if len(nights) > 0 {
		_, _ = out.WriteString("\n  ")
	}
	_, _ = out.Write(rest[at:])
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the diary as JSON: %w", err)
	}
	return nil
}

// indented is JSON as it is written; each line but the first begins with prefix.
func indented(prefix string, v any) ([]byte, error) {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, " ")
	err := enc.Encode(v)
	return text.Bytes(), err
}

// IsOwnJSON tells from a file's first bytes, in any encoding, whether it means to be a diary as WriteJSON
// makes it: JSON whose first member is our mark, or that is not long enough to tell.
func IsOwnJSON(head []byte) bool {
	text, _, ok := source.Decode(head)
	text = strings.TrimLeft(text, " \t\r\n")
	return ok && strings.HasPrefix(text, "{") && (strings.Contains(text, `"`+JSONFormat) || len(text) < 64 && !strings.Contains(text, "}") || ownKeys(text))
}

// ownKeys knows a diary without its mark, as someone may have cut it out.
func ownKeys(text string) bool {
	return strings.Contains(text, `"nights"`) && (strings.Contains(text, `"diary"`) || strings.Contains(text, `"format"`))
}

// ReadJSON reads a diary that WriteJSON wrote, strictly: nothing unknown, nothing behind it, everything
// valid. latest is as for diary.Night.Validate. Errors are *Fault, diary.FieldErrors or the context's.
func ReadJSON(ctx context.Context, data []byte, latest diary.Date) (diary.Diary, error) {
	if len(data) > MaxFile {
		return diary.Diary{}, fault("exchange.fault.too_large", "most", strconv.Itoa(MaxFile>>20))
	}
	if data = bytes.TrimPrefix(data, []byte(utf8BOM)); !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		text, notes, ok := source.Decode(data) // PowerShell writes UTF-16
		if !ok || len(notes) > 0 {
			return diary.Diary{}, fault("exchange.fault.not_utf8")
		}
		data = []byte(text)
	}
	switch {
	case !utf8.Valid(data):
		return diary.Diary{}, fault("exchange.fault.not_utf8")
	case source.TooDeep(data, maxDepth):
		return diary.Diary{}, fault("exchange.fault.too_deep")
	}
	// The mark and version first: a newer file may hold what this version does not know.
	var mark struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(data, &mark); err != nil {
		return diary.Diary{}, jsonFault(err)
	}
	switch {
	case mark.Format != JSONFormat:
		return diary.Diary{}, fault("exchange.fault.not_a_diary")
	case mark.Version > JSONVersion:
		return diary.Diary{}, fault("exchange.fault.newer")
	case mark.Version < 1:
		return diary.Diary{}, fault("exchange.fault.not_a_diary")
	}
	rest, nights := apart(data)
	if valuesIn(rest) > mostValues {
		return diary.Diary{}, fault("exchange.fault.cells", "most", strconv.Itoa(mostValues))
	}
	var file jsonFile
	if err := strictly(rest, &file); err != nil {
		return diary.Diary{}, jsonFault(err)
	}
	d := file.Diary
	if nights != nil {
		var err error
		if d.Nights, err = readNights(ctx, nights); err != nil {
			return diary.Diary{}, err
		}
	}
	for i, r := range d.Labs {
		d.Labs[i].Unit = diary.LabUnit(r.Test, r.Unit)
	}
	d.Sort()
	if err := references(d); err != nil {
		return diary.Diary{}, err
	}
	if err := d.Validate(latest); err != nil {
		return diary.Diary{}, err
	}
	return d, nil
}

// apart takes the nights out of a diary, which are most of it: a decoder holds what it decodes a second time. nights is
// nil where there is no list of them, or more than one.
func apart(data []byte) (rest, nights []byte) {
	var b bytes.Buffer
	lists := 0
	var within func(object []byte, path ...string)
	within = func(object []byte, path ...string) {
		b.WriteByte('{')
		first := true
		source.JSONMembers(object, func(m source.JSONMember) bool {
			if !first {
				b.WriteByte(',')
			}
			first = false
			name, _ := json.Marshal(m.Name) // a text always becomes JSON
			b.Write(name)
			b.WriteByte(':')
			switch here := strings.EqualFold(m.Name, path[0]); {
			case here && len(path) > 1 && m.Value[0] == '{':
				within(m.Value, path[1:]...)
			case here && len(path) == 1 && m.Value[0] == '[':
				nights = m.Value
				lists++
				b.WriteString("[]")
			default:
				b.Write(m.Value)
			}
			return true
		})
		b.WriteByte('}')
	}
	if trimmed := bytes.TrimSpace(data); trimmed[0] == '{' {
		within(trimmed, "diary", "nights")
	}
	if lists != 1 {
		return data, nil
	}
	return b.Bytes(), nights
}

// mostValues is more than a diary of fifty years has beside its nights, whose records take little in a file and much in
// memory.
const mostValues = 1_500_000

// valuesIn counts the commas of JSON outside of texts.
func valuesIn(data []byte) (n int) {
	inText := false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case inText && c == '\\':
			i++
		case c == '"':
			inText = !inText
		case c == ',' && !inText:
			n++
		}
	}
	return n
}

// strictly decodes a value in which nothing is unknown.
func strictly(data []byte, to any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	return dec.Decode(to)
}

// readNights decodes a list of nights one by one.
func readNights(ctx context.Context, list []byte) (nights []diary.Night, err error) {
	count := 0
	source.JSONMembers(list, func(source.JSONMember) bool { count++; return count <= source.MaxRows })
	if count > source.MaxRows {
		return nil, fault("exchange.fault.rows", "most", strconv.Itoa(source.MaxRows))
	}
	nights = make([]diary.Night, 0, count)
	source.JSONMembers(list, func(m source.JSONMember) bool {
		if err = ctx.Err(); err != nil {
			return false
		}
		var n diary.Night
		if err = strictly(m.Value, &n); err != nil {
			var kind *json.UnmarshalTypeError
			if errors.As(err, &kind) {
				kind.Field = "diary.nights." + kind.Field
			}
			err = jsonFault(err)
			return false
		}
		nights = append(nights, n)
		return true
	})
	return nights, err
}

// references checks that what is referred to by id is there, and once.
func references(d diary.Diary) error {
	triggers := make(map[int64]bool, len(d.Triggers))
	for _, t := range d.Triggers {
		if triggers[t.ID] {
			return fault("exchange.fault.twice", "text", reading.Clip(t.Name))
		}
		triggers[t.ID] = true
	}
	for _, e := range d.Exposures {
		if !triggers[e.TriggerID] {
			return fault("exchange.fault.trigger", "date", e.Night.String())
		}
	}
	for _, p := range d.Plans {
		if !slices.ContainsFunc(d.Interventions, func(iv diary.Intervention) bool { return iv.ID == p.InterventionID }) {
			return fault("exchange.fault.plan", "date", p.Begun.String())
		}
	}
	return nil
}
