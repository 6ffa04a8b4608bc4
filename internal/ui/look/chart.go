package look

import (
	"image/color"

	"fyne.io/fyne/v2"

	"stillnight/internal/chart"
	"stillnight/internal/i18n"
)

// ChartStyle gives pictures the theme's palette on the ground of cards, and its text size.
func ChartStyle(app fyne.App, l *i18n.Localizer) chart.Style {
	t, ok := app.Settings().Theme().(*Theme)
	if !ok {
		return chart.Style{Palette: chart.Light(), L: l}
	}
	variant := app.Settings().ThemeVariant()
	p := chart.Light()
	switch t.Shown(variant) {
	case Dark:
		p = chart.Dark()
	case Night:
		p = chart.Night()
	}
	ground := color.NRGBAModel.Convert(t.Color(ColorSurface, variant)).(color.NRGBA)
	p.Background.R, p.Background.G, p.Background.B, p.Background.A = ground.R, ground.G, ground.B, ground.A
	return chart.Style{Palette: p, TextPt: chart.DefaultTextPt * float64(t.percent) / 100, L: l}
}
