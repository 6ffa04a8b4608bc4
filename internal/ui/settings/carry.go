package settings

import (
	"slices"
	"strconv"
	"time"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
)

// Carried are the settings that go along to a new computer, by name: how the program looks and speaks, when it
// reminds and locks. Where the window was and which diaries there are belongs to this computer.
func (p *Preferences) Carried() map[string]string {
	kept := map[string]string{
		keyTheme: string(p.Theme()), keyText: strconv.Itoa(p.TextPercent()), keyLock: strconv.Itoa(p.LockMinutes()),
		keyTray: strconv.FormatBool(p.Tray()), keyLanguage: p.Language(),
	}
	for _, r := range everyReminder {
		kept[reminderKeys[r].at], _ = p.RemindAt(r)
	}
	return kept
}

// Take takes settings over that came from another computer. What it does not know, or what is out of range, is
// left as it is here.
func (p *Preferences) Take(carried map[string]string) {
	if m := look.Mode(carried[keyTheme]); m == look.System || slices.Contains(look.Modes, m) {
		p.SetTheme(m)
	}
	if n, err := strconv.Atoi(carried[keyText]); err == nil && n >= look.MinText && n <= look.MaxText {
		p.SetTextPercent(n)
	}
	if n, err := strconv.Atoi(carried[keyLock]); err == nil && slices.Contains(idleChoices, n) {
		p.SetLockMinutes(n)
	}
	if on, err := strconv.ParseBool(carried[keyTray]); err == nil {
		p.SetTray(on)
	}
	if lang, ok := carried[keyLanguage]; ok && (lang == "" || slices.Contains(i18n.Languages, lang)) {
		p.SetLanguage(lang)
	}
	for _, r := range everyReminder {
		at, ok := carried[reminderKeys[r].at]
		if _, err := time.Parse("15:04", at); ok && (at == "" || err == nil) {
			p.SetRemindAt(r, at)
		}
	}
}
