package night

import (
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
)

// notSaved keeps on show what could not be written, and offers to try again. It is explained once, not
// with every key that is pressed until the trouble is over.
func (p *page) notSaved(err error) {
	first := !p.unsaved
	p.unsaved = true
	p.say(p.env.L.T("night.not_saved"))
	if p.again != nil {
		p.again.Show()
		p.column.Refresh()
	}
	if first {
		p.env.Fail(err)
	}
}

// written notes that the trouble is over.
func (p *page) written() {
	p.unsaved = false
	if p.again != nil {
		p.again.Hide()
	}
}

// bringBack shows the night on show as it was entered before, and writes it.
func (p *page) bringBack(n diary.Night) {
	if n.Date != p.date() {
		return
	}
	p.keep(n)
	field.Rebuilt(p.env.Window, p.column, p.present)
}

// retry writes what is on show once more and tells whether it is in the diary now.
func (p *page) retry() bool {
	p.form.Commit()
	if p.unsaved {
		p.keep(p.shown.Night)
	}
	return !p.unsaved
}
