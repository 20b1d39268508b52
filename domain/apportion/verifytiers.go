package apportion

import (
	"fmt"
	"math/big"
	"slices"
)

// byGroup gives the seats of each group, and those without one under the empty key.
func byGroup(seats []*seat) map[string][]*seat {
	groups := map[string][]*seat{}
	for _, s := range seats {
		groups[s.group] = append(groups[s.group], s)
	}
	return groups
}

// nested checks a race in which groups may have bounds: inside each group, and across those whose bounds let a post pass.
func (v *verifier) nested() error {
	if v.p.Tier == Flat {
		return v.race(v.seats, v.given())
	}
	groups := byGroup(v.seats)
	sums := map[string]int64{}
	for key, seats := range groups {
		for _, s := range seats {
			sums[key] += s.total
		}
	}
	floors, caps := map[string]int64{}, map[string]int64{}
	for _, g := range v.p.Groups {
		floors[g.Key] = g.Floor
		if g.Cap != nil {
			caps[g.Key] = *g.Cap
		}
	}
	fenced := map[string]bool{}
	if v.method == Hamilton {
		fenced = v.nestedQuotas(groups, floors, caps)
	}
	for key, seats := range groups {
		if key != "" {
			if err := v.ends(seats, nil, nil).holds(); err != nil {
				return err
			}
		}
	}
	if v.missing() {
		return nil
	}
	across := v.ends(v.seats, func(s *seat) bool {
		return s.group == "" || !fenced[s.group] && sums[s.group] > floors[s.group]
	}, func(s *seat) bool {
		limit, capped := caps[s.group]
		return s.group == "" || !fenced[s.group] && (!capped || sums[s.group] < limit)
	})
	return across.holds()
}

// missing tells whether contested posts were held back, so that a group may lie below the bound that decided.
func (v *verifier) missing() bool {
	n := v.p.Posts
	for _, s := range v.seats {
		n -= s.total
	}
	return n > 0
}

// given is how many posts the seats have in all beyond their bases; with REPORT_ONLY contested ones are counted in.
func (v *verifier) given() int64 {
	n := v.p.Posts
	for _, s := range v.seats {
		n -= s.base
	}
	return n
}

// race checks a flat race for so many posts.
func (v *verifier) race(seats []*seat, total int64) error {
	if v.method == Hamilton {
		v.quotas(seats, total)
	}
	e := v.ends(seats, nil, nil)
	if err := e.holds(); err != nil {
		return err
	}
	missing := total
	for _, s := range seats {
		missing -= s.posts
	}
	if missing == 0 {
		return nil
	}
	var equal int64
	for _, s := range seats {
		if s.gets() && v.worth(s, s.posts).cmp(*e.next) == 0 {
			equal++
		}
	}
	if e.next == nil || equal <= missing || missing < 0 || e.held != nil && e.held.cmp(*e.next) == 0 {
		return fmt.Errorf("%d posts are missing, which are not contested", missing)
	}
	return nil
}

// moves checks a race in which few posts are new. While more might be, any transfer counts; otherwise those that do not
// make another post new.
func (v *verifier) moves() error {
	if v.method == Hamilton {
		v.quotas(v.seats, v.given())
	}
	var gains int64
	for _, s := range v.seats {
		gains += max(0, s.posts-s.today)
	}
	if gains > *v.p.MaxMoves {
		return fmt.Errorf("%d posts are new, more than %d", gains, *v.p.MaxMoves)
	}
	if gains < *v.p.MaxMoves && !v.missing() {
		return v.ends(v.seats, nil, nil).holds()
	}
	isNew, isOld := func(s *seat) bool { return s.posts > s.today }, func(s *seat) bool { return s.posts <= s.today }
	wouldBeNew, wouldBeOld := func(s *seat) bool { return s.posts >= s.today }, func(s *seat) bool { return s.posts < s.today }
	for _, pair := range [][2]func(*seat) bool{{isNew, wouldBeNew}, {isNew, wouldBeOld}, {isOld, wouldBeOld}} {
		if err := v.ends(v.seats, pair[0], pair[1]).holds(); err != nil {
			return err
		}
	}
	return nil
}

// twoStages checks the race of the groups, and then the race inside each.
func (v *verifier) twoStages() error {
	bounds := map[string]Group{}
	for _, g := range v.p.Groups {
		bounds[g.Key] = g
	}
	total := v.p.Posts
	var stage []*seat
	for key, seats := range byGroup(v.seats) {
		if key == "" {
			for _, s := range seats {
				stage = append(stage, s)
				total -= s.base
			}
			continue
		}
		g := &seat{key: key, need: new(big.Int), low: bounds[key].Floor}
		var lows, inside int64
		for _, s := range seats {
			inside += s.posts
			lows += s.low
			g.base += s.base
			switch {
			case s.fenced():
				g.base += s.low
				lows -= s.low
			default:
				g.need.Add(g.need, s.need)
			}
			g.total += s.total
		}
		g.posts, g.low, g.high = g.total-g.base, max(g.low-g.base, lows), v.groupCap(seats, bounds[key], g.base)
		total -= g.base
		stage = append(stage, g)
		if v.missing() {
			continue
		}
		if err := v.race(seats, inside); err != nil {
			return fmt.Errorf("in %s: %w", key, err)
		}
	}
	slices.SortFunc(stage, func(a, b *seat) int { return compareText(a.key, b.key) })
	if v.missing() {
		return nil
	}
	return v.race(stage, total)
}

// groupCap gives the most that a group may get beyond its bases and fences, or -1.
func (v *verifier) groupCap(seats []*seat, g Group, base int64) int64 {
	var sum int64
	limited := true
	for _, s := range seats {
		switch {
		case s.need.Sign() == 0:
			sum += s.low + s.base
		case s.high < 0:
			limited = false
		default:
			sum += s.high + s.base
		}
	}
	switch {
	case g.Cap != nil && (!limited || *g.Cap < sum):
		return *g.Cap - base
	case limited:
		return sum - base
	}
	return -1
}
