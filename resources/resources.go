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
