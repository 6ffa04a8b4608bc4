// Package resources holds the data that ships inside the program: translations, the catalogue, fonts
// and icons. It only embeds; each file's meaning belongs to the package that reads it.
package resources

import "embed"

// Translations has one folder a language with one JSON file an area.
//
//go:embed translations
var Translations embed.FS

// Catalogue is catalogue.json, read by package catalogue.
//
//go:embed catalogue/catalogue.json
var Catalogue []byte

// CatalogueNames is names.json, what the catalogue's entries are called in other languages than English,
// read by package catalogue.
//
//go:embed catalogue/names.json
var CatalogueNames []byte

// Medicines is medicines.json, the names by which medicines are recognised, read by package catalogue.
//
//go:embed catalogue/medicines.json
var Medicines []byte

// CatalogueSources is sources.json, the publications that the catalogue names, read by package catalogue.
//
//go:embed catalogue/sources.json
var CatalogueSources []byte

// Fonts holds the typefaces drawn on screen and on paper, with their licences. NotoSans-Regular.ttf
// and NotoSans-Bold.ttf set all text; DejaVuSans.ttf and DejaVuSans-Bold.ttf have what they lack, such as
// Hebrew and Arabic.
//
//go:embed fonts
var Fonts embed.FS

// Icons holds the program's own drawings: stillnight.svg and .png, its mark, and one a screen for the
// navigation, named by the screen's ID.
//
//go:embed icons/*.svg icons/stillnight.png
var Icons embed.FS
