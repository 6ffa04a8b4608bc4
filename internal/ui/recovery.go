package ui

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
)

// showDamaged offers the newest good backup in place of a damaged diary, and to save what can still be
// read. The damaged file stays as it is in either case.
func (p *Program) showDamaged(path string, how access) {
	p.showPage(page{title: p.l.T("shell.damaged.title"), texts: []string{p.l.T("shell.damaged.looking")}})
	options := p.options(how)
	p.spawn(func() {
		backup, preview, found, err := store.NewestGoodBackup(context.Background(), path, options)
		fyne.Do(func() {
			pg := page{
				title: p.l.T("shell.damaged.title"),
				texts: []string{p.l.T("shell.damaged.text", "path", path)},
			}
			if err == nil && found {
				pg.texts = append(pg.texts, p.l.N("shell.damaged.backup_from", preview.Nights,
					"date", p.l.DateLong(diary.DateOf(backup.Made)), "last", p.l.DateMedium(preview.Last)))
				pg.actions = append(pg.actions, action{p.l.T("shell.damaged.backup"), func() { p.replaceDamaged(path, backup.Path, how, "") }})
			}
			pg.actions = append(pg.actions,
				action{p.l.T("shell.damaged.salvage"), func() { p.salvage(path, how) }},
				action{p.l.T("shell.open.another"), p.chooseDiary})
			p.showPage(pg)
		})
	})
}

// replaceDamaged puts a good file in the damaged one's place, opens it and says where the damaged one is
// now. more is said before that.
func (p *Program) replaceDamaged(path, good string, how access, more string) {
	options := p.options(how)
	p.spawn(func() {
		kept, err := store.ReplaceDamaged(context.Background(), path, good, options)
		fyne.Do(func() {
			if err != nil {
				fail(p.window, p.l, err)
				return
			}
			p.openDiary(path, how)
			text := p.l.T("shell.damaged.kept", "path", kept)
			if more != "" {
				text = more + "\n\n" + text
			}
			tell(p.window, p.l, p.l.T("shell.damaged.done"), text)
		})
	})
}

// salvage reads what can be read into a new diary, puts that in the damaged one's place and tells what
// was lost.
func (p *Program) salvage(path string, how access) {
	options := p.options(how)
	rescued := store.SalvagedName(path, p.start.Now().Format("2006-01-02 150405"))
	p.showPage(page{title: p.l.T("shell.damaged.title"), texts: []string{p.l.T("shell.damaged.salvaging")}})
	p.spawn(func() {
		report, err := store.Salvage(context.Background(), path, rescued, options)
		fyne.Do(func() {
			if err != nil {
				p.showTrouble(path, fmt.Errorf("saving what can be read: %w", err))
				return
			}
			p.replaceDamaged(path, rescued, how, salvageWords(p.l, report))
		})
	})
}

// salvageWords says what was saved and what is gone.
func salvageWords(l *i18n.Localizer, r store.SalvageReport) string {
	texts := []string{l.N("shell.salvage.nights", r.Kept[store.Nights])}
	if r.Complete() {
		texts = append(texts, l.T("shell.salvage.complete"))
	}
	if before, known := r.NightsBefore.Get(); known && before > r.Kept[store.Nights] {
		texts = append(texts, l.N("shell.salvage.before", before))
	}
	if len(r.LostNights) > 0 {
		const listed = 12
		var dates []string
		for _, d := range r.LostNights[:min(listed, len(r.LostNights))] {
			dates = append(dates, l.DateMedium(d))
		}
		texts = append(texts, l.N("shell.salvage.lost", len(r.LostNights), "dates", strings.Join(dates, ", ")))
	}
	if broken := r.BrokenRows + r.InvalidRecords; broken > 0 {
		texts = append(texts, l.N("shell.salvage.broken", broken))
	}
	if r.Unproved || r.Surplus > 0 || r.Uncertain > 0 {
		texts = append(texts, l.T("shell.salvage.unproved"))
	}
	return strings.Join(texts, "\n")
}
