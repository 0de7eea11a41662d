// Package boom is one that a rule of the tests cannot stand.
package boom
