package look

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// icon is one of the toolkit's, in the colour of the text. The toolkit parses and writes an icon again whenever
// a control that has it is refreshed; this keeps it for as long as the colour stays.
type icon struct {
	fyne.ThemedResource
	mu      sync.Mutex
	colour  color.Color
	content []byte
}

// Content is the icon as the theme on show colours it.
func (i *icon) Content() []byte {
	colour := theme.Color(i.ThemeColorName())
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.content == nil || i.colour != colour {
		i.content, i.colour = i.ThemedResource.Content(), colour
	}
	return i.content
}

// Icon gives Fyne's icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	own := t.base.Icon(name)
	themed, ok := own.(fyne.ThemedResource)
	if !ok {
		return own
	}
	kept, _ := t.icons.LoadOrStore(name, &icon{ThemedResource: themed})
	return kept.(fyne.Resource)
}
