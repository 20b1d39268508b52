package server

// Serve is Run with another time to drain.
var Serve = serve
