package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
)

// Host is what the window does for this screen.
type Host struct {
	Prefs       *Preferences
	SetTheme    func(look.Mode)
	SetText     func(percent int)
	SetLanguage func(lang string)
	// LockChanged is called after a passphrase was set or removed, or the idle minutes were changed.
	LockChanged func()
	// OwnerChanged is called after the diary was given another name of its owner.
	OwnerChanged func()
	// BoundaryChanged is called after nights begin at another hour.
	BoundaryChanged func()
	// RemindersChanged is called after the times of reminding changed.
	RemindersChanged func() error
	// OpenFile opens a file, or shows a folder, with the program that the system has for it.
	OpenFile func(path string)
	// Answers says that reminders can be answered where the desktop's notifications can.
	Answers bool
}

// Screen is "Settings & data".
type Screen struct {
	env      *screen.Env
	host     Host
	sections []section
	content  fyne.CanvasObject
}

// section is one card of the screen.
type section interface {
	// title names the card.
	title() string
	// body is built once.
	body() fyne.CanvasObject
	// show brings what is shown up to date.
	show()
	// readOut is what the card shows, as text.
	readOut() string
}

// New makes the screen for an open diary.
func New(env *screen.Env, host Host) *Screen {
	s := &Screen{env: env, host: host}
	s.sections = []section{
		newAppearance(env, host), newNights(env, host), newReminders(env, host), newPassphrase(env, host),
		newTransfer(env), newBackups(env), newPlace(env, host),
	}
	return s
}

// ID names the screen.
func (s *Screen) ID() screen.ID { return screen.Settings }

// Content is a column of cards.
func (s *Screen) Content() fyne.CanvasObject {
	if s.content != nil {
		return s.content
	}
	column := field.NewColumn(look.Title(s.env.L.T("settings.title")), field.Left())
	for i, part := range s.sections {
		if i == len(s.sections)/2 {
			column.Add(field.Right()) // what is about the data
		}
		column.Add(look.NewCard(container.NewVBox(look.Heading(part.title()), part.body())))
	}
	s.content = scrolling.New(s.env.L.T("settings.title"), column)
	return s.content
}

// Show brings every card up to date.
func (s *Screen) Show(screen.Target) {
	for _, part := range s.sections {
		part.show()
	}
}

// Hide keeps what is half typed; every other setting is kept at once.
func (s *Screen) Hide() {
	for _, part := range s.sections {
		if typed, ok := part.(interface{ commit() }); ok {
			typed.commit()
		}
	}
}

// Changed brings every card up to date.
func (s *Screen) Changed(store.Change) { s.Show(screen.Target{}) }

// ReadOut is the text of all cards.
func (s *Screen) ReadOut() string {
	texts := []string{s.env.L.T("settings.title")}
	for _, part := range s.sections {
		texts = append(texts, part.title()+"\n"+part.readOut())
	}
	return strings.Join(texts, "\n\n")
}

// buttons puts buttons side by side and wraps them where the window is narrow.
func buttons(list ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(look.Inset(1), flow.New(list...))
}

// labelled puts a small label above a control.
func labelled(text string, control fyne.CanvasObject) fyne.CanvasObject {
	label := look.Text(text)
	return container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()), label, container.New(layout.NewCustomPaddedLayout(0, 0, theme.InnerPadding(), theme.InnerPadding()), control))
}
