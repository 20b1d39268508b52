package signin

import (
	"context"
	"crypto/sha256"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"waymark/domain/viewer"
)

// remembers is how many tokens are remembered: the most recently used.
const remembers = 10_000

// memory remembers whose the tokens are that have been found to be sound, so that a signature is verified once and not with each request. It knows
// a token by its digest. What is remembered counts until the token expires or its provider's keys have been fetched again.
type memory struct {
	known *lru.Cache[[sha256.Size]byte, sound]
}

// sound is what a token was found to say.
type sound struct {
	who         viewer.Viewer
	expiry      time.Time
	development bool
	keys        int // how often the provider's keys had been fetched when it was verified with them
}

func newMemory() memory {
	known, err := lru.New[[sha256.Size]byte, sound](remembers)
	if err != nil {
		panic(err) // it is a constant above 0
	}
	return memory{known}
}

// recall gives what is remembered of a token, if it still counts and may be used by this request.
func (v *Verifier) recall(ctx context.Context, digest [sha256.Size]byte) (sound, bool) {
	s, ok := v.memory.known.Get(digest)
	switch {
	case !ok, !v.now().Before(s.expiry), s.development && !direct(ctx), !s.development && s.keys != v.provider.source.fetched():
		return sound{}, false
	}
	return s, true
}
