package remedies

import (
	"context"
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/explain"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// page is a form in the list's place.
type page struct {
	// key is under which its drafts are kept.
	key   string
	title string
	form  *field.Form
	body  *fyne.Container
	fault *widget.Label
	drop  func()
	// half tells whether something is typed that is not in the diary.
	half func() bool
	// again says that what was half typed in it earlier is back.
	again *widget.Label
	// renew looks at the diary as it was read anew, for a form that shows what is in it; nil for others.
	renew func()
	// back goes to the form that this one was opened from; nil where that is the list.
	back func()
	// saved is set once the form is in the diary; a second click saves nothing more.
	saved bool
}

// open begins a form for a record as it is in the diary, zero for a new one. What is half typed in it is
// kept under the form's key, and forgotten where the record has changed since.
func (s *Screen) open(key, title string, was any) *page {
	ctx := context.Background()
	p := &page{key: key, title: title, fault: look.Text(""), again: look.Quiet(s.env.L.T("remedies.again"))}
	p.again.Hide()
	p.fault.Importance = widget.DangerImportance
	p.fault.Hide()
	told := func(err error) {
		if err != nil {
			s.env.Fail(err)
		}
	}
	draft := func(k string) (string, bool) {
		text, found, err := s.env.Store.Draft(ctx, key+k)
		told(err)
		return text, found
	}
	begun, marked := draft(basis)
	p.drop = func() {
		marked = false // what is typed from here on is again of the record as it is in the form
		if !s.env.Store.ReadOnly() {
			told(s.env.Store.ClearDrafts(ctx, key))
		}
	}
	if marked && begun != asText(was) {
		p.drop()
	}
	p.half = func() bool { return marked }
	p.form = &field.Form{
		Reveal: s.scroll.Reveal,
		Locked: s.env.Store.ReadOnly(),
		Now:    s.env.Now,
		Draft: func(k, text string) {
			if s.env.Store.ReadOnly() {
				return
			}
			failed := func(err error) { fyne.Do(func() { told(err) }) }
			if !marked {
				s.env.Store.KeepDraft(key+basis, asText(was), failed)
				marked = true
			}
			s.env.Store.KeepDraft(key+k, text, failed)
		},
		Drafted: func(k string) (string, bool) {
			text, found := draft(k)
			if found {
				p.again.Show()
			}
			return text, found
		},
	}
	p.form.Touched = func() {
		s.scroll.Stay()
		if p.fault.Visible() { // it was of the form as it stood then
			p.fault.Hide()
			s.column.Refresh()
		}
	}
	p.body = field.NewColumn(look.Title(title), p.again)
	return p
}

// keyOf is a name's part in the keys of drafts, which are not long.
func keyOf(name string) string {
	const most = 60
	if letters := []rune(name); len(letters) > most {
		name = string(letters[:most])
	}
	if name == "" {
		return ""
	}
	return name + "/"
}

// What a form's drafts are kept under, beside the keys of its lines: the record when the form was begun,
// and the record with what was chosen in the form.
const (
	basis   = "basis"
	choices = "choices"
)

// recall returns the record as it stood in the form when the program stopped, or now where nothing was
// chosen then.
func recall[T any](p *page, now T) T {
	text, found := p.form.Drafted(choices)
	if !found {
		return now
	}
	var half T
	if err := json.Unmarshal([]byte(text), &half); err != nil {
		return now
	}
	return half
}

// hold keeps what is chosen in a form where a crash does not reach it.
func hold[T any](p *page, now T) {
	p.form.Draft(choices, asText(now))
	p.form.Touched()
}

// asText writes a record of the diary, which always can be written.
func asText(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(text)
}

// turn shows a form with its two buttons and returns what the first of them does. keep says what is
// wrong in words, or "" once it is in the diary.
func (s *Screen) turn(p *page, word string, keep func() string) (save func()) {
	l := s.env.L
	save = func() {
		if p.saved {
			return
		}
		p.form.Commit()
		fault := p.form.Fault()
		if fault == "" {
			if fault = keep(); fault == "" {
				p.saved = true
				p.drop()
				return
			}
		}
		p.fault.SetText(fault)
		p.fault.Show()
		s.column.Refresh()
		s.scroll.Refresh()
		s.scroll.Reveal(p.fault)
		// The sentence is right above the button; a line tells by itself what is wrong with it.
		s.revealKeyboard()
	}
	ok := look.NewIconButton(word, theme.ConfirmIcon(), save)
	ok.Importance = widget.HighImportance
	p.form.Entered = ok.OnTapped
	back := look.NewButton(l.T("remedies.back"), func() {
		p.drop()
		s.goBack(p)
	})
	p.body.Add(p.fault)
	p.body.Add(flow.New(ok, back))
	if s.page == nil {
		s.leave()
	}
	again := s.page != nil && s.page.key == p.key
	s.page = p
	show := func() {
		s.column.Objects = []fyne.CanvasObject{field.Across(), container.NewStack(p.body)} // as wide as there is room
		s.column.Refresh()
		s.scroll.Refresh()
		s.scroll.Scroll.ScrollToTop()
	}
	if again {
		field.Rebuilt(s.env.Window, s.column, show)
	} else {
		field.Opened(s.env.Window, s.column, show)
	}
	s.scroll.FromTop()
	return save
}

// goBack goes from a form to where it was opened from.
func (s *Screen) goBack(p *page) {
	if p.back != nil {
		p.back()
		return
	}
	s.present()
}

// wrong says in words why the diary would not keep something, or "" where it would.
func (s *Screen) wrong(err error) string { return explain.Typed(s.env.L, err) }
