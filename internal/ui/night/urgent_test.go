package night_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/night"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
	"stillnight/internal/wording"
)

// signs opens the group of safety signs and returns its boxes in the order of diary.SafetySigns.
func signs(t *testing.T, env *screen.Env, content fyne.CanvasObject) []*look.Check {
	t.Helper()
	fold := uitest.Find(t, content, "unusual", func(f *field.Fold) bool { return f.Text == env.L.T("night.group.unusual") })
	if !fold.Open() {
		test.Tap(fold)
	}
	return onShow[*look.Check](content)
}

// onShow lists everything of a kind that is seen.
func onShow[T fyne.CanvasObject](root fyne.CanvasObject) []T {
	var list []T
	for _, o := range uitest.OnShow(root) {
		if x, ok := o.(T); ok {
			list = append(list, x)
		}
	}
	return list
}

func TestAnUrgentSignIsAnsweredAtOnceAndOnlyWhileItIsTicked(t *testing.T) {
	env, w, _ := open(t, diary.Diary{})
	boxes := signs(t, env, w.Content())
	if len(boxes) != len(diary.SafetySigns) {
		t.Fatalf("%d boxes for %d signs", len(boxes), len(diary.SafetySigns))
	}
	for i, sign := range diary.SafetySigns {
		said, urgent := wording.Urgent(env.L, sign)
		answered := func() bool {
			return slices.ContainsFunc(onShow[*widget.Label](w.Content()), func(l *widget.Label) bool {
				return said.Text != "" && l.Text == said.Text && l.SizeName == theme.SizeNameSubHeadingText
			})
		}
		if answered() {
			t.Fatalf("%s is answered before it is ticked", sign)
		}
		boxes[i].SetChecked(true)
		if answered() != urgent {
			t.Errorf("%s ticked: answered %v, want %v", sign, answered(), urgent)
		}
		if n := kept(t, env, last); !slices.Contains(n.Safety, sign) {
			t.Errorf("%s is not kept", sign)
		}
		boxes[i].SetChecked(false)
		if answered() {
			t.Errorf("%s is still answered", sign)
		}
	}
}

func TestTheAnswerIsThereWhenTheNightIsOpenedAgain(t *testing.T) {
	env, w, _ := open(t, diary.Diary{Nights: []diary.Night{{Date: last, Safety: []diary.SafetySign{diary.SelfHarm}}}})
	signs(t, env, w.Content())
	said, _ := wording.Urgent(env.L, diary.SelfHarm)
	if !strings.Contains(uitest.Words(w.Content()), said.Text) {
		t.Error("the answer is gone")
	}
}

func TestEverythingFitsWithAnUrgentSign(t *testing.T) {
	uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
		env := uitest.NewEnv(t, app, w, diary.Diary{Nights: []diary.Night{{Date: last, Safety: []diary.SafetySign{diary.SelfHarm, diary.SwollenLeg}}}})
		s := night.New(env)
		content := s.Content()
		s.Show(screen.Target{})
		w.SetContent(content)
		w.Resize(uitest.SmallWindow)
		boxes := signs(t, env, content)
		boxes[0].SetChecked(false)
		boxes[0].SetChecked(true) // brings the answer into sight
		return content
	})
}

func TestASignIsTickedByItsWordsToo(t *testing.T) {
	env, w, _ := open(t, diary.Diary{})
	boxes := signs(t, env, w.Content())
	for i, sign := range diary.SafetySigns {
		words := uitest.Find(t, w.Content(), string(sign), func(x *look.BoxText) bool { return x.Text == env.L.T("safety."+string(sign)) })
		for _, want := range []bool{true, false} {
			test.Tap(words)
			if got := slices.Contains(kept(t, env, last).Safety, sign); got != want || boxes[i].Checked != want {
				t.Errorf("%s: kept %v and ticked %v, want %v", sign, got, boxes[i].Checked, want)
			}
		}
	}
}
