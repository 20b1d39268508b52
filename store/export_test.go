package store

import "strings"

// Words gives what translate says when a constraint of that name is broken.
func Words(constraint string) (words string, ok bool) {
	for _, r := range rules {
		if strings.HasSuffix(constraint, r.name) {
			return r.words, true
		}
	}
	return "", false
}

// Attempts is how often InTx runs a change at most.
const Attempts = attempts

// Translate is what callers are told of an error of the driver.
func Translate(err error) error { return translate(err) }

// Audited tells whether changes of an entity are audited.
func Audited(entity string) bool {
	_, ok := tableFor(entity)
	return ok
}

// ListeningTo is where to listen on the servers of an address, in the words of the driver.
func ListeningTo(address string) string { return listeningTo(address) }
