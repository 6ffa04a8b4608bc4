package chart

import (
	"image/color"
	"testing"
)

func palettes() map[string]Palette {
	return map[string]Palette{
		"light": Light(), "dark": Dark(), "night": Night(), "paper colour": PaperColour(), "paper grey": PaperGrey(),
	}
}

func TestWordsAndMarksStandOut(t *testing.T) {
	for name, p := range palettes() {
		for what, on := range map[string]color.NRGBA{
			"background": p.Background, "run-in": p.RunIn, "a band": p.Band, "a full band": p.BandFull,
		} {
			if c := contrast(p.Text, on); c < 4.5 {
				t.Errorf("%s: text on %s has contrast %.2f", name, what, c)
			}
		}
		for what, on := range map[string]color.NRGBA{"background": p.Background, "run-in": p.RunIn} {
			if c := contrast(p.Muted, on); c < 4.5 {
				t.Errorf("%s: quiet text on %s has contrast %.2f", name, what, c)
			}
		}
		for what, c := range map[string]color.NRGBA{
			"mean": p.Mean, "before": p.Before, "after": p.After, "good": p.Good, "bad": p.Bad, "neutral": p.Neutral, "band edge": p.BandEdge,
		} {
			if c := contrast(c, p.Background); c < 3 {
				t.Errorf("%s: %s on the background has contrast %.2f", name, what, c)
			}
		}
		if c := contrast(p.Night, p.Background); c < 2 {
			t.Errorf("%s: a night on the background has contrast %.2f", name, c)
		}
		if got, want := p.bearsFigures(), name != "night"; got != want {
			t.Errorf("%s: figures readable on every heat: %v", name, got)
		}
	}
}

func TestNightPaletteHasNoBlueOrWhiteLight(t *testing.T) {
	p := Night()
	for _, c := range []color.NRGBA{
		p.Background, p.Text, p.Muted, p.Grid, p.Axis, p.Night, p.Mean, p.Before, p.After, p.BeforeSoft, p.AfterSoft,
		p.Band, p.BandFull, p.BandEdge, p.RunIn, p.Good, p.Bad, p.Neutral, p.Heat[0], p.Heat[1], p.Heat[2],
	} {
		if int(c.B)*2 > int(c.R) || int(c.G)*2 > int(c.R) {
			t.Errorf("#%02x%02x%02x is not a red", c.R, c.G, c.B)
		}
	}
}

func TestHeatDarkensSteadilyForGreyPrinters(t *testing.T) {
	for name, p := range palettes() {
		rising := luminance(p.Heat[2]) > luminance(p.Heat[0])
		last := luminance(p.heat(0))
		for share := 0.1; share <= 1; share += 0.1 {
			now := luminance(p.heat(share))
			if (now > last) != rising {
				t.Errorf("%s: heat turns back at %.1f", name, share)
			}
			last = now
		}
	}
}
