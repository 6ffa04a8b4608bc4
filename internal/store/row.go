package store

import (
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// seal is the checksum of a row: a CRC-32C over the table's name and every value with its type. Damage
// that spans up to 32 bits is always noticed, more than that with all but certainty.
func seal(table string, values []driver.Value) int64 {
	n, _ := sealIn(make([]byte, 0, 512), table, values)
	return n
}

// sealIn is seal with memory from one row to the next: a whole diary has a hundred thousand rows.
func sealIn(buf []byte, table string, values []driver.Value) (int64, []byte) {
	buf = append(buf[:0], table...)
	sum := uint32(0)
	// A text or a blob may be long, and is not copied whole.
	room := func() {
		if len(buf) >= sealPiece {
			sum, buf = crc32.Update(sum, castagnoli, buf), buf[:0]
		}
	}
	for _, v := range values {
		switch v := v.(type) {
		case nil:
			buf = append(buf, 0)
		case int64:
			buf = binary.LittleEndian.AppendUint64(append(buf, 1), uint64(v))
		case float64:
			buf = binary.LittleEndian.AppendUint64(append(buf, 2), math.Float64bits(v))
		case string:
			buf = binary.LittleEndian.AppendUint64(append(buf, 3), uint64(len(v)))
			for from := 0; from < len(v); from += sealPiece {
				room()
				buf = append(buf, v[from:min(from+sealPiece, len(v))]...)
			}
		case []byte:
			buf = binary.LittleEndian.AppendUint64(append(buf, 4), uint64(len(v)))
			for from := 0; from < len(v); from += sealPiece {
				room()
				buf = append(buf, v[from:min(from+sealPiece, len(v))]...)
			}
		}
	}
	return int64(crc32.Update(sum, castagnoli, buf)), buf
}

// sealPiece is how much of a long value is summed at a time, in bytes.
const sealPiece = 4 << 10

// writer collects the values of one row in the order of its table's columns.
type writer struct{ values []driver.Value }

func (w *writer) add(v driver.Value) { w.values = append(w.values, v) }

// text leaves out what SQLite cannot hold in a text: NUL and broken UTF-8.
func (w *writer) text(s string) {
	w.add(strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", ""))
}

// optText keeps an empty text as nothing, for columns that came with a later version.
func (w *writer) optText(s string) {
	if s == "" {
		w.add(nil)
		return
	}
	w.text(s)
}

func (w *writer) int(n int64)       { w.add(n) }
func (w *writer) date(d diary.Date) { w.add(d.String()) }

// float turns −0 into 0, as SQLite does, so that the seal stays true.
func (w *writer) float(x float64) { w.add(x + 0) }

func (w *writer) bool(b bool) {
	if b {
		w.add(int64(1))
		return
	}
	w.add(int64(0))
}

func (w *writer) instant(t time.Time) {
	if t.IsZero() {
		w.add("")
		return
	}
	w.add(t.Format(time.RFC3339Nano))
}

func (w *writer) optInt(o diary.Optional[int]) {
	if n, ok := o.Get(); ok {
		w.add(int64(n))
		return
	}
	w.add(nil)
}

func (w *writer) optClock(o diary.Optional[diary.Clock]) {
	if n, ok := o.Get(); ok {
		w.add(int64(n))
		return
	}
	w.add(nil)
}

func (w *writer) optFloat(o diary.Optional[float64]) {
	if x, ok := o.Get(); ok {
		w.float(x)
		return
	}
	w.add(nil)
}

func (w *writer) optDate(o diary.Optional[diary.Date]) {
	if d, ok := o.Get(); ok {
		w.add(d.String())
		return
	}
	w.add(nil)
}

func (w *writer) optBool(o diary.Optional[bool]) {
	if b, ok := o.Get(); ok {
		w.bool(b)
		return
	}
	w.add(nil)
}

// choices keeps a list of known words as one text: "urge,pain".
func (w *writer) choices(words []string) { w.text(strings.Join(words, ",")) }

func (w *writer) clocks(list []diary.Clock) {
	parts := make([]string, len(list))
	for i, c := range list {
		parts[i] = strconv.Itoa(int(c))
	}
	w.add(strings.Join(parts, ","))
}

// reader takes the values of one row in the order of its table's columns. The first value of a wrong
// kind is kept as err.
type reader struct {
	values []driver.Value
	next   int
	err    error
}

func (r *reader) take() driver.Value {
	if r.next >= len(r.values) {
		r.wrong("a value")
		return nil
	}
	v := r.values[r.next]
	r.next++
	return v
}

func (r *reader) wrong(wanted string) {
	if r.err == nil {
		r.err = fmt.Errorf("column %d: %s expected", r.next, wanted)
	}
}

func (r *reader) text() string {
	s, ok := r.take().(string)
	if !ok {
		r.wrong("text")
	}
	return s
}

func (r *reader) blob() []byte {
	b, ok := r.take().([]byte)
	if !ok {
		r.wrong("bytes")
	}
	return b
}

func (r *reader) int() int64 {
	n, ok := r.take().(int64)
	if !ok {
		r.wrong("a whole number")
	}
	return n
}

func (r *reader) float() float64 {
	x, ok := r.take().(float64)
	if !ok {
		r.wrong("a number")
	}
	return x
}

func (r *reader) bool() bool { return r.int() != 0 }

func (r *reader) date() diary.Date {
	d, err := diary.ParseDate(r.text())
	if err != nil {
		r.wrong("a date")
	}
	return d
}

func (r *reader) instant() time.Time {
	s := r.text()
	if s == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		r.wrong("a time")
	}
	return t
}

func (r *reader) empty() bool {
	if r.next < len(r.values) && r.values[r.next] == nil {
		r.next++
		return true
	}
	return false
}

func (r *reader) optText() string {
	if r.empty() {
		return ""
	}
	return r.text()
}

func (r *reader) optInt() diary.Optional[int] {
	if r.empty() {
		return diary.None[int]()
	}
	return diary.Some(int(r.int()))
}

func (r *reader) optClock() diary.Optional[diary.Clock] {
	if r.empty() {
		return diary.None[diary.Clock]()
	}
	return diary.Some(diary.Clock(r.int()))
}

func (r *reader) optFloat() diary.Optional[float64] {
	if r.empty() {
		return diary.None[float64]()
	}
	return diary.Some(r.float())
}

func (r *reader) optDate() diary.Optional[diary.Date] {
	if r.empty() {
		return diary.None[diary.Date]()
	}
	return diary.Some(r.date())
}

func (r *reader) optBool() diary.Optional[bool] {
	if r.empty() {
		return diary.None[bool]()
	}
	return diary.Some(r.bool())
}

func (r *reader) choices() []string {
	s := r.text()
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

func (r *reader) clocks() []diary.Clock {
	s := r.text()
	if s == "" {
		return nil
	}
	var list []diary.Clock
	for part := range strings.SplitSeq(s, ",") {
		n, err := strconv.Atoi(part)
		if err != nil {
			r.wrong("minutes")
		}
		list = append(list, diary.Clock(n))
	}
	return list
}
