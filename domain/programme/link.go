package programme

import (
	"fmt"
	"slices"

	"waymark/domain/document"
)

// linker turns ids into pointers, both ways, and remembers the first id that leads nowhere.
type linker struct {
	g   *Graph
	err error
}

func register[T Node](l *linker, records []T, code func(T) string) map[string]T {
	by := make(map[string]T, len(records))
	for _, r := range records {
		l.g.nodes[r.Identity().ID] = r
		if code != nil {
			by[code(r)] = r
		}
	}
	return by
}

func find[T Node](l *linker, from, id string) (found T) {
	if id == "" {
		return found
	}
	found, ok := Lookup[T](l.g, id)
	if !ok && l.err == nil {
		l.err = fmt.Errorf("%s points to %s, which is not there", from, id)
	}
	return found
}

func (l *linker) base(from string, ref PlaceRef) *place {
	switch {
	case ref.RegionID != "":
		if p := find[*Region](l, from, ref.RegionID); p != nil {
			return &p.place
		}
	case ref.DistrictID != "":
		if p := find[*District](l, from, ref.DistrictID); p != nil {
			return &p.place
		}
	case ref.PartnershipID != "":
		if p := find[*Partnership](l, from, ref.PartnershipID); p != nil {
			return &p.place
		}
	case ref.JobcentreID != "":
		if p := find[*Jobcentre](l, from, ref.JobcentreID); p != nil {
			return &p.place
		}
	}
	return &place{} // England, or an id that leads nowhere and has been noted
}

// link goes through the records in an order in which each list comes out sorted: the sorted side first.
func (l *linker) link(r Records) {
	l.g.sortAll()
	l.linkPlaces(r)
	l.linkPosts(r)
	l.linkStatements(r)
	l.linkCatalogue(r)
	l.linkFamilies(r)
	l.linkProviders(r)
	l.linkEmployment(r)
	l.linkTraining(r)
	l.linkPathways(r)
	l.linkOutreach(r)
	for _, x := range l.g.allocations {
		if x.OwnerID != "" {
			x.Owner = find[*Region](l, x.ID, x.OwnerID)
		}
	}
	for _, x := range l.g.templates {
		form, err := document.Parse(x.Content)
		if err != nil && l.err == nil {
			l.err = fmt.Errorf("%s: %w", x.ID, err)
		}
		x.Form = form
	}
	l.g.grantsBy = map[string][]*Grant{}
	for _, x := range l.g.grants {
		l.g.grantsBy[x.Subject] = append(l.g.grantsBy[x.Subject], x)
	}
}

func (l *linker) linkPlaces(r Records) {
	for _, d := range r.Districts {
		if d.Region = find[*Region](l, d.ID, d.RegionID); d.Region != nil {
			d.Region.districts = append(d.Region.districts, d)
		}
	}
	for _, n := range r.Names {
		p := l.base(n.ID, n.Place)
		p.names = append(p.names, n)
	}
	for _, i := range r.Identifiers {
		p := l.base(i.ID, i.Place)
		p.identifiers = append(p.identifiers, i)
	}
	for _, x := range r.Lineages {
		x.From, x.To = find[*District](l, x.ID, x.FromID), find[*District](l, x.ID, x.ToID)
		if x.From == nil || x.To == nil {
			continue
		}
		x.From.lineage = append(x.From.lineage, x)
		if x.To != x.From {
			x.To.lineage = append(x.To.lineage, x)
		}
	}
	for _, k := range r.Links {
		k.Partnership = find[*Partnership](l, k.ID, k.PartnershipID)
		k.District = find[*District](l, k.ID, k.DistrictID)
		if k.Partnership == nil || k.District == nil {
			continue
		}
		k.Partnership.links = append(k.Partnership.links, k)
		k.District.links = append(k.District.links, k)
	}
	for _, p := range r.Placements {
		p.Jobcentre = find[*Jobcentre](l, p.ID, p.JobcentreID)
		p.District = find[*District](l, p.ID, p.DistrictID)
		if p.Jobcentre == nil || p.District == nil {
			continue
		}
		p.Jobcentre.placements = append(p.Jobcentre.placements, p)
		p.District.placements = append(p.District.placements, p)
	}
	for _, c := range r.DrugChampions {
		if c.Jobcentre = find[*Jobcentre](l, c.ID, c.JobcentreID); c.Jobcentre != nil {
			c.Jobcentre.champions = append(c.Jobcentre.champions, c)
		}
	}
	l.sortPlaces(r)
}

func (l *linker) sortPlaces(r Records) {
	for _, p := range r.Partnerships {
		slices.SortFunc(p.links, func(a, b *Link) int {
			if a.District.Code != b.District.Code {
				return compareText(a.District.Code, b.District.Code)
			}
			return byFrom(a.Valid, b.Valid, a.ID, b.ID)
		})
	}
	for _, d := range r.Districts {
		slices.SortFunc(d.links, func(a, b *Link) int {
			if a.Partnership.Code != b.Partnership.Code {
				return compareText(a.Partnership.Code, b.Partnership.Code)
			}
			return byFrom(a.Valid, b.Valid, a.ID, b.ID)
		})
		slices.SortFunc(d.placements, func(a, b *Placement) int {
			if a.Jobcentre.Code != b.Jobcentre.Code {
				return compareText(a.Jobcentre.Code, b.Jobcentre.Code)
			}
			return byFrom(a.Valid, b.Valid, a.ID, b.ID)
		})
	}
	for _, j := range r.Jobcentres {
		slices.SortFunc(j.placements, func(a, b *Placement) int { return byFrom(a.Valid, b.Valid, a.ID, b.ID) })
		slices.SortFunc(j.champions, func(a, b *DrugChampion) int {
			if a.Lead != b.Lead {
				if a.Lead {
					return -1
				}
				return 1
			}
			return byFrom(a.Valid, b.Valid, a.ID, b.ID)
		})
	}
}

func (l *linker) linkPosts(r Records) {
	for _, p := range r.Posts {
		p.Grade = find[*Grade](l, p.ID, p.GradeID)
	}
	for _, h := range r.Homes {
		h.Post = find[*Post](l, h.ID, h.PostID)
		h.Region, h.District = find[*Region](l, h.ID, h.RegionID), find[*District](l, h.ID, h.DistrictID)
		if h.Post == nil {
			continue
		}
		h.Post.homes = append(h.Post.homes, h)
		switch {
		case h.Region != nil:
			h.Region.homes = append(h.Region.homes, h)
		case h.District != nil:
			h.District.homes = append(h.District.homes, h)
		}
	}
	for _, h := range r.Holdings {
		h.Post, h.Coordinator = find[*Post](l, h.ID, h.PostID), find[*Coordinator](l, h.ID, h.CoordinatorID)
		if h.Post == nil || h.Coordinator == nil {
			continue
		}
		h.Post.holdings = append(h.Post.holdings, h)
		h.Coordinator.holdings = append(h.Coordinator.holdings, h)
	}
	for _, o := range r.Offers {
		o.Post, o.Coordinator = find[*Post](l, o.ID, o.PostID), find[*Coordinator](l, o.ID, o.CoordinatorID)
		if o.Post != nil {
			o.Post.offers = append(o.Post.offers, o)
		}
		if o.Coordinator != nil {
			o.Coordinator.offers = append(o.Coordinator.offers, o)
		}
	}
	for _, c := range r.Covers {
		c.Post, c.Coordinator = find[*Post](l, c.ID, c.PostID), find[*Coordinator](l, c.ID, c.CoordinatorID)
		if c.Post == nil || c.Coordinator == nil {
			continue
		}
		c.Post.covers = append(c.Post.covers, c)
		c.Coordinator.covers = append(c.Coordinator.covers, c)
	}
	l.sortPosts(r)
}

func (l *linker) sortPosts(r Records) {
	holdings := func(a, b *Holding) int { return byFrom(a.Valid, b.Valid, a.ID, b.ID) }
	offers := func(a, b *Offer) int { return byFrom(a.Valid, b.Valid, a.ID, b.ID) }
	covers := func(a, b *Cover) int { return byFrom(a.Valid, b.Valid, a.ID, b.ID) }
	homes := func(a, b *Home) int { return byFrom(a.Valid, b.Valid, a.ID, b.ID) }
	for _, p := range r.Posts {
		slices.SortFunc(p.homes, homes)
		slices.SortFunc(p.holdings, holdings)
		slices.SortFunc(p.offers, offers)
		slices.SortFunc(p.covers, covers)
	}
	for _, c := range r.Coordinators {
		slices.SortFunc(c.holdings, holdings)
		slices.SortFunc(c.offers, offers)
		slices.SortFunc(c.covers, covers)
	}
	byPost := func(a, b *Home) int {
		if a.Post.Code != b.Post.Code {
			return compareText(a.Post.Code, b.Post.Code)
		}
		return homes(a, b)
	}
	for _, d := range r.Districts {
		slices.SortFunc(d.homes, byPost)
	}
	for _, x := range r.Regions {
		slices.SortFunc(x.homes, byPost)
	}
}

func (l *linker) linkStatements(r Records) {
	for _, s := range r.Statements {
		s.Grade = find[*Grade](l, s.ID, s.GradeID)
		if s.Source = find[*Source](l, s.ID, s.SourceID); s.Source != nil {
			s.Source.statements = append(s.Source.statements, s)
		}
		if s.Place.ID() != "" {
			s.Of = find[Place](l, s.ID, s.Place.ID())
			p := l.base(s.ID, s.Place)
			p.statements = append(p.statements, s)
		}
	}
	for _, p := range r.Regions {
		p.sort()
	}
	for _, p := range r.Districts {
		p.sort()
	}
	for _, p := range r.Partnerships {
		p.sort()
	}
	for _, p := range r.Jobcentres {
		p.sort()
	}
}
