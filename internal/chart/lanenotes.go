package chart

// placeNotes words the notes that have room before the next one, or else behind the one before.
func placeNotes(m measure, notes []note, left, right int, place func(float64) int) []placedNote {
	var placed []placedNote
	l := m.s.bandWords()
	gap, free := m.em(0.7), left
	for i, n := range notes {
		pn := placedNote{note: n, x: place(n.night)}
		next := right
		if i+1 < len(notes) {
			next = place(notes[i+1].night) - m.em(0.8)
		}
		word := func(room int) string {
			if m.width(n.label, l) > room && room <= m.em(5) {
				return ""
			}
			return m.fit(n.label, room, l)
		}
		pn.word, pn.at = word(next-pn.x-gap), pn.x+gap
		if before := pn.x - gap - free; pn.word != n.label && before > next-pn.x-gap {
			if words := word(before); words != "" {
				pn.word, pn.at = words, pn.x-gap-m.width(words, l)
			}
		}
		free = max(pn.x+gap, pn.at+m.width(pn.word, l)+gap)
		placed = append(placed, pn)
	}
	return placed
}
