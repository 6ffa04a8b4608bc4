package remedies

import (
	"context"
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/wording"
)

// page is a form in the list's place.
type page struct {
	title string
	form  *field.Form
	body  *fyne.Container
	fault *widget.Label
	drop  func()
	// again says that what was half typed in it earlier is back.
	again *widget.Label
}

// open begins a form; what is half typed in it is kept under its key.
func (s *Screen) open(key, title string) *page {
	ctx := context.Background()
	used := map[string]bool{}
	p := &page{title: title, fault: look.Text(""), again: look.Quiet(s.env.L.T("remedies.again"))}
	p.again.Hide()
	p.fault.Importance = widget.DangerImportance
	p.fault.Hide()
	p.form = &field.Form{
		Reveal: s.scroll.Reveal,
		Draft: func(k, text string) {
			if s.env.Store.ReadOnly() {
				return
			}
			used[k] = true
			if err := s.env.Store.SaveDraft(ctx, key+k, text); err != nil {
				s.env.Fail(err)
			}
		},
		Drafted: func(k string) (string, bool) {
			text, found, err := s.env.Store.Draft(ctx, key+k)
			if err != nil {
				s.env.Fail(err)
			}
			if found {
				used[k] = true
				p.again.Show()
			}
			return text, found
		},
	}
	p.drop = func() {
		for k := range used {
			if err := s.env.Store.ClearDraft(ctx, key+k); err != nil {
				s.env.Fail(err)
			}
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

// half is a record as it stands in a form and is not saved yet. Was is what it is a change of.
type half[T any] struct {
	Was string
	Now T
}

// choices is the key of a record among the drafts of its form.
const choices = "choices"

// recall returns the record as it stood in the form when the program stopped, or now where nothing was
// chosen then. was is the record in the diary, zero for a new one; where it is another by now, what was
// chosen is no longer meant.
func recall[T any](p *page, was any, now T) T {
	text, found := p.form.Drafted(choices)
	if !found {
		return now
	}
	var h half[T]
	if err := json.Unmarshal([]byte(text), &h); err != nil || h.Was != asText(was) {
		return now
	}
	return h.Now
}

// hold keeps what is chosen in a form where a crash does not reach it.
func hold[T any](p *page, was any, now T) { p.form.Draft(choices, asText(half[T]{asText(was), now})) }

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
		p.form.Commit()
		fault := p.form.Fault()
		if fault == "" {
			if fault = keep(); fault == "" {
				p.drop()
				return
			}
		}
		p.fault.SetText(fault)
		p.fault.Show()
		s.column.Refresh()
		s.scroll.Refresh()
	}
	ok := look.NewIconButton(word, theme.ConfirmIcon(), save)
	ok.Importance = widget.HighImportance
	p.form.Entered = ok.OnTapped
	back := look.NewButton(l.T("remedies.back"), func() {
		p.drop()
		s.present()
	})
	p.body.Add(p.fault)
	p.body.Add(flow.New(ok, back))
	s.page = p
	s.column.Objects = []fyne.CanvasObject{container.NewStack(p.body)}
	s.column.Refresh()
	s.scroll.Refresh()
	s.scroll.Scroll.ScrollToTop()
	return save
}

// wrong says in words why the diary would not keep something, or "" where it would.
func (s *Screen) wrong(err error) string {
	if err == nil {
		return ""
	}
	if words, ok := wording.Fault(s.env.L, err); ok {
		return words
	}
	return store.Explain(s.env.L, err)
}
