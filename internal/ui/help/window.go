package help

import (
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
)

// Window shows the help beside the diary.
type Window struct {
	fyne.Window
	l      *i18n.Localizer
	all    []Topic
	found  []Topic
	search *searchField
	list   *topicList
	none   *widget.Label
	page   *container.Scroll
	shown  string
}

// NewWindow makes the help's window; Open shows it.
func NewWindow(app fyne.App, l *i18n.Localizer) *Window {
	w := &Window{Window: app.NewWindow(l.T("help.window")), l: l, all: Topics(l)}
	w.found = w.all
	w.search = newSearchField(w.Close, func() { w.Canvas().Focus(w.list) })
	w.search.SetPlaceHolder(l.T("help.search"))
	w.search.OnChanged = w.find
	w.search.OnSubmitted = func(string) {
		if len(w.found) > 0 {
			w.list.Select(0)
		}
	}
	w.list = newTopicList(w.Close,
		func() int { return len(w.found) },
		func() fyne.CanvasObject {
			row := widget.NewLabel("")
			row.Wrapping = fyne.TextWrapWord
			return row
		},
		w.fillRow)
	w.list.HideSeparators = true
	w.list.OnSelected = func(row widget.ListItemID) { w.show(w.found[row]) }
	w.none = look.Quiet(l.T("help.nothing_found"))
	w.none.Hide()
	w.page = container.NewVScroll(layout.NewSpacer())
	left := container.NewBorder(container.NewPadded(w.search), nil, nil, nil, container.NewStack(w.list, w.none))
	split := container.NewHSplit(left, container.NewPadded(w.page))
	split.Offset = 0.34
	w.SetContent(split)
	w.Resize(fyne.NewSize(860, 640))
	w.CenterOnScreen()
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { escape(w.Close).took(e) })
	return w
}

func (w *Window) fillRow(row widget.ListItemID, o fyne.CanvasObject) {
	label, ok := o.(*widget.Label)
	if !ok {
		return
	}
	label.SetText(w.found[row].Title)
	w.list.SetItemHeight(row, label.MinSize().Height)
}

// Open shows the window at a topic; "" leaves it where it was, or at the beginning.
func (w *Window) Open(topic string) {
	if topic == "" && w.shown == "" {
		topic = w.all[0].ID
	}
	if topic != "" {
		w.search.SetText("")
		for row, t := range w.found {
			if t.ID == topic {
				w.list.Select(row)
			}
		}
	}
	w.Show()
	w.RequestFocus()
	w.Canvas().Focus(w.search)
}

func (w *Window) find(query string) {
	w.found = Search(w.all, query)
	w.list.UnselectAll()
	w.list.Refresh()
	w.list.ScrollToTop()
	if len(w.found) == 0 {
		w.none.Show()
	} else {
		w.none.Hide()
	}
}

func (w *Window) show(t Topic) {
	w.shown = t.ID
	body := container.New(layout.NewCustomPaddedVBoxLayout(theme.Padding()), look.Title(t.Title))
	for _, paragraph := range strings.Split(t.Text, "\n\n") {
		for _, line := range strings.Split(paragraph, "\n") {
			body.Add(w.row(line))
		}
	}
	w.page.Content = body
	w.page.Refresh()
	w.page.ScrollToTop()
}

// row is one line of a topic: a heading where it begins with "# ", a list item with "- ", else running text.
func (w *Window) row(line string) fyne.CanvasObject {
	if title, ok := strings.CutPrefix(line, "# "); ok {
		return look.Heading(title)
	}
	if item, ok := strings.CutPrefix(line, "- "); ok {
		dot := container.NewVBox(widget.NewLabel("•"))
		return container.NewBorder(nil, nil, dot, nil, w.linked(item))
	}
	return w.linked(line)
}

// linked is running text; an address at its end can be pressed to open it in the browser, and is there to be read.
func (w *Window) linked(text string) fyne.CanvasObject {
	at := strings.Index(text, "https://")
	if at < 0 {
		return look.Selectable(text)
	}
	address, err := url.Parse(text[at:])
	if err != nil {
		return look.Selectable(text)
	}
	link := newLink(w.Close, text[at:], address)
	link.Wrapping = fyne.TextWrapBreak
	return container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()), look.Selectable(strings.TrimSpace(text[:at])), link)
}

// Key closes the help by the key for that where it came to no control that listens: a text that can be selected keeps all
// keys to itself.
func (w *Window) Key(k glfw.Key) {
	if k != glfw.KeyEscape {
		return
	}
	switch w.Canvas().Focused().(type) {
	case nil, interface{ took(e *fyne.KeyEvent) bool }:
		return // closes it by itself
	}
	fyne.Do(w.Close) // once the key has been dealt with
}

// escape closes the help by the key for that. The toolkit gives keys to what has the keyboard alone, so that all that can
// have it listens.
type escape func()

// took tells whether a key was that one.
func (close escape) took(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape {
		close()
		return true
	}
	return false
}

// topicList is the list of topics.
type topicList struct {
	widget.List
	escape
}

func newTopicList(escape func(), length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *topicList {
	t := &topicList{List: widget.List{Length: length, CreateItem: create, UpdateItem: update}, escape: escape}
	t.ExtendBaseWidget(t)
	return t
}

// TypedKey takes the key that leads out of the help.
func (t *topicList) TypedKey(e *fyne.KeyEvent) {
	if !t.took(e) {
		t.List.TypedKey(e)
	}
}

// Link is an address to open.
type Link struct {
	widget.Hyperlink
	escape
}

func newLink(escape func(), text string, address *url.URL) *Link {
	l := &Link{Hyperlink: widget.Hyperlink{Text: text, URL: address}, escape: escape}
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey takes the key that leads out of the help, and opens the address by Enter as by the space bar.
func (l *Link) TypedKey(e *fyne.KeyEvent) {
	if l.took(e) {
		return
	}
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		e = &fyne.KeyEvent{Name: fyne.KeySpace}
	}
	l.Hyperlink.TypedKey(e)
}

// searchField is where one types what to look for. Down goes to what was found.
type searchField struct {
	widget.Entry
	escape
	down func()
}

func newSearchField(escape, down func()) *searchField {
	f := &searchField{escape: escape, down: down}
	f.ExtendBaseWidget(f)
	return f
}

// AccessibilityLabel says what the field is for.
func (f *searchField) AccessibilityLabel() string { return f.PlaceHolder }

// AccessibilityRole is that of text, the nearest the toolkit has.
func (f *searchField) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// TypedKey takes the two keys that lead out of the field.
func (f *searchField) TypedKey(e *fyne.KeyEvent) {
	switch {
	case f.took(e):
	case e.Name == fyne.KeyDown:
		f.down()
	default:
		f.Entry.TypedKey(e)
	}
}
