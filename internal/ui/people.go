package ui

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
)

// nameWindow says in the window's title whose diary is open, and which file where that is not the usual one.
func (p *Program) nameWindow(s *store.Store, sample bool) {
	p.window.SetTitle(p.title(s.Path(), owner(s), sample))
}

func (p *Program) title(path, owner string, sample bool) string {
	home, err := store.DefaultPath()
	usual := err == nil && store.RealPath(home) == path
	switch {
	case sample:
		return p.l.T("shell.title.sample")
	case usual && owner == "":
		return "Stillnight"
	case usual:
		return p.l.T("shell.title.person", "name", owner)
	case owner == "":
		return p.l.T("shell.title.file", "file", filepath.Base(path))
	}
	return p.l.T("shell.title.person_file", "name", owner, "file", filepath.Base(path))
}

// others are the diaries offered at the start beside the one in the usual place.
func (p *Program) others(usual string) (list []settings.Person) {
	for _, x := range p.prefs.People() {
		if x.Path != store.RealPath(usual) {
			list = append(list, x)
		}
	}
	return list
}

// showPeople asks whose diary is to be opened, where several are offered.
func (p *Program) showPeople(usual string, others []settings.Person) {
	var actions []action
	if _, err := os.Lstat(usual); err == nil {
		word := p.l.T("shell.people.usual")
		for _, x := range p.prefs.People() {
			if x.Path == store.RealPath(usual) && x.Name != "" {
				word = x.Name
			}
		}
		actions = append(actions, action{word, func() { p.openDiary(usual, access{}) }})
	}
	for _, x := range others {
		word := x.Name
		if word == "" {
			word = filepath.Base(x.Path)
		}
		actions = append(actions, action{word, func() { p.openDiary(x.Path, access{}) }})
	}
	actions = append(actions, action{p.l.T("shell.menu.new"), p.newDiary}, action{p.l.T("shell.open.another"), p.chooseDiary})
	p.showPage(page{title: p.l.T("shell.people.title"), texts: []string{p.l.T("shell.people.text")}, actions: actions})
}

// beginning is what is asked about a new diary.
type beginning struct {
	owner, passphrase string
	offer             bool
}

// newDiary asks whose a new diary is to be, with a passphrase or without.
func (p *Program) newDiary() {
	l := p.l
	name, first, second := widget.NewEntry(), widget.NewPasswordEntry(), widget.NewPasswordEntry()
	first.SetPlaceHolder(l.T("settings.pass.first"))
	second.SetPlaceHolder(l.T("settings.pass.second"))
	offer := widget.NewCheck(l.T("settings.owner_offer"), nil)
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
				d.Hide()
				place(b)
				return
			}
			fault.Show()
		}
	}
	create := look.NewButton(l.T("shell.new.create"), begin(func(b beginning) {
		path, err := p.freePath(b.owner)
		if err != nil {
			fail(p.window, l, err)
			return
		}
		p.createDiary(path, b)
	}))
	create.Importance = widget.HighImportance
	for _, e := range []*widget.Entry{name, first, second} {
		e.OnSubmitted = func(string) { create.OnTapped() }
	}
	elsewhere := look.NewButton(l.T("shell.new.elsewhere"), begin(p.placeDiary))
	cancel := look.NewButton(l.T("shell.cancel"), func() { d.Hide() })
	body := container.NewVScroll(container.NewVBox(
		field.Named(l.T("shell.new.name"), name),
		field.Named(l.T("shell.new.passphrase"), container.NewVBox(first, second)), look.Quiet(l.T("shell.new.passphrase_text")),
		offer, look.Quiet(l.T("settings.owner_text")), flow.New(elsewhere), fault))
	d = dialog.NewCustomWithoutButtons(l.T("shell.new.title"), body, p.window)
	d.SetButtons([]fyne.CanvasObject{cancel, create})
	look.ShowText(p.window, d, body, 0.6)
	p.window.Canvas().Focus(name)
}

// placeDiary asks where a new diary is to be kept.
func (p *Program) placeDiary(b beginning) {
	p.chooser.Save(choose.Request{
		Purpose: choose.Diaries, Title: p.l.T("shell.new.title"), Accept: p.l.T("shell.new.create"),
		Name:  fileName(b.owner) + diaryEnding,
		Kinds: []choose.Kind{{Name: p.l.T("saving.kind.diary"), Endings: []string{diaryEnding}}},
		Check: func(path string) error {
			if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
				return explain.Keyed("shell.new.there", "file", filepath.Base(path))
			}
			return nil
		},
	}, func(path string) { p.createDiary(path, b) })
}

const diaryEnding = ".stillnight"

// fileName makes a name of a file of a person's.
func fileName(owner string) string {
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
func (p *Program) freePath(owner string) (string, error) {
	usual, err := store.DefaultPath()
	if err != nil {
		return "", err
	}
	stem := filepath.Join(filepath.Dir(usual), fileName(owner))
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
func (p *Program) createDiary(path string, b beginning) {
	options := p.options(access{})
	p.spawn(func() {
		s, err := store.Open(context.Background(), path, options)
		if err == nil {
			if err = begun(s, b); err != nil {
				err = errors.Join(err, s.Close())
			}
		}
		fyne.Do(func() {
			if err != nil {
				fail(p.window, p.l, err)
				return
			}
			p.prefs.Offer(settings.Person{Path: s.Path(), Name: b.owner}, b.offer)
			p.show(s, sampleFolder{})
		})
	})
}

// begun gives a new diary its owner and its passphrase.
func begun(s *store.Store, b beginning) error {
	ctx := context.Background()
	if b.passphrase != "" { // first, so that the name is never there in plain
		if err := s.SetPassphrase(ctx, b.passphrase); err != nil {
			return err
		}
	}
	return s.SetSetting(ctx, settings.Owner, b.owner)
}
