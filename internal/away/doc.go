// Package away tells when the person goes away from the computer: it goes to sleep, or its screen is locked.
package away
