package night

// notSaved keeps on show what could not be written, and offers to try again. It is explained once, not
// with every key that is pressed until the trouble is over.
func (s *Screen) notSaved(err error) {
	first := !s.unsaved
	s.unsaved = true
	s.say(s.env.L.T("night.not_saved"))
	if s.again != nil {
		s.again.Show()
		s.column.Refresh()
	}
	if first {
		s.env.Fail(err)
	}
}

// written notes that the trouble is over.
func (s *Screen) written() {
	s.unsaved = false
	if s.again != nil {
		s.again.Hide()
	}
}

// retry writes what is on show once more and tells whether it is in the diary now.
func (s *Screen) retry() bool {
	s.form.Commit()
	if s.unsaved {
		s.keep(s.shown.Night)
	}
	return !s.unsaved
}
