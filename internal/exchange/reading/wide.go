package reading

import (
	"iter"

	"stillnight/internal/diary"
)

// Wide are the rows of a table, one row a night, whose cells are values. They stay where they are: a copy of each
// would take more memory than the table.
type Wide struct {
	// Row gives the line of a row in the file, and its cells.
	Row func(i int) (line int, cells []string)
	// Nights of the rows; the zero Date is a row that is left out.
	Nights []diary.Date
	// Sources of the columns; -1 is none.
	Sources []int
	// Drop lets a row go.
	Drop func(i int)
}

// all gives every value, and tells whether it was to go on.
func (w Wide) all(yield func(Value) bool) bool {
	for i := range w.Nights {
		if !w.row(i, yield) {
			return false
		}
	}
	return true
}

// last is all, and lets each row go behind it.
func (w Wide) last(yield func(Value) bool) bool {
	for i := range w.Nights {
		if !w.row(i, yield) {
			return false
		}
		w.Drop(i)
	}
	return true
}

// row gives the values of a row.
func (w Wide) row(i int, yield func(Value) bool) bool {
	if w.Nights[i].IsZero() {
		return true
	}
	line, cells := w.Row(i)
	for column, text := range cells[:min(len(cells), len(w.Sources))] {
		if source := w.Sources[column]; source >= 0 && text != "" && !yield(Value{int32(line), int32(source), w.Nights[i], text}) {
			return false
		}
	}
	return true
}

// texts gives those of one source.
func (w Wide) texts(source int, yield func(string)) {
	for column, s := range w.Sources {
		if s != source {
			continue
		}
		for i, night := range w.Nights {
			if _, cells := w.Row(i); !night.IsZero() && column < len(cells) && cells[column] != "" {
				yield(cells[column])
			}
		}
	}
}

// All gives every value: those of Wide, and then Values.
func (s *Set) All() iter.Seq[Value] { return s.each(s.Wide.all) }

// Last is All for the last time: what was given is let go.
func (s *Set) Last() iter.Seq[Value] { return s.each(s.Wide.last) }

func (s *Set) each(wide func(func(Value) bool) bool) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		if !wide(yield) {
			return
		}
		for _, v := range s.Values {
			if !yield(v) {
				return
			}
		}
	}
}

// Texts gives the texts of each source that are wanted, in order of the sources. The list is good until the next one.
func (s *Set) Texts(wanted func(string) bool) iter.Seq2[int, []string] {
	return func(yield func(int, []string) bool) {
		beside := s.byColumn(wanted)
		var list []string
		for i := range s.Sources {
			list = list[:0]
			s.Wide.texts(i, func(text string) {
				if wanted(text) {
					list = append(list, text)
				}
			})
			if list = append(list, beside[i]...); !yield(i, list) {
				return
			}
		}
	}
}

// byColumn sorts the texts of Values by their sources, in one piece of memory.
func (s *Set) byColumn(wanted func(string) bool) [][]string {
	counts, all := make([]int, len(s.Sources)), 0
	for _, v := range s.Values {
		if wanted(v.Text) {
			counts[v.Source]++
			all++
		}
	}
	room, lists := make([]string, all), make([][]string, len(s.Sources))
	for i, n := range counts {
		lists[i], room = room[:0:n], room[n:]
	}
	for _, v := range s.Values {
		if wanted(v.Text) {
			lists[v.Source] = append(lists[v.Source], v.Text)
		}
	}
	return lists
}
