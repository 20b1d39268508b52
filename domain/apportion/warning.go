package apportion

import "fmt"

// WarningKind says what a warning is about.
type WarningKind string

// The kinds of warning.
const (
	MorePostsCost   WarningKind = "MORE_POSTS_COST"    // with one post more, somebody would have one fewer (Alabama's paradox)
	FewerPostsServe WarningKind = "FEWER_POSTS_SERVE"  // with one post fewer, somebody would have one more
	QuotaLeft       WarningKind = "QUOTA_LEFT"         // a share is not its quota rounded up or down, and no bound is the reason
	NeedUnserved    WarningKind = "NEED_WITHOUT_POSTS" // there are needs that get no post
	PostsUndecided  WarningKind = "POSTS_UNDECIDED"    // contested posts were not given
	KeysDecided     WarningKind = "KEYS_DECIDED"       // the order of keys decided a tie that the rule did not
)

// Warning is something about this very answer, computed, that somebody might hold against it.
type Warning struct {
	Kind      WarningKind
	Claimants []string // whom it is about
	Sentence  string
}

// Warnings computes what there is to be said against the answer. Nothing is said that could only happen.
func (a *Apportionment) Warnings() []Warning {
	var list []Warning
	if a.Problem.Method == Hamilton {
		list = append(list, a.houseParadox(1)...)
		list = append(list, a.houseParadox(-1)...)
	}
	list = append(list, a.quotaWarnings()...)
	var unserved []string
	for i := range a.Shares {
		if a.Shares[i].Posts == 0 && a.Problem.Claimants[i].Need > 0 {
			unserved = append(unserved, a.Shares[i].Key)
		}
	}
	if len(unserved) > 0 {
		list = append(list, Warning{NeedUnserved, unserved, fmt.Sprintf("%s with a need and no post: %s.", counted(len(unserved), "claimant is", "claimants are"), some(unserved))})
	}
	if a.Undecided > 0 {
		list = append(list, Warning{PostsUndecided, nil, fmt.Sprintf("%s contested and not given.", counted(int(a.Undecided), "post is", "posts are"))})
	}
	for _, t := range a.Ties {
		if t.ByKey {
			list = append(list, Warning{KeysDecided, t.Among, fmt.Sprintf("Even by the tie rule %s are equal, and the order of their keys decided.", some(t.Among))})
		}
	}
	return list
}

// houseParadox tells who loses by one post more, or wins by one fewer.
func (a *Apportionment) houseParadox(more int64) []Warning {
	d, err := a.WithPosts(more)
	if err != nil { // there is no such answer, so nobody fares better or worse in it
		return nil
	}
	var list []Warning
	if more > 0 {
		for _, c := range d.Losses {
			list = append(list, Warning{MorePostsCost, []string{c.Key}, fmt.Sprintf(
				"With one post more, %s in all, %s would have %s instead of %s.", grouped(d.Answer.Problem.Posts), c.Key, grouped(c.To), grouped(c.From))})
		}
		return list
	}
	for _, c := range d.Gains {
		list = append(list, Warning{FewerPostsServe, []string{c.Key}, fmt.Sprintf(
			"With one post fewer, %s in all, %s would have %s instead of %s.", grouped(d.Answer.Problem.Posts), c.Key, grouped(c.To), grouped(c.From))})
	}
	return list
}

// quotaWarnings tells whose share is not the quota rounded, unless any bound or group had a say in it.
func (a *Apportionment) quotaWarnings() []Warning {
	if a.Problem.Tier != Flat || a.race.paced {
		return nil
	}
	var list []Warning
	for i := range a.Shares {
		s := &a.Shares[i]
		if s.Binding != BindingNone || a.Problem.Claimants[i].Base > 0 || a.Problem.Claimants[i].Protect == ProtectAsBase {
			return nil
		}
		low, whole := s.Quota.Floor()
		high := low + 1
		if whole {
			high = low
		}
		if s.Posts > high || s.Posts < low && a.Undecided == 0 {
			list = append(list, Warning{QuotaLeft, []string{s.Key}, fmt.Sprintf(
				"%s has %s, and its quota is %s.", s.Key, grouped(s.Posts), places(s.Quota.Number(), 2))})
		}
	}
	return list
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(int64(n)) + " " + many
}

// some lists the first few keys, and how many more there are.
func some(keys []string) string {
	const most = 5
	if len(keys) <= most+1 {
		return listed(keys)
	}
	return listed(append(keys[:most:most], fmt.Sprintf("%s more", grouped(int64(len(keys)-most)))))
}
