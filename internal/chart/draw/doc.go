// Package draw draws paths and text on a [Surface], of which there are three: [Pixels] for the screen, [PDF] for
// paper and [SVG] for saved pictures.
//
// All three record paths alike and measure text with the same fonts, so that a picture laid out for
// one has the same layout on the others. Text may be in any script that the embedded fonts hold;
// right-to-left text is put in reading order, and a letter that no font has is drawn as a visible
// replacement mark. It knows nothing of diaries.
package draw
