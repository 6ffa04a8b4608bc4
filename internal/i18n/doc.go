// Package i18n gives the program its words, numbers and dates in the user's language.
//
// A [Localizer] is made once and handed to whatever shows text; there is no global language. Texts
// live in resources/translations, one folder a language, one file an area; a key that a language
// lacks is shown in English. Domain packages pass values and keys, never words.
package i18n
