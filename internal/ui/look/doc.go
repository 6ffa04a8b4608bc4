// Package look is how Stillnight looks: the themes light, dark and Night, the text sizes, and the few
// shapes that every screen is built from (cards, titles, quiet text).
//
// Colours are named by what they mean; a screen asks for a name and never for a shade, so that Night
// mode holds everywhere. Every pair of text and ground that can meet is tested
// for a contrast of at least 4.5 to 1.
package look
