package source

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"stillnight/internal/pattern"
)

// deepest JSON of a table: objects in a list in an object.
const deepestTable = 16

// JSONTable reads records as a table: a list of objects, objects one after another, as in JSON Lines, or the one
// list of objects that an object holds. Each name is a column; what is nested has the names joined by a point,
// and lists of plain values are one cell. ok is false where it is none of these.
func JSONTable(ctx context.Context, data []byte) (t *Table, ok bool, err error) {
	if TooDeep(data, deepestTable) {
		return nil, false, nil
	}
	b := jsonTable{ctx: ctx, table: &Table{}, places: make(map[string]int)}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	records := 0
	for {
		var raw json.RawMessage
		if err := dec.Decode(&raw); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, false, nil //nolint:nilerr // it is no JSON; the caller says so
		}
		records++
		if err := b.top(raw); err != nil {
			return nil, false, err
		}
	}
	if len(b.table.Rows) == 0 || records > 1 && len(b.table.Rows) < records {
		return nil, false, nil
	}
	rows := make([]Row, 0, len(b.table.Rows)+1)
	rows = append(append(rows, Row{Line: 1, Cells: b.heads}), b.table.Rows...)
	b.table.Rows, b.table.Width = rows, len(b.heads)
	return b.table, true, nil
}

type jsonTable struct {
	ctx    context.Context
	table  *Table
	heads  []string
	rows   bool // its rows are lists, of which the first holds the heads
	places map[string]int
}

// top takes one document.
func (b *jsonTable) top(raw json.RawMessage) error {
	if len(raw) > 0 && raw[0] == '[' {
		return b.list(raw)
	}
	members, err := membersOf(raw)
	if err != nil {
		return nil //nolint:nilerr // a plain value is no record
	}
	switch lists := recordsIn(members, deepestList); len(lists) {
	case 0:
	case 1:
		return b.list(lists[0])
	default:
		return nil // which of the lists is not told
	}
	if areDated(members) {
		return b.dated(members)
	}
	for _, m := range members {
		if inner, err := membersOf(m.value); err == nil && areDated(inner) {
			return b.dated(inner)
		}
	}
	return b.record(members)
}

// dateName begins the name of a member that is a date.
var dateName = pattern.New(`^\d{4}-\d\d-\d\d(?:$|[T ])`)

// areDated tells whether all members are called by dates: {"2026-03-01": {…}, "2026-03-02": {…}}.
func areDated(members []member) bool {
	return len(members) > 0 && !slices.ContainsFunc(members, func(m member) bool { return !dateName.MatchString(m.name) })
}

// dated makes a record of each member, with its name as the date.
func (b *jsonTable) dated(members []member) error {
	for _, m := range members {
		date, err := json.Marshal(m.name)
		if err != nil {
			return nil //nolint:nilerr // a text always becomes JSON
		}
		inner, err := membersOf(m.value)
		if err != nil {
			inner = []member{{"value", m.value}}
		}
		if err := b.record(append([]member{{"date", date}}, inner...)); err != nil {
			return err
		}
	}
	return nil
}

// deepestList is how deep within objects the one list of records is looked for.
const deepestList = 4

// recordsIn are the lists of objects among members, or within the objects that they are.
func recordsIn(members []member, depth int) []json.RawMessage {
	var lists []json.RawMessage
	for _, m := range members {
		if isRecords(m.value) {
			lists = append(lists, m.value)
		}
	}
	if len(lists) > 0 || depth == 0 || areDated(members) {
		return lists
	}
	for _, m := range members {
		if inner, err := membersOf(m.value); err == nil {
			lists = append(lists, recordsIn(inner, depth-1)...)
		}
	}
	return lists
}

func isRecords(raw json.RawMessage) bool {
	trimmed := bytes.TrimLeft(raw, " \t\r\n")
	return len(trimmed) > 1 && trimmed[0] == '[' && bytes.HasPrefix(bytes.TrimLeft(trimmed[1:], " \t\r\n"), []byte("{"))
}

func (b *jsonTable) list(raw json.RawMessage) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if _, err := dec.Token(); err != nil {
		return nil //nolint:nilerr // no list
	}
	for dec.More() {
		var one json.RawMessage
		if err := dec.Decode(&one); err != nil {
			return nil //nolint:nilerr // decoded before
		}
		members, err := membersOf(one)
		if err != nil {
			if err := b.cellsOf(one); err != nil {
				return err
			}
			continue
		}
		if err := b.record(members); err != nil {
			return err
		}
	}
	return nil
}

// cellsOf takes a list of plain values as a row: the first is the row of heads. Any other value among records is none.
func (b *jsonTable) cellsOf(raw json.RawMessage) error {
	var values []json.RawMessage
	if json.Unmarshal(raw, &values) != nil || len(values) == 0 {
		return nil
	}
	members := make([]member, 0, len(values))
	for i, v := range values {
		if len(b.table.Rows) == 0 && !b.rows {
			b.heads = append(b.heads, plainValue(v))
			b.places[plainValue(v)] = i
			continue
		}
		if i < len(b.heads) {
			members = append(members, member{b.heads[i], v})
		}
	}
	if len(members) == 0 {
		b.rows = true
		return nil
	}
	return b.record(members)
}

type member struct {
	name  string
	value json.RawMessage
}

// membersOf are the members of an object in their order.
func membersOf(raw json.RawMessage) ([]member, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	open, err := dec.Token()
	if err != nil || open != json.Delim('{') {
		return nil, errors.New("source: no object")
	}
	var members []member
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, err
		}
		name, _ := key.(string)
		members = append(members, member{name, value})
	}
	return members, nil
}

func (b *jsonTable) record(members []member) error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	if len(b.table.Rows) >= MaxRows {
		return fault("exchange.fault.rows", "most", strconv.Itoa(MaxRows))
	}
	row := Row{Line: len(b.table.Rows) + 1, Cells: make([]string, len(b.heads))}
	if err := b.cells(&row, "", members); err != nil {
		return err
	}
	b.table.Rows = append(b.table.Rows, row)
	return nil
}

func (b *jsonTable) cells(row *Row, prefix string, members []member) error {
	for _, m := range members {
		name := prefix + strings.TrimSpace(m.name)
		if inner, err := membersOf(m.value); err == nil {
			if err := b.cells(row, name+".", inner); err != nil {
				return err
			}
			continue
		}
		text := plainValue(m.value)
		place, there := b.places[name]
		if !there {
			if len(b.heads) >= MaxColumns {
				return fault("exchange.fault.columns", "line", strconv.Itoa(row.Line))
			}
			place = len(b.heads)
			b.places[name] = place
			b.heads = append(b.heads, name)
		}
		for len(row.Cells) <= place {
			row.Cells = append(row.Cells, "")
		}
		row.Cells[place] = text
	}
	return nil
}

// plainValue is a value as a cell; null is an empty one.
func plainValue(raw json.RawMessage) string {
	var text string
	var many []any
	switch {
	case string(raw) == "null":
		return ""
	case json.Unmarshal(raw, &text) == nil:
		return strings.TrimSpace(text)
	case json.Unmarshal(raw, &many) == nil:
		words := make([]string, 0, len(many))
		for _, v := range many {
			if s, ok := v.(string); ok {
				words = append(words, s)
			}
		}
		return strings.Join(words, "; ")
	}
	return string(raw)
}
