package view

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// PostConnection is one page of posts.
type PostConnection = Page[*programme.Post, *Post]

// PostEdge is one entry of a page of posts.
type PostEdge = Edge[*Post]

// Posts gives a page of the posts funded on the day, or, when the filter asks for NOT_FUNDED, of those that are not.
func (l Lens) Posts(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *PostFilter, orderBy *PostOrder) (*PostConnection, error) {
	l = l.on(asOf)
	all := l.g.AllPosts()
	if !filter.wantsUnfunded() {
		all = l.g.Posts(l.day)
	}
	return l.posts(all, Args{first, after, last, before}, filter, orderBy)
}

// PostFilter says which posts. All conditions must hold; what is left out is no condition, except that without states only
// posts that are funded on the day are meant.
type PostFilter struct {
	State         []programme.State
	Grade         []string
	Role          []programme.Role
	Region        []string
	District      []string
	MinDaysVacant *int
}

func (f *PostFilter) wantsUnfunded() bool {
	return f != nil && slices.Contains(f.State, programme.NotFunded)
}

func (l Lens) matchPost(f *PostFilter, p *programme.Post) bool {
	return among(f.Grade, p.Grade.Code) && among(f.Role, p.Role) &&
		(f.State == nil || among(f.State, p.State(l.day))) &&
		(f.Region == nil || among(f.Region, p.Region(l.day).Code)) &&
		(f.District == nil || l.inDistrict(p, f.District)) &&
		(f.MinDaysVacant == nil || l.vacantFor(p, *f.MinDaysVacant))
}

func (l Lens) inDistrict(p *programme.Post, codes []string) bool {
	d, ok := p.Home(l.day).(*programme.District)
	return ok && among(codes, d.Code)
}

// vacantFor never holds for a post that is not vacant, however few days are asked for.
func (l Lens) vacantFor(p *programme.Post, days int) bool {
	vacant := l.daysVacant(p)
	return vacant != notVacant && vacant >= days
}

// PostOrderField is what posts can be ordered by.
type PostOrderField string

// The orders of posts.
const (
	PostsByCode       PostOrderField = "CODE"
	PostsByGrade      PostOrderField = "GRADE"
	PostsByState      PostOrderField = "STATE"
	PostsByDaysVacant PostOrderField = "DAYS_VACANT"
	PostsByHome       PostOrderField = "HOME"
)

// PostOrder is how posts are ordered.
type PostOrder struct {
	Field     PostOrderField
	Direction OrderDirection
}

func (l Lens) postOrder(by *PostOrder) order[*programme.Post] {
	o := order[*programme.Post]{name: "post.code", sorted: true, key: func(p *programme.Post) key { return key{text: p.Code} }}
	if by == nil {
		return o
	}
	switch by.Field {
	case PostsByGrade:
		o = order[*programme.Post]{name: "post.grade", key: func(p *programme.Post) key {
			return key{number: int64(p.Grade.Rank), text: p.Grade.Code, tie: p.Code}
		}}
	case PostsByState:
		o = order[*programme.Post]{name: "post.state", key: func(p *programme.Post) key {
			return key{number: stateRank(p.State(l.day)), tie: p.Code}
		}}
	case PostsByDaysVacant:
		o = order[*programme.Post]{name: "post.vacant", key: func(p *programme.Post) key {
			return key{number: int64(l.daysVacant(p)), tie: p.Code}
		}}
	case PostsByHome:
		o = order[*programme.Post]{name: "post.home", key: func(p *programme.Post) key {
			return key{text: p.Home(l.day).Name(l.day), tie: p.Code}
		}}
	}
	return o.towards(by.Direction)
}

func stateRank(s programme.State) int64 {
	switch s {
	case programme.Filled:
		return 1
	case programme.Covered:
		return 2
	case programme.Offered:
		return 3
	case programme.Vacant:
		return 4
	}
	return 5
}

// postsIn gives the posts at home on the day in a region itself and in its districts, or in a district, by code: those
// funded on the day, and the others too when the filter asks for them.
func (l Lens) postsIn(filter *PostFilter, home programme.Place) []*programme.Post {
	unfunded := filter.wantsUnfunded()
	var posts []*programme.Post
	collect := func(homes []*programme.Home, at programme.Place) {
		for _, h := range homes {
			if (unfunded || h.Post.Funded.Contains(l.day)) && h.Post.Home(l.day) == at {
				posts = append(posts, h.Post)
			}
		}
	}
	switch home := home.(type) {
	case *programme.Region:
		collect(home.Homes(), home)
		for _, d := range home.AllDistricts() {
			collect(d.Homes(), d)
		}
	case *programme.District:
		collect(home.Homes(), home)
	}
	return distinct(posts, func(p *programme.Post) string { return p.Code })
}

// posts pages through posts that come by code.
func (l Lens) posts(all []*programme.Post, args Args, filter *PostFilter, by *PostOrder) (*PostConnection, error) {
	if filter != nil {
		all = keep(all, func(p *programme.Post) bool { return l.matchPost(filter, p) })
	}
	return paginate(all, l.postOrder(by), args, l.post)
}

// vacantPosts counts the posts at home in a district that are vacant on the day.
func (l Lens) vacantPosts(d *programme.District) (n int64) {
	for _, p := range l.postsIn(nil, d) {
		if p.State(l.day) == programme.Vacant {
			n++
		}
	}
	return n
}
