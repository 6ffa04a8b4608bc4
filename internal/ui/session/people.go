package session

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/explain"
	"stillnight/internal/store"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/window"
)

// NameWindow says in the window's title whose diary is open, and which file where that is not the usual one.
func (s *Session) NameWindow() {
	s.window.SetTitle(s.title(s.open.Path(), s.Owner(), s.Sample()))
}

func (s *Session) title(path, owner string, sample bool) string {
	home, err := store.DefaultPath()
	usual := err == nil && store.RealPath(home) == path
	// Beside the usual one, in a file of the owner's name: that is said already.
	named := err == nil && filepath.Join(filepath.Dir(store.RealPath(home)), FileName(owner)+diaryEnding) == path
	switch {
	case sample:
		return s.window.L.T("shell.title.sample")
	case usual && owner == "":
		return "Stillnight"
	case usual, owner != "" && named:
		return s.window.L.T("shell.title.person", "name", owner)
	case owner == "":
		return s.window.L.T("shell.title.file", "file", filepath.Base(path))
	}
	return s.window.L.T("shell.title.person_file", "name", owner, "file", filepath.Base(path))
}

// others are the diaries offered at the start beside the one in the usual place.
func (s *Session) others(usual string) (list []settings.Person) {
	for _, x := range s.prefs.People() {
		if x.Path != store.RealPath(usual) {
			list = append(list, x)
		}
	}
	return list
}

// showPeople asks whose diary is to be opened, where several are offered.
func (s *Session) showPeople(usual string, others []settings.Person) {
	var actions []window.Action
	if _, err := os.Lstat(usual); err == nil {
		word := s.window.L.T("shell.people.usual")
		for _, x := range s.prefs.People() {
			if x.Path == store.RealPath(usual) && x.Name != "" {
				word = x.Name
			}
		}
		actions = append(actions, window.Action{Word: word, Do: func() { s.Open(usual) }})
	}
	for _, x := range others {
		word := x.Name
		if word == "" {
			word = filepath.Base(x.Path)
		}
		actions = append(actions, window.Action{Word: word, Do: func() { s.Open(x.Path) }})
	}
	actions = append(actions, window.Action{Word: s.window.L.T("shell.menu.new"), Do: s.New}, window.Action{Word: s.window.L.T("shell.open.another"), Do: s.Choose})
	s.window.ShowPage(window.Page{Title: s.window.L.T("shell.people.title"), Texts: []string{s.window.L.T("shell.people.text")}, Actions: actions})
}

// beginning is what is asked about a new diary.
type beginning struct {
	owner, passphrase string
	offer             bool
}

// New asks whose a new diary is to be, with a passphrase or without.
func (s *Session) New() {
	l := s.window.L
	name, first, second := widget.NewEntry(), widget.NewPasswordEntry(), widget.NewPasswordEntry()
	first.SetPlaceHolder(l.T("settings.pass.first"))
	second.SetPlaceHolder(l.T("settings.pass.second"))
	offer := look.NewCheck(l.T("settings.owner_offer"), nil)
	offer.Checked = true
	touched := false
	offer.OnChanged = func(bool) { touched = true }
	first.OnChanged = func(text string) {
		if !touched { // who wants a passphrase may not want to be named
			offer.SetChecked(text == "")
			touched = false
		}
	}
	fault := look.Text("")
	fault.Importance = widget.DangerImportance
	fault.Hide()
	var d *dialog.CustomDialog
	leave := func() { // with nothing that could be undone in the fields
		d.Hide()
		first.SetText("")
		second.SetText("")
	}
	begin := func(place func(beginning)) func() {
		return func() {
			b := beginning{strings.TrimSpace(name.Text), first.Text, offer.Checked}
			wrong := ""
			if b.passphrase != "" || second.Text != "" {
				wrong = settings.Unfit(first.Text, second.Text)
			}
			switch {
			case wrong != "":
				fault.SetText(l.T(wrong, "least", settings.Shortest))
			case b.owner == "":
				fault.SetText(l.T("shell.new.no_name"))
			case len([]rune(b.owner)) > settings.MostOwner:
				fault.SetText(l.T("shell.new.long_name", "most", settings.MostOwner))
			default:
				leave()
				place(b)
				return
			}
			fault.Show()
		}
	}
	create := look.NewButton(l.T("shell.new.create"), begin(func(b beginning) {
		path, err := s.freePath(b.owner)
		if err != nil {
			s.window.Fail(err)
			return
		}
		s.createDiary(path, b)
	}))
	create.Importance = widget.HighImportance
	for _, e := range []*widget.Entry{name, first, second} {
		e.OnSubmitted = func(string) { create.OnTapped() }
	}
	elsewhere := look.NewButton(l.T("shell.new.elsewhere"), begin(s.placeDiary))
	cancel := look.NewButton(l.T("shell.cancel"), func() {
		leave()
		s.ForgetTyped()
	})
	body := container.NewVScroll(container.NewVBox(
		field.Named(l.T("shell.new.name"), name),
		field.Named(l.T("shell.new.passphrase"), container.NewVBox(first, second)), look.Quiet(l.T("shell.new.passphrase_text")),
		offer, look.Quiet(l.T("settings.owner_text")), flow.New(elsewhere), fault))
	d = dialog.NewCustomWithoutButtons(l.T("shell.new.title"), body, s.window)
	d.SetButtons([]fyne.CanvasObject{cancel, create})
	look.ShowText(s.window, d, body, 0.6)
	s.window.Canvas().Focus(name)
}

// placeDiary asks where a new diary is to be kept.
func (s *Session) placeDiary(b beginning) {
	s.window.Choose.Save(choose.Request{
		Purpose: choose.Diaries, Title: s.window.L.T("shell.new.title"), Accept: s.window.L.T("shell.new.create"),
		Name:  FileName(b.owner) + diaryEnding,
		Kinds: []choose.Kind{{Name: s.window.L.T("saving.kind.diary"), Endings: []string{diaryEnding}}},
		Check: func(path string) error {
			if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
				return explain.Keyed("shell.new.there", "file", filepath.Base(path))
			}
			return nil
		},
	}, func(path string) { s.createDiary(path, b) })
}

const diaryEnding = ".stillnight"

// FileName makes a name of a file of a person's.
func FileName(owner string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' || r == '-' {
			return r
		}
		return -1
	}, owner)
	if name = strings.TrimSpace(name); name == "" {
		return "diary"
	}
	return name
}

// freePath is where a further diary is kept: beside the one in the usual place, under its owner's name.
func (s *Session) freePath(owner string) (string, error) {
	usual, err := store.DefaultPath()
	if err != nil {
		return "", err
	}
	stem := filepath.Join(filepath.Dir(usual), FileName(owner))
	for n := 1; ; n++ {
		path := stem + diaryEnding
		if n > 1 {
			path = stem + " " + strconv.Itoa(n) + diaryEnding
		}
		switch _, err := os.Lstat(path); {
		case errors.Is(err, fs.ErrNotExist):
			return path, nil
		case err != nil:
			return "", fmt.Errorf("finding a place for a diary: %w", err)
		}
	}
}

// createDiary makes a diary and shows it.
func (s *Session) createDiary(path string, b beginning) {
	done, ok := s.claim(path)
	if !ok {
		return
	}
	options, wanted := s.options(Access{}), s.latest.Begin()
	s.window.Spawn(func() {
		next, err := store.Open(context.Background(), path, options)
		if err == nil {
			if err = begun(next, b); err != nil {
				err = errors.Join(err, next.Close())
			}
		}
		fyne.Do(func() {
			done()
			if b.passphrase != "" {
				defer s.ForgetTyped()
			}
			if err != nil {
				s.window.Fail(err)
				return
			}
			s.prefs.Offer(settings.Person{Path: next.Path(), Name: b.owner}, b.offer)
			if !wanted() {
				s.window.Spawn(func() { _ = next.Close() }) // all that is in it was written before
				return
			}
			s.Show(next, "")
		})
	})
}

// begun gives a new diary its owner and its passphrase.
func begun(open *store.Store, b beginning) error {
	ctx := context.Background()
	if b.passphrase != "" { // first, so that the name is never there in plain
		if err := open.SetPassphrase(ctx, b.passphrase); err != nil {
			return err
		}
	}
	return open.SetSetting(ctx, settings.Owner, b.owner)
}
