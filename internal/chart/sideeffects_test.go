package chart

import (
	"strings"
	"testing"

	"stillnight/internal/diary"
)

func TestTheTimelineMarksSideEffects(t *testing.T) {
	d := sampleDiary(60, 5)
	first, last, _ := d.Span()
	d.Interventions = []diary.Intervention{{ID: 1, Name: "Requip", Phases: []diary.Phase{{Start: first}}, SideEffects: []diary.SideEffect{
		{Date: first.AddDays(-5), Effect: "Headache", Severity: diary.MildEffect},
		{Date: first.AddDays(20), Effect: "Nausea", Severity: diary.ModerateEffect},
		{Date: last, Effect: diary.ImpulseCheck},
	}}}
	d.Labs, d.Visits = nil, nil
	p := Timeline(d, TimelineView{}, Style{Palette: Light(), L: english(t)}).(*timeline)
	marks := p.marks()
	if len(marks) != 1 || marks[0].form != cross || !strings.Contains(marks[0].label, "Nausea (moderate)") {
		t.Errorf("%+v", marks)
	}
	if text := p.Text(); !strings.Contains(text, "Nausea") || strings.Contains(text, "Headache") {
		t.Errorf("the words are %s", text)
	}
}
