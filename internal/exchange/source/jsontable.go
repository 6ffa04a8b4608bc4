package source

import (
	"bytes"
	"context"
	"encoding/json"
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
	records := 0
	for rest := bytes.TrimLeft(data, blanks); len(rest) > 0; rest = bytes.TrimLeft(rest, blanks) {
		end := endOfJSON(rest)
		if !json.Valid(rest[:end]) {
			return nil, false, nil // the caller says so
		}
		records++
		if err := b.top(rest[:end]); err != nil {
			return nil, false, err
		}
		rest = rest[end:]
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
func (b *jsonTable) top(raw []byte) error {
	if len(raw) > 0 && raw[0] == '[' {
		return b.list(raw)
	}
	members, isObject := membersOf(raw)
	if !isObject {
		return nil // a plain value is no record
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
		if inner, isObject := membersOf(m.Value); isObject && areDated(inner) {
			return b.dated(inner)
		}
	}
	return b.record(members)
}

// dateName begins the name of a member that is a date.
var dateName = pattern.New(`^\d{4}-\d\d-\d\d(?:$|[T ])`)

// areDated tells whether all members are called by dates: {"2026-03-01": {…}, "2026-03-02": {…}}.
func areDated(members []JSONMember) bool {
	return len(members) > 0 && !slices.ContainsFunc(members, func(m JSONMember) bool { return !dateName.MatchString(m.Name) })
}

// dated makes a record of each member, with its name as the date.
func (b *jsonTable) dated(members []JSONMember) error {
	for _, m := range members {
		date, err := json.Marshal(m.Name)
		if err != nil {
			return nil //nolint:nilerr // a text always becomes JSON
		}
		inner, isObject := membersOf(m.Value)
		if !isObject {
			inner = []JSONMember{{"value", m.Value}}
		}
		if err := b.record(append([]JSONMember{{"date", date}}, inner...)); err != nil {
			return err
		}
	}
	return nil
}

// deepestList is how deep within objects the one list of records is looked for.
const deepestList = 4

// recordsIn are the lists of objects among members, or within the objects that they are.
func recordsIn(members []JSONMember, depth int) [][]byte {
	var lists [][]byte
	for _, m := range members {
		if isRecords(m.Value) {
			lists = append(lists, m.Value)
		}
	}
	if len(lists) > 0 || depth == 0 || areDated(members) {
		return lists
	}
	for _, m := range members {
		if inner, isObject := membersOf(m.Value); isObject {
			lists = append(lists, recordsIn(inner, depth-1)...)
		}
	}
	return lists
}

func isRecords(raw []byte) bool {
	trimmed := bytes.TrimLeft(raw, " \t\r\n")
	return len(trimmed) > 1 && trimmed[0] == '[' && bytes.HasPrefix(bytes.TrimLeft(trimmed[1:], " \t\r\n"), []byte("{"))
}

func (b *jsonTable) list(raw []byte) (err error) {
	JSONMembers(raw, func(one JSONMember) bool {
		if members, isObject := membersOf(one.Value); isObject {
			err = b.record(members)
		} else {
			err = b.cellsOf(one.Value)
		}
		return err == nil
	})
	return err
}

// cellsOf takes a list of plain values as a row: the first is the row of heads. Any other value among records is none.
func (b *jsonTable) cellsOf(raw []byte) error {
	if raw[0] != '[' {
		return nil
	}
	var values [][]byte
	JSONMembers(raw, func(m JSONMember) bool {
		values = append(values, m.Value)
		return len(values) <= MaxColumns
	})
	switch {
	case len(values) == 0:
		return nil
	case len(values) > MaxColumns:
		return fault("exchange.fault.columns", "line", strconv.Itoa(len(b.table.Rows)+1))
	}
	members := make([]JSONMember, 0, len(values))
	for i, v := range values {
		if len(b.table.Rows) == 0 && !b.rows {
			b.heads = append(b.heads, plainValue(v))
			b.places[plainValue(v)] = i
			continue
		}
		if i < len(b.heads) {
			members = append(members, JSONMember{b.heads[i], v})
		}
	}
	if len(members) == 0 {
		b.rows = true
		return nil
	}
	return b.record(members)
}

// membersOf are the members of an object in their order.
func membersOf(raw []byte) (members []JSONMember, isObject bool) {
	if len(raw) == 0 || raw[0] != '{' {
		return nil, false
	}
	JSONMembers(raw, func(m JSONMember) bool {
		members = append(members, m)
		return len(members) <= MaxRows // of more than that no table is made
	})
	return members, true
}

func (b *jsonTable) record(members []JSONMember) error {
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
	if b.table.cells += len(row.Cells); b.table.cells > maxCells {
		return fault("exchange.fault.cells", "most", strconv.Itoa(maxCells))
	}
	b.table.Rows = append(b.table.Rows, row)
	return nil
}

func (b *jsonTable) cells(row *Row, prefix string, members []JSONMember) error {
	for _, m := range members {
		name := prefix + strings.TrimSpace(m.Name)
		if inner, isObject := membersOf(m.Value); isObject {
			if err := b.cells(row, name+".", inner); err != nil {
				return err
			}
			continue
		}
		if len(m.Value) > longestValue {
			return fault("exchange.fault.cell", "line", strconv.Itoa(row.Line))
		}
		text := plainValue(m.Value)
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

// longestValue is how long a value may be as it stands, in bytes: a character may take six.
const longestValue = 6 * maxCell

// plainValue is a value as a cell; null is an empty one.
func plainValue(raw []byte) string {
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
