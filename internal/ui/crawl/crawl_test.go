package crawl_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/crawl"
	"stillnight/internal/ui/look"
)

// toy is a small program with a diary of one word, whose faults are planted.
type toy struct {
	app    fyne.App
	window fyne.Window
	words  []string // what the diary holds, the newest last
	writes int
	shown  *widget.Label
	crash  string
	leaps  bool // Escape leads to the top of the page
}

func (t *toy) write(word string) {
	t.words = append(t.words, word)
	t.writes++
	t.show()
}

func (t *toy) show() {
	if len(t.words) > 0 {
		t.shown.SetText(t.words[len(t.words)-1])
	} else {
		t.shown.SetText("nothing")
	}
}

// crawled crawls the toy with some more controls in it.
func crawled(t *testing.T, plant func(*toy) []fyne.CanvasObject) crawl.Result {
	t.Helper()
	app := test.NewTempApp(t)
	return crawl.Crawl(crawl.Config{Alarms: []string{"That failed"}, Start: func() (*crawl.Subject, error) {
		y := &toy{app: app, window: app.NewWindow("Toy"), shown: widget.NewLabel("nothing")}
		counted := 0
		var good *look.Button
		good = look.NewButton("Count", func() {
			counted++
			good.SetText(strings.Repeat("I", counted%3) + " counted")
		})
		undo := fyne.NewMenuItem("Undo", func() {
			if len(y.words) > 0 {
				y.words = y.words[:len(y.words)-1]
				y.writes++
			}
			y.show()
			y.window.Canvas().Focus(good)
		})
		undo.Shortcut = &fyne.ShortcutUndo{}
		column := container.NewVBox(good, y.shown)
		y.window.SetMainMenu(fyne.NewMainMenu(fyne.NewMenu("Edit", undo)))
		for _, o := range plant(y) {
			column.Add(o)
		}
		y.window.SetContent(container.NewVScroll(column))
		y.window.Resize(fyne.NewSize(500, 400))
		return &crawl.Subject{
			Window: y.window,
			Escape: func() {
				if page, ok := y.window.Content().(*container.Scroll); ok && y.leaps {
					page.ScrollToTop()
				}
				for _, o := range y.window.Canvas().Overlays().List() {
					if o.Visible() && y.crash != "no escape" {
						y.window.Canvas().Overlays().Remove(o)
					}
				}
			},
			Changes: func() int { return y.writes },
			Diary:   func() (any, error) { return strings.Join(y.words, " "), nil },
			Crashed: func() string { return strings.TrimPrefix(y.crash, "no escape") },
			Close:   y.window.Close,
		}, nil
	}, Excused: func(path []crawl.Step, c crawl.Complaint) bool {
		return path[len(path)-1].Deed == crawl.Choose && c == crawl.Dead
	}})
}

func complaints(r crawl.Result) (list []string) {
	for _, f := range r.Faults {
		if c := string(f.Complaint); !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

func TestAProgramWithoutFaultsHasNone(t *testing.T) {
	r := crawled(t, func(y *toy) []fyne.CanvasObject {
		more := look.NewButton("Note a word", func() { y.write("word") })
		ask := look.NewButton("Ask", func() {
			body := look.Wrapped("Is all well?")
			look.ShowText(y.window, dialog.NewCustom("A question", "Close", body, y.window), body, 0.5)
		})
		return []fyne.CanvasObject{more, ask, widget.NewEntry(), widget.NewCheck("Tick", nil)}
	})
	for _, f := range r.Faults {
		t.Error(f)
	}
	if r.ByDeed[crawl.Press] < 5 || r.ByDeed[crawl.Type] < 1 || r.ByDeed[crawl.Choose] != 1 {
		t.Errorf("pressed %v", r.ByDeed)
	}
}

func TestPlantedFaultsAreFound(t *testing.T) {
	button := func(do func(y *toy)) func(y *toy) []fyne.CanvasObject {
		return func(y *toy) []fyne.CanvasObject {
			return []fyne.CanvasObject{look.NewButton("Planted", func() { do(y) })}
		}
	}
	says := func(title, text string) func(y *toy) {
		return func(y *toy) {
			body := look.Wrapped(text)
			look.ShowText(y.window, dialog.NewCustom(title, "Close", body, y.window), body, 0.5)
		}
	}
	faults := map[crawl.Complaint][]func(y *toy) []fyne.CanvasObject{
		crawl.Panicked: {button(func(*toy) {
			var missing *widget.Label
			missing.SetText("nothing there")
		})},
		crawl.Crashed: {button(func(y *toy) { y.crash = "crash-1.txt" })},
		crawl.Dead:    {button(func(*toy) {})},
		crawl.BadText: {
			button(func(y *toy) { y.shown.SetText("shell.menu.no_such_key") }),
			button(says("Trouble", "open /nowhere: no such file or directory")),
			button(says("Trouble", "runtime error: index out of range [1] with length 1")),
			button(func(y *toy) { y.shown.SetText("%!d(string=two) nights") }),
		},
		crawl.EmptyBox: {button(func(y *toy) {
			widget.NewModalPopUp(container.NewStack(), y.window.Canvas()).Show()
		})},
		crawl.Alarmed: {button(says("That failed", "Something did."))},
		crawl.Stuck: {button(func(y *toy) {
			y.crash = "no escape"
			says("A trap", "You stay here.")(y)
		})},
		crawl.Unfocused: {button(func(y *toy) {
			y.write("word")
			y.window.Canvas().Unfocus()
		})},
		crawl.OffScreen: {func(y *toy) []fyne.CanvasObject {
			room := container.NewVBox()
			return []fyne.CanvasObject{room, look.NewButton("Planted", func() {
				room.Add(widget.NewLabel(strings.Repeat("\n", 40)))
				y.window.Content().Refresh()
			})}
		}},
		crawl.NotShown: {func(y *toy) []fyne.CanvasObject {
			counted := widget.NewLabel("not yet")
			return []fyne.CanvasObject{counted, look.NewButton("Planted", func() {
				y.write("word")
				counted.SetText("counted")
			})}
		}},
		crawl.Moved: {func(y *toy) []fyne.CanvasObject {
			return []fyne.CanvasObject{widget.NewLabel(strings.Repeat("\n", 40)), look.NewButton("Planted", func() {
				y.leaps = true
				says("A question", "Is all well?")(y)
			})}
		}},
		crawl.NotUndone: {button(func(y *toy) {
			y.words = slices.Insert(y.words, 0, strings.Split("this stays for ever and ever and a day", " ")...)
			y.write("word")
		})},
	}
	for want, plants := range faults {
		for i, plant := range plants {
			t.Run(fmt.Sprint(want, " ", i), func(t *testing.T) {
				r := crawled(t, plant)
				if got := complaints(r); !slices.Contains(got, string(want)) {
					t.Errorf("it complains of %q", got)
				}
				for _, f := range r.Faults {
					if f.Complaint == want && !strings.Contains(f.Path[len(f.Path)-1].Name, "Planted") {
						t.Errorf("it blames %s", f)
					}
				}
			})
		}
	}
}

// A fault that only shows behind two presses is found with the way to it.
func TestFaultsBehindOtherPressesAreFound(t *testing.T) {
	r := crawled(t, func(y *toy) []fyne.CanvasObject {
		inner := container.NewVBox()
		return []fyne.CanvasObject{look.NewButton("Open", func() {
			inner.Objects = []fyne.CanvasObject{widget.NewSelect([]string{"fine", "bad"}, func(s string) {
				if s == "bad" {
					panic("planted")
				}
			})}
			inner.Refresh()
		}), inner}
	})
	for _, f := range r.Faults {
		if f.Complaint == crawl.Panicked && len(f.Path) == 3 && f.Path[2].Name == "bad" && strings.Contains(f.Detail, "planted") {
			return
		}
	}
	t.Errorf("faults %v", r.Faults)
}
