package openreferral

// How many entries a page has.
const (
	defaultPerPage = 50
	maxPerPage     = 500
)

// page is a page of a list. Beyond the last it is empty.
type page[T any] struct {
	TotalItems int  `json:"total_items"`
	TotalPages int  `json:"total_pages"`
	PageNumber int  `json:"page_number"`
	Size       int  `json:"size"`
	FirstPage  bool `json:"first_page"`
	LastPage   bool `json:"last_page"`
	Empty      bool `json:"empty"`
	Contents   []T  `json:"contents"`
}

// paged cuts the page that is asked for out of all entries and shows those.
func paged[N, T any](q query, all []N, show func(N) T) page[T] {
	p := page[T]{TotalItems: len(all), TotalPages: (len(all) + q.perPage - 1) / q.perPage, PageNumber: q.page, Contents: []T{}}
	from := min((q.page-1)*q.perPage, len(all))
	for _, n := range all[from:min(from+q.perPage, len(all))] {
		p.Contents = append(p.Contents, show(n))
	}
	p.Size = len(p.Contents)
	p.FirstPage, p.LastPage, p.Empty = q.page == 1, q.page >= p.TotalPages, p.Size == 0
	return p
}
