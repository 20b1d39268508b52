package main

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"time"

	"waymark/graph"
	"waymark/server"
	"waymark/web"
)

// limits are what a deployment may decide about the size and the number of operations. docs/limits.md tells what each is for; a
// test holds the defaults here, there and in the code to each other.
type limits struct {
	MaxBody          int64         `help:"Bytes of a request's body." default:"4194304" env:"WAYMARK_MAX_BODY" group:"limits"`
	MaxDocument      int           `help:"Bytes of a document." default:"131072" env:"WAYMARK_MAX_DOCUMENT" group:"limits"`
	MaxTokens        int           `help:"Tokens of a document." default:"1500" env:"WAYMARK_MAX_TOKENS" group:"limits"`
	MaxDepth         int           `help:"Levels of fields within fields." default:"20" env:"WAYMARK_MAX_DEPTH" group:"limits"`
	MaxFields        int           `help:"Fields of a document, with fragments spread out." default:"500" env:"WAYMARK_MAX_FIELDS" group:"limits"`
	MaxAliases       int           `help:"Aliases in a document." default:"50" env:"WAYMARK_MAX_ALIASES" group:"limits"`
	MaxRootFields    int           `help:"Root fields of an operation." default:"50" env:"WAYMARK_MAX_ROOT_FIELDS" group:"limits"`
	MaxDirectives    int           `help:"Directives in a document." default:"50" env:"WAYMARK_MAX_DIRECTIVES" group:"limits"`
	MaxFragments     int           `help:"Fragments and spreads in a document." default:"100" env:"WAYMARK_MAX_FRAGMENTS" group:"limits"`
	MaxIntrospection int           `help:"Root fields about the schema in an operation." default:"2" env:"WAYMARK_MAX_INTROSPECTION" group:"limits"`
	MaxList          int           `help:"Entries of a list among arguments and variables." default:"500" env:"WAYMARK_MAX_LIST" group:"limits"`
	MaxValueDepth    int           `help:"Levels of lists and objects in an argument or a variable." default:"10" env:"WAYMARK_MAX_VALUE_DEPTH" group:"limits"`
	MaxComplexity    int           `help:"Price of an operation: the fields that it would answer if every page were full." default:"200000000" env:"WAYMARK_MAX_COMPLEXITY" group:"limits"`
	MaxAnswerFields  int           `help:"Fields of an answer, each as often as it occurs." default:"100000" env:"WAYMARK_MAX_ANSWER_FIELDS" group:"limits"`
	MaxAnswerErrors  int           `help:"Errors told in an answer." default:"20" env:"WAYMARK_MAX_ANSWER_ERRORS" group:"limits"`
	Deadline         time.Duration `help:"Time that a request may take." default:"30s" env:"WAYMARK_DEADLINE" group:"limits"`

	MaxUpload      int64         `help:"Bytes of a file that is sent." default:"268435456" env:"WAYMARK_MAX_UPLOAD" group:"limits"`
	UploadDeadline time.Duration `help:"Time that a request with a file may take." default:"10m" env:"WAYMARK_UPLOAD_DEADLINE" group:"limits"`
	MaxUploads     int           `help:"Files that are sent and worked on at a time." default:"4" env:"WAYMARK_MAX_UPLOADS" group:"limits"`

	AddressRequests int `help:"Requests a minute from one address by those who have not signed in." default:"600" env:"WAYMARK_ADDRESS_REQUESTS" group:"limits"`
	AddressBurst    int `help:"Of them at once." default:"300" env:"WAYMARK_ADDRESS_BURST" group:"limits"`
	AddressCost     int `help:"Price of their operations a minute." default:"10000000" env:"WAYMARK_ADDRESS_COST" group:"limits"`
	AddressParallel int `help:"Their operations at a time." default:"20" env:"WAYMARK_ADDRESS_PARALLEL" group:"limits"`
	SubjectRequests int `help:"Requests a minute by one who has signed in." default:"6000" env:"WAYMARK_SUBJECT_REQUESTS" group:"limits"`
	SubjectBurst    int `help:"Of them at once." default:"2000" env:"WAYMARK_SUBJECT_BURST" group:"limits"`
	SubjectCost     int `help:"Price of their operations a minute." default:"50000000" env:"WAYMARK_SUBJECT_COST" group:"limits"`
	SubjectParallel int `help:"Their operations at a time." default:"50" env:"WAYMARK_SUBJECT_PARALLEL" group:"limits"`
	MaxParallel     int `help:"Operations at a time in this process, whoever asks." default:"200" env:"WAYMARK_MAX_PARALLEL" group:"limits"`
	MaxCallers      int `help:"Addresses and subjects whose requests are counted; who asked longest ago is forgotten first." default:"10000" env:"WAYMARK_MAX_CALLERS" group:"limits"`

	Introspection bool   `help:"Tell everybody the schema and correct mistyped names: for development." env:"WAYMARK_INTROSPECTION" group:"limits"`
	Operations    string `help:"Answer registered operations only: those of this directory of .graphql documents and JSON manifests, or of this manifest, and the dashboard's." placeholder:"PATH" env:"WAYMARK_OPERATIONS" group:"limits"`
}

// check refuses limits that would let nothing through.
func (l limits) check() error {
	v := reflect.ValueOf(l)
	for i := range v.NumField() {
		if f := v.Field(i); f.CanInt() && f.Int() < 1 {
			return fmt.Errorf("%s must be above 0", v.Type().Field(i).Tag.Get("env"))
		}
	}
	return nil
}

func (l limits) graph() graph.Limits {
	return graph.Limits{
		DocumentBytes: l.MaxDocument, Tokens: l.MaxTokens, Depth: l.MaxDepth, Fields: l.MaxFields, Aliases: l.MaxAliases,
		RootFields: l.MaxRootFields, Directives: l.MaxDirectives, Fragments: l.MaxFragments, Introspection: l.MaxIntrospection,
		ListLength: l.MaxList, ValueDepth: l.MaxValueDepth, Complexity: l.MaxComplexity,
		AnswerFields: l.MaxAnswerFields, AnswerErrors: l.MaxAnswerErrors,
	}
}

func (l limits) rates() server.Rates {
	return server.Rates{
		Address:  server.Allowance{Requests: l.AddressRequests, Burst: l.AddressBurst, Cost: l.AddressCost, Parallel: l.AddressParallel},
		Subject:  server.Allowance{Requests: l.SubjectRequests, Burst: l.SubjectBurst, Cost: l.SubjectCost, Parallel: l.SubjectParallel},
		Parallel: l.MaxParallel, Callers: l.MaxCallers,
	}
}

// on puts the limits of the door into its configuration.
func (l limits) on(cfg server.Config) server.Config {
	cfg.MaxBody, cfg.Deadline, cfg.Rates = l.MaxBody, l.Deadline, l.rates()
	cfg.MaxUpload, cfg.UploadDeadline, cfg.Uploads = l.MaxUpload, l.UploadDeadline, l.MaxUploads
	return cfg
}

// executor gives what the executor is told. Registered operations that this server could not answer are an error.
func (l limits) executor() ([]graph.Option, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	options := []graph.Option{graph.WithLimits(l.graph())}
	if l.Introspection {
		options = append(options, graph.WithIntrospection(graph.Everyone))
	}
	if l.Operations == "" {
		return options, nil
	}
	place, err := filepath.Abs(l.Operations)
	if err != nil {
		return nil, err
	}
	registered, err := graph.ReadOperations(os.DirFS(filepath.Dir(place)), filepath.Base(place))
	if err != nil {
		return nil, err
	}
	registered = registered.With(web.Operations()...)
	return append(options, graph.WithOperations(registered)), registered.Check(l.graph())
}
