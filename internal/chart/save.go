package chart

import (
	"fmt"
	"image"
	"io"

	"stillnight/internal/chart/draw"
)

// Image draws a picture on pixels.
func Image(p Picture, w, h int, dpi float64) (*image.RGBA, error) {
	surface, err := Surface(nil, p, w, h, dpi)
	if err != nil {
		return nil, err
	}
	return surface.Image(), nil
}

// Surface draws a picture on pixels. A surface that is no longer needed may be given for its memory; nil is none. It is
// used where it has the size.
func Surface(old *draw.Pixels, p Picture, w, h int, dpi float64) (*draw.Pixels, error) {
	surface := old
	if surface == nil || surface.Image().Rect != image.Rect(0, 0, w, h) {
		surface = draw.NewPixels(w, h, dpi)
	} else {
		surface.Reset(dpi)
	}
	if err := p.Draw(surface, w, h); err != nil {
		return nil, fmt.Errorf("drawing %q: %w", p.Title(), err)
	}
	return surface, nil
}

// WritePNG saves a picture as PNG. The picture must have been made with a Style whose DPI fits w × h:
// for a sharp file, twice the screen's.
func WritePNG(out io.Writer, p Picture, w, h int, dpi float64) error {
	surface := draw.NewPixels(w, h, dpi)
	if err := p.Draw(surface, w, h); err != nil {
		return fmt.Errorf("drawing %q: %w", p.Title(), err)
	}
	if err := surface.Save(out); err != nil {
		return fmt.Errorf("saving %q as PNG: %w", p.Title(), err)
	}
	return nil
}

// WriteSVG saves a picture as SVG, with its Text as the description.
func WriteSVG(out io.Writer, p Picture, w, h int, dpi float64) error {
	surface := draw.NewSVG(w, h, dpi, p.Title(), p.Text())
	if err := p.Draw(surface, w, h); err != nil {
		return fmt.Errorf("drawing %q: %w", p.Title(), err)
	}
	if err := surface.Save(out); err != nil {
		return fmt.Errorf("saving %q as SVG: %w", p.Title(), err)
	}
	return nil
}
