package chart

import "testing"

func TestLookHard(t *testing.T) {
	l := english(t)
	for what, d := range hardDiaries() {
		look(t, "hard-"+what, Timeline(d, TimelineView{}, Style{Palette: Light(), L: l}), 900, 420, 96)
	}
	d := richDiary(430)
	for what, p := range everyPicture(t, d, Style{Palette: Light(), L: l, TextPt: 2 * DefaultTextPt}) {
		look(t, "s200-"+what, p, 500, 260, 96)
	}
	all := comparisons(t, hardDiaries()["zero"]).Comparisons
	look(t, "hard-ba-zero", BeforeAfter(all[0], Style{Palette: Light(), L: l}), 900, 420, 96)
}
