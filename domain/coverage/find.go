package coverage

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// finder collects the gaps of one survey.
type finder struct {
	*survey
	asOf  calendar.Date
	gaps  []Gap
	turns turns // of the gap in hand, kept for its room
}

func (f *finder) find(kind GapKind) {
	switch kind {
	case RegionWithoutLead:
		f.regions()
	case DistrictWithoutCoordinator:
		f.withoutCoordinator()
	case PostVacant, OfferStartOverdue, PostPartlyFilled:
		f.scope.posts(f.graph, f.asOf, func(p *programme.Post) { f.post(kind, p) })
	case PartnershipNotCovered, PartnershipPartlyCovered:
		f.partnerships(func(p *programme.Partnership) { f.partnership(kind, p) })
	case JobcentreWithoutChampion:
		f.jobcentres(func(j *programme.Jobcentre, _ *programme.District) { f.jobcentre(j) })
	}
}

func (f *finder) add(kind GapKind, place programme.Place, post *programme.Post, since calendar.Date, sentence string) {
	f.gaps = append(f.gaps, Gap{
		Kind: kind, Place: place, Post: post, Since: since, Days: f.asOf.DaysSince(since), Sentence: sentence,
	})
}

// none gives the empty list of turns to fill.
func (f *finder) none() *turns {
	f.turns = f.turns[:0]
	return &f.turns
}

// floor gives the day before which a place cannot have lacked anything: the first day of the place, or of the programme if
// that began later. A gap looked at from before the programme counts from the first day of the place.
func (f *finder) floor(p programme.Place) calendar.Date {
	floor := p.Period().From
	if start, ok := f.graph.Start(); ok && start.After(floor) && !start.After(f.asOf) {
		return start
	}
	return floor
}

func (f *finder) regions() {
	check := func(r *programme.Region) {
		if !r.Valid.Contains(f.asOf) || hasLead(f.graph, r, f.asOf) {
			return
		}
		t := f.none()
		for _, h := range r.Homes() {
			t.post(h.Post)
		}
		for _, d := range r.AllDistricts() {
			t.district(d)
		}
		since := t.since(f.floor(r), f.asOf, func(day calendar.Date) bool { return !hasLead(f.graph, r, day) })
		f.add(RegionWithoutLead, r, nil, since, f.regionSentence(r, since))
	}
	switch place := f.scope.place.(type) {
	case nil:
		for _, r := range f.graph.Regions(f.asOf) {
			check(r)
		}
	case *programme.Region:
		check(place)
	}
}

func (f *finder) withoutCoordinator() {
	for _, d := range f.districts {
		if f.staffed(d) {
			continue
		}
		t := f.none()
		t.district(d)
		since := t.since(f.floor(d), f.asOf, func(day calendar.Date) bool { return !HasCoordinator(d, day) })
		f.add(DistrictWithoutCoordinator, d, nil, since, f.districtSentence(d, since))
	}
}

func (f *finder) post(kind GapKind, p *programme.Post) {
	home := p.Home(f.asOf)
	if home == nil || !isPostGap(kind, p, f.asOf) { // unchecked records may lack a home, a gap may not
		return
	}
	var since calendar.Date
	if kind == PostVacant {
		since = *p.VacantSince(f.asOf)
	} else {
		t := f.none()
		t.post(p)
		since = t.since(p.Funded.From, f.asOf, func(day calendar.Date) bool { return isPostGap(kind, p, day) })
	}
	f.add(kind, home, p, since, f.postSentence(kind, p, since))
}

// isPostGap tells whether the post has the gap on the day. An offer is overdue from the day after the agreed start.
func isPostGap(kind GapKind, p *programme.Post, day calendar.Date) bool {
	switch state := p.State(day); kind {
	case PostVacant:
		return state == programme.Vacant
	case OfferStartOverdue:
		return state == programme.Offered && p.Offer(day).StartsOn.Before(day)
	case PostPartlyFilled:
		return state == programme.Filled && p.HeldFTE(day) < p.FTE
	}
	return false
}

func (f *finder) partnership(kind GapKind, p *programme.Partnership) {
	links, staffed := f.reach(p)
	if !isPartnershipGap(kind, links, staffed) {
		return
	}
	t := f.none()
	for _, l := range p.AllLinks() {
		t.period(l.Valid)
		t.district(l.District)
	}
	since := t.since(f.floor(p), f.asOf, func(day calendar.Date) bool {
		links, staffed := reach(p, day, func(d *programme.District) bool { return HasCoordinator(d, day) })
		return isPartnershipGap(kind, links, staffed)
	})
	f.add(kind, p, nil, since, f.partnershipSentence(p, since, links, staffed))
}

func isPartnershipGap(kind GapKind, links, staffed int) bool {
	if kind == PartnershipNotCovered {
		return staffed == 0
	}
	return staffed > 0 && staffed < links
}

func (f *finder) jobcentre(j *programme.Jobcentre) {
	if hasChampion(j, f.asOf) {
		return
	}
	since := f.floor(j)
	for _, c := range j.AllChampions() { // none holds, so the one that ended last began the gap
		if to := c.Valid.To; to != nil && !c.Valid.Empty() && !to.After(f.asOf) && to.After(since) {
			since = *to
		}
	}
	f.add(JobcentreWithoutChampion, j, nil, since, f.jobcentreSentence(j, since))
}
