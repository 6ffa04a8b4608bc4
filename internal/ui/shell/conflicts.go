package shell

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/store"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/night/answer"
	"stillnight/internal/ui/urgent"
)

// leftKey is the setting that lists the conflicted copies which are to be left alone.
const leftKey = "conflicts.left"

// LookForConflicts offers to join the copies that a sync service put beside the diary, one after the other. While it is
// happening it asks nothing, and about a copy that was not joined when it asked, not before the diary is opened again.
func (s *Shell) LookForConflicts() {
	if s.closed || s.env.Sample || s.store.ReadOnly() || s.Happening() {
		return
	}
	settled := maps.Clone(s.conflicts)
	s.host.Window.Spawn(func() {
		left := s.leftAlone()
		for _, path := range s.store.Conflicts() {
			if settled[path] || slices.Contains(left, filepath.Base(path)) {
				continue
			}
			s.look(path, nil)
			return // the next once this one is settled
		}
	})
}

// lookInto looks once more into a copy, with its passphrase.
func (s *Shell) lookInto(path string, open opener) {
	s.host.Window.Spawn(func() { s.look(path, open) })
}

// look tells what a copy would bring, and asks about it, or for its passphrase. It runs beside the window.
func (s *Shell) look(path string, open opener) {
	j, err := s.store.Differences(context.Background(), path, open)
	fyne.Do(func() {
		if open != nil {
			defer s.env.ForgetTyped()
		}
		if s.Happening() {
			return // that began meanwhile
		}
		asked := s.conflicts[path]
		s.conflicts[path] = true
		switch {
		case s.closed:
		case asked && open == nil: // two looks met
		case errors.Is(err, store.ErrPassphrase):
			s.askPassphrase(path, open != nil)
		case err != nil:
			s.env.Fail(err)
		case j.Nothing():
			s.setAside(path, open)
		default:
			s.askJoin(path, open, j)
		}
	})
}

// setAside puts a copy that has nothing new away without a question.
func (s *Shell) setAside(path string, open opener) {
	s.host.Window.Spawn(func() {
		aside, err := s.store.SetAside(context.Background(), path, open)
		fyne.Do(func() {
			switch {
			case s.closed:
			case err != nil:
				s.env.Fail(err)
			case aside:
				s.Tell(s.env.L.T("shell.conflict.same", "file", filepath.Base(path)))
				s.LookForConflicts()
			default:
				delete(s.conflicts, path) // it came to hold something new meanwhile, and is to be asked about
			}
		})
	})
}

func (s *Shell) leftAlone() (names []string) {
	text, found, err := s.store.Setting(context.Background(), leftKey)
	if err != nil || !found || json.Unmarshal([]byte(text), &names) != nil {
		return nil
	}
	return names
}

// leave never asks about a copy again.
func (s *Shell) leave(path string) {
	text, err := json.Marshal(append(s.leftAlone(), filepath.Base(path)))
	if err != nil {
		err = fmt.Errorf("leaving a copy alone: %w", err)
	} else {
		err = s.store.SetSetting(context.Background(), leftKey, string(text))
	}
	if err != nil {
		s.env.Fail(err)
		return
	}
	s.LookForConflicts()
}

// mostAsked is how many nights that differ are asked about one by one; thousands would be no question any more.
const mostAsked = 40

// askJoin tells what a copy would bring, and asks where it differs.
func (s *Shell) askJoin(path string, open opener, j store.Joining) {
	l, w := s.env.L, s.env.Window
	theirs := map[diary.Date]bool{}
	counts := []string{}
	for _, c := range []struct {
		key string
		n   int
	}{{"shell.conflict.added", j.Added}, {"shell.conflict.filled", j.Filled}, {"shell.conflict.others", j.Others},
		{"shell.conflict.left", j.Left}} {
		if c.n > 0 {
			counts = append(counts, l.N(c.key, c.n))
		}
	}
	column := container.NewVBox(look.Text(l.T("shell.conflict.text", "file", filepath.Base(path))))
	if len(counts) > 0 { // else the two differ alone, which follows
		column.Add(look.Text(strings.Join(counts, " ")))
	}
	here, there := l.T("shell.conflict.here"), l.T("shell.conflict.there")
	var asked []*widget.RadioGroup
	if n := len(j.Differing); n > 0 {
		column.Add(look.Heading(l.N("shell.conflict.differ", n)))
		all := func(word string) func() {
			return func() {
				for _, r := range asked {
					r.SetSelected(word)
				}
				for _, d := range j.Differing {
					theirs[d.Mine.Date] = word == there
				}
			}
		}
		column.Add(flow.New(look.NewButton(l.T("shell.conflict.all_here"), all(here)), look.NewButton(l.T("shell.conflict.all_there"), all(there))))
		for _, d := range j.Differing[:min(n, mostAsked)] {
			choice := widget.NewRadioGroup([]string{here, there}, func(word string) { theirs[d.Mine.Date] = word == there })
			choice.Required = true
			choice.SetSelected(here)
			asked = append(asked, choice)
			lines := append([]string{l.NightOf(d.Mine.Date)}, answer.Differences(l, d.Mine, d.Theirs)...)
			column.Add(look.NewCard(container.NewVBox(look.Text(strings.Join(lines, "\n")), choice)))
		}
		if n > mostAsked {
			column.Add(look.Quiet(l.N("shell.conflict.more", n-mostAsked)))
		}
	}
	var d *dialog.CustomDialog
	column.Add(flow.New(look.NewButton(l.T("shell.conflict.leave"), func() {
		d.Hide()
		s.leave(path)
	})))
	body := container.NewVScroll(column)
	cancel := look.NewButton(l.T("shell.cancel"), func() { d.Hide() })
	join := look.NewButton(l.T("shell.conflict.join"), func() {
		d.Hide()
		s.join(path, open, theirs)
	})
	join.Importance = widget.HighImportance
	d = dialog.NewCustomWithoutButtons(l.T("shell.conflict.title"), body, w)
	d.SetButtons([]fyne.CanvasObject{cancel, join})
	look.ShowText(w, d, body, 0.6)
}

// join brings the copy in; one step takes it back.
func (s *Shell) join(path string, open opener, theirs map[diary.Date]bool) {
	l := s.env.L
	var before, after diary.Diary
	var left *store.CopyLeftError
	joined := false
	s.env.Work(l.T("shell.conflict.joining"), func(ctx context.Context) (err error) {
		if before, err = s.store.Diary(ctx); err != nil {
			return err
		}
		if _, err = s.store.Join(ctx, path, open, theirs); err != nil && !errors.As(err, &left) {
			return err
		}
		joined = true
		after, err = s.store.Diary(context.WithoutCancel(ctx)) // it may hold an urgent sign now
		return err
	}, func(err error) {
		if open != nil {
			defer s.env.ForgetTyped()
		}
		switch {
		case err != nil && !joined:
			s.env.Fail(err)
			return
		case err != nil:
			s.env.Fail(explain.Keyed("shell.conflict.unread", "reason", err))
			return
		case left == nil:
			s.env.Notice(l.T("shell.conflict.joined"))
		}
		urgent.Announce(s.env, clinical.UrgentArrived(before.Nights, after.Nights), func() {
			if left != nil {
				s.env.Fail(left)
				return
			}
			s.LookForConflicts()
		})
	})
}
