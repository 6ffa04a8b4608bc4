// Package catalogue knows the remedies and triggers that ship with the program: what they are called,
// how long they take to act and to fade, and what to be careful about.
//
// The data are resources/catalogue/catalogue.json with the reasons in its sources; timings are windows
// for analysis, not advice on treatment.
package catalogue
