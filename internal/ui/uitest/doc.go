// Package uitest holds what the tests of several screens share: laying a screen out in every theme and
// text size, finding text that is cut or covered, and finding controls that a screen reader could not
// name. Only tests import it.
//
// With the environment variable STILLNIGHT_PICTURES set to a folder, every layout is also saved there
// as a PNG to look at.
package uitest
