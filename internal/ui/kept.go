package ui

import (
	"encoding/json"

	"stillnight/internal/diary"
)

// kept is a night that could not be written before its diary was closed, locked as the diary is.
type kept []byte

// keep holds the night on show if it cannot be written, as on a full disk: a diary that locks itself while nobody is
// there asks nobody.
func (p *Program) keep() {
	n, is := p.open.Unsaved()
	if !is {
		return
	}
	s := p.session.Store()
	data, err := json.Marshal(n)
	if err == nil {
		data, err = s.Seal(data)
	}
	if err != nil {
		p.window.Fail(err)
		return
	}
	p.kept[s.Path()] = data
}

// keeps tells whether a night of the diary at a path is held.
func (p *Program) keeps(path string) bool { return p.kept[path] != nil }

// bringBack shows the night of the diary that is open by now, and writes it if that can be done.
func (p *Program) bringBack() {
	s := p.session.Store()
	data := p.kept[s.Path()]
	if data == nil || s.ReadOnly() {
		return // for reading only it would be refused, and gone
	}
	delete(p.kept, s.Path())
	var n diary.Night
	data, err := s.Unseal(data)
	if err == nil {
		err = json.Unmarshal(data, &n)
	}
	if err != nil {
		p.window.Fail(err)
		return
	}
	p.open.BringBack(n)
}
