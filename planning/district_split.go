package planning

import (
	"context"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// DistrictSplit splits a district into new ones on a day. The past stays as it was. Outcome.ID is the district that closes,
// Outcome.Related the new ones in the order of the input.
func (s *Service) DistrictSplit(ctx context.Context, id string, in DistrictSplitInput) (Outcome, error) {
	c := call{"districtSplit", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		district, err := subject[*programme.District](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		w.closing("on", district, in.On)
		p := &split{w: w, district: district, in: in, remainder: -1, part: map[string]int{}}
		p.check()
		shares := p.shares()
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		m := &move{w: w, on: in.On}
		made := make([]string, len(in.Parts))
		for i, part := range in.Parts {
			var r programme.Records
			made[i], r = newDistrict(district.RegionID, part.Code, p.names[i], in.On)
			m.records.Districts = append(m.records.Districts, r.Districts...)
			m.records.Names = append(m.records.Names, r.Names...)
			m.records.Identifiers = append(m.records.Identifiers, r.Identifiers...)
			m.records.Lineages = append(m.records.Lineages, lineage(programme.SplitFrom, id, made[i], in.On))
		}
		for _, share := range shares {
			rest, _ := m.rest(share.link.Valid)
			m.records.Links = append(m.records.Links, &programme.Link{
				Meta:          programme.Meta{ID: newID(programme.LinkPrefix), Synthetic: share.link.Synthetic},
				PartnershipID: share.link.PartnershipID, DistrictID: made[share.part], Share: share.share, Valid: rest})
		}
		m.to = func(id string) string { return made[p.part[id]] }
		for _, step := range []func(context.Context, *programme.District) error{m.posts, m.jobcentres} {
			if err := step(ctx, district); err != nil {
				return Outcome{}, err
			}
		}
		if err := m.endLinks(ctx, district.AllLinks()); err != nil {
			return Outcome{}, err
		}
		if err := w.closeDistrict(ctx, district, in.On); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.On, Related: made}, w.insert(ctx, m.records)
	})
}

// split works out what goes to which part.
type split struct {
	w         *work
	district  *programme.District
	in        DistrictSplitInput
	names     []string       // of the parts
	remainder int            // index of the part that takes what no other names, or -1
	part      map[string]int // by the id of a post or jobcentre
}

// check goes through the parts and assigns every post and jobcentre that is in the district on or after the day.
func (p *split) check() {
	if len(p.in.Parts) < 2 {
		p.w.bad("parts", "a district splits into two or more parts, not %d", len(p.in.Parts))
	}
	codes := map[string]bool{}
	for i, part := range p.in.Parts {
		field := fmt.Sprintf("parts.%d.", i)
		p.w.code(field+"code", part.Code, slug, p.w.g.District(part.Code) != nil || codes[part.Code])
		codes[part.Code] = true
		p.names = append(p.names, p.w.text(field+"name", part.Name, 1, 200))
		if part.Remainder {
			if p.remainder >= 0 {
				p.w.bad(field+"remainder", "only one part takes the remainder")
			}
			p.remainder = i
		}
		p.name(field+"posts", part.Posts, i)
		p.name(field+"jobcentres", part.Jobcentres, i)
	}
	here := map[string]bool{}
	for _, stay := range programme.Overlapping(p.district.Homes(), calendar.Open(p.in.On)) {
		here[stay.PostID] = true
		p.assign("posts", stay.PostID, "post "+stay.Post.Code)
	}
	for _, stay := range programme.Overlapping(p.district.Placements(), calendar.Open(p.in.On)) {
		here[stay.JobcentreID] = true
		p.assign("jobcentres", stay.JobcentreID, "jobcentre "+stay.Jobcentre.Code)
	}
	for i, part := range p.in.Parts {
		for j, id := range part.Posts {
			if !here[id] {
				p.w.bad(fmt.Sprintf("parts.%d.posts.%d", i, j), "there is no such post in the district on or after %s", p.in.On)
			}
		}
		for j, id := range part.Jobcentres {
			if !here[id] {
				p.w.bad(fmt.Sprintf("parts.%d.jobcentres.%d", i, j), "there is no such jobcentre in the district on or after %s", p.in.On)
			}
		}
	}
}

func (p *split) name(field string, ids []string, part int) {
	for j, id := range ids {
		if _, twice := p.part[id]; twice {
			p.w.bad(fmt.Sprintf("%s.%d", field, j), "%.40s is given twice", id)
		}
		p.part[id] = part
	}
}

func (p *split) assign(field, id, what string) {
	if _, ok := p.part[id]; ok {
		return
	}
	if p.remainder < 0 {
		p.w.bad("parts", "%s (%s) is given to no part, and no part takes the remainder", what, field)
	}
	p.part[id] = p.remainder
}

// allotted is the share of a partnership that one part takes over from a link.
type allotted struct {
	link  *programme.Link
	part  int
	share decimal.Decimal
}

// shares divides every link of the district among the parts.
func (p *split) shares() []allotted {
	var all []allotted
	known := map[string]bool{}
	for _, link := range programme.Overlapping(p.district.AllLinks(), calendar.Open(p.in.On)) {
		name := link.Partnership.Name(p.in.On)
		known[link.PartnershipID] = true
		if !link.Valid.From.Before(p.in.On) {
			p.w.bad("on", "the share of %s in the district changes on %s: split it after that", name, link.Valid.From)
			continue
		}
		rest := link.Share
		for i, part := range p.in.Parts {
			for j, s := range part.Partnerships {
				if s.Partnership == link.PartnershipID {
					p.w.fraction(fmt.Sprintf("parts.%d.partnerships.%d.share", i, j), "share", s.Share)
					all = append(all, allotted{link, i, s.Share})
					rest -= s.Share
				}
			}
		}
		switch {
		case rest > decimal.Zero && p.remainder >= 0:
			all = append(all, allotted{link, p.remainder, rest})
		case rest != decimal.Zero:
			p.w.bad("parts", "%s has the share %s in the district, and the parts take %s", name, link.Share, link.Share-rest)
		}
	}
	for i, part := range p.in.Parts {
		seen := map[string]bool{}
		for j, s := range part.Partnerships {
			field := fmt.Sprintf("parts.%d.partnerships.%d.partnership", i, j)
			switch {
			case !known[s.Partnership]:
				p.w.bad(field, "there is no such partnership in the district on or after %s", p.in.On)
			case seen[s.Partnership]:
				p.w.bad(field, "%.40s is given twice", s.Partnership)
			case i == p.remainder:
				p.w.bad(field, "the part that takes the remainder names no shares")
			}
			seen[s.Partnership] = true
		}
	}
	return all
}
