package settings

import (
	"fyne.io/fyne/v2"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// Preferences are what the program remembers about itself on this computer: the window, how it looks
// and when it reminds. They never hold anything from a diary but the name of its owner, where that is to be
// offered at the start.
type Preferences struct{ kept fyne.Preferences }

// NewPreferences wraps the toolkit's store of preferences.
func NewPreferences(kept fyne.Preferences) *Preferences { return &Preferences{kept} }

const (
	keyTheme      = "look.theme"
	keyText       = "look.text_percent"
	keyLanguage   = "language"
	keyScreen     = "window.screen"
	keyWindow     = "window.bounds"
	keyLock       = "lock.minutes"
	keyCrash      = "crash.seen"
	keyTray       = "tray"
	keyPeople     = "people"
	keyEvening    = "reminder.evening"
	keyMorning    = "reminder.morning"
	keyUnwritten  = "reminder.unwritten"
	keyTold       = ".told" // after the key of a reminder
	usualWidth    = 1180
	usualHeight   = 780
	smallestWidth = 480
)

// Theme returns the chosen theme; System where none was chosen.
func (p *Preferences) Theme() look.Mode {
	return look.Mode(p.kept.StringWithFallback(keyTheme, string(look.System)))
}

// SetTheme remembers the theme.
func (p *Preferences) SetTheme(m look.Mode) { p.kept.SetString(keyTheme, string(m)) }

// TextPercent returns the text size in per cent of the usual.
func (p *Preferences) TextPercent() int { return p.kept.IntWithFallback(keyText, look.UsualText) }

// SetTextPercent remembers the text size.
func (p *Preferences) SetTextPercent(percent int) { p.kept.SetInt(keyText, percent) }

// Language returns the chosen language, "" for the system's.
func (p *Preferences) Language() string {
	lang := p.kept.String(keyLanguage)
	for _, known := range i18n.Languages {
		if lang == known {
			return lang
		}
	}
	return ""
}

// SetLanguage remembers the language, "" for the system's.
func (p *Preferences) SetLanguage(lang string) { p.kept.SetString(keyLanguage, lang) }

// Screen returns the screen that was on show last.
func (p *Preferences) Screen() screen.ID {
	return screen.ID(p.kept.StringWithFallback(keyScreen, string(screen.Night)))
}

// SetScreen remembers the screen on show.
func (p *Preferences) SetScreen(id screen.ID) { p.kept.SetString(keyScreen, string(id)) }

// WindowSize returns the size of the window's content.
func (p *Preferences) WindowSize() fyne.Size {
	bounds := p.kept.FloatList(keyWindow)
	if len(bounds) < 2 || bounds[0] < smallestWidth || bounds[1] < smallestWidth/2 {
		return fyne.NewSize(usualWidth, usualHeight)
	}
	return fyne.NewSize(float32(bounds[0]), float32(bounds[1]))
}

// WindowPlace returns where the window was on the desktop; ok is false where that is not known.
func (p *Preferences) WindowPlace() (x, y int, ok bool) {
	bounds := p.kept.FloatList(keyWindow)
	if len(bounds) < 4 {
		return 0, 0, false
	}
	return int(bounds[2]), int(bounds[3]), true
}

// SetWindow remembers the size of the window's content and, where placed says that it is known, its place
// on the desktop. It is one value, because the toolkit writes the first of several changes at once and the
// others a moment later, which at the end of the program may not come.
func (p *Preferences) SetWindow(s fyne.Size, x, y int, placed bool) {
	bounds := []float64{float64(s.Width), float64(s.Height)}
	if placed {
		bounds = append(bounds, float64(x), float64(y))
	}
	p.kept.SetFloatList(keyWindow, bounds)
}

// usualLock is after how many idle minutes a diary with a passphrase locks itself unless the user says
// otherwise.
const usualLock = 10

// LockMinutes returns after how many idle minutes a diary with a passphrase locks itself; 0 for never.
func (p *Preferences) LockMinutes() int { return max(p.kept.IntWithFallback(keyLock, usualLock), 0) }

// SetLockMinutes remembers the idle minutes, 0 for never.
func (p *Preferences) SetLockMinutes(minutes int) { p.kept.SetInt(keyLock, minutes) }

// Tray tells whether the program also sits in the system tray.
func (p *Preferences) Tray() bool { return p.kept.Bool(keyTray) }

// SetTray remembers whether to sit in the system tray.
func (p *Preferences) SetTray(on bool) { p.kept.SetBool(keyTray, on) }

// CrashSeen returns the name of the last crash report that the user was told of.
func (p *Preferences) CrashSeen() string { return p.kept.String(keyCrash) }

// SetCrashSeen remembers that the user was told of a crash report.
func (p *Preferences) SetCrashSeen(name string) { p.kept.SetString(keyCrash, name) }
